"""Spellings brought to one form, so that the same name written twice is the same name."""

import re
import unicodedata
from functools import cache, lru_cache

_ARABIC = tuple(zip("أإآٱىةؤئکیھ", "اااايهويكيه", strict=True))
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W_]+")


_RARE = re.compile("[\U00010000-\U0010ffff]")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without vowel marks, accents and hamza seats; punctuation becomes one space."""
    return " ".join(_words(text))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return fold(text).split() if len(text) < 200 else _words(text)


def _words(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.casefold())
    bare = _MARKS.sub("", text)
    for written, meant in _ARABIC:  # ten times as fast as str.translate
        bare = bare.replace(written, meant)
    plain = unicodedata.normalize("NFKD", bare.casefold())
    return _WORD.findall(_RARE.sub(_unless_combining, _combining().sub("", plain)))


@cache
def _combining() -> re.Pattern[str]:
    """Accents and marks that stand on the letter before them; `re` is slow with a class that reaches beyond U+FFFF."""
    marks = (chr(n) for n in range(0x10000) if unicodedata.combining(chr(n)))
    return re.compile("[" + "".join(marks) + "]+")


def _unless_combining(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]
