"""Date phrases: runs of date words whose shape is that of a date.

A run of neighbouring tokens is written down as its shape, one letter a token, and read with one regular
expression over shapes: "Tuesday 5 May 2020" has the shape WDMY, "8/ أيار" the shape D/M, "قبل يومين" the shape GV.

    D day of the month    M month (m: also an everyday word)    Y year (Z: glued to what follows)    N numeric date
    W weekday (w: also an everyday word)    T relative day    S relative span    K night    X night before
    G ago (before the count)    A ago (after it)    C count in words    U unit (B: the month, P: in the plural)
    V unit with its count in one word
    F after    L last    I this, current    H month of the Hijri calendar    O clock time
    R range, / stroke, & and (in the gap between two tokens)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tallystick.extract.clean import CleanText
from tallystick.extract.date_numbers import DateToken
from tallystick.extract.date_words import DateWords

_MONTH = "[Mm](?:/?[Mm])*"
_YEAR = "/?[YZ]"
_NAMED = f"K?T?/?[Ww]?/?D/?U?{_MONTH}(?:{_YEAR})?"

# In order of preference where several match at one place.
_RULES = {
    "hijri": "D?H",
    "date_to_date": f"D/?{_MONTH}(?:{_YEAR})?R[Ww]?D/?{_MONTH}(?:{_YEAR})?",
    "days_of_month": f"[Ww]?D[R&/][Ww]?D/?{_MONTH}(?:{_YEAR})?|{_MONTH}DRD(?![Mm])(?:{_YEAR})?",
    "eve_of_day": f"X{_NAMED}",
    "day_month": f"{_NAMED}|K?T?/?[Ww]?/?{_MONTH}D(?:{_YEAR})?",
    "numeric": "T?/?[Ww]?/?N",
    "day_of_this_month": "DB[IL]|D[IL]B",
    "month_year": f"{_MONTH}{_YEAR}",
    "month": "M(?:/?M)*[LI]?|LM",
    "ago": "G(?:V|[CD][UPB])|(?:V|[CD][UPB])A",
    "days_after": "(?:V|[CD][UP])F|F(?:V|[CD][UP])(?![GA])",
    "past_units": "L[CD][UPB]|[CD][UPB]L|VL",
    "last_unit": "[UB][LI]|[LI][UB]",
    "weekdays": "K?WK?[R/&]?K?W(?![Dd])|KWR?W",
    "eve": "X[Ww]",
    "night": "KW|WK",
    "last_weekday": "WL|LW",
    "today": "K?TK?(?:/?W)?|W/?T",
    "span": "S",
    "weekday": "W",
    "year": "Y",
}
_SHAPES = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _RULES.items()))
_STARTERS = frozenset("MmNWTSUPVHYB")


@dataclass(slots=True)
class DatePhrase:
    """Words that together name a day or days; `rule` is the shape they have."""

    start: int
    end: int
    rule: str
    tokens: tuple[DateToken, ...]
    marks: str
    """The range marks and strokes between the tokens, in order."""

    def values(self, kinds: str) -> list[Any]:
        """Values of the tokens of some kinds, in text order."""
        return [token.value for token in self.tokens if token.kind in kinds]

    def has(self, kinds: str) -> bool:
        """Whether a token of one of these kinds is in it."""
        return any(token.kind in kinds for token in self.tokens)


@lru_cache(maxsize=1)
def find_phrases(clean: CleanText, words: DateWords) -> tuple[DatePhrase, ...]:
    """Every date phrase of a text, in order, unresolved; the finders of dates ask for the same text in turn."""
    return tuple(_phrases(clean, words))


def _phrases(clean: CleanText, words: DateWords) -> Iterator[DatePhrase]:
    for run in _runs(clean.text, words.find(clean), words):
        shape = "".join(part if isinstance(part, str) else part.kind for part in run)
        if _STARTERS.isdisjoint(shape):
            continue
        for match in _SHAPES.finditer(shape):
            parts = run[match.start() : match.end()]
            tokens = tuple(part for part in parts if not isinstance(part, str))
            marks = "".join(part for part in parts if isinstance(part, str))
            yield DatePhrase(tokens[0].start, tokens[-1].end, match.lastgroup or "", tokens, marks)


def _opens_date(last: DateToken | str, token: DateToken) -> bool:
    """Whether a number and a month may be of two phrases: "wounded 30 on November 20"."""
    return not isinstance(last, str) and last.kind == "D" and token.kind in "Mm"


def _runs(text: str, tokens: list[DateToken], words: DateWords) -> Iterator[list[DateToken | str]]:
    run: list[DateToken | str] = []
    end = 0
    for token in tokens:
        if run:
            gap = words.read_gap(text[end : token.start])
            if gap is None or (_opens_date(run[-1], token) and text[end : token.start].strip() in words.openers):
                yield run
                run = []
            else:
                run.extend(gap)
        run.append(token)
        end = token.end
    if run:
        yield run
