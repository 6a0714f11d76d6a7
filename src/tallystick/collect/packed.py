"""Zip files: XLSX tables and WACZ collections. Nothing is unpacked to disk, and bytes are counted as produced."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from tallystick.collect.archives import read_wacz
from tallystick.collect.columns import ColumnMapping
from tallystick.collect.limits import MAX_UNPACKED_BYTES, UnreadableError
from tallystick.collect.xlsx import read_sheet, read_xlsx
from tallystick.model.report import Refusal, Report

MOST_MEMBERS = 10_000
CHUNK = 1 << 20
DAMAGED = "The file is damaged, cut off or locked with a password; save it again and add it again."
OTHER_KINDS = (
    ("word/", "This is a Word document; save it as PDF or plain text."),
    ("ppt/", "This is a presentation; save it as PDF."),
    ("content.xml", "This is an OpenDocument file; save it as XLSX, PDF or plain text."),
    ("", "This is a zip archive; unpack it and add the files that are in it."),
)


def read_zip(path: Path, mapping: ColumnMapping) -> Iterator[Report | Refusal]:
    """The reports of an XLSX or WACZ file.

    Raises:
        UnreadableError: another kind of zip, a damaged one, or one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                _check_size(archive)
                yield from read_xlsx(path, archive, mapping)
            elif any(name.startswith("archive/") and ".warc" in name for name in names):
                _check_size(archive)
                yield from read_wacz(path, archive)
            else:
                raise UnreadableError(next(reason for start, reason in OTHER_KINDS if _any_starts(names, start)))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise UnreadableError(DAMAGED) from error


def read_rows(path: Path) -> Iterator[Report | Refusal]:
    """The rows of the first filled sheet of a workbook, each as a record for the wire.

    Raises:
        UnreadableError: no workbook, a damaged one, or one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableError("This is no XLSX workbook; save the list as XLSX or CSV.")
            _check_size(archive)
            yield from read_sheet(path, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise UnreadableError(DAMAGED) from error


def _any_starts(names: list[str], start: str) -> bool:
    return not start or any(name.startswith(start) for name in names)


def _check_size(archive: zipfile.ZipFile) -> None:
    """Unpack every part once without keeping it: what a part declares about its size is not believed."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"The file packs {len(members):,} parts, more than {MOST_MEMBERS:,}; split it.")
    produced = 0
    for member in members:
        if member.flag_bits & 0x1:
            raise UnreadableError(DAMAGED)
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                produced += len(chunk)
                if produced > MAX_UNPACKED_BYTES:
                    raise UnreadableError(f"The file unpacks to more than {MAX_UNPACKED_BYTES:,} bytes; split it.")
