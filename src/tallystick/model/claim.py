"""The atom: what one report says about one attack, each value with the characters that say it."""

from dataclasses import dataclass
from typing import Literal

from tallystick.model.place import Place
from tallystick.model.toll import Toll
from tallystick.model.when import Days

Scope = Literal["attack", "campaign"]
PlaceRole = Literal["where", "within", "near"]
Stance = Literal["asserted", "alleged", "denied", "admitted"]
Outcome = Literal["killed", "injured", "missing"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a report's canonical text, counted in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class ClaimedDate:
    """When the report says it happened. `span` is None when only the report's own date tells."""

    days: Days
    span: Span | None


@dataclass(frozen=True, slots=True)
class ClaimedPlace:
    """A named place of the attack. Exactly one of `place` and `why_not` is set once it has been looked up."""

    name: str
    role: PlaceRole
    span: Span
    place: Place | None = None
    why_not: str | None = None
    kind: str | None = None
    """What the words beside the name call it (`village`, …: a code of `place_precision`), if anything."""


@dataclass(frozen=True, slots=True)
class ClaimedActor:
    """Who the report names, and whether it asserts, suspects, denies or admits it."""

    actor: str
    stance: Stance
    span: Span


@dataclass(frozen=True, slots=True)
class ClaimedTarget:
    """What was hit, as the report says."""

    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class ClaimedMunition:
    """What it was hit with, as the report says."""

    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class Casualties:
    """One stated figure: so many of such people killed, injured or missing."""

    outcome: Outcome
    group: str
    toll: Toll
    span: Span
    partial: bool = False
    """True for a breakdown of another figure of the same attack, or a figure the report itself supersedes."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who the report says it has this from (SOHR, a hospital, a witness)."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's account of one attack; or of a campaign (`scope`), which never enters an incident."""

    claim_id: str
    report_id: str
    extractor: str
    kind: str = "unknown"
    scope: Scope = "attack"
    trigger: Span | None = None
    date: ClaimedDate | None = None
    places: tuple[ClaimedPlace, ...] = ()
    perpetrators: tuple[ClaimedActor, ...] = ()
    targets: tuple[ClaimedTarget, ...] = ()
    munitions: tuple[ClaimedMunition, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    authority: Authority | None = None

    @property
    def where(self) -> tuple[ClaimedPlace, ...]:
        """The localities said to have been hit."""
        return tuple(p for p in self.places if p.role == "where")

    def figures(self, outcome: Outcome) -> tuple[Casualties, ...]:
        """Stated totals (not breakdowns) of one outcome."""
        return tuple(c for c in self.casualties if c.outcome == outcome and not c.partial)
