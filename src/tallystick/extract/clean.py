"""A report's text made fit for matching, with the way back to every original character."""

import unicodedata
from array import array
from dataclasses import dataclass

from tallystick.model.claim import Span

# One clean character for one original character: digits of any script, Arabic letter variants.
_FOLD = {ord(a): b for a, b in zip("أإآٱىةیک", "ااااiهيك".replace("i", "ي"), strict=True)}
_FOLD |= {ord(a): str(i) for script in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, a in enumerate(script)}
_FOLD |= {ord("_"): " ", ord("#"): " ", ord("\u00a0"): " ", ord("\u202f"): " ", ord("’"): "'", ord("‘"): "'"}
_DROPPED = frozenset(
    "\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Folded text (lower case, Arabic variants and digits unified, marks dropped) over an original.

    `offsets[i]` is the index in `original` of clean character `i`; None means that the two run in step.
    """

    original: str
    text: str
    offsets: "array[int] | None"

    def span(self, start: int, end: int) -> Span:
        """The original characters under clean characters `start` to `end` (exclusive)."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def clean_text(original: str) -> CleanText:
    """Fold a canonical text for matching."""
    if original.isascii():
        return CleanText(original, original.lower().translate(_FOLD), None)
    letters: list[str] = []
    offsets = array("I")
    for index, letter in enumerate(original):
        if letter in _DROPPED or unicodedata.combining(letter):
            continue
        folded = _FOLD.get(ord(letter)) or letter.lower()
        letters.append(folded if len(folded) == 1 else letter)
        offsets.append(index)
    return CleanText(original, "".join(letters), offsets)


def fold(phrase: str) -> str:
    """The clean form of a lexicon phrase, as it would stand in a clean text."""
    return clean_text(phrase).text
