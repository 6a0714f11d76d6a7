"""A web page: its main text, title, author and date as the page itself gives them; offline."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from tallystick.collect.encoding import MARKS, Decoded, legacy_encoding
from tallystick.collect.fields import check_text, iso_day, report_id
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
from tallystick.model.report import Report

DECLARED = re.compile(rb"""<(?:meta\b[^>]*\bcharset|\?xml\b[^>]*\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
DECLARED_WITHIN = 4096
AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "iso8859-9": "cp1254",
}
"""Labels that browsers read as another encoding (WHATWG Encoding Standard)."""
DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01", "min_date": "1970-01-01"}
"""Only dates that the page marks as its date; fixed bounds, so that the result does not depend on today."""
UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "textarea", "select"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    read_as: str
    """`main_text`, or `visible_text` when no main text was found and all that a reader sees was taken."""
    facts: dict[str, str | None]


def read_html_file(path: Path) -> Iterator[Report]:
    """The one report of a saved page."""
    if (size := path.stat().st_size) > MAX_TEXT_BYTES:
        raise UnreadableError(f"The page has {size:,} bytes, more than {MAX_TEXT_BYTES:,}; save only its text.")
    yield read_html(path.read_bytes())


def read_html(data: bytes, url: str | None = None) -> Report:
    """The report that a page of these bytes makes; `url` is where it was found, when that is known.

    Raises:
        UnreadableError: nothing on it that a reader could read, or characters that cannot be stored.
    """
    decoded = decode_html(data)
    page = _page(decoded.text.replace("\x00", "\ufffd"), url)
    facts, text = page.facts, check_text(page.text)
    day = iso_day(facts["date"]) if facts["date"] else None
    notes = {"read_as": page.read_as, "decoded_as": decoded.decoded_as}
    where = url or facts["url"]
    publisher = facts["sitename"] or facts["hostname"]
    return Report(
        report_id=report_id(text, where, publisher),
        text=text,
        title=facts["title"],
        url=where,
        publisher=publisher,
        author=facts["author"],
        published=day,
        raw_publication_date=facts["date"],
        language=facts["language"],
        media_type="text/html",
        metadata=tuple((name, json.dumps(note)) for name, note in sorted(notes.items()) if note),
    )


def decode_html(data: bytes) -> Decoded:
    """The page's characters: by byte order mark, else as it declares, else UTF-8, else a clear old code page.

    A page with single bytes that do not fit its encoding is read all the same, and that is said.
    """
    if mark := next((name for bom, name in MARKS if data.startswith(bom)), None):
        return _with_replacements(data, mark)
    declared = _declared(data)
    for encoding in (declared, "utf-8"):
        try:
            if encoding:
                return Decoded(data.decode(encoding), encoding if encoding != "utf-8" else None)
        except (UnicodeDecodeError, LookupError):
            continue
    return _with_replacements(data, declared or legacy_encoding(data) or "utf-8")


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:DECLARED_WITHIN])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        b"x".decode(name)  # refuses codecs that do not give text, such as base64
    except (LookupError, UnicodeError):
        return None
    return AS_BROWSERS_READ.get(name, name)


def _with_replacements(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode())
    note = f"{encoding}, {lost} unreadable" if lost > 0 else encoding
    return Decoded(text, note if note not in ("utf-8", "utf-8-sig") else None)


def _page(html: str, url: str | None) -> _Page:
    try:
        found = trafilatura.bare_extraction(
            html, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(DATES)
        )
        text = (found.text or "").strip() if found else ""
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), lxml_html.HTMLParser(encoding="utf-8"))
    except etree.ParserError as error:
        raise UnreadableError("The page is empty; leave it out or save it again.") from error
    facts = {
        name: getattr(found, name, None) or None for name in ("title", "author", "date", "sitename", "hostname", "url")
    }
    language = (tree.get("lang") or "").strip()[:2].lower()
    facts["language"] = language if re.fullmatch("[a-z]{2}", language) else None
    facts["title"] = facts["title"] or (tree.findtext(".//title") or "").strip() or None
    visible = visible_text(tree)
    if text:
        return _Page(_with_lines_of(visible, text), "main_text", facts)
    if not visible:
        raise UnreadableError("The page holds no readable text; save it again after it has loaded, or save its text.")
    return _Page(visible, "visible_text", facts)


def _with_lines_of(visible: str, text: str) -> str:
    """The main text with the line breaks that a reader sees: trafilatura breaks short pages at each link and bold word.

    Only where the main text is one stretch of the visible text; else as it is.
    """
    letters = [position for position, character in enumerate(visible) if not character.isspace()]
    squeezed = "".join(text.split())
    start = "".join(visible.split()).find(squeezed)
    return visible[letters[start] : letters[start + len(squeezed) - 1] + 1] if start >= 0 else text


def visible_text(tree: etree._Element) -> str:
    """All words that a reader of the page sees, one block a line."""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        block = "\n" if element.tag in BLOCKS else ""
        if event == "start" and (element.tag in UNSEEN or "hidden" in element.attrib):
            walk.skip_subtree()
        elif event == "start":
            parts += [block, element.text or ""]
        else:
            parts += [block, element.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
