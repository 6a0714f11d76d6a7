"""Numbers that may be part of a date, and dates in figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

# A stretch of digits and what may stand between them in a date or a time of day.
_DIGITS = re.compile(r"[0-9][0-9\-./:]*")
_NUMERIC_DATE = re.compile(r"(?:19|20)\d\d([-./])[01]?\d\1[0-3]?\d|[0-3]?\d([-./])[0-3]?\d\2(?:19|20)\d\d")
_PART = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class DateToken:
    """A word or number that may be part of a date; `kind` is one letter of the shape alphabet."""

    start: int
    end: int
    kind: str
    value: Any = None


def find_numbers(text: str) -> Iterator[DateToken]:
    """Days, years, dates in figures and times of day, in text order."""
    for match in _DIGITS.finditer(text):
        start = match.start()
        if start and text[start - 1].isascii() and text[start - 1].isalpha():
            continue  # the end of somebody's handle: @someone7
        written = match[0].rstrip("-./:")
        if written.isdigit():
            yield from _plain_number(start, written)
        else:
            yield from _compound(start, written)


def _long_number(start: int, digits: str) -> Iterator[DateToken]:
    if len(digits) == 4 and _YEAR.match(digits):
        yield DateToken(start, start + 4, "Y", int(digits))
    elif len(digits) > 4:
        yield from _glued_digits(start, digits)


def _compound(start: int, written: str) -> Iterator[DateToken]:
    """A date in figures, a time of day (no date word: it keeps its digits from being read as days), or a range."""
    date_in_figures = _NUMERIC_DATE.match(written)
    if date_in_figures:
        end = date_in_figures.end()
        yield DateToken(start, start + end, "N", date_in_figures[0])
    elif ":" in written:
        yield DateToken(start, start + len(written), "O")
    else:
        for part in _PART.finditer(written):
            yield from _plain_number(start + part.start(), part[0])


def _plain_number(start: int, digits: str) -> Iterator[DateToken]:
    if len(digits) <= 2:
        yield DateToken(start, start + len(digits), "D", int(digits))
    else:
        yield from _long_number(start, digits)


def _glued_digits(start: int, digits: str) -> Iterator[DateToken]:
    """Years glued to what follows ("2 Dec 20241.7K views"), days to their year ("Oct 032017")."""
    if _YEAR.match(digits):
        yield DateToken(start, start + 4, "Z", int(digits[:4]))
    elif len(digits) == 6 and _YEAR.match(digits[2:]):
        yield DateToken(start, start + 2, "D", int(digits[:2]))
        yield DateToken(start + 2, start + 6, "Y", int(digits[2:]))


def read_numeric(written: str) -> date | None:
    """The day written as 2022-01-20, 18.05.2017, 06-06-2016; None when it is none.

    Day comes before month, except where only the other order makes a day.
    """
    parts = [int(part) for part in re.split(r"[-./]", written)]
    orders = [(0, 1, 2)] if parts[0] > 31 else [(2, 1, 0), (2, 0, 1)]
    for year, month, day in orders:
        try:
            return date(parts[year], parts[month], parts[day])
        except ValueError:
            continue
    return None
