"""Zip files: XLSX tables and WACZ collections. Nothing is unpacked to disk, and bytes are counted as produced."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import defusedxml
import openpyxl

from tallystick.collect.archives import read_warc_stream
from tallystick.collect.columns import ColumnMapping
from tallystick.collect.limits import MAX_UNPACKED_BYTES, UnreadableError
from tallystick.collect.tables import Row, reports_of_rows
from tallystick.model.report import Refusal, Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_MEMBERS = 10_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
CHUNK = 1 << 20


def read_zip(path: Path, mapping: ColumnMapping) -> Iterator[Report | Refusal]:
    """The reports of an XLSX or WACZ file.

    Raises:
        UnreadableError: another kind of zip, a damaged one, or one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            _check_size(archive)
            if "xl/workbook.xml" in names:
                yield from _read_xlsx(path, mapping)
            elif any(name.startswith("archive/") and ".warc" in name for name in names):
                yield from _read_wacz(path, archive)
            else:
                raise UnreadableError(_what_else(names))
    except zipfile.BadZipFile as error:
        raise UnreadableError("The file is damaged or cut off; get it again and add it again.") from error


def _what_else(names: list[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "This is a Word document; save it as PDF or plain text."
    if "content.xml" in names:
        return "This is an OpenDocument file; save it as XLSX, PDF or plain text."
    return "This is a zip archive; unpack it and add the files that are in it."


def _check_size(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"The file packs {len(members):,} parts, more than {MOST_MEMBERS:,}; split it.")
    produced = 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                produced += len(chunk)
                if produced > MAX_UNPACKED_BYTES:
                    raise UnreadableError(f"The file unpacks to more than {MAX_UNPACKED_BYTES:,} bytes; split it.")


def _read_xlsx(path: Path, mapping: ColumnMapping) -> Iterator[Report | Refusal]:
    assert defusedxml.__version__  # openpyxl uses it for every XML part when it is installed
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    read_any = False
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = ((number, row) for number, row in enumerate(sheet.iter_rows(values_only=True), start=1))
        yield from reports_of_rows(path, rows, mapping, XLSX)
        read_any = True
    if not read_any:
        raise UnreadableError("The workbook has no sheet with cells.")


def _read_wacz(path: Path, archive: zipfile.ZipFile) -> Iterator[Report | Refusal]:
    for name in sorted(archive.namelist()):
        if name.startswith("archive/") and ".warc" in name:
            with archive.open(name) as stream:
                yield from read_warc_stream(path, stream)
