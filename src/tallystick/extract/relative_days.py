"""The days a relative date phrase means, counted from the report's own day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from tallystick.extract.date_phrases import DatePhrase
from tallystick.model.when import Days

_LATE = 2  # days that a page may be dated after the report it holds was written


def read_relative_days(phrase: DatePhrase, own: date) -> Days | None:
    """The days meant; None where the words name no day (ValueError for a day that is none, say 31 April)."""
    return RELATIVE_READERS[phrase.rule](phrase, own)


def whole_month(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def whole_year(year: int) -> Days:
    """All days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def _day_of_this_month(phrase: DatePhrase, own: date) -> Days:
    month = _month_before(own) if phrase.has("L") else own
    return Days.on(month.replace(day=phrase.values("D")[0]))


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(1)


def _month(phrase: DatePhrase, own: date) -> Days:
    month = phrase.values("M")[0]
    return whole_month(own.year if month <= own.month else own.year - 1, month)


def _ago(phrase: DatePhrase, own: date) -> Days:
    unit, back = _unit_and_length(phrase)
    if unit == 0:
        return Days.on(own)
    if unit == 1:
        return Days.on(own - timedelta(back))
    return Days(own - timedelta(back + unit // 2), own - timedelta(max(1, back - unit // 2)))


def _unit_and_length(phrase: DatePhrase) -> tuple[int, int]:
    """Days in the unit (0: hours) and days in all."""
    duals = phrase.values("V")
    if duals:
        return (duals[0] // 2 or 1) if duals[0] else 0, duals[0]
    unit = phrase.values("UBP")[0]
    count = next(iter(phrase.values("CD")), 1)
    return unit, count * unit if unit else (count + 23) // 24


def _days_after(phrase: DatePhrase, own: date) -> Days | None:
    """Days back from the attack that came after; `own` is that attack's day."""
    unit, back = _unit_and_length(phrase)
    return Days.on(own - timedelta(back)) if unit == 1 else None


def _past_units(phrase: DatePhrase, own: date) -> Days:
    _, back = _unit_and_length(phrase)
    return Days(own - timedelta(max(1, back)), own)


def _last_unit(phrase: DatePhrase, own: date) -> Days | None:
    """The week, month or year before; the current month or year is no day of an attack."""
    unit, current = phrase.values("UBP")[0], phrase.has("I")
    if unit < 28:
        return Days(own - timedelta(max(1, unit)), own)
    if current:
        return None
    before = _month_before(own)
    return whole_month(before.year, before.month) if unit < 365 else whole_year(own.year - 1)


def _weekday_before(own: date, weekday: int) -> date:
    return own - timedelta((own.weekday() - weekday) % 7)


def _weekday(phrase: DatePhrase, own: date) -> Days:
    return Days.on(_weekday_before(own, phrase.values("W")[0]))


def _last_weekday(phrase: DatePhrase, own: date) -> Days:
    day = _weekday_before(own, phrase.values("W")[0])
    return Days.on(day - timedelta(7) if own - day <= timedelta(1) else day)


def _weekdays(phrase: DatePhrase, own: date) -> Days:
    first, last = phrase.values("W")[:2]
    end = _weekday_before(own, last)
    return Days(_weekday_before(end, first), end)


def _night(phrase: DatePhrase, own: date) -> Days:
    evening = _weekday_before(own, phrase.values("W")[0])
    return Days(evening, min(own, evening + timedelta(1)))


def _eve(phrase: DatePhrase, own: date) -> Days:
    morning = _weekday_before(own, phrase.values("Ww")[0])
    return Days(morning - timedelta(1), morning)


def _today(phrase: DatePhrase, own: date) -> Days:
    """Today or yesterday; where a weekday named with it does not agree, the report is dated late: the weekday holds."""
    day, named = own + timedelta(phrase.values("T")[0]), phrase.values("W")
    return Days.on(_weekday_before(day, named[0]) if named and (day.weekday() - named[0]) % 7 <= _LATE else day)


def _span(phrase: DatePhrase, own: date) -> Days:
    if phrase.tokens[0].value == "weekend":
        saturday = _weekday_before(own, 5)
        return Days(saturday, min(own, saturday + timedelta(1)))
    first, last = phrase.tokens[0].value
    return Days(own + timedelta(first), own + timedelta(last))


RELATIVE_READERS: dict[str, Callable[[DatePhrase, date], Days | None]] = {
    "day_of_this_month": _day_of_this_month,
    "month": _month,
    "ago": _ago,
    "days_after": _days_after,
    "past_units": _past_units,
    "last_unit": _last_unit,
    "weekdays": _weekdays,
    "night": _night,
    "eve": _eve,
    "last_weekday": _last_weekday,
    "today": _today,
    "span": _span,
    "weekday": _weekday,
}
