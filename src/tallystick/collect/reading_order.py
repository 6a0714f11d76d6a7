"""From the order in which glyphs stand on the page (left to right) back to the order in which people read.

The Unicode bidirectional algorithm (UAX #9) says how a logical line is laid out; this undoes it for lines without
explicit embeddings. Where two logical lines look the same on paper, the one that keeps Latin words and the numbers
behind them together is taken.
"""

import re
import unicodedata
from collections.abc import Sequence

OPENING = "([{<«‹⟨"
CLOSING = ")]}>»›⟩"
MIRROR = str.maketrans(OPENING + CLOSING, CLOSING + OPENING)
NUMBER_SEPARATORS = ".,:/٫٬،\u00a0"
"""One of these between two digits keeps the number in one piece (bidi class CS, and Arabic's own separators)."""
SIGNS = "+-−"
PRESENTATION_FORM = re.compile(r"[\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]+")

Cluster = str
"""A base character and the marks on it."""


def logical_line(visual: Sequence[Cluster], right_to_left: bool) -> str:
    """The line as it is read; `visual` holds its clusters from left to right, `right_to_left` is its main direction."""
    if right_to_left:
        return _read_from_right(visual)
    return _read_from_left(visual)


def is_right_to_left(visual: Sequence[Cluster], page_is: bool) -> bool:
    """The main direction of a line: that of the letters at both its ends, or of the page when they differ."""
    kinds = [kind for cluster in visual if (kind := _kind(cluster)) in ("R", "L")]
    return page_is if not kinds or kinds[0] != kinds[-1] else kinds[0] == "R"


def is_right_to_left_text(text: str) -> bool:
    """Whether right-to-left letters outnumber the others."""
    kinds = [_kind(character) for character in text]
    return kinds.count("R") > kinds.count("L")


def has_right_to_left(text: str) -> bool:
    """Whether any letter is read from right to left."""
    return not text.isascii() and any(_kind(character) == "R" for character in text)


def plain_letters(text: str) -> str:
    """Arabic and Hebrew presentation forms as the letters they show; everything else as it is."""
    return PRESENTATION_FORM.sub(lambda form: "".join(map(_plain_letter, form[0])), text)


def _plain_letter(form: str) -> str:
    plain = unicodedata.normalize("NFKC", form)
    return plain.strip() if len(plain) > 1 and unicodedata.combining(plain[-1]) else plain


def _kind(cluster: Cluster) -> str:
    """R or L for letters, AN for Arabic-Indic digits, EN for other digits, N for the rest."""
    return _KINDS.get(unicodedata.bidirectional(cluster[0]), "N")


_KINDS = {"R": "R", "AL": "R", "L": "L", "AN": "AN", "EN": "EN"}


def _read_from_right(visual: Sequence[Cluster]) -> str:
    """Walk from the right edge: right-to-left clusters one by one, Latin and numbers a piece at a time."""
    parts: list[str] = []
    turned: list[int] = []
    after_letter = False
    end = len(visual)
    while end > 0:
        start = _piece_start(visual, end, after_letter)
        piece = visual[start:end]
        if len(piece) == 1 and _kind(piece[0]) in ("R", "N"):
            turned.append(len(parts))
            after_letter = after_letter or _kind(piece[0]) == "R"
        elif any(_kind(cluster) == "L" for cluster in piece):
            after_letter = False
        parts.append("".join(piece))
        end = start
    return "".join(_with_brackets_turned(parts, turned))


def _piece_start(visual: Sequence[Cluster], end: int, after_letter: bool) -> int:
    """Where the left-to-right piece that ends before `end` starts; a single cluster when it is none."""
    kind = _kind(visual[end - 1])
    if kind in ("R", "N"):
        return end - 1
    number = _number_start(visual, end, joins_signs=kind == "EN" and not after_letter)
    return number if kind == "AN" else _latin_start(visual, end, number)


def _number_start(visual: Sequence[Cluster], end: int, joins_signs: bool) -> int:
    start, kind = end, _kind(visual[end - 1])
    while start > 0:
        if _kind(visual[start - 1]) == kind:
            start -= 1
        elif start > 1 and start < end and _kind(visual[start - 2]) == kind and _joins(visual[start - 1], joins_signs):
            start -= 2
        else:
            break
    return start


def _joins(cluster: Cluster, joins_signs: bool) -> bool:
    return cluster in NUMBER_SEPARATORS or (joins_signs and cluster in SIGNS)


def _latin_start(visual: Sequence[Cluster], end: int, number: int) -> int:
    """The leftmost Latin letter or digit reached from `end` without crossing a right-to-left letter or number.

    Without a Latin letter on the way the piece is the number alone: two numbers side by side are read from the right.
    """
    leftmost = position = end - 1
    latin = False
    while position >= 0 and (kind := _kind(visual[position])) in ("L", "EN", "N"):
        if kind == "L" or (kind == "EN" and _touches_latin(visual, position)):
            leftmost, latin = position, True
        position -= 1
    return leftmost if latin else number


def _touches_latin(visual: Sequence[Cluster], position: int) -> bool:
    """Whether the digits around `position` run on into a Latin letter without a gap (as in “3rd” or “F16”)."""
    while position < len(visual) and _kind(visual[position]) == "EN":
        position += 1
    return position < len(visual) and _kind(visual[position]) == "L"


def _with_brackets_turned(parts: list[str], turned: Sequence[int]) -> list[str]:
    """Brackets between right-to-left letters were drawn mirrored; some producers note them as drawn, some as meant.

    Of the two readings the one whose brackets open before they close is taken.
    """
    mirrored = list(parts)
    for index in turned:
        mirrored[index] = parts[index].translate(MIRROR)
    return parts if _misplaced("".join(parts)) < _misplaced("".join(mirrored)) else mirrored


def _misplaced(line: str) -> int:
    open_now = wrong = 0
    for character in line:
        if character in OPENING:
            open_now += 1
        elif character in CLOSING and open_now:
            open_now -= 1
        elif character in CLOSING:
            wrong += 1
    return wrong + open_now


def _read_from_left(visual: Sequence[Cluster]) -> str:
    """A left-to-right line: only the stretches between right-to-left letters are turned round."""
    parts: list[str] = []
    position = 0
    while position < len(visual):
        end = _right_to_left_end(visual, position)
        parts.append(_read_from_right(visual[position:end]) if end > position else visual[position])
        if position < end < len(visual) and _was_turned(visual, position, end):
            parts.append(visual[end].translate(MIRROR))
            end += 1
        position = max(end, position + 1)
    return "".join(parts)


def _was_turned(visual: Sequence[Cluster], start: int, end: int) -> bool:
    """Whether the bracket behind a stretch opens like the one before it: PDFium takes it for a part of the stretch."""
    return start > 0 and visual[end] in OPENING and visual[start - 1] == visual[end]


def _right_to_left_end(visual: Sequence[Cluster], start: int) -> int:
    """Past the last right-to-left letter that follows `start` without a Latin letter between; `start` if none."""
    if _kind(visual[start]) not in ("R", "AN"):
        return start
    end = position = start
    while position < len(visual) and _kind(visual[position]) != "L":
        position += 1
        if _kind(visual[position - 1]) in ("R", "AN"):
            end = position
    return end
