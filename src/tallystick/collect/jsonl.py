"""JSON lines: one object a line; a broken line is refused, the rest goes in."""

import codecs
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from tallystick.collect.fields import report_from_fields
from tallystick.collect.limits import MAX_METADATA_BYTES, MAX_TEXT_BYTES, UnreadableError
from tallystick.model.report import Refusal, Report

HtmlReader = Callable[[str], Report]
MAX_LINE_BYTES = 6 * MAX_TEXT_BYTES + MAX_METADATA_BYTES
"""A line may hold the longest text with every character escaped as six."""


def read_jsonl(path: Path, read_html: HtmlReader) -> Iterator[Report | Refusal]:
    """Every line's report, or why the line was refused. `read_html` reads the `html` of a line without `text`."""
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise UnreadableError("The file is UTF-16; save it as UTF-8 and add it again.")
        file.seek(0)
        for number, line in enumerate(_lines(file), start=1):
            if line is not None and not line.strip():
                continue
            try:
                yield report_from_object(_parse(line, first=number == 1), read_html, "application/jsonl")
            except UnreadableError as error:
                yield Refusal(str(path), number, error.reason)


def report_from_object(record: object, read_html: HtmlReader, media_type: str) -> Report:
    """The report of one JSON object in the form of contracts.md."""
    if not isinstance(record, dict):
        raise UnreadableError("This is JSON, but not an object; write one {…} a line with a `text`.")
    if record.get("text") is not None or not isinstance(record.get("html"), str):
        return report_from_fields(record, media_type)
    return _from_html(record, read_html(record["html"]))


def _from_html(record: dict[str, object], page: Report) -> Report:
    """What the record says about itself outranks what its page says."""
    stated = report_from_fields({**record, "text": page.text}, page.media_type)
    kept = {
        name: getattr(page, name)
        for name in ("title", "url", "publisher", "author", "language")
        if getattr(stated, name) is None
    }
    if stated.published is None and stated.raw_publication_date is None:
        kept |= {"published": page.published, "raw_publication_date": page.raw_publication_date}
    return replace(stated, **kept, metadata=stated.metadata + page.metadata)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines of the file; None for one that is too long to hold in memory."""
    while line := file.readline(MAX_LINE_BYTES):
        if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(1 << 20)
        yield None


def _parse(line: bytes | None, first: bool) -> object:
    if line is None:
        raise UnreadableError(f"The line is longer than {MAX_LINE_BYTES:,} bytes; split it.")
    try:
        return json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"Byte {error.start} of the line is not UTF-8; save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"Not valid JSON: {error.msg} at character {error.pos + 1}; correct the line.") from error
    except ValueError as error:
        raise UnreadableError("A number on this line is too long to be one; write it as a string.") from error
    except RecursionError as error:
        raise UnreadableError("The JSON is nested too deeply; flatten it.") from error
