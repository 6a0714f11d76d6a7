"""Which sentences of a report speak of which attack.

A sentence that names a locality which another attack has already been placed in belongs to that attack; one that names
a new locality, or sets itself apart by another day, begins an attack of its own; all others carry on with the last.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tallystick.extract.cues import word_list
from tallystick.extract.found import (
    FoundActor,
    FoundAuthority,
    FoundDate,
    FoundFigure,
    FoundKind,
    FoundObject,
    FoundPlace,
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


def gather_attacks(scene: Scene) -> list[Attack]:
    """The attacks of a report in the order they are first told of."""
    attacks: list[Attack] = []
    current: Attack | None = None
    heading: list[FoundPlace] = []
    shares: list[Attack] = []
    for stretch in _stretches(scene):
        heads = [p for p in stretch.places if p.heading]
        heading = heads or heading
        of_campaign = bool(stretch.figures) and all(f.campaign for f in stretch.figures)
        if of_campaign or not (stretch.kinds or stretch.figures):
            if current is not None:
                current.actors.extend(a for a in stretch.actors if a.stance == "denied")
            continue
        if stretch.portion and current is not None and not stretch.kinds:
            stretch.kinds, stretch.actors = current.kinds[:1], stretch.actors or list(current.actors)
            stretch.dates = stretch.dates or list(current.dates)
        localities = _localities(scene, stretch.places)
        apart = _is_set_apart(scene.clean.text[stretch.start : stretch.end])
        home = None if apart else _home(scene, stretch, localities, attacks, current)
        if not stretch.portion and not localities and _is_sum(stretch, shares):
            home = Attack(start=stretch.start, end=stretch.end, places=[p for a in shares for p in a.places])
            attacks.append(home)
        if home is None:
            home = Attack(start=stretch.start, end=stretch.end, places=list(heading) if not heads else [])
            attacks.append(home)
        home.join(stretch)
        current = home
        shares = [*shares, home] if stretch.portion else []
    return [part for attack in attacks for part in _by_place(scene, attack)]


def _is_set_apart(said: str) -> bool:
    """Whether a word sets what is said apart from the attack told of before ("separately")."""
    words = word_list("set_apart")
    return any(word in said for word in words) and not words.isdisjoint(w.strip(",،:;") for w in said.split())


def _by_place(scene: Scene, attack: Attack) -> list[Attack]:
    """A list of places that were hit, with no figures at all, tells of as many attacks."""
    hit = [p for p in attack.places if p.role == "where"]
    gaps = [scene.clean.text[a.end : b.start] for a, b in pairwise(hit)]
    if attack.figures or not gaps or not all(_lists(gap) for gap in gaps):
        return [attack]
    around = [p for p in attack.places if p.role != "where"]
    return [replace(attack, places=[place, *around]) for place in hit]


def _lists(gap: str) -> bool:
    """Whether nothing but a comma or "and" stands between two names."""
    words = gap.replace(",", " ").replace("،", " ").split()
    return bool(gap.strip()) and (not words or (len(words) == 1 and words[0] in word_list("ands")))


def _is_sum(stretch: Attack, shares: Sequence[Attack]) -> bool:
    """Whether a figure is the total of places that the sentence before counted one by one."""
    parts = sum(f.toll.min for a in shares for f in a.figures if f.outcome == "killed" and not f.partial)
    return any(f.outcome == "killed" and not f.partial and f.toll.min == parts > 0 for f in stretch.figures)


def _stretches(scene: Scene) -> Iterator[Attack]:
    for sentence, whole in zip(scene.sentences, _whole_sentences(scene), strict=True):
        several = len(whole.places) > 1 and len(whole.figures) > 1
        starts = portion_starts(scene.clean.text, sentence, whole.places, whole.figures) if several else ()
        if not starts:
            yield whole
            continue
        lead = _part(whole, sentence.start, starts[0])
        portions = [_part(whole, start, end) for start, end in pairwise([*starts, sentence.end])]
        placed = any(p.role == "where" for p in lead.places) and bool(lead.kinds or lead.figures)
        if placed or (any(f.stated for f in lead.figures) and not _is_sum(lead, portions)):
            yield lead
        yield from (_introduced(portion, lead, whole) for portion in portions)


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


def _home(
    scene: Scene, stretch: Attack, localities: set[str], attacks: Sequence[Attack], current: Attack | None
) -> Attack | None:
    """The attack that a stretch goes on about; None when it begins a new one."""
    if stretch.portion:
        own = (a for a in reversed(attacks) if _localities(scene, a.places) == localities)
        return next((a for a in own if not _apart(stretch, a)), None)
    if localities:
        for attack in reversed(attacks):
            if not localities.isdisjoint(_localities(scene, attack.places)) and not _apart(stretch, attack):
                return attack
        if current is not None and not _localities(scene, current.places) and not _apart(stretch, current):
            return current
        return None
    if current is not None and _apart(stretch, current):
        return None
    return current


def _localities(scene: Scene, places: Iterable[FoundPlace]) -> set[str]:
    text = scene.clean.text
    return {text[p.start : p.end] for p in places if p.role == "where"}


def _apart(stretch: Attack, attack: Attack) -> bool:
    """Whether two stretches name days that cannot be the same."""
    if not stretch.dates or not attack.dates:
        return any(d.background for d in stretch.dates) and bool(attack.kinds)
    return not any(a.days.overlaps(b.days) for a in stretch.dates for b in attack.dates)
