"""Excel workbooks: every sheet is a table; formulas count as the values that were saved with them."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import defusedxml  # noqa: F401  (openpyxl reads every XML part through it when it is installed)
import openpyxl
from openpyxl.utils.cell import range_boundaries

from tallystick.collect.columns import ColumnMapping
from tallystick.collect.limits import UnreadableError
from tallystick.collect.tables import EmptyTableError, Row, reports_of_rows
from tallystick.collect.workbook import row_for_the_wire
from tallystick.model.report import Refusal, Report

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
MOST_MERGED = 50_000
CHUNK = 1 << 20
Merged = dict[int, list[tuple[int, int]]]
"""First row → (column, last row) of the cells that are merged downwards, all counted from 1."""


def read_xlsx(path: Path, archive: zipfile.ZipFile, mapping: ColumnMapping) -> Iterator[Report | Refusal]:
    """The reports of all sheets; a sheet without the columns is refused by its name, the others go in.

    Raises:
        UnreadableError: no sheet holds anything.
    """
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    filled = 0
    for sheet in book.worksheets:
        try:
            yield from reports_of_rows(path, _rows(sheet, archive), mapping, MEDIA_TYPE)
            filled += 1
        except EmptyTableError:
            continue
        except UnreadableError as error:
            filled += 1
            yield Refusal(str(path), error.line, f"Sheet “{sheet.title}”: {error.reason}")
    if not filled:
        raise UnreadableError("The workbook is empty; it needs a row of column names and rows below it.")


def read_sheet(path: Path, archive: zipfile.ZipFile) -> Iterator[Report]:
    """The rows of the first sheet that holds anything, blank ones too, each as a record for the wire.

    Raises:
        UnreadableError: no sheet holds anything.
    """
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = [(number, list(cells)) for number, cells in _rows(sheet, archive)]
        if any(cell is not None for _, cells in rows for cell in cells):
            yield from (row_for_the_wire(number, cells) for number, cells in rows)
            return
    raise UnreadableError("The workbook is empty; it needs a row of column names and rows below it.")


def _rows(sheet: Any, archive: zipfile.ZipFile) -> Iterator[Row]:
    """Numbered rows; a cell that is merged downwards counts in every row that it spans."""
    sheet.reset_dimensions()  # what the file says about its size is not believed
    merged = _merged_downwards(sheet, archive)
    spanning: dict[int, tuple[int, object]] = {}
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        row: list[object] = list(values)
        for column, last in merged.get(number, ()):
            if column <= len(row):
                spanning[column] = (last, row[column - 1])
        for column, (last, value) in spanning.items():
            if number <= last and column <= len(row):
                row[column - 1] = value
        yield number, row


def _merged_downwards(sheet: Any, archive: zipfile.ZipFile) -> Merged:
    found: Merged = {}  # the stubs of openpyxl do not know its streaming worksheet, hence Any
    for reference in _merge_references(archive, sheet._worksheet_path):
        left, top, _, bottom = range_boundaries(reference)
        if top is not None and bottom is not None and left is not None and bottom > top:
            found.setdefault(top, []).append((left, bottom))
    return found


def _merge_references(archive: zipfile.ZipFile, part: str) -> list[str]:
    """openpyxl does not tell merged cells while streaming, so they are looked up in the sheet's own part."""
    found: list[str] = []
    tail = b""
    with archive.open(part) as stream:
        while (chunk := stream.read(CHUNK)) and len(found) < MOST_MERGED:
            window = tail + chunk
            found += [match[1].decode() for match in MERGED.finditer(window)]
            last = window.rfind(b"<")
            tail = window[last:] if last >= 0 and len(window) - last < 200 else b""
    return found
