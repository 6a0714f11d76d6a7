"""Web archives: every archived page that was answered with HTML or plain text is one report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from tallystick.collect.html import read_html
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
from tallystick.model.report import Refusal, Report


def read_warc(path: Path) -> Iterator[Report | Refusal]:
    """The reports of a WARC file, compressed or not."""
    with path.open("rb") as stream:
        yield from read_warc_stream(path, stream)


def read_warc_stream(path: Path, stream: IO[bytes]) -> Iterator[Report | Refusal]:
    """The reports of a WARC; the line of a refusal is the number of the record."""
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if record.rec_type != "response" or not _is_page(record):
                continue
            try:
                yield _report(record)
            except UnreadableError as error:
                yield Refusal(str(path), number, error.reason)
    except ArchiveLoadFailed as error:
        yield Refusal(str(path), number + 1, f"The archive is damaged from here on ({error}); get it again.")


def _is_page(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    if headers is None or not headers.get_statuscode().startswith("2"):
        return False
    return "html" in (headers.get_header("Content-Type") or "").lower()


def _report(record: object) -> Report:
    data = record.content_stream().read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableError(f"The page has more than {MAX_TEXT_BYTES:,} bytes; save only its text.")
    page = read_html(data, record.rec_headers.get_header("WARC-Target-URI"))
    captured = record.rec_headers.get_header("WARC-Date")
    return replace(page, metadata=(*page.metadata, ("captured", f'"{captured}"')))
