"""The report's own day: when it was published, by its text and by its metadata.

Rules, in this order:

1. A post's time stamp in the page's chrome ("11:28 PM · Jan 9, 2025", "January 11, 2025 · Shared with Public").
2. The text naming its own day ("today, Friday 12 August"), placed in a year by a stamp, the metadata or the weekday.
3. A dateline: a full date alone on a line, after words such as "Published", or opening the text.
4. The metadata. A time of day in them marks a publishing system's own clock, which beats datelines; a bare date may
   have been typed in, or be the event's, and loses to a dateline. Two days apart or less, metadata beat a post's
   stamp, which shows the crawler's time zone. A date on the very first line is often the page's clock at the time of
   the visit, and loses to any metadata. Without any, the clock that X numbers its posts by stands for them.
5. The last date of a post embedded in the page ("(@someone) August 20, 2021"), moved on to the weekday that
   the text calls today.
6. A date in the path of the page's address; else a full date in the lead that dates the telling.
7. The days that the running number in the address leaves (address_clock.py), with the weekday that the text names. A
   day that these days contradict by more than a month is not the report's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tallystick.extract.clean import CleanText, clean_text
from tallystick.extract.date_days import read_days
from tallystick.extract.date_phrases import DatePhrase, find_phrases
from tallystick.extract.date_signs import DATELINE, EMBEDDED, FIRST_LINE, LEAD, NAMING, STAMP, TODAY, read_sign
from tallystick.extract.date_words import DateWords, load_date_words
from tallystick.extract.date_year import INFERRED_YEARS, by_weekday
from tallystick.extract.pack import LanguagePack, known_languages, load_pack
from tallystick.extract.period import Period
from tallystick.model.posted import day_posted
from tallystick.model.report import Report
from tallystick.model.when import Days

_NEAR = timedelta(2)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/_-]([01]?\d)[/_-]([0-3]?\d)(?=\D|$)")
_TITLE_IN_ADDRESS = re.compile(r"-([0-3]?\d)-([01]?\d)-((?:19|20)\d\d)(?=[./?#]|$)")
_CONTRADICTED = 31  # days between what an address tells and a day that cannot be the report's own
_WEEKS_WIDTH = 9  # days: so sure must an address be before a weekday tells the day
_WEEKDAYS = ("today", "weekday", "night")
_RANK = {STAMP: 0, TODAY: 1, DATELINE: 2, FIRST_LINE: 2, EMBEDDED: 3, LEAD: 4}


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A day the text may have been published on, and what makes it look so."""

    day: date
    sign: int


def find_own_date(report: Report, clean: CleanText, pack: LanguagePack, period: Period | None = None) -> date | None:
    """The day a report was published, as far as it can be told; the rules stand at the head of this module.

    `period` is what the other reports of the project tell of its time.
    """
    years, window = (period.years, period.window) if period else (INFERRED_YEARS, None)
    stated = report.published or read_publication_date(report.raw_publication_date)
    metadata = stated or day_posted(report.url)
    words = load_date_words(pack)
    whole = clean if clean.is_whole else clean_text(report.text)  # the furniture cut away holds the stamps
    phrases = find_phrases(whole, words)
    signs = sorted(_signs(whole, phrases, words, metadata, years), key=lambda sign: _RANK[sign.sign])
    told = next((s for s in signs if window is None or window.gap_days(Days.on(s.day)) <= _CONTRADICTED), None)
    if metadata is None:
        return _from_text_or_address(told, phrases, report.url) or _weekday_in(window, phrases)
    clocked = stated is None or ":" in (report.raw_publication_date or "")
    return told.day if told and _outweighs(told, metadata, clocked) else metadata


def _from_text_or_address(told: OwnDate | None, phrases: tuple[DatePhrase, ...], url: str | None) -> date | None:
    addressed = read_address_date(url)
    if told is None or (told.sign == LEAD and addressed is not None):
        return addressed
    return _moved_to_weekday(told, phrases)


def _weekday_in(window: Days | None, phrases: tuple[DatePhrase, ...]) -> date | None:
    """The first weekday that the text names, within three days of the middle of the days its address tells."""
    named = next((p.values("Ww")[0] for p in phrases if p.rule in _WEEKDAYS and p.has("Ww")), None)
    if window is None or window.width > _WEEKS_WIDTH or named is None:
        return None
    first = window.start + timedelta(window.width // 2 - 3)
    return first + timedelta((named - first.weekday()) % 7)


def read_address_date(url: str | None) -> date | None:
    """The day in the path of a page's address (/2022/08/12/, /2015_10_01_archive); None when it holds none.

    Or the one that ends the words of its title (/daily-summary-23-11-2021.html), the day first, as sites of the region
    write it.
    """
    if match := _ADDRESS.search(url or ""):
        return _checked(*(int(part) for part in match.groups()))
    titled = _TITLE_IN_ADDRESS.search(url or "")
    return _checked(*(int(part) for part in reversed(titled.groups()))) if titled else None


def _outweighs(told: OwnDate, metadata: date, clocked: bool) -> bool:
    apart = abs(told.day - metadata)
    if told.sign in (STAMP, TODAY):
        return apart > _NEAR
    return told.sign == DATELINE and not clocked


def _signs(
    clean: CleanText, phrases: tuple[DatePhrase, ...], words: DateWords, metadata: date | None, years: range
) -> Iterator[OwnDate]:
    for phrase in phrases:
        if phrase.rule in NAMING:
            sign = read_sign(clean, phrase, words)
            day = None if sign is None else _day_of(phrase, sign, metadata, years)
            if sign is not None and day is not None:
                yield OwnDate(day - timedelta(sum(phrase.values("T"))), sign)


def _day_of(phrase: DatePhrase, sign: int, metadata: date | None, years: range) -> date | None:
    if sign == TODAY and metadata is None and not phrase.has("YZN"):
        return by_weekday(phrase, years)
    days = read_days(phrase, metadata) if sign == TODAY or phrase.has("YZN") else None
    return days.start if days else None


def _moved_to_weekday(told: OwnDate, phrases: tuple[DatePhrase, ...]) -> date:
    """An embedded post is no younger than the report: the day the report calls today is the next such weekday."""
    if told.sign != EMBEDDED:
        return told.day
    todays = [phrase for phrase in phrases if phrase.rule == "today" and phrase.has("W") and phrase.values("T") == [0]]
    if not todays:
        return told.day
    return told.day + timedelta((todays[0].values("W")[0] - told.day.weekday()) % 7)


def read_publication_date(raw: str | None) -> date | None:
    """A publication date in free text of any language; None for none, and for relative ones ("21w")."""
    if not raw or not re.search(r"(?:19|20|٢٠|۲۰)[\d]{2}", raw):
        return None
    american = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})", raw)
    if american and int(american[1]) <= 12:
        return _checked(int(american[3]), int(american[1]), int(american[2]))
    for code in known_languages():
        clean = clean_text(raw)
        for phrase in find_phrases(clean, load_date_words(load_pack(code))):
            days = read_days(phrase, None) if phrase.rule in NAMING else None
            if days is not None:
                return days.start
    return _parsed(raw)


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parsed(raw: str) -> date | None:
    import dateparser  # slow to import, and needed only for languages without a file

    moment = dateparser.parse(raw, settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    return moment.date() if moment else None
