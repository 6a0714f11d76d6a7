"""What extraction made of one report."""

from dataclasses import dataclass

from tallystick.model.claim import Claim
from tallystick.model.position import Position
from tallystick.model.when import Days


@dataclass(frozen=True, slots=True)
class Reading:
    """What extraction made of one report."""

    report_id: str
    extractor: str
    language: str | None
    """The language it was read in; None when it could not be told."""
    published: Days | None
    """The report's own day: found in the text, else its metadata, else None."""
    claims: tuple[Claim, ...]
    unread: str | None = None
    """Why the report was kept but not read (say, no grammar for its language); None when it was read."""
    warnings: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    """Statements of parties about their own strikes, in text order."""
