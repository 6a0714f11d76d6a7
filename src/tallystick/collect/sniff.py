"""What kind of file it is: by its first bytes, and only then by its name."""

import codecs
import re
import zlib
from pathlib import Path

from tallystick.collect.encoding import MARKS
from tallystick.collect.limits import UnreadableError

HEAD_BYTES = 16_384
NAMES = {
    ".txt": "text", ".md": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "posts", ".js": "posts",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".csv": "csv", ".tsv": "csv", ".eml": "mail", ".warc": "warc",
    ".pdf": "pdf", ".xlsx": "zip", ".xlsm": "zip", ".wacz": "zip",
}  # fmt: skip
MAGIC: tuple[tuple[bytes, str], ...] = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"WARC/", "warc"))
NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "This is an old Office document; save it as XLSX, PDF or text."),
    (b"{\\rtf", "This is a rich text document; save it as PDF or plain text."),
    (b"\x89PNG", "This is an image; write out what it says as text and add that."),
    (b"\xff\xd8\xff", "This is an image; write out what it says as text and add that."),
    (b"GIF8", "This is an image; write out what it says as text and add that."),
    (b"RIFF", "This is an image, sound or video; write out what it says as text and add that."),
    (b"\x1aE\xdf\xa3", "This is a video; write out what it says as text and add that."),
    (b"7z\xbc\xaf", "This is a packed archive; unpack it and add the files."),
    (b"Rar!", "This is a packed archive; unpack it and add the files."),
    (b"BZh", "This is a packed file; unpack it and add what is inside."),
    (b"\xfd7zXZ", "This is a packed file; unpack it and add what is inside."),
    (b"PAR1", "This is a Parquet table; export it as CSV or JSON lines."),
    (b"SQLite format 3", "This is a database; export its table as CSV or JSON lines."),
)
HTML_START = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?><!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
MAIL_START = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|MIME-Version): .*?^(?:From|Date|Subject): ", re.M | re.I | re.S
)
MAIL_NAMES = re.compile(rb"[\w-]+:[ \t]")
TWO_OBJECT_LINES = re.compile(rb'\{\s*"[^\r\n]*\}[ \t]*\r?\n\s*\{')
ARRAY_OF_OBJECTS = re.compile(rb'(?:window\.YTD\.\w+\.part\d+\s*=\s*)?\[\s*\{\s*"')
OBJECT = re.compile(rb'\{\s*"')


def sniff(path: Path) -> str:
    """The kind of reader the file needs: text, jsonl, posts, csv, html, pdf, zip, warc or mail.

    Raises:
        UnreadableError: a kind of file that holds no text we can read; says what to do.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise UnreadableError("The file is empty; leave it out or save it again.")
    if kind := _by_magic(head):
        return kind
    by_name = NAMES.get(path.suffix.lower())
    if by_name in (None, "text") and b"\x00" in head and not any(head.startswith(bom) for bom, _ in MARKS):
        raise UnreadableError(f"Byte {head.index(0)} is NUL, so this is not plain text; save it as UTF-8 text.")
    return _by_content(head, by_name) or by_name or "text"


def _by_magic(head: bytes) -> str | None:
    for start, reason in NOT_TEXT:
        if head.startswith(start):
            raise UnreadableError(reason)
    if head[4:8] == b"ftyp":
        raise UnreadableError("This is a video; write out what it says as text and add that.")
    if head.startswith(b"\x1f\x8b"):
        return _packed(head)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return next((kind for start, kind in MAGIC if head.startswith(start)), None)


def _packed(head: bytes) -> str:
    try:
        inside = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        inside = b""
    if inside.startswith(b"WARC/"):
        return "warc"
    raise UnreadableError("This is a packed file; unpack it and add what is inside.")


def _by_content(head: bytes, by_name: str | None) -> str | None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if HTML_START.match(start):
        return "html"
    if ARRAY_OF_OBJECTS.match(start):
        return "posts"
    if by_name != "jsonl" and OBJECT.match(start):
        return "jsonl" if TWO_OBJECT_LINES.match(start) else "posts"
    headers = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if MAIL_NAMES.match(headers) and MAIL_START.search(headers):
        return "mail"
    return None
