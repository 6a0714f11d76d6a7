"""What investigators conclude from incidents: counts by what was hit, and the part of the record they are about."""

from dataclasses import dataclass

from tallystick.model.when import Days


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents a finding is about: those on these days, and those that a party is named as responsible for."""

    days: Days | None = None
    party: str | None = None
    """A code of the vocabulary `actor`; an incident counts when it is named in any role, alone or with others."""
