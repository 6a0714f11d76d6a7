"""What a PDF itself says its glyphs mean: the `ActualText` of a marked span, in the order in which it is read."""

import codecs
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MOST_CHARACTERS = 10_000


@dataclass(slots=True)
class SpokenSpan:
    """One span; it may be drawn by several text objects, and lies between the outermost edges of them all."""

    key: int
    text: str
    left: float
    right: float
    baseline: float
    widest: float
    """Width of its widest part, which is the letter and not a mark on it; the baseline is that part's."""


def spoken_spans(page: pypdfium2.PdfPage) -> dict[int, SpokenSpan]:
    """Address of each text object that stands in such a span → the span. Empty for most pages."""
    spans: dict[int, SpokenSpan] = {}
    by_object: dict[int, SpokenSpan] = {}
    for item in _text_objects(page):
        if (found := _actual_text(item)) is None:
            continue
        key, text = found
        left, right = _edges(item)
        span = spans.setdefault(key, SpokenSpan(key, text, left, right, 0.0, -1.0))
        span.left, span.right = min(span.left, left), max(span.right, right)
        if right - left > span.widest:
            span.widest, span.baseline = right - left, _origin(item)[1]
        by_object[ctypes.addressof(item.contents)] = span
    return by_object


def drawn_spaces(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Where text objects without any width stand: spaces drawn one by one, which PDFium's text page passes over."""
    return [_origin(item) for item in _text_objects(page) if _edges(item)[1] - _edges(item)[0] < 0.01]


def _edges(item: raw.FPDF_PAGEOBJECT) -> tuple[float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *edges)
    return edges[0].value, edges[2].value


def _origin(item: raw.FPDF_PAGEOBJECT) -> tuple[float, float]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return float(matrix.e), float(matrix.f)


def _text_objects(page: pypdfium2.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
            yield item


def _actual_text(item: raw.FPDF_PAGEOBJECT) -> tuple[int, str] | None:
    """The innermost mark with an `ActualText`: its address and text."""
    for index in reversed(range(raw.FPDFPageObj_CountMarks(item))):
        mark = raw.FPDFPageObj_GetMark(item, index)
        text = _string(mark, b"ActualText")
        if text:
            return ctypes.addressof(mark.contents), text
    return None


def _string(mark: raw.FPDF_PAGEOBJECTMARK, name: bytes) -> str:
    """A text string of the mark; read as bytes, for PDFium's own call takes every string for UTF-8."""
    needed = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, name, None, 0, needed)
    if not 0 < needed.value <= 2 * MOST_CHARACTERS:
        return ""
    buffer = (ctypes.c_ubyte * needed.value)()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, name, buffer, needed.value, needed)
    data = bytes(buffer)
    if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return data.decode("utf-16", "replace")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    return data.decode("latin-1")
