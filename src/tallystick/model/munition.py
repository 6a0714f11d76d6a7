"""What was used against people, how it is known, how often, and what may still lie there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tallystick.model.claim import Span
from tallystick.model.place import Place
from tallystick.model.when import Days

Evidence = Literal["visual", "remnant", "claim", "inferred"]
UseRole = Literal["suspected", "known", "joint", "undetermined", "contested", "unnamed"]
NOT_SURVEYED = "reported hazard, not surveyed"


@dataclass(frozen=True, slots=True)
class MunitionEvidence:
    """How a claim knows what munition it was: the words for it, the strongest grade they carry, the models named."""

    claim_id: str
    munition: str
    """A code of the vocabulary `munition`."""
    evidence: Evidence
    models: tuple[str, ...]
    """Codes of the vocabulary `munition_model`."""
    remnants: bool
    """Whether remnants are said to have been found or seen."""
    span: Span
    """The words that carry the grade; those that name the munition when nothing else does."""


@dataclass(frozen=True, slots=True)
class MunitionUse:
    """One incident in which a munition was used, as far as the claims tell."""

    incident_id: str
    munition: str
    models: tuple[str, ...]
    evidence: Evidence
    """The strongest among its claims."""
    actors: tuple[str, ...]
    role: UseRole
    """How the actors are named: one alone (`suspected`, `known`), together (`joint`), one of them (`undetermined`), by
    different accounts (`contested`), nobody (`unnamed`)."""
    days: Days | None
    place: Place | None
    origins: int
    """Independent origins that name the munition."""
    killed_min: int | None
    killed_max: int | None
    claim_ids: tuple[str, ...]
    """The claims that name it."""
    treaties: tuple[str, ...]
    """Codes of the vocabulary `treaty`: what speaks of the type, and what is asked of it and not decided here."""
    why: str


@dataclass(frozen=True, slots=True)
class UseCount:
    """How many distinct uses of a munition there were: a range, for two incidents may be one use.

    `min` takes together what may be the same, and leaves out what is only inferred or may lie outside the days.
    """

    munition: str
    since: date | None
    until: date | None
    actors: tuple[str, ...] | None
    """None: by whomever."""
    role: UseRole | None
    min: int
    max: int
    incident_ids: tuple[str, ...]
    why: str

    @property
    def sentence(self) -> str:
        """The count as it may be printed: a range, the days, who is named and how."""
        counted = f"{self.min}" if self.min == self.max else f"between {self.min} and {self.max}"
        since, until = self.since and f" since {self.since}", self.until and f" until {self.until}"
        uses = "use" if self.min == self.max == 1 else "uses"
        return f"{counted} distinct {uses} of {self.munition}{since or ''}{until or ''}{self._by}"

    @property
    def _by(self) -> str:
        if self.actors is None:
            return ", by whomever"
        joined = (" or " if self.role in ("undetermined", "contested") else " and ").join(self.actors)
        return f", {self.role}: {joined}" if self.actors else ", nobody named"


@dataclass(frozen=True, slots=True)
class ReportedHazard:
    """Explosive remnants that reports place somewhere. Nobody has surveyed it for this record.

    A place that is not listed has not been looked at.
    """

    hazard_id: str
    incident_id: str
    munition: str
    models: tuple[str, ...]
    evidence: Literal["direct", "indirect"]
    """IMAS terms: `direct` when remnants are told to have been seen or to have harmed somebody there, `indirect` when
    only the use of a munition that leaves them is told."""
    place: Place | None
    days: Days | None
    claim_ids: tuple[str, ...]
    why: str
    status: str = NOT_SURVEYED


@dataclass(frozen=True, slots=True)
class StatedUses:
    """How often a report says that a munition was used; it stands beside the uses counted here, and enters none."""

    report_id: str
    munition: str
    min: int
    max: int | None
    days: Days | None
    """The days that its sentence names, from the first to the last; None when it names none."""
    span: Span


@dataclass(frozen=True, slots=True)
class MunitionFindings:
    """What a run tells of munitions."""

    uses: tuple[MunitionUse, ...] = ()
    counts: tuple[UseCount, ...] = ()
    hazards: tuple[ReportedHazard, ...] = ()
    stated: tuple[StatedUses, ...] = ()
