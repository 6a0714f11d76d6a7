"""Which of a report's dates is the day of which attack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tallystick.extract.found import FoundDate, Sentence
from tallystick.model.when import Days


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


def choose_date(dates: ReportDates, start: int, end: int) -> tuple[Days, FoundDate | None] | None:
    """The days of an attack whose words lie from `start` to `end` (clean text), and the words that say so.

    The nearest date of the same sentence; else the last one before it in the paragraph, else the next one there;
    else the first of the report. Dates that the words set apart from the news count only within their own sentence.
    Where no words tell, the report's own day (with None for the words) if the news is breaking, else None.
    """
    for candidates in _circles(dates, start):
        if candidates:
            nearest = min(candidates, key=lambda found: _distance(found, start, end))
            return nearest.days, nearest
    return (Days.on(dates.own), None) if dates.own and dates.breaking else None


def _circles(dates: ReportDates, start: int) -> Iterator[list[FoundDate]]:
    here = next((s for s in dates.sentences if s.start <= start < s.end), None)
    if here is not None:
        inside = [found for found in dates.found if here.start <= found.start < here.end]
        yield [found for found in inside if not found.background]
        yield inside
        block = [s for s in dates.sentences if s.paragraph == here.paragraph]
        paragraph = [f for f in dates.found if block[0].start <= f.start < block[-1].end and not f.background]
        yield [found for found in paragraph if found.start < start]
        yield paragraph
    yield [found for found in dates.found if not found.background][:1]


def _distance(found: FoundDate, start: int, end: int) -> int:
    return max(0, found.start - end, start - found.end)
