"""Things found in a clean text before they are gathered into claims. Offsets are into `CleanText.text`.

Found things are made by the hundred for every report, and are not frozen: frozen ones take three times as long to
make, a tenth of all reading. Treat them as if they were; what leaves extraction (model/) is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tallystick.model.claim import Outcome, PlaceRole, Stance
from tallystick.model.toll import Toll
from tallystick.model.when import Days


class Hit(NamedTuple):
    """A lexicon phrase standing in the text as a whole word (clitics aside)."""

    start: int
    end: int
    section: str
    """The section of the language file the phrase is from, say `actors`."""
    code: str
    """What the phrase means there, say `russia`."""


SentenceHits = Mapping[str, Sequence[Hit]]
"""The hits that begin in one sentence, by section of the language file, each in text order; sections without are left
out."""


@dataclass(slots=True)
class Sentence:
    """A sentence; `paragraph` counts blocks, so that headings and list items stay apart."""

    start: int
    end: int
    paragraph: int


@dataclass(slots=True)
class FoundDate:
    """A date expression and the days it means, given the report's own day."""

    start: int
    end: int
    days: Days
    relative: bool
    """True when it was resolved against the report's own day (today, on Tuesday)."""
    background: bool = False
    """True when the words set it apart from the news of the report (earlier, had been, last month)."""
    telling: bool = False
    """True when it dates the telling (the monitor said on Tuesday that …) or a picture, and not the deed."""


@dataclass(slots=True)
class FoundPlace:
    """A place name (only the name) and how it stands to the attack."""

    start: int
    end: int
    role: PlaceRole
    heading: bool = False
    """True for a governorate or town that heads a list and holds for what follows."""
    kind: str | None = None
    """What the words beside it call it (`village`, `neighbourhood`…: a code of `place_precision`), if anything."""


@dataclass(slots=True)
class FoundActor:
    """An actor named as doing, suspected of, denying or admitting an attack."""

    start: int
    end: int
    actor: str
    stance: Stance


@dataclass(slots=True)
class FoundKind:
    """A word that tells the kind of attack: the trigger of a claim."""

    start: int
    end: int
    kind: str
    specificity: int = 3
    """How surely the words tell the kind: 3 they name it, 2 the means named beside them do, 1 an earlier sentence
    does, 0 nothing does."""
    loose: bool = False
    """True for clashes and battles, which are as often the setting of an attack as one."""


@dataclass(slots=True)
class FoundObject:
    """A target or a munition."""

    start: int
    end: int
    type: str


@dataclass(slots=True)
class FoundFigure:
    """A stated number of people."""

    start: int
    end: int
    outcome: Outcome
    group: str
    toll: Toll
    partial: bool
    campaign: bool = False
    """True for a total over many days or places, which belongs to no single attack."""
    stated: bool = True
    """False when only the grammar tells the number: a bare plural ("civilians were killed")."""
    untold: bool = False
    """True for a bare plural that tells of an attack and is too little for a number (a policy of the language file)."""
    known: bool = False
    """True when the words speak of them as known already: by name, or behind an article."""
    sentence: int = 0
    """Where the sentence begins that tells it."""
    beside: bool = False
    """True when "and" joins these people to others of the sentence: they are more of them, and none told again."""


@dataclass(slots=True)
class FoundAuthority:
    """Who the report has it from."""

    start: int
    end: int
    named: bool = False
    """True for a body or person known by name, and not for "local sources"."""
