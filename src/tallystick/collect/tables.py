"""Tables: one row, one report. CSV here in process; XLSX (`packed`) in the sandbox."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tallystick.collect.columns import ColumnMapping
from tallystick.collect.encoding import MARKS, legacy_encoding
from tallystick.collect.fields import report_from_fields
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
from tallystick.model.report import Refusal, Report

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

DELIMITERS = ",;\t|"
Row = tuple[int, Sequence[object]]
"""Line or row number, counted from 1 as a person sees it, and its cells."""


class EmptyTableError(UnreadableError):
    """A table, or a sheet of a workbook, without a single filled cell."""


def read_csv(path: Path, mapping: ColumnMapping) -> Iterator[Report | Refusal]:
    """Every row's report, or why the row was refused."""
    encoding = _encoding(path)
    csv.field_size_limit(MAX_TEXT_BYTES)
    with _opened(path, encoding) as file:
        first = file.readline(MAX_TEXT_BYTES)
        file.seek(0)
        rows = csv.reader(file, delimiter=delimiter_of(first))
        for item in reports_of_rows(path, _numbered(path, rows), mapping, "text/csv"):
            yield _noted(item, encoding)


def reports_of_rows(
    path: Path, rows: Iterable[Row | Refusal], mapping: ColumnMapping, media_type: str
) -> Iterator[Report | Refusal]:
    """The reports of a table whose first row that is not blank holds the column names.

    Raises:
        UnreadableError: no such row, or the mapping does not fit it.
    """
    header: list[str] | None = None
    columns: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Refusal):
            yield row
        elif all(_plain(cell) is None for cell in row[1]):
            continue
        elif header is None:
            header = [str(_plain(cell) or "") for cell in row[1]]
            columns = mapping.locate(header)
        else:
            yield _report(path, row, _fields(row[1], header, columns), media_type)
    if header is None:
        raise EmptyTableError("The table is empty; it needs a row of column names and rows below it.")


def delimiter_of(line: str) -> str:
    """The delimiter that splits the header into most columns; a comma when none does."""
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _report(path: Path, row: Row, fields: dict[str, object], media_type: str) -> Report | Refusal:
    try:
        return report_from_fields(fields, media_type)
    except UnreadableError as error:
        return Refusal(str(path), row[0], error.reason)


def _fields(cells: Sequence[object], header: Sequence[str], columns: dict[str, int]) -> dict[str, object]:
    """Named fields of a row; a column without a part to play keeps its own name, and an unnamed one its number."""
    values = [_plain(cell) for cell in cells]
    fields: dict[str, object] = {
        part: values[index] if index < len(values) else None for part, index in columns.items()
    }
    for index, value in enumerate(values):
        if value is not None and index not in columns.values():
            name = header[index] if index < len(header) and header[index] else f"column {index + 1}"
            fields[name if name not in fields else f"column {index + 1}"] = value
    return fields


def _plain(cell: object) -> object:
    """A cell as text, number or None when blank; dates as ISO."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, str):
        return cell if cell.strip() else None
    return cell if cell is None or isinstance(cell, bool | int | float) else str(cell)


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[TextIO]:
    try:
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The table is not valid {encoding}; save it as UTF-8.") from error


def _noted(item: Report | Refusal, encoding: str) -> Report | Refusal:
    if isinstance(item, Refusal) or encoding.startswith("utf-8"):
        return item
    return replace(item, metadata=(*item.metadata, ("decoded_as", f'"{encoding}"')))


def _numbered(path: Path, rows: "CsvReader") -> Iterator[Row | Refusal]:
    while True:
        start = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(str(path), start, f"The row is broken ({error}); check its quotation marks.")
            continue
        yield _checked(path, start, cells)


def _checked(path: Path, line: int, cells: list[str]) -> Row | Refusal:
    if any("\udc80" <= character <= "\udcff" for cell in cells if not cell.isascii() for character in cell):
        return Refusal(str(path), line, "The row holds bytes that are not UTF-8; save the table as UTF-8.")
    return line, cells


def _encoding(path: Path) -> str:
    """By byte order mark, else UTF-8, else a clear old code page, told from the start of the file."""
    with path.open("rb") as file:
        head = file.read(1 << 20)
    if mark := next((name for bom, name in MARKS if head.startswith(bom)), None):
        return mark
    try:
        head[: -4 if len(head) == 1 << 20 else None].decode()
    except UnicodeDecodeError as error:
        return (legacy_encoding(head) if error.end < len(head) - 4 or len(head) < 1 << 20 else None) or "utf-8"
    return "utf-8"
