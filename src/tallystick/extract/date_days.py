"""The days a date phrase means, given the report's own day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from tallystick.extract.date_numbers import read_numeric
from tallystick.extract.date_phrases import DatePhrase
from tallystick.extract.relative_days import RELATIVE_READERS, read_relative_days, whole_month, whole_year
from tallystick.model.when import Days


def read_days(phrase: DatePhrase, own: date | None) -> Days | None:
    """The days meant; None when they cannot be told (no year, no such day, a Hijri month)."""
    try:
        if phrase.rule in RELATIVE_READERS:
            return read_relative_days(phrase, own) if own else None
        return _READERS[phrase.rule](phrase, own)
    except (ValueError, OverflowError):
        return None  # 31 April, an interval that ends before it starts, a day before year 1


def _day_month(phrase: DatePhrase, own: date | None) -> Days | None:
    weekdays = phrase.values("Ww")
    day = _day(phrase.values("D")[0], phrase.values("Mm")[0], _year(phrase), weekdays[0] if weekdays else None, own)
    return Days.on(day) if day else None


def _eve_of_day(phrase: DatePhrase, own: date | None) -> Days | None:
    days = _day_month(phrase, own)
    return Days(days.start - timedelta(1), days.start) if days else None


def _day(day: int, month: int, year: int | None, weekday: int | None, own: date | None) -> date | None:
    if year is not None:
        return date(year, month, day)
    if own is None:
        return None
    near = [d for d in days_in_years(day, month, range(own.year - 6, own.year + 2)) if d <= own + timedelta(1)]
    agreeing = [d for d in near[-2:] if d.weekday() == weekday]
    return max(agreeing or near, default=None)


def days_in_years(day: int, month: int, years: range) -> list[date]:
    """That day of the month in each of the years that have it."""
    return [date(year, month, day) for year in years if 0 < day <= monthrange(year, month)[1]]


def _year(phrase: DatePhrase) -> int | None:
    years = phrase.values("YZ")
    return years[-1] if years else None


def _days_of_month(phrase: DatePhrase, own: date | None) -> Days | None:
    first, last = phrase.values("D")[:2]
    month = phrase.values("Mm")[0]
    end = _day(last, month, _year(phrase), None, own)
    return Days(end.replace(day=first), end) if end else None


def _date_to_date(phrase: DatePhrase, own: date | None) -> Days | None:
    cut = next(i for i, token in enumerate(phrase.tokens[1:], 1) if token.kind == "D")
    halves = [phrase.tokens[:cut], phrase.tokens[cut:]]
    days = [next(t.value for t in half if t.kind == "D") for half in halves]
    months = [next(t.value for t in half if t.kind in "Mm") for half in halves]
    end = _day(days[1], months[1], _year(phrase), None, own)
    if end is None:
        return None
    starts = days_in_years(days[0], months[0], range(end.year - 1, end.year + 1))
    return Days(max(d for d in starts if d <= end), end)


def _numeric(phrase: DatePhrase, _own: date | None) -> Days | None:
    day = read_numeric(str(phrase.values("N")[0]))
    return Days.on(day) if day else None


def _month_year(phrase: DatePhrase, _own: date | None) -> Days | None:
    return whole_month(_year(phrase) or 0, phrase.values("Mm")[0])


def _whole_year(phrase: DatePhrase, _own: date | None) -> Days | None:
    return whole_year(phrase.values("Y")[0])


def _unread(_phrase: DatePhrase, _own: date | None) -> Days | None:
    return None


_READERS: dict[str, Callable[[DatePhrase, date | None], Days | None]] = {
    "hijri": _unread,
    "date_to_date": _date_to_date,
    "days_of_month": _days_of_month,
    "day_month": _day_month,
    "eve_of_day": _eve_of_day,
    "numeric": _numeric,
    "month_year": _month_year,
    "year": _whole_year,
}
