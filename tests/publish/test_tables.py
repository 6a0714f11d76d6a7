"""Short table, CSV and XLSX."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tallystick.model.run import Run
from tallystick.publish import SUMMARY_HEADER, export_table, render_table, summary_json, summary_rows
from tallystick.publish.tables import TABLE_HEADER, UnknownTableError, neutral_cell, original_cell
from tests.publish.invented import invented_run, shuffled_run

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", " =1+1", "\u3000=1",
    "\u00a0=1", '=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0", "'=1", "''", "'tis",
)  # fmt: skip


def with_place_name(name: str) -> Run:
    run = invented_run()
    first = run.incidents[0]
    assert first.place
    return replace(run, incidents=(replace(first, place=replace(first.place, name=name)), *run.incidents[1:]))


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_short_table_says_one_line_per_incident_by_day() -> None:
    rows = summary_rows(invented_run())
    assert all(len(row) == len(SUMMARY_HEADER) for row in rows)
    assert rows[0] == ("4 May 2015", "Deir Wardan, Upper Wadi", "17–23", "Russian forces", "fair", "5")
    assert rows[2][2] == "49 or more"
    assert rows[3] == ("1–10 Jul 2015", "Qasr Laban district, Harra", "not known", "nobody named", "not graded", "1")
    assert rows == summary_rows(shuffled_run())


def test_the_summary_for_machines_counts_what_was_read() -> None:
    summary = summary_json(invented_run())
    assert (summary["reports"], summary["unread"], summary["claims"]) == (13, 1, 11)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_could_run_as_a_formula_is_neutralised_and_can_be_had_back(text: str) -> None:
    cell = neutral_cell(text)
    assert cell == "'" + text
    assert original_cell(str(cell)) == text


@pytest.mark.parametrize("text", ["Deir Wardan", "", "10–12", "دير وردان", "a=b"])
def test_harmless_text_and_numbers_stay_as_they_are(text: str) -> None:
    assert neutral_cell(text) == text
    assert neutral_cell(-3) == -3
    assert neutral_cell(None) is None


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_table_starts_a_formula(text: str) -> None:
    run = with_place_name(text)
    [row] = [r for r in read_csv(render_table(run, "csv")) if r["incident_id"] == "incident-a"]
    assert original_cell(row["place"]).split() == text.split()
    sheet = load_workbook(io.BytesIO(render_table(run, "xlsx"))).active
    assert sheet is not None
    assert not [c for cells in sheet.iter_rows() for c in cells if c.data_type == "f"]


def test_unknown_numbers_are_empty_cells_and_never_zero() -> None:
    rows = {r["incident_id"]: r for r in read_csv(render_table(invented_run(), "csv"))}
    assert (rows["incident-c"]["killed_min"], rows["incident-c"]["killed_max"]) == ("49", "")
    assert (rows["incident-d"]["killed_min"], rows["incident-d"]["killed_group"]) == ("", "")
    assert list(rows["incident-a"]) == list(TABLE_HEADER)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_the_same_bytes_every_time(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"incidents.{form}"
    export_table(invented_run(), path)
    assert path.read_bytes() == render_table(shuffled_run(), form)


def test_another_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownTableError, match="csv or xlsx"):
        render_table(invented_run(), "ods")
