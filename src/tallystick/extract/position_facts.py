"""What a statement of a party speaks of: the places, days, objects, weapons and deaths named with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from tallystick.extract.dates import find_dates
from tallystick.extract.found import FoundDate, FoundPlace
from tallystick.extract.mentions import find_munitions, find_targets
from tallystick.extract.pack import LanguagePack
from tallystick.extract.phrases import hits_by_sentence
from tallystick.extract.places import PlaceNames, find_places
from tallystick.extract.position_speech import SPEECH
from tallystick.extract.position_types import Told
from tallystick.extract.position_voices import words_between
from tallystick.extract.scene import Scene
from tallystick.model.claim import ClaimedDate, ClaimedMunition, ClaimedPlace, ClaimedTarget
from tallystick.model.position import PositionScope
from tallystick.model.toll import Toll

_LEAD = 4
_FEW = 2
"""Places named before a statement of which it may mean the last; more are a list."""
_MUNITION_OF_KIND = {"chemical": "chemical", "cluster_munition": "cluster", "barrel_bomb": "barrel_bomb"}


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Found = TypeVar("Found", bound=_Placed)


def completed(scene: Scene, names: PlaceNames, pack: LanguagePack) -> Scene:
    """A scene in which neither attack nor harm was found, searched for what statements in it speak of."""
    return replace(
        scene,
        places=find_places(scene.clean, scene.sentences, names, pack),
        dates=find_dates(scene.clean, pack, scene.published, None),
        targets=find_targets(scene.clean, hits_by_sentence(scene.sentences, scene.hits), pack),
        munitions=find_munitions(scene.hits),
    )


def places_of(scene: Scene, told: Told, scope: PositionScope) -> tuple[ClaimedPlace, ...]:
    """The places a statement names; one about a single attack takes over the one named last, one that sums up a day
    those of the sentence after it."""
    found = inside(told, scene.places)
    if not found and scope == "this_attack":
        before = [p for p in scene.places if p.role == "where" and p.start < told.speech.sentence.start]
        found = before[-1:] if len({scene.clean.text[p.start : p.end] for p in before}) <= _FEW else []
    if not found and scope == "place_and_day":
        after = [s for s in scene.sentences if s.start >= told.speech.sentence.end][:1]
        found = [p for s in after for p in scene.places if s.start <= p.start < s.end]
    return tuple(_claimed(scene, found))


def targets_of(scene: Scene, told: Told) -> tuple[ClaimedTarget, ...]:
    """The objects named."""
    return tuple(ClaimedTarget(t.type, scene.clean.span(t.start, t.end)) for t in inside(told, scene.targets))


def munitions_of(scene: Scene, told: Told) -> tuple[ClaimedMunition, ...]:
    """The weapons named, also where the lexicon takes the word for a kind of attack."""
    spans = {(m.start, m.end): m.type for m in inside(told, scene.munitions)}
    kinds = {(h.start, h.end): _MUNITION_OF_KIND[h.code] for h in told.kinds if h.code in _MUNITION_OF_KIND}
    return tuple(ClaimedMunition(type_, scene.clean.span(*at)) for at, type_ in sorted((kinds | spans).items()))


def date_of(scene: Scene, told: Told) -> ClaimedDate | None:
    """The first day the sentence names for the deed; the day of the telling is none."""
    days = [d for d in inside(told, scene.dates) if not (d.telling or d.background or _dates_speech(told, d))]
    return ClaimedDate(days[0].days, scene.clean.span(days[0].start, days[0].end)) if days else None


def _dates_speech(told: Told, day: FoundDate) -> bool:
    """ "Denied on 30 October", "on 30 October the ministry showed": the day of the telling."""
    text = told.speech.text
    verbs = told.speech.words.of(*SPEECH)
    return any(
        words_between(text, v.end, day.start) <= 1
        if v.end <= day.start
        else words_between(text, day.end, v.start) <= _LEAD
        for v in verbs
    )


def toll_of(told: Told, cue_start: int) -> Toll | None:
    """The deaths that a concession accepts; None where it gives no number."""
    killed = [f for f in told.figures if f.outcome == "killed" and not f.partial and f.stated]
    behind = [f for f in killed if f.end > cue_start] or killed
    return behind[0].toll if behind else None


def inside(told: Told, found: Sequence[Found]) -> list[Found]:
    """Found things that begin in the sentence."""
    return [f for f in found if told.speech.sentence.start <= f.start < told.speech.sentence.end]


def _claimed(scene: Scene, found: Sequence[FoundPlace]) -> Iterator[ClaimedPlace]:
    seen: set[str] = set()
    for place in found:
        span = scene.clean.span(place.start, place.end)
        name = span.of(scene.clean.original)
        if name not in seen:
            seen.add(name)
            yield ClaimedPlace(name, place.role, span, kind=place.kind)
