"""PDF: the text of every page in reading order.

PDFium turns right-to-left text round by itself, but puts vowel marks before their letters and guesses wrongly where
numbers stand between words; so a page with right-to-left letters is read from the positions of its glyphs instead.
"""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tallystick.collect.fields import check_text, report_id
from tallystick.collect.glyphs import page_glyphs, visual_lines
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
from tallystick.collect.reading_order import (
    has_right_to_left,
    is_right_to_left,
    is_right_to_left_text,
    logical_line,
    plain_letters,
)
from tallystick.model.report import Refusal, Report

MEDIA_TYPE = "application/pdf"
MOST_UNREADABLE = 0.3
"""With more than this share of glyphs that mean nothing, a page's fonts do not say what their letters are."""
NEEDS_OCR = "The PDF holds no text, only pictures of it (a scan); run OCR on it and add the result."
NO_LETTERS = "The fonts of this page do not say what their letters are; run OCR on the page and add the result."
PAGE_BREAK = "\n\n"


def read_pdf(path: Path) -> Iterator[Report | Refusal]:
    """The one report of a document, and a refusal for each page that could not be read (its line is the page).

    Raises:
        UnreadableError: damaged, locked, without text, or too long.
    """
    document = _opened(path)
    texts: list[str] = []
    starts: list[int] = []
    reordered = False
    for number in range(1, len(document) + 1):
        try:
            text, turned = _page_text(document, number - 1)
        except (UnreadableError, pypdfium2.PdfiumError) as error:
            reason = error.reason if isinstance(error, UnreadableError) else "The page is damaged; get the PDF again."
            yield Refusal(str(path), number, reason)
            text, turned = "", False
        reordered |= turned
        starts.append(sum(map(len, texts)) + len(PAGE_BREAK) * len(texts))
        texts.append(text)
        if starts[-1] > MAX_TEXT_BYTES:
            raise UnreadableError(f"The PDF holds more than {MAX_TEXT_BYTES:,} characters; split it and add the parts.")
    yield _report(document, PAGE_BREAK.join(texts), starts, reordered)


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        reason = (
            "The PDF is locked; save it without a password."
            if "assword" in str(error)
            else ("The PDF is damaged or cut off; get it again.")
        )
        raise UnreadableError(reason) from error


def _report(document: pypdfium2.PdfDocument, text: str, starts: list[int], reordered: bool) -> Report:
    if not text.strip():
        raise UnreadableError(NEEDS_OCR)
    check_text(text)
    facts = document.get_metadata_dict(skip_empty=True)
    created = facts.get("CreationDate")
    return Report(
        report_id=report_id(text, None, None),
        text=text,
        title=_fact(facts, "Title"),
        author=_fact(facts, "Author"),
        media_type=MEDIA_TYPE,
        text_order="reconstructed" if reordered else "as_stored",
        metadata=(("page_starts", json.dumps(starts)), *((("pdf_created", json.dumps(created)),) if created else ())),
    )


def _fact(facts: dict[str, str], name: str) -> str | None:
    return "".join(c for c in facts.get(name, "") if c.isprintable()).strip() or None


def _page_text(document: pypdfium2.PdfDocument, index: int) -> tuple[str, bool]:
    """The page's text, and whether right-to-left lines were put back into reading order."""
    page = document[index]
    text = page.get_textpage().get_text_range()
    _check_letters(text)
    if not has_right_to_left(text):
        return _clean(text), False
    lines = visual_lines(page_glyphs(page))
    page_is = is_right_to_left_text(text)
    read = (logical_line(line, is_right_to_left(line, page_is)) for line in lines)
    return _clean("\n".join(read)), True


def _check_letters(text: str) -> None:
    drawn = [character for character in text if not character.isspace()]
    lost = sum(
        character in "\x00\ufffd\ufffe\uffff" or unicodedata.category(character) in ("Co", "Cc", "Cn")
        for character in drawn
    )
    if drawn and lost > MOST_UNREADABLE * len(drawn):
        raise UnreadableError(NO_LETTERS)


def _clean(text: str) -> str:
    """Line ends unified, presentation forms as letters, no characters without meaning, no blank line ends."""
    lines = plain_letters(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(c for c in line if c not in "\x00\ufffe\uffff" and not "\ud800" <= c <= "\udfff") for line in lines)
    return "\n".join(line.rstrip() for line in kept).strip("\n")
