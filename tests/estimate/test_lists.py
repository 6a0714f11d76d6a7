"""Overlap tables: what is read, what is refused with a line number, how strata add up."""

from pathlib import Path

import pytest

from tallystick.estimate.lists import OverlapTableError, overlap_table, pool_strata, read_overlap_table, regroup_strata
from tallystick.estimate.overlaps import odd_lists, refuse_table
from tallystick.model.estimate import OverlapTable


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_table_has_one_column_a_list_and_a_count(tmp_path: Path) -> None:
    table = read_overlap_table(written(tmp_path, "A,B,count\n1,1,60\n1,0,117\n0,1,30\n"))
    assert table.lists == ("A", "B")
    assert (table.listed, table.on(0), table.on(1), table.on(0, 1)) == (207, 177, 90, 60)


def test_other_columns_are_strata_and_an_empty_cell_is_unknown(tmp_path: Path) -> None:
    text = "A,B,sex,month,count\n1,0,f,1,3\n1,1,f,2,4\n0,1,,1,5\n"
    table = read_overlap_table(written(tmp_path, text))
    assert [s.name for s in table.strata] == ["sex=f, month=1", "sex=f, month=2", "sex=unknown, month=1"]
    assert table.listed == sum(s.listed for s in table.strata) == 12


def test_strata_can_be_drawn_together_again(tmp_path: Path) -> None:
    text = "A,B,sex,month,count\n1,0,f,1,3\n1,1,f,2,4\n0,1,m,1,5\n"
    by_sex = regroup_strata(read_overlap_table(written(tmp_path, text)), ["sex"])
    assert {s.name: s.listed for s in by_sex.strata} == {"sex=f": 7, "sex=m": 5}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A,B\n1,0\n", "no column says how many"),
        ("A,B,count\n1,0,many\n", "line 2: the count 'many'"),
        ("A,B,count\n1,0,-3\n", "line 2"),
        ("A,B,count\n1,0,5\n0,0,7\n", "line 3: people on no list"),
        ("place,count\nx,5\n", "no column holds only 0 and 1"),
        ("A,A,count\n1,0,5\n", "two columns have the same name"),
    ],
)
def test_what_is_no_overlap_table_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(OverlapTableError, match=says):
        read_overlap_table(written(tmp_path, text))


def test_a_missing_file_is_an_expected_error(tmp_path: Path) -> None:
    with pytest.raises(OverlapTableError, match="cannot be read"):
        read_overlap_table(tmp_path / "nowhere.csv")


def test_people_on_no_list_cannot_stand_in_a_table() -> None:
    with pytest.raises(ValueError, match="at least one"):
        OverlapTable(("A", "B"), ((0, 0),), (5,))


def test_only_tables_of_the_same_lists_are_strata_of_one_whole() -> None:
    with pytest.raises(ValueError, match="one set of lists"):
        pool_strata([overlap_table(["A"], {(1,): 1}), overlap_table(["B"], {(1,): 1})])


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = ["1,1,60", "1,0,117", "0,1,30"]
    tables = [read_overlap_table(written(tmp_path, "A,B,count\n" + "\n".join(r) + "\n")) for r in (rows, rows[::-1])]
    assert tables[0] == tables[1]


def test_a_list_made_from_another_is_named() -> None:
    table = overlap_table(["A", "B", "C"], {(1, 1, 0): 90, (1, 0, 0): 60, (0, 0, 1): 40, (1, 0, 1): 12, (0, 1, 0): 2})
    assert any("98% of the people on B are also on A" in warning for warning in odd_lists(table))


def test_a_list_that_shares_nobody_is_named() -> None:
    table = overlap_table(["A", "B", "C"], {(1, 1, 0): 30, (1, 0, 0): 60, (0, 1, 0): 50, (0, 0, 1): 40})
    assert odd_lists(table) == ("Nobody on C is on any other list; it tells nothing of how lists overlap.",)


@pytest.mark.parametrize(
    ("shared", "code"), [(0, "no_overlap"), (1, "too_few_people"), (6, "too_few_people"), (7, None)]
)
def test_a_table_with_hardly_an_overlap_is_refused(shared: int, code: str | None) -> None:
    refusal = refuse_table(overlap_table(["A", "B", "C"], {(1, 1, 0): shared, (1, 0, 0): 60, (0, 0, 1): 40}))
    assert (refusal.code if refusal else None) == code
