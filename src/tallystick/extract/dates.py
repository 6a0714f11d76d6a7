"""Dates a report gives, and the days they mean."""

from datetime import date, timedelta

from tallystick.extract.clean import CleanText
from tallystick.extract.date_days import RELATIVE_RULES, read_days
from tallystick.extract.date_phrases import DatePhrase, find_phrases
from tallystick.extract.date_signs import TODAY, read_sign
from tallystick.extract.date_words import DateWords, load_date_words
from tallystick.extract.found import FoundDate
from tallystick.extract.pack import LanguagePack
from tallystick.model.when import Days

# How far before a date the words that set it apart from the news may stand, in characters.
_BACKGROUND_REACH = 60
_OLD = timedelta(31)


def find_dates(clean: CleanText, pack: LanguagePack, published: date | None) -> tuple[FoundDate, ...]:
    """Every date of a report with the days it means, in text order.

    Relative dates (today, on Tuesday, two days ago) count from `published`, the report's own day; without one
    they are left out, as are days without a year (unless their weekday tells it). Stamps and datelines are no dates of
    attacks and are left out too: see own_date.py.
    """
    words = load_date_words(pack)
    found = []
    for phrase in find_phrases(clean, words):
        if _is_no_news(clean.text, phrase, words):
            continue
        days = read_days(phrase, published)
        if days is not None:
            background = _is_background(clean.text, phrase, days, published, words)
            found.append(FoundDate(phrase.start, phrase.end, days, phrase.rule in RELATIVE_RULES, background))
    return tuple(found)


def _is_no_news(text: str, phrase: DatePhrase, words: DateWords) -> bool:
    if phrase.rule == "year":
        return not _announced(text, phrase, words)
    return read_sign(text, phrase, words) not in (None, TODAY)


def _announced(text: str, phrase: DatePhrase, words: DateWords) -> bool:
    before = text[max(0, phrase.start - 12) : phrase.start].rstrip()
    return any(match.end() == len(before) for match in words.year_words.finditer(before))


def _is_background(text: str, phrase: DatePhrase, days: Days, published: date | None, words: DateWords) -> bool:
    if days.width > 27 or (published is not None and published - days.end > _OLD):
        return True
    before = text[max(0, phrase.start - _BACKGROUND_REACH) : phrase.start]
    clause = before[max(before.rfind("\n"), before.rfind(". ")) + 1 :]
    return words.background.search(clause) is not None
