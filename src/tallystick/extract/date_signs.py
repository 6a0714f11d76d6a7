"""What makes a date in a text look like the day the text was published, and no date of an attack."""

import re

from tallystick.extract.clean import CleanText
from tallystick.extract.date_phrases import DatePhrase
from tallystick.extract.date_words import DateWords

# Shapes of phrases that name one day of the calendar.
NAMING = frozenset({"day_month", "numeric"})

STAMP, TODAY, DATELINE, FIRST_LINE, EMBEDDED, LEAD = range(6)

_OPENING = 400
_SHORT_LINE, _FEW_LETTERS = 80, 6
_CLOCK_BEFORE = re.compile(r"\d:\d\d(?:\s?[ap]m)?\s*·\s*$")
_SHARED_AFTER = re.compile(r"\s*(?:at \d\d?:\d\d(?:\s?[ap]m)?)?\s*·\s*(?:shared with|public|followers)")
_HANDLE_BEFORE = re.compile(r"\(@[\w ]+\)\s*$")
_AUTHOR_BEFORE = re.compile(r"@\w+$")  # the stamp of a post follows its author's handle without a gap
_CITY = re.compile(r"\s*([A-ZÀ-ÞА-ЯЁ][\w'’-]*(?: [A-ZÀ-ÞА-ЯЁ][\w'’-]*){0,2})(?:,| \([^)]{2,12}\)|(?<=[A-Z]{3}))\s*")
_LETTERS = re.compile(r"[^\W\d_]")


def read_sign(clean: CleanText, phrase: DatePhrase, words: DateWords) -> int | None:
    """The sign a date of the text bears of being its own; None for a date like any other."""
    if phrase.rule not in NAMING:
        return None
    text = clean.text
    before, after = text[max(0, phrase.start - 40) : phrase.start], text[phrase.end : phrase.end + 40]
    if _CLOCK_BEFORE.search(before) or _AUTHOR_BEFORE.search(before) or _SHARED_AFTER.match(after):
        return STAMP
    if phrase.has("T"):
        return TODAY
    if _HANDLE_BEFORE.search(before):
        return EMBEDDED
    return _dateline(clean, phrase, words)


def _dateline(clean: CleanText, phrase: DatePhrase, words: DateWords) -> int | None:
    text = clean.text
    line_start = text.rfind("\n", 0, phrase.start) + 1
    line_end = text.find("\n", phrase.end)
    before, after = text[line_start : phrase.start], text[phrase.end : line_end if line_end >= 0 else len(text)]
    if len(before) + len(after) < _SHORT_LINE and _few_letters(words.datelines.sub("", before + " " + after)):
        return DATELINE if text[:line_start].strip() else FIRST_LINE
    if phrase.start > _OPENING:
        return None
    announced = words.datelines.search(before, max(0, len(before) - 24)) is not None
    opens = not before.strip(" #") or _stands_between_sentences(clean, phrase, words)
    opens = opens or _after_a_city(clean, phrase, line_start, words)
    if announced or opens:
        return DATELINE
    return LEAD if phrase.has("YZN") and _dates_the_telling(before, phrase, words, line_start) else None


def _dates_the_telling(before: str, phrase: DatePhrase, words: DateWords, line_start: int) -> bool:
    """As in "said on 6 October 2022 that …", or "Events of Wednesday 6-7-2022" over a page."""
    if line_start == 0 and phrase.has("Ww"):
        return True
    said = words.saying.search(before, max(0, len(before) - words.saying_reach))
    return said is not None and words.clauses.search(before, said.end()) is None


def _after_a_city(clean: CleanText, phrase: DatePhrase, line_start: int, words: DateWords) -> bool:
    """As in "AMMAN, Sept 5 2015 –": a city in capitals, or with a comma, opens the line before a full date."""
    if not phrase.has("YZN"):
        return False
    city = _CITY.fullmatch(clean.as_written(line_start, phrase.start))
    return city is not None and words.read_gap(city[1].rpartition(" ")[2].lower()) is None


def _few_letters(line: str) -> bool:
    return len(_LETTERS.findall(line)) <= _FEW_LETTERS


def _stands_between_sentences(clean: CleanText, phrase: DatePhrase, words: DateWords) -> bool:
    """As in "AFP Sunday 8 Oct 2017 At least …": weekday and full date between capitals, no preposition before."""
    if not (phrase.has("Ww") and phrase.has("YZN")):
        return False
    before = clean.text[max(0, phrase.start - 12) : phrase.start].split()
    if not before or words.read_gap(before[-1]) is not None:
        return False
    word = phrase.start - 1 - len(before[-1])
    around = (clean.as_written(word, word + 1), clean.as_written(phrase.end, phrase.end + 2).strip())
    return any(letter[:1].isupper() for letter in around)
