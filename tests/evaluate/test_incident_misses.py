"""What a difference from a published incident is put down to, with invented incidents."""

from dataclasses import replace
from datetime import date

from tallystick.evaluate.incident_misses import (
    Case,
    Published,
    why_not_that_day,
    why_not_that_minimum,
    why_not_that_place,
)
from tallystick.evaluate.places import Row
from tallystick.model.claim import Claim
from tallystick.reconcile import assess_incident
from tests.factory import claim, incident, killed, on, town, unlocated

ELSEWHERE = Row("", (), "", "", 33.0, 36.0)


def case(*cited: Claim, own: int, day: str = "2015-10-01", killed: tuple[int, int] = (4, 4)) -> Case:
    """A published incident whose cited reports made `cited`, of which the first `own` stand in the built incident."""
    built = incident(*cited[:own])
    assessment = assess_incident(built, {c.claim_id: c for c in cited[:own]})
    published = Published("X1", date.fromisoformat(day), ELSEWHERE, killed, frozenset(c.report_id for c in cited))
    return Case(published, built, assessment, cited)


def test_a_minimum_that_no_cited_report_gives_is_not_ours_to_find() -> None:
    assert why_not_that_minimum(case(claim("a", killed(6)), own=1)) == "no cited report gives the number"


def test_a_minimum_told_in_a_report_that_stands_elsewhere_is_a_matter_of_linking() -> None:
    found = case(claim("a", killed(6)), claim("b", killed(4)), own=1)
    assert why_not_that_minimum(found) == "the number is told in another incident"


def test_a_minimum_set_aside_names_the_rule() -> None:
    found = case(claim("a", killed(6)), claim("b", killed(6)), claim("c", killed(1)), own=3, killed=(1, 6))
    assert why_not_that_minimum(found) == "set aside: tells of one victim; 2 origins count more"


def test_the_same_minimum_is_no_miss() -> None:
    assert why_not_that_minimum(case(claim("a", killed(4)), own=1)) is None


def test_a_day_that_no_cited_report_tells_is_said_to_be() -> None:
    assert why_not_that_day(case(claim("a", killed(4)), own=1)) == "no cited report tells its day"


def test_a_day_told_as_the_one_before_is_told_apart_from_other_days() -> None:
    dated = replace(case(claim("a", killed(4), day=on("2015-09-30")), own=1))
    assert why_not_that_day(dated) == "cited reports say the day before or after"
    assert why_not_that_day(case(claim("a", killed(4), day=on("2015-09-12")), own=1)) == "cited reports say other days"


def test_a_place_that_no_gazetteer_has_is_told_apart_from_one_that_nobody_names() -> None:
    unknown = case(claim("a", killed(4), places=[unlocated("Nowhere")]), own=1)
    assert why_not_that_place(unknown) == "a place named could not be put on the map"
    other = case(claim("a", killed(4), places=[town("Bustan")]), own=1)
    assert why_not_that_place(other) == "no cited report names a place near it"
