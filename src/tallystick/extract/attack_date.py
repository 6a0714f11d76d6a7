"""Which of a report's dates is the day of which attack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tallystick.extract.found import FoundDate, Sentence
from tallystick.model.when import Days

# Characters: a date this close belongs to the words it touches, whatever else sets it apart ("the April attack").
_TOUCHING = 12
# Characters from an undated attack to a later date that may still be its own: about two sentences of a lead.
_SOON = 300
# Characters: how far from the words it hangs on an attack is still told of by words that may date it.
_ACCOUNT = 600
_WEEK, _MONTH = 8, 31  # days: a month is better than nothing, a year is no date of an attack

Stretch = tuple[int, int]
"""Clean characters `start` to `end` (exclusive) that speak of an attack."""


@dataclass(frozen=True, slots=True)
class ReportDates:
    """Everything a report gives that may date an attack in it.

    `own` is the report's own day; `breaking` is True when the report plainly brings news of that day, so that an
    attack without any date words happened then.
    """

    found: tuple[FoundDate, ...]
    sentences: Sequence[Sentence]
    own: date | None
    breaking: bool


def choose_date(dates: ReportDates, start: int, end: int) -> tuple[Days, FoundDate | None] | None:
    """The days of an attack whose words lie from `start` to `end` (clean text), and the words that say so.

    See `choose_date_of`, which takes several stretches.
    """
    return choose_date_of(dates, [(start, end)])


def choose_date_of(dates: ReportDates, stretches: Sequence[Stretch]) -> tuple[Days, FoundDate | None] | None:
    """The days of an attack told of in some stretches of the clean text, the main one first, and the words that say so.

    The first of these that any stretch has: a date that touches it; the nearest date of its sentence that dates a
    deed of the news; the nearest there that dates the telling; the nearest there that is set apart from the news; the
    last date of the news before it; one soon after it. Where no words tell, it is the report's own day (with None for
    the words) if the news is breaking; else a month named in the sentence; else None.
    """
    near = [s for s in dict.fromkeys(stretches) if dates.found and abs(s[0] - stretches[0][0]) <= _ACCOUNT]
    circles = [_circles(dates, stretch) for stretch in near]
    for rank in range(_NEWS_CIRCLES):
        for stretch, circle in zip(near, circles, strict=True):
            if circle[rank]:
                return _nearest(circle[rank], stretch)
    if dates.own and dates.breaking:
        return Days.on(dates.own), None
    apart = [(circle[_NEWS_CIRCLES], stretch) for stretch, circle in zip(near, circles, strict=True)]
    return next((_nearest(found, stretch) for found, stretch in apart if found), None)


_NEWS_CIRCLES = 6


def _circles(dates: ReportDates, stretch: Stretch) -> list[list[FoundDate]]:
    """Candidates from the surest to the least sure; the last circle holds the dates set apart from the news."""
    start, end = stretch
    here = next((s for s in dates.sentences if s.start <= start < s.end), None)
    sentence = [f for f in dates.found if here is not None and here.start <= f.start < here.end]
    news = [f for f in dates.found if not f.background and f.days.width <= _WEEK]
    before = [f for f in news if f.start < start]
    return [
        [f for f in sentence if _distance(f, stretch) <= _TOUCHING and not f.telling and f.days.width <= _MONTH],
        [f for f in sentence if f in news and not f.telling],
        [f for f in sentence if f in news],
        [f for f in sentence if f.days.width <= _WEEK and (not f.telling or f.start >= end)],
        [f for f in before if not f.telling][-1:] or before[-1:],
        [f for f in news if end <= f.start < end + _SOON][:1],
        [f for f in sentence if f.days.width <= _MONTH],
    ]


def _nearest(found: Sequence[FoundDate], stretch: Stretch) -> tuple[Days, FoundDate]:
    nearest = min(found, key=lambda f: _distance(f, stretch))
    return nearest.days, nearest


def _distance(found: FoundDate, stretch: Stretch) -> int:
    return max(0, found.start - stretch[1], stretch[0] - found.end)
