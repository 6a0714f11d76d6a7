"""Which sentences of a report speak of which attack.

A sentence that names a locality which another attack has already been placed in belongs to that attack; one that names
a new locality, or sets itself apart by another day, begins an attack of its own; all others carry on with the last.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, TypeVar

from tallystick.extract.found import (
    FoundActor,
    FoundAuthority,
    FoundDate,
    FoundFigure,
    FoundKind,
    FoundObject,
    FoundPlace,
    Sentence,
)
from tallystick.extract.scene import Scene


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_CLAUSE_END = re.compile(r"[;؛)]")
T = TypeVar("T", bound=_Placed)


@dataclass(slots=True)
class Attack:
    """What a report says about one attack, still over the clean text."""

    kinds: list[FoundKind] = field(default_factory=list)
    figures: list[FoundFigure] = field(default_factory=list)
    places: list[FoundPlace] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    actors: list[FoundActor] = field(default_factory=list)
    targets: list[FoundObject] = field(default_factory=list)
    munitions: list[FoundObject] = field(default_factory=list)
    authorities: list[FoundAuthority] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def join(self, other: "Attack") -> None:
        """Take in what another stretch of the report says about this attack."""
        for mine, theirs in (
            (self.kinds, other.kinds),
            (self.figures, other.figures),
            (self.places, other.places),
            (self.dates, other.dates),
            (self.actors, other.actors),
            (self.targets, other.targets),
            (self.munitions, other.munitions),
            (self.authorities, other.authorities),
        ):
            mine.extend(theirs)  # type: ignore[arg-type]
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)


def gather_attacks(scene: Scene) -> list[Attack]:
    """The attacks of a report in the order they are first told of."""
    attacks: list[Attack] = []
    current: Attack | None = None
    heading: list[FoundPlace] = []
    for stretch in _stretches(scene):
        heads = [p for p in stretch.places if p.heading]
        heading = heads or heading
        if not stretch.kinds and not any(not f.campaign for f in stretch.figures):
            if current is not None:
                current.actors.extend(a for a in stretch.actors if a.stance == "denied")
            continue
        home = _home(scene, stretch, attacks, current)
        if home is None:
            home = Attack(start=stretch.start, end=stretch.end, places=list(heading) if not heads else [])
            attacks.append(home)
        home.join(stretch)
        current = home
    return attacks


def _stretches(scene: Scene) -> Iterator[Attack]:
    for sentence in scene.sentences:
        whole = _stretch(scene, sentence.start, sentence.end)
        clauses = _clauses(scene, sentence)
        if len(clauses) == 1:
            yield whole
            continue
        for start, end in clauses:  # what only one of them says, of how and by whom, holds for the others
            part = _stretch(scene, start, end)
            part.kinds = part.kinds or whole.kinds[:1]
            part.actors = part.actors or list(whole.actors)
            yield part


def _clauses(scene: Scene, sentence: Sentence) -> list[tuple[int, int]]:
    """The parts of a sentence that tell of different localities ("46 dead in A; 13 in B"); mostly there is but one."""
    cuts = [sentence.start + m.end() for m in _CLAUSE_END.finditer(scene.clean.text[sentence.start : sentence.end])]
    bounds = list(pairwise([sentence.start, *cuts, sentence.end]))
    own = [
        b
        for b in bounds
        if any(_inside(scene.figures, *b)) and any(p.role == "where" for p in _inside(scene.places, *b))
    ]
    return bounds if len(own) > 1 else [(sentence.start, sentence.end)]


def _stretch(scene: Scene, start: int, end: int) -> Attack:
    return Attack(
        list(_inside(scene.kinds, start, end)),
        list(_inside(scene.figures, start, end)),
        list(_inside(scene.places, start, end)),
        list(_inside(scene.dates, start, end)),
        list(_inside(scene.actors, start, end)),
        list(_inside(scene.targets, start, end)),
        list(_inside(scene.munitions, start, end)),
        list(_inside(scene.authorities, start, end)),
        start,
        end,
    )


def _inside(things: Sequence[T], start: int, end: int) -> Iterator[T]:
    return (t for t in things if start <= t.start < end)


def _home(scene: Scene, stretch: Attack, attacks: Sequence[Attack], current: Attack | None) -> Attack | None:
    """The attack that a stretch goes on about; None when it begins a new one."""
    localities = set(_localities(scene, stretch.places))
    if localities:
        for attack in reversed(attacks):
            if localities & set(_localities(scene, attack.places)) and not _apart(stretch, attack):
                return attack
        if current is not None and not list(_localities(scene, current.places)) and not _apart(stretch, current):
            return current
        return None
    if current is not None and _apart(stretch, current):
        return None
    return current


def _localities(scene: Scene, places: Iterable[FoundPlace]) -> Iterator[str]:
    return (scene.clean.text[p.start : p.end] for p in places if p.role == "where")


def _apart(stretch: Attack, attack: Attack) -> bool:
    """Whether two stretches name days that cannot be the same."""
    if not stretch.dates or not attack.dates:
        return any(d.background for d in stretch.dates) and bool(attack.kinds)
    return not any(a.days.overlaps(b.days) for a in stretch.dates for b in attack.dates)
