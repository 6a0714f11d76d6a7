"""What a party to the conflict says about its own strikes, and how that stands beside what others tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tallystick.model.claim import Authority, ClaimedDate, ClaimedMunition, ClaimedPlace, ClaimedTarget, Span
from tallystick.model.toll import Toll
from tallystick.model.when import Days

PositionScope = Literal["this_attack", "place_and_day", "all_strikes"]
Voice = Literal["own_text", "relayed"]
Matter = Literal[
    "strike", "civilian_harm", "women_and_children", "object", "munition", "place", "deaths_conceded", "none"
]
PositionResult = Literal["agrees", "contradicted", "mixed", "not_testable"]


@dataclass(frozen=True, slots=True)
class Position:
    """One statement of a party about strikes it made or is said to have made.

    It is no account of the attack: it is never an origin, and it changes no count and no grade.
    """

    position_id: str
    report_id: str
    type: str
    """A code of the vocabulary `party_position`."""
    speaker: str
    """The party that speaks: a code of the vocabulary `actor`."""
    scope: PositionScope
    """Whether it speaks of one attack, of what was done at a place or on a day, or of all the party's strikes."""
    span: Span
    """The words of the statement."""
    voice: Voice
    """Whether the report is the party's own text, or relays what the party said."""
    why: str
    """One sentence: which words made it this position, of this party, with this scope."""
    speaker_span: Span | None = None
    """The words that name the party; None where the report is its own text and does not name it."""
    spoken_by: Authority | None = None
    """The spokesperson or office that said it, as named."""
    conceded: Toll | None = None
    """The deaths accepted, for `concedes`; None where it accepts harm without a number."""
    date: ClaimedDate | None = None
    """The days the statement speaks of; None when it names none."""
    told: Days | None = None
    """The day of the report that carries it: a statement says nothing of what came after."""
    places: tuple[ClaimedPlace, ...] = ()
    targets: tuple[ClaimedTarget, ...] = ()
    munitions: tuple[ClaimedMunition, ...] = ()
    """What it speaks of: for a denial what is denied, for an assertion what is asserted."""
    claim_ids: tuple[str, ...] = ()
    """Claims of the same report about the attack it answers."""


@dataclass(frozen=True, slots=True)
class PositionTest:
    """One statement beside what independent origins say, on one matter.

    Origins are summed over `incident_ids`: one incident for a statement about one attack, all incidents attributed to
    the party in its period for a general one, none where nothing could be found that it speaks of.
    """

    position_id: str
    matter: Matter
    result: PositionResult
    incident_ids: tuple[str, ...]
    incidents_agreeing: int
    incidents_contradicting: int
    origins_agreeing: int
    origins_contradicting: int
    agreeing: tuple[str, ...]
    """A claim of every origin that agrees; of a general statement one for each incident."""
    contradicting: tuple[str, ...]
    """A claim of every origin that contradicts it; of a general statement one for each incident."""
    why: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A statement with its tests, and what they come to."""

    position_id: str
    result: PositionResult
    tests: tuple[PositionTest, ...]


def overall_result(results: Iterable[PositionResult]) -> PositionResult:
    """What the tests of one statement come to: those that could be made decide."""
    made = set(results) - {"not_testable"}
    if not made:
        return "not_testable"
    return made.pop() if len(made) == 1 else "mixed"


@dataclass(frozen=True, slots=True)
class PositionSheet:
    """The test sheet of one party: each of its statements beside what independent origins say."""

    speaker: str
    rows: tuple[PositionRow, ...]
    agrees: int
    contradicted: int
    mixed: int
    not_testable: int
    """Statements by result; they add up to the number of rows."""
