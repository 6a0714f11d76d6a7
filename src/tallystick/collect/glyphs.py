"""The glyphs of a PDF page as they stand on the paper, grouped into lines and clusters."""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from tallystick.collect.reading_order import plain_letters

LINE_TOLERANCE = 0.45
"""Glyphs whose baselines differ by less than this share of their height are on one line: marks are set off a little."""
GAP_IS_SPACE = 0.18
"""A gap of this share of the height, where no space was drawn, is a space."""
GAP_IS_COLUMN = 3.0
EDGE = 0.15
"""A mark this near to a letter's edge, as a share of its width, may belong to either side."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one glyph means and where it stands; lengths in points, in the direction of writing and across it."""

    text: str
    left: float
    right: float
    baseline: float
    height: float

    @property
    def is_mark(self) -> bool:
        """Whether it stands on another letter."""
        return bool(self.text) and unicodedata.category(self.text[0]) in ("Mn", "Me")

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def page_glyphs(page: pypdfium2.PdfTextPage) -> list[Glyph]:
    """The glyphs of a page, in the order in which the file draws its lines; what PDFium made up itself is left out."""
    glyphs: list[Glyph] = []
    origin_before: tuple[float, float] | None = None
    for index in range(page.count_chars()):
        if raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        character = chr(raw.FPDFText_GetUnicode(page, index))
        origin, glyph = _glyph(page, index, character)
        if origin == origin_before and glyphs and glyph.right == glyphs[-1].right and glyph.left < glyph.right:
            glyphs[-1] = _joined(glyphs[-1], glyph)  # PDFium gives the letters of a ligature one by one
        else:
            glyphs.append(glyph)
        origin_before = origin
    return [glyph for glyph in glyphs if glyph.text]


def visual_lines(glyphs: Sequence[Glyph]) -> list[list[str]]:
    """The clusters of each line from left to right, spaces included."""
    lines = [sorted(line, key=lambda glyph: glyph.middle) for line in _merged(_lines(glyphs))]
    marks_follow = _marks_follow(lines)
    return [_clusters(line, marks_follow) for line in lines]


def _glyph(page: pypdfium2.PdfTextPage, index: int, character: str) -> tuple[tuple[float, float], Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    ink = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(page, index, *ink)
    height = abs(box.top - box.bottom) or raw.FPDFText_GetFontSize(page, index) or 1.0
    left, right = box.left, box.right
    if unicodedata.combining(character) and ink[0].value < ink[1].value:
        left, right = ink[0].value, ink[1].value  # where a mark's ink is says more than where its pen was
    text = plain_letters(character)
    text = text if text.isspace() or text.isprintable() or unicodedata.category(text[0]) == "Cf" else ""
    return (x.value, y.value), Glyph(" " if text.isspace() else text, left, right, y.value, height)


def _joined(first: Glyph, second: Glyph) -> Glyph:
    return Glyph(first.text + second.text, first.left, first.right, first.baseline, first.height)


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and _on_one_line(lines[-1][0], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _on_one_line(one: Glyph, other: Glyph) -> bool:
    return abs(one.baseline - other.baseline) <= LINE_TOLERANCE * max(one.height, other.height)


def _merged(lines: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Pieces of one line that the file draws apart (figures in another font, say) put together again."""
    merged: list[list[Glyph]] = []
    by_height: dict[int, list[list[Glyph]]] = {}
    for line in lines:
        bucket = math.floor(line[0].baseline / 20)
        near = (other for key in (bucket - 1, bucket, bucket + 1) for other in by_height.get(key, ()))
        home = next((other for other in near if _on_one_line(other[0], line[0]) and _beside(other, line)), None)
        if home is not None:
            home.extend(line)
        else:
            merged.append(line)
            by_height.setdefault(bucket, []).append(line)
    return merged


def _beside(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    gap = max(
        min(g.left for g in one) - max(g.right for g in other), min(g.left for g in other) - max(g.right for g in one)
    )
    return gap <= GAP_IS_COLUMN * one[0].height


def _clusters(line: Sequence[Glyph], marks_follow: bool) -> list[str]:
    """Each base with its marks behind it, and a space where there is a gap."""
    bases = [glyph for glyph in line if not glyph.is_mark]
    texts = [base.text for base in bases]
    for mark in (glyph for glyph in line if glyph.is_mark):
        if bases:
            texts[_base_of(mark, bases, marks_follow)] += mark.text
    spaced: list[str] = []
    for index, text in enumerate(texts):
        if index and _is_gap(bases[index - 1], bases[index]):
            spaced.append(" ")
        spaced.append(text)
    return spaced


def _is_gap(left: Glyph, right: Glyph) -> bool:
    if left.text == " " or right.text == " ":
        return False
    return right.left - left.right > GAP_IS_SPACE * max(left.height, right.height)


def _base_of(mark: Glyph, bases: Sequence[Glyph], marks_follow: bool) -> int:
    """The letter under a mark. On the edge between two, the one that the page's other marks speak for."""
    left, right = _candidates(mark, bases)
    if left is None or right is None:
        return right if left is None else left  # type: ignore[return-value]
    return left if marks_follow else right


def _candidates(mark: Glyph, bases: Sequence[Glyph]) -> tuple[int | None, int | None]:
    """The letters whose right edge (first) or left edge (second) the mark stands on; twice the same when inside one."""
    letters = [i for i, base in enumerate(bases) if base.text[0].isalpha()] or list(range(len(bases)))
    nearest = min(letters, key=lambda i: (_distance(mark, bases[i]), abs(mark.middle - bases[i].middle)))
    margin = EDGE * (bases[nearest].right - bases[nearest].left)
    if bases[nearest].left + margin < mark.middle < bases[nearest].right - margin:
        return nearest, nearest
    touching = [i for i in letters if _distance(mark, bases[i]) <= margin]
    left = [i for i in touching if bases[i].middle <= mark.middle]
    right = [i for i in touching if bases[i].middle > mark.middle]
    if not touching:
        return nearest, nearest
    return (left[-1] if left else None), (right[0] if right else None)


def _distance(mark: Glyph, base: Glyph) -> float:
    return max(base.left - mark.middle, mark.middle - base.right, 0.0)


def _marks_follow(lines: Sequence[Sequence[Glyph]]) -> bool:
    """Whether marks without width were drawn after their letter (then they stand on its right edge) or before it.

    Told by the marks at the edges of words, which have a letter on one side only. Shaping engines draw them before.
    """
    votes: Counter[str] = Counter()
    for line in lines:
        bases = [glyph for glyph in line if not glyph.is_mark]
        for mark in (glyph for glyph in line if glyph.is_mark and bases):
            left, right = _candidates(mark, bases)
            votes["follow"] += left is not None and right is None
            votes["precede"] += left is None and right is not None
    return votes["follow"] > votes["precede"]
