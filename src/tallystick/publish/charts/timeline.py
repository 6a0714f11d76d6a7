"""Deaths per incident in the order of time: a bar from minimum to maximum, open where no maximum is known.

Places along an axis are percentages, so that one drawing serves every width of page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallystick.model.when import Days
from tallystick.publish.wording import MONTHS, days_in_words, range_in_words

OPEN_SHARE = 9.0
"""How far, in per cent of the axis, a bar with an open maximum runs on beyond its minimum."""
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class TimedIncident:
    """What the timeline needs to know of an incident."""

    anchor: str
    place: str
    days: Days | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled point of an axis, in per cent of its length."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One incident's row."""

    anchor: str
    place: str
    when: str
    words: str
    start: float | None
    """Per cent of the axis; None when no number is known."""
    length: float
    open: bool


@dataclass(frozen=True, slots=True)
class DayMark:
    """One incident on the axis of days; `length` covers the days it may have been on."""

    anchor: str
    at: float
    length: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing ready for the template."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    day_marks: tuple[DayMark, ...]
    day_ticks: tuple[Tick, ...]


def draw_timeline(incidents: Sequence[TimedIncident]) -> Timeline:
    """Rows in the order given, on one axis of deaths; and the days of all incidents on one axis of time."""
    step, top = _axis(max((max(i.low or 0, i.high or 0) for i in incidents), default=0))
    ticks = tuple(Tick(_share(n, top), str(n)) for n in range(0, top + 1, step))
    marks, day_ticks = _days(incidents)
    return Timeline(tuple(_bar(i, top) for i in incidents), ticks, marks, day_ticks)


def _axis(highest: int) -> tuple[int, int]:
    """A round step and an end of the axis with room for bars that run on."""
    room = max(4, highest * 1.12)
    step = next(s * 10**e for e in range(9) for s in (1, 2, 5) if room / (s * 10**e) <= MOST_TICKS)
    return step, step * -(-int(room) // step)


def _bar(incident: TimedIncident, top: int) -> Bar:
    low, high = incident.low, incident.high
    words = range_in_words(low, high)
    when = days_in_words(incident.days, short=True)
    if low is None and high is None:
        return Bar(incident.anchor, incident.place, when, words, None, 0, False)
    start = _share(low or 0, top)
    length = min(OPEN_SHARE, 100 - start) if high is None else round(_share(high, top) - start, 2)
    return Bar(incident.anchor, incident.place, when, words, start, length, high is None)


def _days(incidents: Sequence[TimedIncident]) -> tuple[tuple[DayMark, ...], tuple[Tick, ...]]:
    dated = [(i, i.days) for i in incidents if i.days]
    if not dated:
        return (), ()
    first, last = min(d.start for _, d in dated), max(d.end for _, d in dated)
    pad = max(2, (last - first).days // 20)
    first, last = first - timedelta(pad), last + timedelta(pad)
    span = (last - first).days + 1

    def at(day: date) -> float:
        return round(100 * (day - first).days / span, 2)

    marks = tuple(
        DayMark(i.anchor, at(d.start), round(100 * d.width / span, 2), f"{i.place}, {days_in_words(d)}")
        for i, d in dated
    )
    return marks, tuple(Tick(at(day), words) for day, words in _day_ticks(first, last))


def _day_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Firsts of months when there are two or more, thinned to what can be read; else a few single days."""
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    if len(months) >= 2:
        every = -(-len(months) // MOST_TICKS)
        return [(m, f"{MONTHS[m.month - 1][:3]} {m.year}") for m in months[::every]]
    every = -(-((last - first).days + 1) // MOST_TICKS)
    days = [first + timedelta(n) for n in range(0, (last - first).days + 1, every)]
    return [(d, f"{d.day} {MONTHS[d.month - 1][:3]}") for d in days]


def _share(number: int, top: int) -> float:
    return round(100 * number / top, 2)
