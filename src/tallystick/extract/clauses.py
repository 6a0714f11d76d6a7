"""A sentence that goes on from one attack to the next, cut where it does.

"A girl was killed in X, while Y and Z came under similar shelling": the girl was killed in X alone. "They shelled X, Y
and Z, wounding three in Y": the three were wounded in Y.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from tallystick.extract.cues import word_list
from tallystick.extract.found import FoundFigure, FoundPlace

_PARTING = ";؛:,،()."
_IN_A_NAME = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"(?:ال|al|el)(?=..)")


def name_key(name: str) -> str:
    """A place's name without what one report writes now so, now so: spaces, apostrophes, the article."""
    return _ARTICLE.sub("", _IN_A_NAME.sub("", name), count=1) if _ARTICLE.match(name) else _IN_A_NAME.sub("", name)


def counted(figures: Iterable[FoundFigure]) -> list[FoundFigure]:
    """The figures of people harmed; that nobody was is told of whole lists of places."""
    return [f for f in figures if f.toll.max != 0]


def clause_starts(text: str, start: int, end: int, places: Sequence[FoundPlace], telling: Sequence[int]) -> list[int]:
    """Where the clauses of a sentence begin that tell of other places than those before them; its own start first.

    `telling` are the starts of its words for attacks and of its figures: a clause without any tells of no attack.
    """
    marks = [m.start() for m in _going_on().finditer(text, start, end)]
    starts, names, told = [start], set[str](), False
    for left, right in pairwise([start, *marks, end]):
        own = {name_key(text[p.start : p.end]) for p in places if left <= p.start < right}
        tells = any(left <= at < right for at in telling)
        if told and names and own and tells and names.isdisjoint(own):
            starts.append(left)
            names, told = own, True
        else:
            names, told = names | own, told or tells
    return starts


def told_again(text: str, places: Sequence[FoundPlace], figures: Sequence[FoundFigure]) -> int | None:
    """Where the part begins that names one of several places again beside all the figures; None when none does."""
    if len(places) < 3 or not figures:
        return None
    *earlier, before, again = places
    key = name_key(text[again.start : again.end])
    names = {name_key(text[p.start : p.end]) for p in (*earlier, before)}
    if key not in names or len(names) < 2 or any(f.start < before.end for f in figures):
        return None
    first = min(again.start, *(f.start for f in figures))
    return max(text.rfind(mark, before.end, first) + 1 for mark in _PARTING) or before.end


@cache
def _going_on() -> re.Pattern[str]:
    words = sorted(word_list("goes_on"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)و?(?:{'|'.join(map(re.escape, words))})(?!\w)")
