"""The timeline: order of time, open maxima drawn open, an unknown number drawn as nothing."""

from datetime import date

from tallystick.model.when import Days
from tallystick.publish.charts.timeline import MOST_TICKS, TimedIncident, draw_timeline


def timed(low: int | None, high: int | None, day: str | None = "2015-10-01") -> TimedIncident:
    return TimedIncident("i", "Qamar", Days.on(date.fromisoformat(day)) if day else None, low, high)


def test_a_bar_runs_from_the_minimum_to_the_maximum() -> None:
    timeline = draw_timeline([timed(10, 40), timed(20, 20)])
    first, second = timeline.bars
    assert first.start is not None
    assert second.start is not None
    assert first.start < second.start < first.start + first.length
    assert second.length == 0
    assert [t.words for t in timeline.ticks] == ["0", "10", "20", "30", "40", "50"]


def test_an_open_maximum_stays_open_and_an_unknown_number_has_no_bar() -> None:
    known, unknown = draw_timeline([timed(12, None), timed(None, None)]).bars
    assert known.open
    assert known.length > 0
    assert known.words == "12 or more"
    assert unknown.start is None
    assert unknown.words == "not known"


def test_bars_never_leave_the_axis() -> None:
    for high in (0, 1, 3, 9, 99, 370, 12345):
        for bar in draw_timeline([timed(0, high), timed(high, None)]).bars:
            assert bar.start is not None
            assert 0 <= bar.start <= bar.start + bar.length <= 100.01


def test_axes_have_few_ticks_whatever_they_span() -> None:
    for last in ("2015-10-02", "2015-10-30", "2015-12-30", "2019-01-01", "2026-01-01"):
        timeline = draw_timeline([timed(1, 370), timed(1, 2, last)])
        assert 2 <= len(timeline.day_ticks) <= MOST_TICKS
        assert len(timeline.ticks) <= MOST_TICKS + 1
        assert all(0 <= t.at <= 100 for t in timeline.day_ticks)


def test_an_incident_without_a_day_has_a_bar_and_no_mark_among_the_days() -> None:
    timeline = draw_timeline([timed(1, 2, None)])
    assert len(timeline.bars) == 1
    assert timeline.day_marks == ()
