"""Web archives: every archived page that was answered with HTML is one report."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from tallystick.collect.fields import check_text
from tallystick.collect.html import read_html
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
from tallystick.model.report import Refusal, Report

READ = frozenset({"text/html", "application/xhtml+xml", "application/pdf"})
"""PDFs in archives are refused one by one, so that nobody thinks they were read; images and scripts are passed over."""


def read_warc(path: Path) -> Iterator[Report | Refusal]:
    """The reports of a WARC file, compressed or not."""
    with path.open("rb") as stream:
        yield from _read_stream(path, stream)


def _read_stream(path: Path, stream: IO[bytes]) -> Iterator[Report | Refusal]:
    """The line of a refusal is the number of the record."""
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            content_type = _content_type(record)
            if content_type not in READ:
                continue
            try:
                yield _report(record, content_type)
            except UnreadableError as error:
                yield Refusal(str(path), number, error.reason)
    except ArchiveLoadFailed:
        yield Refusal(str(path), number + 1, "The archive is damaged from this record on; get it again.")


def read_wacz(path: Path, archive: zipfile.ZipFile) -> Iterator[Report | Refusal]:
    """The reports of all WARC files in a WACZ collection."""
    for name in sorted(archive.namelist()):
        if name.startswith("archive/") and ".warc" in name:
            with archive.open(name) as stream:
                yield from _read_stream(path, stream)


def _content_type(record: ArcWarcRecord) -> str:
    """The media type of a page that was answered with success; empty for every other record."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or not str(headers.get_statuscode()).startswith("2"):
        return ""
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _report(record: ArcWarcRecord, content_type: str) -> Report:
    url = record.rec_headers.get_header("WARC-Target-URI")
    if content_type == "application/pdf":
        raise UnreadableError(f"{url} is a PDF inside the archive; save it as a file and add that.")
    data = record.content_stream().read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableError(f"{url} has more than {MAX_TEXT_BYTES:,} bytes; save only its text.")
    page = read_html(data, check_text(url, "address") if url else None)
    captured = str(record.rec_headers.get_header("WARC-Date"))
    return replace(page, metadata=(*page.metadata, ("warc_captured", json.dumps(captured))))
