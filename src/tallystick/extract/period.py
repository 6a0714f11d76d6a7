"""When the reports of one project were published: what may place a date whose report gives no year at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_HALF_A_YEAR = timedelta(182)
_MOST = 0.8  # share of a project's dated reports that must lie within half a year of their middle


@dataclass(frozen=True, slots=True)
class Period:
    """The years from which a project's dated reports come, and their middle where most of them lie close together.

    `middle` is None when they are spread over years: then a date without a year stays unknown.
    """

    first_year: int
    last_year: int
    middle: date | None

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
