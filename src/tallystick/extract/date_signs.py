"""What makes a date in a text look like the day the text was published, and no date of an attack."""

import re

from tallystick.extract.date_phrases import DatePhrase
from tallystick.extract.date_words import DateWords

STAMP, TODAY, DATELINE, FIRST_LINE, EMBEDDED = range(5)

_OPENING = 400
_CLOCK_BEFORE = re.compile(r"\d:\d\d(?:\s?[ap]m)?\s*·\s*$")
_SHARED_AFTER = re.compile(r"\s*(?:at \d\d?:\d\d(?:\s?[ap]m)?)?\s*·\s*(?:shared with|public|followers)")
_HANDLE_BEFORE = re.compile(r"\(@\w+\)\s*$")
_LETTERS = re.compile(r"[^\W\d_]")


def read_sign(text: str, phrase: DatePhrase, words: DateWords) -> int | None:
    """The sign a date of the text bears of being its own; None for a date like any other."""
    before, after = text[max(0, phrase.start - 40) : phrase.start], text[phrase.end : phrase.end + 40]
    if _CLOCK_BEFORE.search(before) or _SHARED_AFTER.match(after):
        return STAMP
    if phrase.has("T"):
        return TODAY
    if _HANDLE_BEFORE.search(before):
        return EMBEDDED
    return _dateline(text, phrase, words)


def _dateline(text: str, phrase: DatePhrase, words: DateWords) -> int | None:
    line_start = text.rfind("\n", 0, phrase.start) + 1
    line_end = text.find("\n", phrase.end)
    before, after = text[line_start : phrase.start], text[phrase.end : line_end if line_end >= 0 else len(text)]
    rest = words.datelines.sub("", before + " " + after)
    if len(_LETTERS.findall(rest)) <= 6:
        return DATELINE if text[:line_start].strip() else FIRST_LINE
    if phrase.start > _OPENING:
        return None
    announced = words.datelines.search(before[-24:]) is not None
    opens = not before.strip(" #") or (phrase.has("Ww") and phrase.has("YZN"))
    return DATELINE if announced or opens else None
