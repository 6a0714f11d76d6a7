"""The stretches of a report that tell of one attack each: its sentences, the clauses that go on to other places, and
the portions that count several places apart.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tallystick.extract.clauses import clause_starts, counted, name_key, told_again
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
from tallystick.extract.portions import portion_starts
from tallystick.extract.scene import Scene

_THINGS = ("kinds", "figures", "places", "dates", "actors", "targets", "munitions", "authorities")
"""What an attack and a scene both hold."""


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
    portion: bool = False
    """True for one place's part of a sentence that counts several places apart."""

    def join(self, other: "Attack") -> None:
        """Take in what another stretch of the report says about this attack."""
        for kind in _THINGS:
            getattr(self, kind).extend(getattr(other, kind))
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)


def stretches_of(scene: Scene) -> Iterator[Attack]:
    """Every stretch in the order it is told."""
    for sentence, whole in zip(scene.sentences, _whole_sentences(scene), strict=True):
        for clause in _clauses(scene, whole):
            yield from _portions(scene, Sentence(clause.start, clause.end, sentence.paragraph), clause)


def _clauses(scene: Scene, whole: Attack) -> Iterator[Attack]:
    """The sentence, or its clauses where it goes on to other places."""
    hit = [p for p in whole.places if p.role == "where"]
    if len(hit) < 2:
        yield whole
        return
    telling = [*(k.start for k in whole.kinds), *(f.start for f in whole.figures)]
    starts = clause_starts(scene.clean.text, whole.start, whole.end, hit, telling)
    before: Attack | None = None
    for start, end in pairwise([*starts, whole.end]):
        clause = _part(whole, start, end) if len(starts) > 1 else whole
        if before is not None:
            _carry_on(clause, before)
        yield clause
        before = clause


def _carry_on(clause: Attack, before: Attack) -> None:
    """What a clause leaves unsaid because the clause before it has said so: in what area, on what day, by whom."""
    if all(p.role == "where" for p in clause.places):
        clause.places += [p for p in before.places if p.role == "within"]
    clause.kinds = clause.kinds or before.kinds[:1]
    clause.dates = clause.dates or list(before.dates)
    if not counted(clause.figures):
        clause.actors = clause.actors or list(before.actors)


def _portions(scene: Scene, sentence: Sentence, whole: Attack) -> Iterator[Attack]:
    several = len(whole.places) > 1 and len(whole.figures) > 1
    starts = portion_starts(scene.clean.text, sentence, whole.places, whole.figures) if several else ()
    if not starts:
        yield from _listed_and_told(scene, whole)
        return
    lead = _part(whole, sentence.start, starts[0])
    portions = [_part(whole, start, end) for start, end in pairwise([*starts, sentence.end])]
    placed = any(p.role == "where" for p in lead.places) and bool(lead.kinds or lead.figures)
    if placed or (any(f.stated for f in lead.figures) and not is_sum(lead, portions)):
        yield lead
    yield from (_introduced(portion, lead, whole) for portion in portions)


def _listed_and_told(scene: Scene, whole: Attack) -> Iterator[Attack]:
    """A stretch; one that lists places and then tells the toll of one of them apart as the list and that one."""
    hit = [p for p in whole.places if p.role == "where" and not p.heading]
    start = told_again(scene.clean.text, hit, counted(whole.figures))
    if start is None:
        yield whole
        return
    told = _part(whole, start, whole.end)
    listed = _part(whole, whole.start, start)
    listed.places = [p for p in listed.places if key_of(scene, p) not in localities_of(scene, told.places)]
    yield _introduced(told, listed, whole)
    yield listed


def _whole_sentences(scene: Scene) -> list[Attack]:
    """What is said in each sentence."""
    starts = [sentence.start for sentence in scene.sentences]
    said = [Attack(start=sentence.start, end=sentence.end) for sentence in scene.sentences]
    for kind in _THINGS:
        for thing in getattr(scene, kind):
            at = bisect_right(starts, thing.start) - 1
            if at >= 0 and thing.start < said[at].end:
                getattr(said[at], kind).append(thing)
    return said


def _part(whole: Attack, start: int, end: int) -> Attack:
    """What is said from `start` to `end` of a sentence."""
    part = Attack(start=start, end=end)
    for kind in _THINGS:
        getattr(part, kind).extend(thing for thing in getattr(whole, kind) if start <= thing.start < end)
    return part


def _introduced(portion: Attack, lead: Attack, whole: Attack) -> Attack:
    """A portion with what only the lead or another portion says, of how, when and by whom: it holds for all."""
    portion.portion = True
    portion.places = [p for p in lead.places if p.role != "where"] + portion.places
    portion.kinds = portion.kinds or whole.kinds[:1]
    portion.dates = portion.dates or list(lead.dates)
    portion.actors = portion.actors or list(whole.actors)
    portion.munitions = portion.munitions or list(lead.munitions)
    portion.authorities = portion.authorities or list(lead.authorities)
    return portion


def is_sum(stretch: Attack, shares: Sequence[Attack]) -> bool:
    """Whether a figure is the total of places that the sentence before counted one by one."""
    parts = sum(f.toll.min for a in shares for f in a.figures if f.outcome == "killed" and not f.partial)
    return any(f.outcome == "killed" and not f.partial and f.toll.min == parts > 0 for f in stretch.figures)


def localities_of(scene: Scene, places: Iterable[FoundPlace]) -> set[str]:
    """The localities hit among some places, each under the key of its name."""
    return {key_of(scene, p) for p in places if p.role == "where"}


def key_of(scene: Scene, place: FoundPlace) -> str:
    """The key of a place's name, the same however it is spaced."""
    return name_key(scene.clean.text[place.start : place.end])
