"""Overlap tables with the linkage drawn. All people are invented."""

from datetime import date

import pytest

from tallystick.model.person import PeopleLinkage, PersonRecord, RecordPair
from tallystick.model.when import Days
from tallystick.people import count_unique, overlap_draws, refuse_few_lists


def record(record_id: str, sex: str | None = None, place: str | None = None, day: int = 1) -> PersonRecord:
    died = Days.on(date(2016, 2, day))
    return PersonRecord(record_id, record_id[0], "x.csv", 2, "Salim", sex=sex, place=place, died=died)


def linkage(*pairs: tuple[str, str, float], records: tuple[PersonRecord, ...]) -> PeopleLinkage:
    return PeopleLinkage(records, (), tuple(RecordPair(a, b, p, ()) for a, b, p in pairs), ())


def test_a_pair_as_likely_as_not_is_one_person_in_half_of_the_draws() -> None:
    found = count_unique(linkage(("a-1", "b-1", 0.5), records=(record("a-1"), record("b-1"))), draws=400, seed=1)
    assert found.mean == pytest.approx(1.5, abs=0.08)
    assert found.standard_error == pytest.approx(0.5, abs=0.02)


def test_a_sure_linkage_has_no_standard_error() -> None:
    found = count_unique(linkage(("a-1", "b-1", 1.0), records=(record("a-1"), record("b-1"))), draws=20)
    assert (found.mean, found.standard_error) == (1.0, 0.0)


def test_the_draws_of_a_table_differ_where_the_linkage_is_in_doubt() -> None:
    unsure = linkage(("a-1", "b-1", 0.5), records=(record("a-1"), record("b-1")))
    tables = overlap_draws(unsure, ("a", "b"), draws=20, seed=1)
    assert {t.counts for t in tables} == {(1,), (1, 1)}
    assert tables == overlap_draws(unsure, ("a", "b"), draws=20, seed=1)


def test_a_person_twice_on_one_list_counts_once() -> None:
    sure = linkage(("a-1", "a-2", 1.0), records=(record("a-1"), record("a-2")))
    (table,) = overlap_draws(sure, ("a", "b"), draws=1, seed=1)
    assert (table.patterns, table.counts) == (((1, 0),), (1,))


def test_strata_add_up_and_the_unknown_is_one_of_them() -> None:
    records = (record("a-1", "female"), record("b-1", "male"), record("c-1"))
    (table,) = overlap_draws(linkage(records=records), ("a", "b", "c"), 1, 1, by="sex")
    assert [s.name for s in table.strata] == ["sex=unknown", "sex=female", "sex=male"]
    assert sum(s.listed for s in table.strata) == table.listed == 3


def test_one_place_in_two_scripts_is_one_stratum() -> None:
    records = (record("a-1", place="تل زهر"), record("b-1", place="Tal Zahr"), record("b-2", place="Tal Zahr"))
    (table,) = overlap_draws(linkage(records=records), ("a", "b"), 1, 1, by="place")
    assert [(s.name, s.listed) for s in table.strata] == [("place=Tal Zahr", 3)]


def test_fewer_than_three_lists_that_name_anybody_are_refused_by_stratum() -> None:
    records = (record("a-1", "female"), record("b-1", "female"), record("c-1", "female"), record("c-2", "male"))
    (table,) = overlap_draws(linkage(records=records), ("a", "b", "c"), 1, 1, by="sex")
    (refusal,) = refuse_few_lists(table)
    assert (refusal.method, refusal.code) == ("sex=male", "too_few_lists")


def test_people_on_none_of_the_lists_are_left_out() -> None:
    (table,) = overlap_draws(linkage(records=(record("a-1"), record("z-1"))), ("a",), 1, 1)
    assert table.listed == 1
