"""An attack as far as the claims tell, and what they add up to."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tallystick.model.claim import Outcome
from tallystick.model.place import Place
from tallystick.model.when import Days

AttributionRole = Literal["suspected", "known", "joint", "undetermined"]
StrikeStatus = Literal["declared", "likely", "contested", "single_source"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]


@dataclass(frozen=True, slots=True)
class OriginEdge:
    """Why two reports count as one origin: a copy, a relay of the same authority, a shared owner."""

    left_report: str
    right_report: str
    relation: Literal["copy", "relay", "same_publisher", "same_owner", "translation"]
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent source of knowledge, however many reports repeat it."""

    origin_id: str
    name: str
    """What a person would call it: the authority cited, else the publisher."""
    report_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]
    told: tuple[date | None, ...] = ()
    """By claim: the day its report was published, where known; within an origin later figures replace earlier ones."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """How much two claims look like one attack: a probability and a sentence per comparison.

    A comparison with no data on one side says so and counts neither way.
    """

    left_claim: str
    right_claim: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims held to speak of one attack."""

    incident_id: str
    claim_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    kind: str
    days: Days | None
    place: Place | None
    origins: tuple[Origin, ...]
    origin_edges: tuple[OriginEdge, ...]
    judgement_ids: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()
    """(topic, one sentence) pairs: date, place, kind, linked, identity."""
    joint_claim_ids: tuple[str, ...] = ()
    """Claims about several places that stand in another incident but speak of this one too: evidence, no bound."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stated figure that set no bound, and why not."""

    claim_id: str
    why: str


@dataclass(frozen=True, slots=True)
class TollRange:
    """What the origins together support for one outcome and group, and which claims set each bound.

    `min` None means nothing usable was said; `max` None means no claim bounds it from above.
    """

    outcome: Outcome
    group: str
    min: int | None
    max: int | None
    policy: str
    min_from: tuple[str, ...]
    max_from: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """An actor named as responsible, by how many independent origins, and who speaks against it."""

    actor: str
    role: AttributionRole
    origins: int
    claim_ids: tuple[str, ...]
    denied_by_claims: tuple[str, ...] = ()
    admitted_by_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one policy says of one incident, each part with its one-sentence reason."""

    incident_id: str
    policy: str
    ranges: tuple[TollRange, ...]
    attribution: tuple[Attribution, ...]
    strike_status: StrikeStatus
    grade: Grade | None
    targets: tuple[str, ...]
    munitions: tuple[str, ...]
    why: tuple[tuple[str, str], ...]
    """(topic, one sentence) pairs: killed, injured, attribution, strike_status, grade."""
    cannot_tell: tuple[str, ...] = ()
    """What the evidence does not answer, one sentence each."""

    def range_of(self, outcome: Outcome, group: str) -> TollRange | None:
        """The range for one outcome and group, or None when no claim speaks of it."""
        return next((r for r in self.ranges if r.outcome == outcome and r.group == group), None)
