"""The days a date phrase means, given the report's own day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from tallystick.extract.date_phrases import DatePhrase
from tallystick.extract.date_words import read_numeric
from tallystick.model.when import Days

# A day without a year in a report without a day of its own is placed by its weekday, in the last year of
# this span that agrees ("Friday 12 August": 2022). The span ends with the year these rules were written for.
INFERRED_YEARS = range(2011, 2027)

RELATIVE_RULES = frozenset(
    {"ago", "past_units", "last_unit", "weekdays", "night", "last_weekday", "today", "span", "weekday"}
    | {"day_of_this_month"}
)


def read_days(phrase: DatePhrase, own: date | None) -> Days | None:
    """The days meant; None when they cannot be told (no year, no such day, a Hijri month)."""
    try:
        return _READERS[phrase.rule](phrase, own)
    except (ValueError, OverflowError):
        return None  # 31 April, an interval that ends before it starts, a day before year 1


def _day_month(phrase: DatePhrase, own: date | None) -> Days | None:
    weekdays = phrase.values("Ww")
    day = _day(phrase.values("D")[0], phrase.values("Mm")[0], _year(phrase), weekdays[0] if weekdays else None, own)
    return day and Days.on(day)


def _day(day: int, month: int, year: int | None, weekday: int | None, own: date | None) -> date | None:
    if year is not None:
        return date(year, month, day)
    if own is None:
        return None if weekday is None else _last_agreeing(day, month, weekday)
    near = [d for d in _in_years(day, month, range(own.year - 6, own.year + 2)) if d <= own + timedelta(1)]
    agreeing = [d for d in near[-2:] if d.weekday() == weekday]
    return max(agreeing or near, default=None)


def _last_agreeing(day: int, month: int, weekday: int) -> date | None:
    return max((d for d in _in_years(day, month, INFERRED_YEARS) if d.weekday() == weekday), default=None)


def _in_years(day: int, month: int, years: range) -> list[date]:
    return [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]


def _year(phrase: DatePhrase) -> int | None:
    years = phrase.values("YZ")
    return years[-1] if years else None


def _days_of_month(phrase: DatePhrase, own: date | None) -> Days | None:
    first, last = phrase.values("D")[:2]
    month = phrase.values("Mm")[0]
    end = _day(last, month, _year(phrase), None, own)
    return end and Days(end.replace(day=first), end)


def _date_to_date(phrase: DatePhrase, own: date | None) -> Days | None:
    cut = next(i for i, token in enumerate(phrase.tokens[1:], 1) if token.kind == "D")
    halves = [phrase.tokens[:cut], phrase.tokens[cut:]]
    days = [next(t.value for t in half if t.kind == "D") for half in halves]
    months = [next(t.value for t in half if t.kind in "Mm") for half in halves]
    end = _day(days[1], months[1], _year(phrase), None, own)
    starts = _in_years(days[0], months[0], range(end.year - 1, end.year + 1)) if end else []
    return end and Days(max(d for d in starts if d <= end), end)


def _numeric(phrase: DatePhrase, _own: date | None) -> Days | None:
    day = read_numeric(str(phrase.values("N")[0]))
    return day and Days.on(day)


def _day_of_this_month(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None or phrase.values("U")[0] != 30:
        return None
    month = _month_before(own) if phrase.has("L") else own
    return Days.on(month.replace(day=phrase.values("D")[0]))


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(1)


def _month_year(phrase: DatePhrase, _own: date | None) -> Days | None:
    return _whole_month(_year(phrase) or 0, phrase.values("Mm")[0])


def _whole_month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _month(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None:
        return None
    month = phrase.values("M")[0]
    return _whole_month(own.year if month <= own.month else own.year - 1, month)


def _ago(phrase: DatePhrase, own: date | None) -> Days | None:
    unit, back = _unit_and_length(phrase)
    if own is None or unit == 0:
        return own and Days.on(own)
    if unit == 1:
        return Days.on(own - timedelta(back))
    return Days(own - timedelta(back + unit // 2), own - timedelta(max(1, back - unit // 2)))


def _unit_and_length(phrase: DatePhrase) -> tuple[int, int]:
    """Days in the unit (0: hours) and days in all."""
    duals = phrase.values("V")
    if duals:
        return (duals[0] // 2 or 1) if duals[0] else 0, duals[0]
    unit = phrase.values("U")[0]
    count = next(iter(phrase.values("CD")), 1)
    return unit, count * unit if unit else (count + 23) // 24


def _past_units(phrase: DatePhrase, own: date | None) -> Days | None:
    _, back = _unit_and_length(phrase)
    return own and Days(own - timedelta(max(1, back)), own)


def _last_unit(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None:
        return None
    unit, current = phrase.values("U")[0], phrase.has("I")
    if unit >= 365:
        return Days(date(own.year - (not current), 1, 1), own if current else date(own.year - 1, 12, 31))
    if unit >= 28:
        before = _month_before(own)
        return Days(own.replace(day=1), own) if current else _whole_month(before.year, before.month)
    return Days(own - timedelta(max(1, unit)), own)


def _weekday_before(own: date, weekday: int) -> date:
    return own - timedelta((own.weekday() - weekday) % 7)


def _weekday(phrase: DatePhrase, own: date | None) -> Days | None:
    return own and Days.on(_weekday_before(own, phrase.values("W")[0]))


def _last_weekday(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None:
        return None
    day = _weekday_before(own, phrase.values("W")[0])
    return Days.on(day - timedelta(7) if own - day <= timedelta(1) else day)


def _weekdays(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None:
        return None
    first, last = phrase.values("W")[:2]
    end = _weekday_before(own, last)
    return Days(_weekday_before(end, first), end)


def _night(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None:
        return None
    evening = _weekday_before(own, phrase.values("W")[0])
    return Days(evening, min(own, evening + timedelta(1)))


def _today(phrase: DatePhrase, own: date | None) -> Days | None:
    return own and Days.on(own + timedelta(phrase.values("T")[0]))


def _span(phrase: DatePhrase, own: date | None) -> Days | None:
    if own is None:
        return None
    first, last = phrase.tokens[0].value
    return Days(own + timedelta(first), own + timedelta(last))


def _whole_year(phrase: DatePhrase, _own: date | None) -> Days | None:
    year = phrase.values("Y")[0]
    return Days(date(year, 1, 1), date(year, 12, 31))


def _unread(_phrase: DatePhrase, _own: date | None) -> Days | None:
    return None


_READERS: dict[str, Callable[[DatePhrase, date | None], Days | None]] = {
    "hijri": _unread,
    "date_to_date": _date_to_date,
    "days_of_month": _days_of_month,
    "day_month": _day_month,
    "numeric": _numeric,
    "day_of_this_month": _day_of_this_month,
    "month_year": _month_year,
    "month": _month,
    "ago": _ago,
    "past_units": _past_units,
    "last_unit": _last_unit,
    "weekdays": _weekdays,
    "night": _night,
    "last_weekday": _last_weekday,
    "today": _today,
    "span": _span,
    "weekday": _weekday,
    "year": _whole_year,
}
