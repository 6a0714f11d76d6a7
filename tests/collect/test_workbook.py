"""The rows of a workbook that holds no reports, say a list of victims: read in the sandbox like every other file."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl

from tallystick.collect import read_workbook_rows
from tallystick.model.report import Refusal


def test_rows_come_with_their_numbers_and_what_their_cells_say(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("filled")
    book["filled"].append(["الاسم", "Age", "Died"])
    book["filled"].append(["سليم", 34.0, date(2016, 2, 13)])
    book.save(tmp_path / "list.xlsx")
    assert list(read_workbook_rows(tmp_path / "list.xlsx")) == [
        (1, ["الاسم", "Age", "Died"]),
        (2, ["سليم", "34", "2016-02-13"]),
    ]


def test_what_is_no_workbook_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 not really")
    (refusal,) = read_workbook_rows(tmp_path / "list.xlsx")
    assert isinstance(refusal, Refusal)
    assert "damaged" in refusal.reason


def test_a_bomb_in_a_workbook_is_refused_and_fills_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name"])  # type: ignore[union-attr]
    book.save(tmp_path / "list.xlsx")
    with zipfile.ZipFile(tmp_path / "list.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", bytes(600_000_000))
    assert (tmp_path / "list.xlsx").stat().st_size < 1_000_000
    (refusal,) = read_workbook_rows(tmp_path / "list.xlsx")
    assert isinstance(refusal, Refusal)
