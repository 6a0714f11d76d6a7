"""What investigators conclude from incidents: counts by what was hit, patterns, and questions for counsel."""

from dataclasses import dataclass
from typing import Literal

from tallystick.model.claim import Outcome, Span
from tallystick.model.toll import Toll
from tallystick.model.when import Days

RepeatKind = Literal["said", "same_day", "within_days"]
Status = Literal["proposed", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents a finding is about: those on these days, and those that a party is named as responsible for."""

    days: Days | None = None
    party: str | None = None
    """A code of the vocabulary `actor`; an incident counts when it is named in any role, alone or with others."""


@dataclass(frozen=True, slots=True)
class SummedToll:
    """Ranges of several incidents added up: the minima, and the maxima as far as they are known.

    `max` adds the highest figure stated of each incident; where `open_ended` is not 0 the true sum has no upper end
    that anybody states. Incidents of which nobody gives a number add nothing to either and are counted in `untold`.
    """

    outcome: Outcome
    group: str
    min: int
    max: int
    told: int
    """Incidents with a number."""
    open_ended: int
    """Of these, those whose range has no upper end ("at least")."""
    untold: int
    """Incidents of which nobody gives a number of this group."""
    from_incidents: tuple[str, ...]
    """The incidents with a number, by id."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Incidents that have something in common, and the harm told of them."""

    by: tuple[tuple[str, str], ...]
    """What they share, as (dimension, code) pairs: ("object", "market"), ("party", "russia"), ("month", "2015-10")."""
    incident_ids: tuple[str, ...]
    tolls: tuple[SummedToll, ...]

    def toll(self, outcome: Outcome, group: str) -> SummedToll:
        """The sum of one outcome and group."""
        return next(t for t in self.tolls if (t.outcome, t.group) == (outcome, group))


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Words of a report on how an attack went: when in the day, a second strike, a warning, armed people there or not.

    `code` is one of the vocabulary `circumstance`.
    """

    code: str
    claim_id: str
    span: Span
    minutes: Toll | None = None
    """With `struck_again`: how long after the first strike, where the words tell."""


@dataclass(frozen=True, slots=True)
class CampaignTotal:
    """How much a claim about a campaign covers, as far as its own words say."""

    claim_id: str
    days: Days | None
    """The days that its report names beside it; None when none are told."""
    attacks: Toll | None
    """How many attacks it adds up; None when it does not say."""
    attacks_span: Span | None


@dataclass(frozen=True, slots=True)
class RepeatStrike:
    """One place or object struck more than once.

    `said`: a report calls it a second strike. `same_day` and `within_days`: two incidents at one place; whether they
    are two attacks, or one attack told as two, is for a person to say.
    """

    kind: RepeatKind
    incident_ids: tuple[str, ...]
    place: str | None
    objects: tuple[str, ...]
    """What both were said to hit."""
    gap_days: int
    minutes: Toll | None
    claim_ids: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Repeat strikes, times of day, months, parties, and the series of attacks on medical care."""

    repeats: tuple[RepeatStrike, ...]
    by_time: tuple[Tally, ...]
    by_month: tuple[Tally, ...]
    by_party: tuple[Tally, ...]
    medical: tuple[Tally, ...]
    """Attacks on medical facilities, ambulances and rescuers, by month."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something told of an incident that bears on a question, with the claims that tell it."""

    code: str
    """What kind of fact: a code of the vocabulary `ihl_fact`."""
    says: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of humanitarian law for counsel about one incident. Never a finding: a rule proposes it from what
    reports say, and only a person confirms that it is worth asking."""

    incident_id: str
    question: str
    """A code of the vocabulary `ihl_question`, which names the rules of customary law it rests on."""
    facts_for: tuple[Fact, ...]
    facts_against: tuple[Fact, ...]
    status: Status
    why: str
    judgement_ids: tuple[str, ...] = ()
