"""People on lists of victims: each record as it was written, and which records are held to be one person.

Nothing is ever deleted or merged away: a person is a set of records, and every doubt is a flag with a probability.
"""

from dataclasses import dataclass
from typing import Literal

from tallystick.model.claim import Span
from tallystick.model.when import Days

FlagKind = Literal["possible_duplicate", "doubtful_link", "shared_identifier", "list_names_twice"]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One row of one list: somebody reported dead, in the words of the list.

    `sex`, `age_group`, `cause` and `status` are codes of the vocabularies `sex`, `age_group`, `cause_of_death` and
    `victim_status` (SDG indicator 16.1.2); None is unknown, and what the list wrote instead stands in `unread`.
    """

    record_id: str
    list_name: str
    file: str
    row: int
    """Row number as a person sees it; the header is row 1."""
    name: str | None
    script: Literal["arabic", "latin", "other"] | None = None
    sex: str | None = None
    age: int | None = None
    """Years, as stated."""
    age_group: str | None = None
    place: str | None = None
    died: Days | None = None
    identifiers: tuple[str, ...] = ()
    cause: str | None = None
    status: str | None = None
    unread: tuple[tuple[str, str], ...] = ()
    """(column, text) pairs that were kept and not understood, in column order."""


@dataclass(frozen=True, slots=True)
class NamedVictim:
    """Somebody whom a report names as dead, in the report's own words."""

    report_id: str
    name: str
    span: Span
    age: int | None = None
    """Years, as stated."""
    age_group: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class RecordPair:
    """How likely two records are one person, with a sentence per comparison."""

    left_record: str
    right_record: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonFlag:
    """A doubt about two records for a reviewer: one sentence, and the probability that they are one person.

    `possible_duplicate`: kept apart, though they may be one; `doubtful_link`: held to be one, though they may be two;
    `shared_identifier`: one identifier, two people; `list_names_twice`: one list, one person, two rows.
    """

    kind: FlagKind
    left_record: str
    right_record: str
    probability: float
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """Records held to be of one person; one record alone is a person too."""

    person_id: str
    record_ids: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UniquePeople:
    """How many different people the lists name, over draws of the linkage."""

    mean: float
    standard_error: float
    low: float
    high: float
    """2.5 % and 97.5 % of the draws."""
    draws: int


@dataclass(frozen=True, slots=True)
class PeopleLinkage:
    """All records with all that is known of which are one person."""

    records: tuple[PersonRecord, ...]
    people: tuple[Person, ...]
    pairs: tuple[RecordPair, ...]
    """Every pair that may be one person, likely or not, by record ids."""
    flags: tuple[PersonFlag, ...]
    judgement_ids: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    """Pairs that a person judged to be one; they hold in every draw."""
    different: tuple[tuple[str, str], ...] = ()
    """Pairs that are two people: judged so, or on one list that is known to name nobody twice."""
    clean_lists: tuple[str, ...] = ()
    """Lists that are known to name nobody twice."""
