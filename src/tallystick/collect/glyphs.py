"""The glyphs of a PDF page as they stand on the paper, grouped into lines and clusters."""

import ctypes
import math
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from tallystick.collect.reading_order import has_right_to_left, plain_letters
from tallystick.collect.spoken import SpokenSpan, drawn_spaces, spoken_spans

LINE_TOLERANCE = 0.45
"""Glyphs whose baselines differ by less than this share of their size are on one line: marks are set off a little."""
GAP_IS_SPACE, WIDE_GAP, NARROW_GAP = 0.17, 0.3, 0.06
"""Gaps in shares of the size of the type. On a page that draws no spaces the first is a space. On one that does, a wide
gap always is, and a narrow one when a space was drawn in it."""
GAP_IS_COLUMN = 3.0
BAND = 20.0
LAM, ALEFS = "ل", frozenset("اأإآٱ")
LIGATURE_WORDS = frozenset(unicodedata.normalize("NFKC", chr(code)) for code in range(0xFDF0, 0xFDFA))
"""Words that Unicode has as one character: PDFium gives their letters in reading order."""
EDGE = 0.15
"""A mark this near to a letter's edge, as a share of its width, may belong to either side."""


Place = tuple[float, float, float, float]
"""Origin and edges: the letters of one ligature share them."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one glyph means and where it stands; lengths in points, in the direction of writing and across it."""

    text: str
    left: float
    right: float
    baseline: float
    em: float
    """Size of the type."""

    @property
    def is_mark(self) -> bool:
        """Whether it stands on another letter."""
        return bool(self.text) and unicodedata.category(self.text[0]) in ("Mn", "Me")

    @property
    def is_space(self) -> bool:
        """Whether it is a blank: a hint that two words are apart here."""
        return self.text.isspace()

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def page_glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    """The glyphs of a page, in the order in which the file draws its lines; then spaces that were drawn one by one."""
    text_page = page.get_textpage()
    spans = spoken_spans(page)
    seen: set[int] = set()
    groups: list[list[Glyph]] = []
    place_before: Place | None = None
    for index in range(text_page.count_chars()):
        place, glyph = _glyph(text_page, index)
        if (span := _span_at(text_page, index, spans)) is not None:
            place = None
            if span.key not in seen:
                seen.add(span.key)
                text = " ".join(plain_letters(span.text).split())
                groups.append([replace(glyph, text=text, left=span.left, right=span.right, baseline=span.baseline)])
        elif not glyph.text or (glyph.is_space and glyph.left == glyph.right):  # PDFium's own spaces are ill placed
            continue
        elif place == place_before:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
        place_before = place
    spaces = [Glyph(" ", x, x, y, 1.0) for x, y in drawn_spaces(page)]
    return [_ligature(group) for group in groups if group[0].text] + spaces


def visual_lines(glyphs: Sequence[Glyph]) -> list[list[str]]:
    """The clusters of each line from left to right, spaces included."""
    merged = _merged(_lines([glyph for glyph in glyphs if not glyph.is_space]))
    lines = [sorted(line, key=lambda glyph: glyph.middle) for line in merged]
    spaces: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.is_space:
            spaces.setdefault(_height(glyph), []).append(glyph)
    marks_follow = _marks_follow(lines)
    return [_clusters(line, _spaces_on(line, spaces), marks_follow) for line in lines]


def _height(glyph: Glyph) -> int:
    """Which band of the page the glyph's baseline lies in, to look for its neighbours."""
    return math.floor(glyph.baseline / BAND)


def _spaces_on(line: Sequence[Glyph], spaces: Mapping[int, list[Glyph]]) -> list[float] | None:
    """Where spaces were drawn on this line; None on a page that draws none."""
    near = (space for band in range(_height(line[0]) - 1, _height(line[0]) + 2) for space in spaces.get(band, ()))
    return sorted(space.middle for space in near if _on_one_line(line[0], space)) if spaces else None


def _glyph(page: pypdfium2.PdfTextPage, index: int) -> tuple[Place | None, Glyph]:
    character = chr(raw.FPDFText_GetUnicode(page, index))
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    ink = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(page, index, *ink)
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    left, right = box.left, box.right
    if unicodedata.combining(character) and ink[0].value < ink[1].value:
        left, right = ink[0].value, ink[1].value  # where a mark's ink is says more than where its pen was
    return (x.value, y.value, left, right), Glyph(_meaning(character), left, right, y.value, _em(page, index))


def _meaning(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co"):
        return ""
    return plain_letters(character)


def _em(page: pypdfium2.PdfTextPage, index: int) -> float:
    """The size of the type in points, as it stands on the page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, matrix)
    return float(raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.b, matrix.d)) or 1.0


def _ligature(letters: Sequence[Glyph]) -> Glyph:
    """One glyph for several letters: PDFium gives them one by one, and turns those of most ligatures round."""
    first = letters[0]
    text = "".join(letter.text for letter in letters)
    bases = [letter.text for letter in letters if not letter.is_mark]
    if len(letters) == 1 or not has_right_to_left(text):
        return replace(first, text=text)
    if len(bases) == 1:
        return replace(first, text=bases[0] + "".join(letter.text for letter in letters if letter.is_mark))
    lam_before_alef = text[0] == LAM and text[-1] in ALEFS
    return replace(first, text=text if lam_before_alef or text in LIGATURE_WORDS else text[::-1])


def _span_at(page: pypdfium2.PdfTextPage, index: int, spans: Mapping[int, SpokenSpan]) -> SpokenSpan | None:
    if not spans:
        return None
    item = raw.FPDFText_GetTextObject(page, index)
    return spans.get(ctypes.addressof(item.contents)) if item else None


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and _on_one_line(lines[-1][0], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _on_one_line(one: Glyph, other: Glyph) -> bool:
    return abs(one.baseline - other.baseline) <= LINE_TOLERANCE * max(one.em, other.em)


def _merged(lines: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Pieces of one line that the file draws apart (figures in another font, say) put together again."""
    merged: list[list[Glyph]] = []
    by_height: dict[int, list[list[Glyph]]] = {}
    for line in lines:
        band = _height(line[0])
        near = (other for key in (band - 1, band, band + 1) for other in by_height.get(key, ()))
        home = next((other for other in near if _on_one_line(other[0], line[0]) and _beside(other, line)), None)
        if home is not None:
            home.extend(line)
        else:
            merged.append(line)
            by_height.setdefault(band, []).append(line)
    return merged


def _beside(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    gap = max(
        min(g.left for g in one) - max(g.right for g in other), min(g.left for g in other) - max(g.right for g in one)
    )
    return gap <= GAP_IS_COLUMN * one[0].em


def _clusters(line: Sequence[Glyph], spaces: Sequence[float] | None, marks_follow: bool) -> list[str]:
    """Each base with its marks behind it, and a space where there is a gap."""
    bases = [glyph for glyph in line if not glyph.is_mark]
    texts = [base.text for base in bases]
    for mark in (glyph for glyph in line if glyph.is_mark):
        if bases:
            texts[_base_of(mark, bases, marks_follow)] += mark.text
    spaced: list[str] = []
    for index, text in enumerate(texts):
        if index and _is_gap(bases[index - 1], bases[index], spaces):
            spaced.append(" ")
        spaced.append(text)
    return spaced


def _is_gap(left: Glyph, right: Glyph, spaces: Sequence[float] | None) -> bool:
    em = max(left.em, right.em)
    gap = right.left - left.right
    if spaces is None or gap <= NARROW_GAP * em:
        return gap > GAP_IS_SPACE * em
    first = bisect_left(spaces, left.right - NARROW_GAP * em)
    return gap > WIDE_GAP * em or (first < len(spaces) and spaces[first] < right.left)


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
