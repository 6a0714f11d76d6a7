"""Records into people. All people are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import pytest

from tallystick.evaluate.people_world import invent_lists, pairwise_f1
from tallystick.model.judgement import Judgement
from tallystick.model.person import PeopleLinkage, PersonRecord
from tallystick.model.when import Days
from tallystick.people import link_people

DAY = Days.on(date(2016, 2, 13))


def record(record_id: str, name: str | None, age: int | None = None, **more: object) -> PersonRecord:
    known: dict[str, object] = {"list_name": record_id[0], "place": "Tal Zahr", "died": DAY, "sex": "male"}
    return PersonRecord(record_id, file="x.csv", row=2, name=name, age=age, **(known | more))  # type: ignore[arg-type]


def crowd() -> list[PersonRecord]:
    """Others, so that there is something to be rare among."""
    records, _ = invent_lists(60, seed=5)
    return records


def together(linkage: PeopleLinkage, left: str, right: str) -> bool:
    return any({left, right} <= set(p.record_ids) for p in linkage.people)


def judged(verdict: Literal["same", "different", "withdrawn"], hour: int = 1) -> Judgement:
    at = datetime(2024, 1, 1, hour, tzinfo=UTC)
    return Judgement(f"j{hour}", "a-1", "b-1", verdict, "reviewer", at, "known to the family")


def test_an_arabic_and_a_latin_record_of_one_man_are_one_person() -> None:
    pair = [record("a-1", "سليم نبيل الراوندي", 34), record("b-1", "Saleem Nabil al-Rawandi", 34)]
    assert together(link_people([*pair, *crowd()]), "a-1", "b-1")


def test_brothers_who_died_together_stay_two_people() -> None:
    pair = [record("a-1", "سليم نبيل الراوندي", 34), record("b-1", "Hani Nabil al-Rawandi", 29)]
    assert not together(link_people([*pair, *crowd()]), "a-1", "b-1")


def test_a_father_and_a_son_of_one_name_stay_two_people() -> None:
    pair = [record("a-1", "Salim Rawandi", 61), record("b-1", "Salim Nabil Rawandi", 7, died=None)]
    assert not together(link_people([*pair, *crowd()]), "a-1", "b-1")


def test_two_people_with_one_identifier_stay_two_and_are_flagged() -> None:
    pair = [
        record("a-1", "سليم نبيل الراوندي", 34, identifiers=("01012345",)),
        record("b-1", "Zaynab Tarhuni", 6, identifiers=("01012345",), sex="female", place="Kafr Dal", died=None),
    ]
    linkage = link_people([*pair, *crowd()])
    assert not together(linkage, "a-1", "b-1")
    assert ("shared_identifier", "a-1", "b-1") in {(f.kind, f.left_record, f.right_record) for f in linkage.flags}


def test_a_judgement_outranks_the_scores_and_can_be_withdrawn() -> None:
    pair = [record("a-1", "سليم نبيل الراوندي", 34), record("b-1", "Hani Nabil al-Rawandi", 29)]
    assert together(link_people(pair, [judged("same")]), "a-1", "b-1")
    assert not together(link_people(pair, [judged("same"), judged("withdrawn", 2)]), "a-1", "b-1")


def test_records_judged_different_stay_apart() -> None:
    pair = [record("a-1", "Salim Nabil Rawandi", 34), record("b-1", "Salim Nabil Rawandi", 34)]
    assert together(link_people([*pair, *crowd()]), "a-1", "b-1")
    assert not together(link_people([*pair, *crowd()], [judged("different")]), "a-1", "b-1")


def test_a_list_known_to_be_clean_names_nobody_twice() -> None:
    pair = [record("a-1", "Salim Nabil Rawandi", 34), record("a-2", "Salim Nabil Rawandi", 34)]
    found = link_people([*pair, *crowd()])
    assert together(found, "a-1", "a-2")
    assert "list_names_twice" in {f.kind for f in found.flags if f.left_record == "a-1"}
    assert not together(link_people([*pair, *crowd()], clean_lists=["a"]), "a-1", "a-2")


def test_every_record_stays_in_exactly_one_person() -> None:
    records = crowd()
    linkage = link_people(records)
    assert sorted(r for p in linkage.people for r in p.record_ids) == sorted(r.record_id for r in records)


def test_the_order_of_records_plays_no_part() -> None:
    records = crowd()
    assert link_people(records) == link_people(records[::-1])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_or_nameless_records_are_people_of_their_own(count: int) -> None:
    records = [record(f"a-{n}", None, place=None, died=None, sex=None) for n in range(count)]
    assert len(link_people(records).people) == count


def test_two_records_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        link_people([record("a-1", "Salim"), replace(record("a-1", "Salim"), row=3)])


@pytest.mark.slow
def test_the_invented_country_is_linked_without_labels_across_scripts() -> None:
    records, truth = invent_lists(3000, seed=1)
    linkage = link_people(records)
    people = {record_id: n for n, p in enumerate(linkage.people) for record_id in p.record_ids}
    _, _, f1 = pairwise_f1(people, truth)
    assert f1 >= 0.93
