"""When the reports of one project were published: it may place a date whose report gives no year, or no day at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tallystick.extract.address_clock import learn_clock
from tallystick.model.report import Report
from tallystick.model.when import Days

_HALF_A_YEAR = timedelta(182)
_MOST = 0.8  # share of a project's dated reports that must lie within half a year of their middle
_CONTRADICTED = 31  # days between the day a report seems to give and what its address tells


@dataclass(frozen=True, slots=True)
class Period:
    """The years from which a project's dated reports come, and their middle where most of them lie close together.

    `middle` is None when they are spread over years: then a date without a year stays unknown. `window` holds the days
    on which one report was published by the number in its address, where that tells; then `middle` is its middle.
    """

    first_year: int
    last_year: int
    middle: date | None
    window: Days | None = None

    @property
    def years(self) -> range:
        """All years of the period."""
        return range(self.first_year, self.last_year + 1)


def period_of(days: Sequence[date]) -> Period | None:
    """The period of reports published on `days`; None when no report has a day of its own.

    The middle is rounded to its month, so that one more report rarely moves it.
    """
    if not days:
        return None
    ordered = sorted(days)
    middle = ordered[len(ordered) // 2].replace(day=15)
    near = sum(abs(day - middle) <= _HALF_A_YEAR for day in ordered)
    return Period(ordered[0].year, ordered[-1].year, middle if near >= _MOST * len(ordered) else None)


def periods_of(reports: Mapping[str, Report], published: Mapping[str, date]) -> dict[str, Period]:
    """By report id, what the other reports of a project tell about the time of one.

    For reports without a day of their own, and for those whose seeming day the number in their address contradicts.
    `published` holds the days of the others.
    """
    shared = period_of(list(published.values()))
    clock = learn_clock((reports[key].url, published[key]) for key in sorted(published.keys() & reports.keys()))
    found = {key: _period(clock.window(reports[key].url), shared) for key in sorted(reports)}
    return {key: p for key, p in found.items() if p and _is_wanted(p.window, published.get(key))}


def _period(window: Days | None, shared: Period | None) -> Period | None:
    if window is None:
        return shared
    middle = window.start + (window.end - window.start) / 2
    return replace(shared or Period(window.start.year, window.end.year, None), middle=middle, window=window)


def _is_wanted(window: Days | None, published: date | None) -> bool:
    return published is None or (window is not None and window.gap_days(Days.on(published)) > _CONTRADICTED)
