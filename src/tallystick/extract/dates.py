"""Dates a report gives, and the days they mean."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tallystick.extract.clean import CleanText
from tallystick.extract.date_days import read_days
from tallystick.extract.date_phrases import DatePhrase, find_phrases
from tallystick.extract.date_signs import LEAD, TODAY, read_sign
from tallystick.extract.date_words import DateWords, load_date_words
from tallystick.extract.date_year import YearClues, placing_day, read_clues, stands_after
from tallystick.extract.found import FoundDate
from tallystick.extract.pack import LanguagePack
from tallystick.extract.relative_days import RELATIVE_READERS
from tallystick.model.when import Days

# How far before a date the words that set it apart from the news may stand, in characters.
_BACKGROUND_REACH = 60
_SAME_CLAUSE = 40
_ON = 4  # characters that may stand between "taken" and its date: " on "
_WIDE = frozenset({"year", "month_year", "month"})
_OLD = timedelta(31)
_LONG = 27  # days: whole months and years
_LONG_RELATIVE = 4  # days: the last week, recent days
_PICTURE_SOURCE = re.compile(r"\.?\s?\((?!updated)[^\W\d]")


def find_dates(
    clean: CleanText, pack: LanguagePack, published: date | None, middle: date | None = None
) -> tuple[FoundDate, ...]:
    """Every date of a report with the days it means, in text order.

    Relative dates (today, on Tuesday, two days ago) count from `published`, the report's own day; without one they are
    left out, as are days whose year nothing tells: neither the text nor `middle` (see period.py). Stamps and datelines
    are no dates of attacks and are left out too (see own_date.py).
    """
    words = load_date_words(pack)
    phrases = find_phrases(clean, words)
    clues = read_clues(clean.text, phrases, words, published, middle)
    found: list[FoundDate] = []
    for phrase in phrases:
        if _is_no_news(clean, phrase, words) or _dates_a_picture(clean.text, phrase, words):
            continue
        days = read_days(phrase, _counted_from(phrase, found, clues))
        if days is not None:
            found.append(_found(clean.text, phrase, days, words, published))
    return tuple(found)


def _counted_from(phrase: DatePhrase, found: Sequence[FoundDate], clues: YearClues) -> date | None:
    """The day a date is placed by; for "two days after …" the day just named."""
    if phrase.rule == "days_after" and found and phrase.start - found[-1].end < _SAME_CLAUSE:
        return found[-1].days.end
    return placing_day(phrase, clues)


def _found(text: str, phrase: DatePhrase, days: Days, words: DateWords, published: date | None) -> FoundDate:
    before = text[max(0, phrase.start - _BACKGROUND_REACH) : phrase.start]
    clause = before[max(before.rfind("\n"), before.rfind(". ")) + 1 :]
    caption = _is_caption(text, phrase)
    old = published is not None and published - days.end > _OLD
    vague = days.width > (_LONG_RELATIVE if phrase.rule in RELATIVE_READERS else _LONG) or phrase.rule == "days_after"
    background = old or vague or caption or words.background.search(clause) is not None
    telling = caption or _is_telling(clause, words)
    return FoundDate(phrase.start, phrase.end, days, phrase.rule in RELATIVE_READERS, background, telling)


def _is_telling(clause: str, words: DateWords) -> bool:
    """Whether a verb of saying stands before the date, with no "that" between: "said on Tuesday that …"."""
    said = [match.end() for match in words.saying.finditer(clause)]
    return bool(said) and len(clause) - said[-1] <= words.saying_reach and not words.clauses.search(clause, said[-1])


def _dates_a_picture(text: str, phrase: DatePhrase, words: DateWords) -> bool:
    """ "Photographed on 6 May", "an image dated 6 May": the day of the picture, and not of the deed."""
    clause = text[max(0, phrase.start - _SAME_CLAUSE) : phrase.start]
    found = [match.end() for match in words.pictures.finditer(clause)]
    if found and len(clause) - found[-1] <= _ON:
        return True
    clause = text[max(0, phrase.start - _BACKGROUND_REACH) : phrase.start]
    return words.papers.search(clause[clause.rfind("\n") + 1 :]) is not None


def _is_caption(text: str, phrase: DatePhrase) -> bool:
    """A date before the bracket that names a picture's source: "Idlib, 20 August (Reuters)"."""
    return _PICTURE_SOURCE.match(text, phrase.end) is not None


def _is_no_news(clean: CleanText, phrase: DatePhrase, words: DateWords) -> bool:
    if phrase.rule == "year" and not stands_after(words.year_words, clean.text, phrase):
        return True
    if phrase.rule in _WIDE and stands_after(words.since, clean.text, phrase):
        return True
    return read_sign(clean, phrase, words) not in (None, TODAY, LEAD)
