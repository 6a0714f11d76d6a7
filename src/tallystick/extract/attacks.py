"""Which sentences of a report speak of which attack.

A sentence that names a locality which another attack has already been placed in belongs to that attack; one that names
a new locality, or sets itself apart by another day, begins an attack of its own; all others carry on with the last.
A toll belongs to the localities it is told with; those that are only listed beside it are attacks of their own.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tallystick.extract.clauses import counted
from tallystick.extract.cues import word_list
from tallystick.extract.found import FoundPlace
from tallystick.extract.scene import Scene
from tallystick.extract.stretches import Attack, is_sum, key_of, localities_of, stretches_of


def gather_attacks(scene: Scene) -> list[Attack]:
    """The attacks of a report in the order they are first told of."""
    attacks: list[Attack] = []
    current: Attack | None = None
    heading: list[FoundPlace] = []
    shares: list[Attack] = []
    for stretch in stretches_of(scene):
        heads = [p for p in stretch.places if p.heading]
        heading = heads or heading
        of_campaign = bool(stretch.figures) and all(f.campaign for f in stretch.figures)
        if of_campaign or not (stretch.kinds or stretch.figures):
            if current is not None:
                current.actors.extend(a for a in stretch.actors if a.stance in ("denied", "alleged"))
            continue
        if stretch.portion and current is not None and not stretch.kinds:
            stretch.kinds, stretch.actors = current.kinds[:1], stretch.actors or list(current.actors)
            stretch.dates = stretch.dates or list(current.dates)
        localities = localities_of(scene, stretch.places)
        apart = _is_set_apart(scene.clean.text[stretch.start : stretch.end])
        home = None if apart else _home(scene, stretch, localities, attacks, current)
        if not stretch.portion and not localities and is_sum(stretch, shares):
            home = Attack(start=stretch.start, end=stretch.end, places=[p for a in shares for p in a.places])
            attacks.append(home)
        if home is None:
            home = Attack(start=stretch.start, end=stretch.end, places=list(heading) if not heads else [])
            attacks.append(home)
        beside = _beside(scene, stretch, home, attacks)
        home.join(stretch)
        attacks += beside
        current = home
        shares = [*shares, home] if stretch.portion else []
    return [part for attack in attacks for part in _by_place(scene, attack)]


def _beside(scene: Scene, stretch: Attack, home: Attack, attacks: Sequence[Attack]) -> list[Attack]:
    """Attacks on the places that are only listed beside the ones with a toll; those leave the stretch, or its home.

    A stretch without a toll adds no place to an attack told of before: the new ones it lists were hit as well. A
    stretch that tells a toll of some places of a list takes them out of it.
    """
    own, there = localities_of(scene, stretch.places), localities_of(scene, home.places)
    if stretch.portion or not own or not there or own.isdisjoint(there):
        return []
    if not counted(stretch.figures) and own - there:
        new = own - {name for attack in attacks for name in localities_of(scene, attack.places)}
        listed = _listed_alone(scene, stretch, new)
        stretch.places = _only(scene, stretch, there).places
        return listed
    if counted(stretch.figures) and not counted(home.figures) and own < there:
        listed = _listed_alone(scene, home, there - own)
        home.places = _only(scene, home, own).places
        return listed
    return []


def _listed_alone(scene: Scene, attack: Attack, names: set[str]) -> list[Attack]:
    """The attacks on some places of a list, one each; one on all of them where it is no plain list."""
    if not names:
        return []
    if _is_list(scene, attack):
        return [_only(scene, attack, {name}) for name in sorted(names)]
    return [_only(scene, attack, names)]


def _only(scene: Scene, attack: Attack, names: set[str]) -> Attack:
    """The attack on some of its places, without figures."""
    places = [p for p in attack.places if p.role != "where" or key_of(scene, p) in names]
    return replace(attack, places=places, figures=[f for f in attack.figures if f.toll.max == 0])


def _is_set_apart(said: str) -> bool:
    """Whether a word sets what is said apart from the attack told of before ("separately")."""
    words = word_list("set_apart")
    return any(word in said for word in words) and not words.isdisjoint(w.strip(",،:;") for w in said.split())


def _by_place(scene: Scene, attack: Attack) -> list[Attack]:
    """A list of places that were hit, with no figures at all, tells of as many attacks."""
    if attack.figures or not _is_list(scene, attack):
        return [attack]
    around = [p for p in attack.places if p.role != "where"]
    return [replace(attack, places=[p, *around]) for p in attack.places if p.role == "where"]


def _is_list(scene: Scene, attack: Attack) -> bool:
    """Whether it names several places hit with nothing but commas and "and" between them."""
    hit = [p for p in attack.places if p.role == "where"]
    gaps = [scene.clean.text[a.end : b.start] for a, b in pairwise(hit)]
    return bool(gaps) and all(_lists(gap) for gap in gaps)


def _lists(gap: str) -> bool:
    """Whether nothing but a comma or "and" stands between two names."""
    words = gap.replace(",", " ").replace("،", " ").split()
    return bool(gap.strip()) and (not words or (len(words) == 1 and words[0] in word_list("ands")))


def _home(
    scene: Scene, stretch: Attack, localities: set[str], attacks: Sequence[Attack], current: Attack | None
) -> Attack | None:
    """The attack that a stretch goes on about; None when it begins a new one."""
    if stretch.portion:
        own = (a for a in reversed(attacks) if localities_of(scene, a.places) == localities)
        return next((a for a in own if not _apart(stretch, a)), None)
    if localities:
        for attack in reversed(attacks):
            if not localities.isdisjoint(localities_of(scene, attack.places)) and not _apart(stretch, attack):
                return attack
        if current is not None and not localities_of(scene, current.places) and not _apart(stretch, current):
            return current
        return None
    if current is not None and _apart(stretch, current):
        return None
    return current


def _apart(stretch: Attack, attack: Attack) -> bool:
    """Whether two stretches name days that cannot be the same."""
    if not stretch.dates or not attack.dates:
        return any(d.background for d in stretch.dates) and bool(attack.kinds)
    return not any(a.days.overlaps(b.days) for a in stretch.dates for b in attack.dates)
