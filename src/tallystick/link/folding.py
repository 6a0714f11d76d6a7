"""Spellings brought to one form, so that the same name written twice is the same name."""

import re
import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans("أإآٱىةؤئکیھ", "اااايهويكيه")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without vowel marks, accents and hamza seats; punctuation becomes one space."""
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", text).translate(_ARABIC).casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return fold(text).split() if len(text) < 200 else _fold_long(text)


def _fold_long(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", text).translate(_ARABIC).casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
