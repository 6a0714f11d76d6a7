"""A sentence that tells of several places, each with figures of its own, cut into the portion of each.

"A house in X (46 dead) and a bakery in Y (13 dead)"; «8 قتلى في س، واثنان في ع». Places and figures alternate; which
belong together is told by what stands between them: brackets, semicolons and commas part, nearness joins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tallystick.extract.found import FoundFigure, FoundPlace, Sentence

_REACH = 90  # characters between a place and its figure
_NEVER = ";؛"
_PARTING = ";؛:,،()"
_LIST_GAP = 14  # characters between the names of a list: ", the town of "


@dataclass(slots=True)
class _Run:
    """Places, or figures, with none of the other between them."""

    start: int
    end: int
    is_place: bool
    names: set[str]


def portion_starts(
    text: str, sentence: Sentence, places: Sequence[FoundPlace], figures: Sequence[FoundFigure]
) -> list[int]:
    """Where each portion of a sentence begins, in order; empty when it does not tell of several places in this way."""
    runs = _runs(text, places, figures)
    pairings = [pairs for first in (False, True) if len(pairs := _pairs(text, runs, places_first=first)) > 1]
    if not pairings:
        return []
    best = max(pairings, key=lambda pairs: (len(pairs), -sum(_cost(text, a, b) for a, b in pairs)))
    named = [place.names for pair in best for place in pair if place.is_place]
    if any(a & b for a, b in pairwise(named)):
        return []
    starts = []
    floor = sentence.start
    for left, right in best:
        starts.append(max((text.rfind(mark, floor, left.start) + 1 for mark in _PARTING), default=0) or floor)
        floor = right.end
    return [max(starts[0], sentence.start), *starts[1:]]


def _runs(text: str, places: Iterable[FoundPlace], figures: Iterable[FoundFigure]) -> list[_Run]:
    told = [
        *(_Run(p.start, p.end, True, {text[p.start : p.end]}) for p in places if p.role == "where" and not p.heading),
        *(_Run(f.start, f.end, False, set()) for f in figures if f.stated and not f.partial and f.toll.max != 0),
    ]
    runs: list[_Run] = []
    for item in sorted(told, key=lambda t: (t.start, t.end)):
        last = runs[-1] if runs else None
        if last is not None and last.is_place == item.is_place and not _parted(text, last, item):
            last.end, last.names = max(last.end, item.end), last.names | item.names
        else:
            runs.append(item)
    return runs


def _parted(text: str, last: _Run, item: _Run) -> bool:
    between = text[last.end : item.start]
    return item.start - last.end > _LIST_GAP if item.is_place else any(mark in between for mark in ";؛:")


def _pairs(text: str, runs: Sequence[_Run], *, places_first: bool) -> list[tuple[_Run, _Run]]:
    """Neighbours in one order: place and figure, or figure and place."""
    found = []
    for left, right in pairwise(runs):
        between = text[left.end : right.start]
        near = len(between) < _REACH and not any(mark in between for mark in _NEVER) and between.count(")") == 0
        if left.is_place == places_first and right.is_place != places_first and near:
            found.append((left, right))
    return found


def _cost(text: str, left: _Run, right: _Run) -> float:
    between = text[left.end : right.start]
    return sum(between.count(mark) for mark in ",،") + len(between) / _REACH
