"""A report's text made fit for matching, with the way back to every original character."""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tallystick.model.claim import Span

# One clean character for one original character: digits of any script, Arabic letter variants, quotes.
_FOLD = {ord(a): b for a, b in zip("أإآٱىةیکھۀ", "اااايهيكهه", strict=True)}
_FOLD |= {ord(a): str(i) for script in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, a in enumerate(script)}
_FOLD |= {ord(a): " " for a in "_#\u00a0\u202f\u2009"} | {ord(a): "'" for a in "\u2019\u2018\u02bc`"}
_FOLD |= {ord("ё"): "е", ord("Ё"): "е", ord("İ"): "i"}

# Vowel marks, tatweel, zero-width and bidi characters: no word needs them.
_MARKS = (
    "\u0640\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
)
_ARABIC = "\u0621-\u064a"
_NOISE = re.compile(
    rf"(?<=[{_ARABIC}])\u0640*[ .*·|~'-]{{0,3}}\u0640+[ .*·|~'-]{{1,3}}\u0640*(?=[{_ARABIC}])"  # قصـ.ـف, مقـ ـتل
    rf"|(?<=[{_ARABIC}])[.*·|~]\u0640+(?=[{_ARABIC}])"
    rf"|(?<=[{_ARABIC}])[*|·~](?=[{_ARABIC}])"
    rf"|(?<=[{_ARABIC}])(?<!ة)\.(?=[{_ARABIC}]{{1,2}}(?![{_ARABIC}\u0640.]))"  # غار.ة
    r"|(?<=[A-Za-zА-яЁё])[*|](?=[A-Za-zА-яЁё])"  # ki*lled
    r"|(?<=\s)#"  # a hash after a space would part the words of a name
    rf"|[{_MARKS}]+"
)
_IN_NOISE = re.compile(rf"[.*|·~#{_MARKS}]")
_NOISE_BEFORE = 3  # other characters that may stand before the first of those
_LOST_BREAK = re.compile(rf"ة(?=[{_ARABIC}])(?!ة)")
"""Ta marbuta ends a word: a letter right after it begins the next line of a post whose breaks were lost."""
_ASCII_NOISE = re.compile(r"(?<=[A-Za-z])[*|](?=[A-Za-z])")


@dataclass(frozen=True, slots=True, eq=False)
class CleanText:
    """Folded text (lower case, Arabic variants and digits unified, marks and obfuscation dropped) over an original.

    `offsets[i]` is the index in `original` of clean character `i`; None means that the two run in step.
    """

    original: str
    text: str
    offsets: "array[int] | None"
    is_whole: bool = True
    """False when stretches of the original were cut out."""

    def span(self, start: int, end: int) -> Span:
        """The original characters under clean characters `start` to `end` (exclusive)."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def as_written(self, start: int, end: int) -> str:
        """The original characters themselves, in their own case."""
        return self.span(start, end).of(self.original)


def clean_text(original: str, cuts: Iterable[tuple[int, int]] = ()) -> CleanText:
    """Fold a canonical text for matching; the stretches in `cuts` become a single line break each."""
    out = [(start, end, "\n") for start, end in cuts if start < end]
    breaks = ((m.end(), m.end(), "\n") for m in _LOST_BREAK.finditer(original)) if "ة" in original else ()
    edits = sorted([*((m.start(), m.end(), "") for m in _noise_in(original)), *out, *breaks])
    if not edits:
        return CleanText(original, _folded(original), None)
    pieces: list[str] = []
    offsets: array[int] = array("I")
    at = 0
    for start, end, stand_in in edits:
        if end <= at and not (start == end == at):
            continue
        if start > at:
            pieces.append(_folded(original[at:start]))
            offsets.extend(range(at, start))
        if stand_in:
            pieces.append(stand_in)
            offsets.append(max(at, start))
        at = end
    pieces.append(_folded(original[at:]))
    offsets.extend(range(at, len(original)))
    return CleanText(original, "".join(pieces), offsets, not out)


def fold(phrase: str) -> str:
    """The clean form of a lexicon phrase, as it would stand in a clean text."""
    return clean_text(phrase).text


def _noise_in(original: str) -> Iterable[re.Match[str]]:
    if not original.isascii():
        return _rare_noise_in(original)
    return _ASCII_NOISE.finditer(original) if "*" in original or "|" in original else ()


def _rare_noise_in(original: str) -> Iterator[re.Match[str]]:
    """Every match of `_NOISE`, tried only around the characters of which each has one."""
    after = 0
    for rare in _IN_NOISE.finditer(original):
        at = rare.start()
        for start in range(max(after, at - _NOISE_BEFORE), at + 1):
            noise = _NOISE.match(original, start)
            if noise is not None:
                after = noise.end()
                yield noise
                break


def _folded(text: str) -> str:
    """The text in lower case, letter for letter."""
    folded = text.translate(_FOLD) if not text.isascii() or "_" in text or "#" in text or "`" in text else text
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in folded)


def in_order(offsets: "array[int]") -> bool:
    """Whether no clean character stands before the one before it; a line break put in shares its place."""
    return all(a <= b for a, b in pairwise(offsets))
