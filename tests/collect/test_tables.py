"""CSV and Excel tables."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tallystick.collect import ColumnMapping
from tallystick.collect.limits import UnreadableError
from tests.collect.reading import Items, only_refusal, only_report, read_bytes, refusals, reports


def read_csv(tmp_path: Path, text: str, mapping: ColumnMapping | None = None) -> Items:
    return read_bytes(tmp_path / "a.csv", text.encode(), mapping)


def workbook(*sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    return book


def read_book(tmp_path: Path, book: openpyxl.Workbook, mapping: ColumnMapping | None = None) -> Items:
    stream = io.BytesIO()
    book.save(stream)
    return read_bytes(tmp_path / "a.xlsx", stream.getvalue(), mapping)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_are_found_by_their_usual_english_names(tmp_path: Path, mark: str) -> None:
    rows = [
        ["ID", "Headline", "Full_Text", "Source", "Date", "Casualties"],
        ["7", "T", "Two dead", "P", "2016-02-03", "2"],
    ]
    report = only_report(read_csv(tmp_path, "\n".join(mark.join(row) for row in rows)))
    assert (report.report_id, report.title, report.text, report.publisher) == ("7", "T", "Two dead", "P")
    assert (report.published, report.metadata) == (date(2016, 2, 3), (("Casualties", '"2"'),))


def test_columns_are_found_by_their_usual_arabic_names(tmp_path: Path) -> None:
    report = only_report(read_csv(tmp_path, "العُنوان,النصّ,المصدر,تاريخ النشر\nع,قُتل ١٢,مركز,2016-02-03\n"))
    assert (report.title, report.text, report.publisher, report.published) == ("ع", "قُتل ١٢", "مركز", date(2016, 2, 3))


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    mapping = ColumnMapping.parse(["text=Was", "publisher=Wer"])
    report = only_report(read_csv(tmp_path, "Wer,Was,text\nP,Two dead,unused\n", mapping))
    assert (report.text, report.publisher) == ("Two dead", "P")
    assert report.metadata == (("column 3", '"unused"'),)


@pytest.mark.parametrize("pairs", [["words=Was"], ["text"], ["text="], ["=x"]])
def test_a_mapping_that_names_no_part_is_refused(pairs: list[str]) -> None:
    with pytest.raises(UnreadableError, match="PART=COLUMN"):
        ColumnMapping.parse(pairs)


def test_wrong_columns_give_one_line_that_lists_them_and_says_how_to_map(tmp_path: Path) -> None:
    refusal = only_refusal(read_csv(tmp_path, "foo,bar\n1,2\n3,4\n"))
    assert "'foo', 'bar'" in refusal.reason
    assert "--map text=COLUMN" in refusal.reason
    assert "“nope”" in only_refusal(read_csv(tmp_path, "text,b\n1,2\n", ColumnMapping(title="nope"))).reason


def test_a_row_without_text_is_refused_by_its_line_and_the_rest_goes_in(tmp_path: Path) -> None:
    items = read_csv(tmp_path, 'text,date\n"one\nstill one",x\n\n,2016-01-01\nthree,\n')
    assert [r.text for r in reports(items)] == ["one\nstill one", "three"]
    assert [r.line for r in refusals(items)] == [5]


def test_a_row_with_bytes_that_are_not_utf_8_is_refused_alone(tmp_path: Path) -> None:
    items = read_bytes(tmp_path / "a.csv", b"text,n\nfine,1\nbro\xffken,2\nfine too,3\n")
    assert [r.text for r in reports(items)] == ["fine", "fine too"]
    assert [r.line for r in refusals(items)] == [3]


def test_an_arabic_table_in_an_old_code_page_is_read_and_said(tmp_path: Path) -> None:
    text = "النص,المصدر\nقتل اثنا عشر مدنيا في غارة على السوق,مركز التوثيق\n"
    report = only_report(read_bytes(tmp_path / "a.csv", text.encode("cp1256")))
    assert report.text == "قتل اثنا عشر مدنيا في غارة على السوق"
    assert report.metadata == (("decoded_as", '"cp1256"'),)


def test_an_excel_unicode_export_is_read(tmp_path: Path) -> None:
    assert only_report(read_bytes(tmp_path / "a.csv", "text\tdate\nقُتل ١٢\tx\n".encode("utf-16"))).text == "قُتل ١٢"


def test_an_open_quotation_mark_over_megabytes_is_refused(tmp_path: Path) -> None:
    items = read_csv(tmp_path, 'text,n\nfine,1\n"open,' + ("x" * 99 + "\n") * 220_000)
    assert [r.text for r in reports(items)][:1] == ["fine"]
    assert refusals(items)
    assert "quotation" in refusals(items)[0].reason


def test_a_workbook_gives_its_rows_with_dates_numbers_and_saved_values(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [None, None, None],
        ["text", "date", "dead", "when"],
        ["Two dead", datetime(2016, 2, 3), 2.0, date(2016, 2, 4)],
        [None, None, None],
        ["Third", "Feb 2016", 3.5, None],
    ]
    first, second = reports(read_book(tmp_path, workbook(rows)))
    assert (first.text, first.published) == ("Two dead", date(2016, 2, 3))
    assert first.metadata == (("dead", "2"), ("when", '"2016-02-04"'))
    assert (second.raw_publication_date, second.metadata) == ("Feb 2016", (("dead", "3.5"),))


def test_a_cell_merged_downwards_counts_in_each_of_its_rows(tmp_path: Path) -> None:
    book = workbook([["source", "text"], ["Hill News", "one"], [None, "two"], [None, "three"], ["Other", "four"]])
    book.worksheets[0].merge_cells("A2:A4")
    assert [r.publisher for r in reports(read_book(tmp_path, book))] == ["Hill News"] * 3 + ["Other"]


def test_a_sheet_without_the_columns_is_refused_by_name_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    items = read_book(tmp_path, workbook([["foo"], ["x"]], [["text"], ["one"]], []))
    assert [r.text for r in reports(items)] == ["one"]
    assert "Sheet “Sheet”" in refusals(items)[0].reason
    assert "empty" in only_refusal(read_book(tmp_path, workbook([], []))).reason


def test_a_formula_without_a_saved_value_is_no_text(tmp_path: Path) -> None:
    items = read_book(tmp_path, workbook([["text", "n"], ['="a"&"b"', 1]]))
    assert only_refusal(items).line == 2


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts_of(book: openpyxl.Workbook) -> dict[str, bytes]:
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    parts = parts_of(workbook([["text"], ["one"]]))
    parts["xl/media/image1.bin"] = bytes(450_000_000)
    refusal = only_refusal(read_bytes(tmp_path / "a.xlsx", zipped(parts)))
    assert "unpacks to more than" in refusal.reason


def test_entities_in_a_workbook_do_not_swell(tmp_path: Path) -> None:
    parts = parts_of(workbook([["text"], ["swollen-7731"]]))
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 11))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">%s]>' % entities
    for name, data in parts.items():
        if name.endswith(".xml"):
            parts[name] = bomb + data.split(b"?>", 1)[-1].replace(b"swollen-7731", b"&a10;")
    items = read_bytes(tmp_path / "a.xlsx", zipped(parts))
    assert len(items) == 1
    assert len(str(items[0])) < 10_000


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word/document.xml": b"x"}, "Word"), ({"content.xml": b"x"}, "OpenDocument"), ({"a.txt": b"x"}, "unpack it"),
        ({"../../evil.txt": b"x"}, "unpack it"), ({}, "unpack it"),
    ],
)  # fmt: skip
def test_other_zip_files_are_refused_with_what_to_do(tmp_path: Path, parts: dict[str, bytes], says: str) -> None:
    assert says in only_refusal(read_bytes(tmp_path / "a.zip", zipped(parts))).reason
    assert sorted(path.name for path in tmp_path.parent.rglob("evil*")) == []


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_truncated_workbook_gets_one_clear_line(tmp_path: Path, keep: float) -> None:
    data = zipped(parts_of(workbook([["text"], ["one"]])))
    assert "damaged" in only_refusal(read_bytes(tmp_path / "a.xlsx", data[: int(len(data) * keep)])).reason
