"""Which of a report's dates is the day of which attack."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from tallystick.extract.found import FoundDate, Sentence
from tallystick.model.when import Days

# Characters: a date this close belongs to the words it touches, whatever else sets it apart ("the April attack").
_TOUCHING = 12
# Characters from an undated attack to a later date that may still be its own: about two sentences of a lead.
_SOON = 300
# Characters: how far from the words it hangs on an attack is still told of by words that may date it.
_ACCOUNT = 600
_WINDOW = 10  # days: a report known to be of these is told about them, one of a longer time about nothing
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
    window: Days | None = None
    """Days on one of which a report without a day of its own was published."""


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
    the words) if the news is breaking, or the days on one of which it was published; else a month named in the
    sentence; else None.
    """
    near = [s for s in dict.fromkeys(stretches) if dates.found and abs(s[0] - stretches[0][0]) <= _ACCOUNT]
    news = [f for f in dates.found if _is_news(f)]
    around = [_Around(stretch, _beside(dates, stretch), news) for stretch in near]
    for circle in _NEWS_CIRCLES:
        for beside in around:
            if found := circle(beside):
                return _nearest(found, beside.stretch)
    if dates.own and dates.breaking:
        return Days.on(dates.own), None
    if dates.own is None and dates.window is not None and dates.window.width <= _WINDOW:
        return dates.window, None
    apart = ((beside, [f for f in beside.sentence if f.days.width <= _MONTH]) for beside in around)
    return next((_nearest(found, beside.stretch) for beside, found in apart if found), None)


@dataclass(slots=True)
class _Around:
    """The dates that may be those of a stretch: all of its sentence, and all of the news."""

    stretch: Stretch
    sentence: Sequence[FoundDate]
    news: Sequence[FoundDate]


def _beside(dates: ReportDates, stretch: Stretch) -> Sequence[FoundDate]:
    """The dates in the sentence of a stretch."""
    at = bisect_right(dates.sentences, stretch[0], key=attrgetter("start")) - 1
    if at < 0 or stretch[0] >= dates.sentences[at].end:
        return ()
    here = dates.sentences[at]
    return [f for f in dates.found if here.start <= f.start < here.end]


def _is_news(found: FoundDate) -> bool:
    return not found.background and found.days.width <= _WEEK


def _touching(around: _Around) -> Sequence[FoundDate]:
    near = (f for f in around.sentence if _distance(f, around.stretch) <= _TOUCHING)
    return [f for f in near if not f.telling and f.days.width <= _MONTH]


def _of_the_deed(around: _Around) -> Sequence[FoundDate]:
    return [f for f in around.sentence if _is_news(f) and not f.telling]


def _of_the_news(around: _Around) -> Sequence[FoundDate]:
    return [f for f in around.sentence if _is_news(f)]


def _of_the_sentence(around: _Around) -> Sequence[FoundDate]:
    end = around.stretch[1]
    return [f for f in around.sentence if f.days.width <= _WEEK and (not f.telling or f.start >= end)]


def _told_before(around: _Around) -> Sequence[FoundDate]:
    before = [f for f in around.news if f.start < around.stretch[0]]
    return [f for f in before if not f.telling][-1:] or before[-1:]


def _told_soon(around: _Around) -> Sequence[FoundDate]:
    end = around.stretch[1]
    return [f for f in around.news if end <= f.start < end + _SOON][:1]


_NEWS_CIRCLES = (_touching, _of_the_deed, _of_the_news, _of_the_sentence, _told_before, _told_soon)
"""Candidates from the surest to the least sure."""


def _nearest(found: Sequence[FoundDate], stretch: Stretch) -> tuple[Days, FoundDate]:
    nearest = min(found, key=lambda f: _distance(f, stretch))
    return nearest.days, nearest


def _distance(found: FoundDate, stretch: Stretch) -> int:
    return max(0, found.start - stretch[1], stretch[0] - found.end)
