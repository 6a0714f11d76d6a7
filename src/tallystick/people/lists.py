"""Lists of victims read row by row: a record, or why the row was refused."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tallystick.model.identity import content_id
from tallystick.model.person import PersonRecord
from tallystick.model.report import Refusal
from tallystick.people.categories import (
    AGE_GROUP,
    CAUSE,
    SEX,
    STATUS,
    days_come_first,
    read_age,
    read_code,
    read_days,
)
from tallystick.people.headers import VictimColumns, VictimListError
from tallystick.people.names import NameParts, parse_name
from tallystick.people.spoken import is_arabic

DELIMITERS = ",;\t|"
LONGEST_CELL = 10_000
NAME_PARTS = ("given", "father", "grandfather", "family")
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What holds for a whole list while its rows are read."""

    file: str
    list_name: str
    header: list[str]
    columns: dict[str, int]
    day_first: bool | None


def read_victims(
    path: Path,
    mapping: VictimColumns | None = None,
    *,
    list_name: str | None = None,
    rows: Iterable[Row] | None = None,
) -> Iterator[PersonRecord | Refusal]:
    """Every row of a list as a record, or the refusal that says why not.

    `rows` are the numbered rows of a file that is no CSV (`collect.read_workbook_rows`: workbooks can be hostile and
    are read in a limited process); without them `path` is read as CSV.
    The list is called by its own column `list`, else by `list_name`, else by the file's name. A category that is not
    understood stays in the record's `unread`; a row that names nobody is taken too, for the count, with no name.

    Raises:
        VictimListError: the file cannot be read as a table, or has no column of names.
    """
    filled = [row for row in (_csv_rows(path) if rows is None else rows) if any(cell.strip() for cell in row[1])]
    if not filled:
        raise VictimListError(f"{path.name} is empty; it needs a row of column names and rows below it.")
    header = filled[0][1]
    columns = (mapping or VictimColumns()).locate(header)
    dates = [_cell(row[1], columns.get("died")) for row in filled[1:]]
    reading = _Reading(path.name, list_name or path.stem, header, columns, days_come_first([d for d in dates if d]))
    for row in filled[1:]:
        yield _record(row, reading)


def _record(row: Row, reading: _Reading) -> PersonRecord | Refusal:
    number, cells = row
    if len(cells) > len(reading.header) and any(c.strip() for c in cells[len(reading.header) :]):
        return Refusal(reading.file, number, "The row has more cells than there are columns; check its delimiters.")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Refusal(reading.file, number, f"A cell is longer than {LONGEST_CELL} characters; that is no list entry.")
    part = {name: text for name, index in reading.columns.items() if (text := _cell(cells, index))}
    list_name = part.get("list_name", reading.list_name)
    name = part.get("name") or " ".join(part[p] for p in NAME_PARTS if p in part) or None
    age, died = read_age(part.get("age", "")), read_days(part.get("died", ""), day_first=reading.day_first)
    codes = {
        "sex": read_code(SEX, part.get("sex", "")),
        "age_group": read_code(AGE_GROUP, part.get("age_group", part.get("age", ""))),
        "cause": read_code(CAUSE, part.get("cause", "")),
        "status": read_code(STATUS, part.get("status", "")),
    }
    understood = {"age": age is not None or codes["age_group"] is not None, "died": died is not None}
    understood |= {key: code is not None for key, code in codes.items()}
    return PersonRecord(
        record_id=content_id("victim", reading.file, list_name, number, cells),
        list_name=list_name,
        file=reading.file,
        row=number,
        name=name if name and parse_name(name) != NameParts() else None,
        script=script_of(name) if name else None,
        age=age,
        place=part.get("place"),
        died=died,
        identifiers=(part["identifier"],) if "identifier" in part else (),
        unread=_unread(part, cells, understood, reading),
        **codes,
    )


def _unread(
    part: dict[str, str], cells: Sequence[str], understood: dict[str, bool], reading: _Reading
) -> tuple[tuple[str, str], ...]:
    """Cells that were not understood, and those of columns without a part, by column order."""
    kept = {reading.columns[key] for key, known in understood.items() if key in part and not known}
    kept |= set(range(len(cells))) - set(reading.columns.values())
    if "name" in part and parse_name(part["name"]) == NameParts():
        kept.add(reading.columns["name"])
    return tuple((reading.header[n], cells[n].strip()) for n in sorted(kept) if n < len(cells) and cells[n].strip())


def script_of(text: str) -> Literal["arabic", "latin", "other"]:
    """The script a name is written in."""
    if is_arabic(text):
        return "arabic"
    return "latin" if any(c.isalpha() and c < "\u0250" for c in text) else "other"


def _cell(cells: Sequence[str], index: int | None) -> str | None:
    return (cells[index].strip() or None) if index is not None and index < len(cells) else None


def _csv_rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(1 << 20)
            file.seek(0)
            mark = max(DELIMITERS, key=first.count)
            reader = csv.reader(file, delimiter=mark)
            while (cells := next(reader, None)) is not None:
                yield reader.line_num, cells
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VictimListError(f"{path.name} cannot be read as a UTF-8 table: {error}.") from error
