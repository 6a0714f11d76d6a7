"""Incidents as a table: the short one that commands print, and CSV or XLSX that no spreadsheet can be tricked by."""

import csv
import io
from pathlib import Path

from tallystick.model.errors import ExpectedError
from tallystick.model.incident import Incident
from tallystick.model.run import Run
from tallystick.publish.casebook import Casebook
from tallystick.publish.exports import Json, incident_to_json, positions_by_incident
from tallystick.publish.parties import responsible
from tallystick.publish.ranges import headline_range
from tallystick.publish.wording import days_in_words, place_in_words, range_in_words
from tallystick.vocabulary import label

Cell = str | int | float | None

SUMMARY_HEADER = ("date", "place", "killed", "named as responsible", "grade", "origins")
TABLE_HEADER = (
    "incident_id", "date_start", "date_end", "kind", "place", "place_local", "admin", "lat", "lon", "radius_m",
    "precision", "killed_group", "killed_min", "killed_max", "injured_group", "injured_min", "injured_max",
    "named_as_responsible", "strike_status", "grade", "origins", "reports", "claims",
)  # fmt: skip
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a spreadsheet run a cell, in their full-width forms too."""


class UnknownTableError(ExpectedError):
    """A table was asked for in a form that we do not write."""


def summary_rows(run: Run) -> list[tuple[str, ...]]:
    """One row per incident under SUMMARY_HEADER, by day."""
    book = Casebook(run)
    return [_summary_row(book, incident) for incident in book.incidents]


def summary_json(run: Run) -> Json:
    """The same for machines: the run, its counts, and every incident as it is exported."""
    book, spoken = Casebook(run), positions_by_incident(run)
    return {
        "run_id": run.run_id,
        "reports": len(run.reports),
        "unread": sum(1 for reading in run.readings if reading.unread),
        "claims": len(run.claims),
        "incidents": [
            incident_to_json(i, book.assessments[i.incident_id], spoken.get(i.incident_id, ())) for i in book.incidents
        ],
    }


def export_table(run: Run, path: Path) -> None:
    """Write the incidents to `path` as CSV or XLSX, as its name ends; UnknownTableError for other endings."""
    path.write_bytes(render_table(run, path.suffix.removeprefix(".").lower()))


def render_table(run: Run, form: str) -> bytes:
    """The incidents as `csv` (UTF-8 with a byte order mark, which Excel asks for) or `xlsx`."""
    book = Casebook(run)
    rows = [tuple(map(neutral_cell, _table_row(book, incident))) for incident in book.incidents]
    if form == "csv":
        return _csv(rows)
    if form == "xlsx":
        return _xlsx(rows)
    raise UnknownTableError(f"no table can be written as {form!r}; choose csv or xlsx")


def neutral_cell(value: Cell) -> Cell:
    """A cell that a spreadsheet shows and never runs: text that could start a formula gets an apostrophe before it.

    An apostrophe that is there already is doubled, so that `original_cell` can give the text back.
    """
    if isinstance(value, str) and value.lstrip(" \u00a0\u3000").startswith((*_STARTS_FORMULA, "'")):
        return "'" + value
    return value


def original_cell(value: str) -> str:
    """The text that `neutral_cell` was given."""
    return value.removeprefix("'")


def _summary_row(book: Casebook, incident: Incident) -> tuple[str, ...]:
    assessment = book.assessments[incident.incident_id]
    killed = headline_range(assessment, "killed")
    return (
        days_in_words(incident.days, short=True),
        place_in_words(incident.place),
        range_in_words(killed.min, killed.max) if killed else range_in_words(None, None),
        responsible(assessment),
        label("grade", assessment.grade) if assessment.grade else "not graded",
        str(len(incident.origins)),
    )


def _table_row(book: Casebook, incident: Incident) -> tuple[Cell, ...]:
    assessment, days, place = book.assessments[incident.incident_id], incident.days, incident.place
    killed, injured = headline_range(assessment, "killed"), headline_range(assessment, "injured")
    where = (place.name, place.name_local, " / ".join(place.admin), place.lat, place.lon) if place else (None,) * 5
    return (
        incident.incident_id,
        days and days.start.isoformat(),
        days and days.end.isoformat(),
        incident.kind,
        *where,
        place and place.radius_m,
        place and place.precision,
        *((killed.group, killed.min, killed.max) if killed else (None,) * 3),
        *((injured.group, injured.min, injured.max) if injured else (None,) * 3),
        responsible(assessment),
        assessment.strike_status,
        assessment.grade,
        len(incident.origins),
        len(incident.report_ids),
        len(incident.claim_ids),
    )


def _csv(rows: list[tuple[Cell, ...]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([TABLE_HEADER, *rows])
    return stream.getvalue().encode("utf-8-sig", "replace")


def _xlsx(rows: list[tuple[Cell, ...]]) -> bytes:
    """Bytes that are the same for the same rows: the workbook carries no time of its making."""
    from datetime import datetime

    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet("incidents")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate([TABLE_HEADER, *rows]):
            sheet.write_row(number, 0, row)
    return stream.getvalue()
