"""Lists of victims read from tables. All people are invented."""

from datetime import date
from pathlib import Path

import pytest

from tallystick.model.person import PersonRecord
from tallystick.model.report import Refusal
from tallystick.model.when import Days
from tallystick.people import VictimColumns, read_victims
from tallystick.people.headers import VictimListError


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def one(path: Path, mapping: VictimColumns | None = None) -> PersonRecord:
    (record,) = read_victims(path, mapping)
    assert isinstance(record, PersonRecord)
    return record


def test_an_english_list_is_read_by_its_headers(tmp_path: Path) -> None:
    text = "Full name,Gender,Age,Place of death,Date of death,Cause of death,Status\n"
    record = one(written(tmp_path, text + "Salim Rawandi,M,34,Tal Zahr,13/02/2016,airstrike,civilian\n"))
    assert (record.name, record.sex, record.age, record.place) == ("Salim Rawandi", "male", 34, "Tal Zahr")
    assert (record.cause, record.status, record.script) == ("heavy_weapons", "civilian", "latin")
    assert record.died == Days.on(date(2016, 2, 13))
    assert record.row == 2


def test_an_arabic_list_is_read_by_its_headers(tmp_path: Path) -> None:
    record = one(written(tmp_path, "الاسم;الجنس;العمر;تاريخ الوفاة;سبب الوفاة\nسليم الراوندي;ذكر;٣٤;2016-02;قصف جوي\n"))
    assert (record.sex, record.age, record.cause, record.script) == ("male", 34, "heavy_weapons", "arabic")
    assert record.died == Days(date(2016, 2, 1), date(2016, 2, 29))


def test_a_day_and_month_that_nothing_tells_apart_are_unknown(tmp_path: Path) -> None:
    record = one(written(tmp_path, "name,date of death\nSalim,03/04/2016\n"))
    assert record.died is None
    assert record.unread == (("date of death", "03/04/2016"),)


def test_another_row_tells_whether_the_day_comes_first(tmp_path: Path) -> None:
    path = written(tmp_path, "name,date of death\nSalim,03/04/2016\nNabil,25/04/2016\n")
    first = next(iter(read_victims(path)))
    assert isinstance(first, PersonRecord)
    assert first.died == Days.on(date(2016, 4, 3))


def test_what_is_not_understood_is_kept_and_unknown(tmp_path: Path) -> None:
    record = one(written(tmp_path, "name,sex,age,Notes\nSalim,?,about 30,seen by a neighbour\n"))
    assert (record.sex, record.age) == (None, None)
    assert record.unread == (("sex", "?"), ("age", "about 30"), ("Notes", "seen by a neighbour"))


def test_an_unnamed_victim_is_taken_without_a_name(tmp_path: Path) -> None:
    record = one(written(tmp_path, "name,age\nمجهول الهوية,طفل\n"))
    assert (record.name, record.age_group) == (None, "child")
    assert record.unread == (("name", "مجهول الهوية"),)


def test_months_of_age_are_no_whole_year(tmp_path: Path) -> None:
    assert one(written(tmp_path, "name,age\nSalim,6 months\n")).age == 0


def test_name_parts_in_columns_of_their_own_make_one_name(tmp_path: Path) -> None:
    text = "First name,Father name,Surname\nSalim,Nabil,Rawandi\n"
    assert one(written(tmp_path, text)).name == "Salim Nabil Rawandi"


def test_a_row_with_more_cells_than_columns_is_refused_with_its_number(tmp_path: Path) -> None:
    (refusal,) = read_victims(written(tmp_path, "name,age\nSalim,3,4,5\n"))
    assert isinstance(refusal, Refusal)
    assert refusal.line == 2


def test_a_table_without_names_is_refused_and_says_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(VictimListError, match="'colour'"):
        list(read_victims(written(tmp_path, "colour\nred\n")))


def test_a_mapping_names_the_column(tmp_path: Path) -> None:
    path = written(tmp_path, "who,Day\nSalim,2016-02-13\n")
    assert one(path, VictimColumns.parse(["name=who", "died=Day"])).name == "Salim"


def test_numbered_rows_of_a_workbook_are_read_like_a_csv(tmp_path: Path) -> None:
    rows = [(1, ["Name", "Age", "Date of death"]), (2, ["Salim Rawandi", "34", "2016-02-13"])]
    (record,) = read_victims(tmp_path / "list.xlsx", rows=rows)
    assert isinstance(record, PersonRecord)
    assert (record.age, record.died, record.list_name) == (34, Days.on(date(2016, 2, 13)), "list")


def test_the_same_list_read_twice_gives_the_same_ids(tmp_path: Path) -> None:
    path = written(tmp_path, "name\nSalim\nSalim\n")
    first, again = list(read_victims(path)), list(read_victims(path))
    assert first == again
    assert len({r.record_id for r in first if isinstance(r, PersonRecord)}) == 2
