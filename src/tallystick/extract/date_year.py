"""Where a report does not say the year: the day that its dates are placed by.

A day without a year lies within half a year of a full date beside it; else it is the last such day before the report's
own day; in a report without one, the one nearest to any full date in the text, or in the year the report lets slip
("since early 2022"), or nearest to the middle of the project's period where its reports lie close together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallystick.extract.date_days import days_in_years, read_days
from tallystick.extract.date_phrases import DatePhrase
from tallystick.extract.date_signs import NAMING
from tallystick.extract.date_words import DateWords

# Rules of the phrases that may lack a year and nothing else.
_YEARLESS = frozenset({"day_month", "eve_of_day", "days_of_month", "date_to_date"})
_BESIDE = 150  # characters
_NEAR = timedelta(60)
_HALF_A_YEAR = timedelta(182)
_WORD_BEFORE = 24
INFERRED_YEARS = range(2011, 2027)
"""Years for days of a report that names none; they end with the one these rules were written for."""


@dataclass(frozen=True, slots=True)
class YearClues:
    """The full dates of a text as (offset, day), its own day, the year it lets slip, the middle of the project."""

    full: tuple[tuple[int, date], ...]
    own: date | None
    year: int | None
    middle: date | None = None


def read_clues(
    text: str, phrases: Sequence[DatePhrase], words: DateWords, own: date | None, middle: date | None = None
) -> YearClues:
    """Everything a text says about the years of its dates."""
    full = tuple(_full_dates(phrases))
    years = (p.values("Y")[0] for p in phrases if p.rule == "year" and stands_after(words.year_starts, text, p))
    return YearClues(full, own, max(years, default=None), middle)


def _full_dates(phrases: Sequence[DatePhrase]) -> Iterable[tuple[int, date]]:
    for phrase in phrases:
        days = read_days(phrase, None) if phrase.rule in NAMING and phrase.has("YZN") else None
        if days is not None:
            yield phrase.start, days.start


def placing_day(phrase: DatePhrase, clues: YearClues) -> date | None:
    """The day that a date without a year is the last before; the report's own day for all others."""
    if phrase.rule not in _YEARLESS or phrase.has("YZ"):
        return clues.own
    beside = min(clues.full, key=lambda full: abs(full[0] - phrase.start), default=None)
    if beside is not None and (clues.own is None or _is_beside(phrase, *beside)):
        return min(beside[1], date.max - _HALF_A_YEAR) + _HALF_A_YEAR
    if clues.own is None and clues.year is not None:
        return date(clues.year, 12, 31)
    if clues.own is None and clues.middle is not None:
        return clues.middle + _HALF_A_YEAR
    return clues.own


def by_weekday(phrase: DatePhrase, years: range) -> date | None:
    """The last year in which a day of the month falls on the weekday named with it ("Monday 25 December")."""
    day, month, weekday = phrase.values("D")[0], phrase.values("Mm")[0], phrase.values("Ww")
    return max((d for d in days_in_years(day, month, years) if [d.weekday()] == weekday), default=None)


def _is_beside(phrase: DatePhrase, offset: int, day: date) -> bool:
    placed = read_days(phrase, min(day, date.max - _HALF_A_YEAR) + _HALF_A_YEAR)
    return abs(offset - phrase.start) < _BESIDE and placed is not None and abs(placed.start - day) <= _NEAR


def stands_after(pattern: re.Pattern[str], text: str, phrase: DatePhrase) -> bool:
    """Whether a word of the pattern stands right before the phrase."""
    before = text[max(0, phrase.start - _WORD_BEFORE) : phrase.start].rstrip()
    return any(match.end() == len(before) for match in pattern.finditer(before))
