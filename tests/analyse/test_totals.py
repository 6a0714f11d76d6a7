"""Ranges added up: what is unknown stays apart from what is zero."""

from datetime import date

from tallystick.analyse import select_incidents, tally_all
from tallystick.analyse.totals import sum_tolls
from tallystick.model.finding import Selection
from tallystick.model.run import Run
from tallystick.model.when import Days
from tests.analyse.small_run import incident, run
from tests.factory import by, claim, killed


def three() -> Run:
    """Five to seven dead by two origins, at least three by one, and an attack without a number."""
    five, seven = claim("a1", killed(5)), claim("a2", killed(7))
    three_or_more = claim("b", killed(3, None), perpetrators=[by("russia")])
    untold = claim("c", perpetrators=[by("syrian_government_or_russia")])
    return run(
        [
            (incident("i-a", five, seven, day="2015-10-01"), [five, seven]),
            (incident("i-b", three_or_more, day="2015-10-02", place="Zahra"), [three_or_more]),
            (incident("i-c", untold, day=None), [untold]),
        ]
    )


def test_minima_add_to_minima_and_maxima_to_maxima_and_open_ends_are_counted() -> None:
    summed = tally_all(three()).toll("killed", "civilians")
    assert (summed.min, summed.max) == (5 + 3, 7 + 3)
    assert (summed.told, summed.open_ended, summed.untold) == (2, 1, 1)
    assert summed.from_incidents == ("i-a", "i-b")


def test_nobody_counted_is_no_zero() -> None:
    summed = sum_tolls(three().assessments, "killed", "women")
    assert (summed.told, summed.untold) == (0, 3)


def test_a_denial_lowers_no_sum() -> None:
    denied = claim("d", perpetrators=[by("russia", "denied")])
    told = claim("t", killed(4), perpetrators=[by("russia")])
    summed = tally_all(run([(incident("i", told, denied), [told, denied])])).toll("killed", "civilians")
    assert (summed.min, summed.max) == (4, 4)


def test_a_period_leaves_out_incidents_of_unknown_day() -> None:
    october = Selection(Days(date(2015, 10, 1), date(2015, 10, 1)))
    assert [i.incident_id for i in select_incidents(three(), october).incidents] == ["i-a"]
    assert len(select_incidents(three(), Selection()).incidents) == 3


def test_a_party_is_named_alone_or_as_one_of_two_that_cannot_be_told_apart() -> None:
    chosen = select_incidents(three(), Selection(party="russia"))
    assert [i.incident_id for i in chosen.incidents] == ["i-b", "i-c"]
    assert [a.incident_id for a in chosen.assessments] == ["i-b", "i-c"]
    assert len(chosen.claims) == 4, "the claims stay whole"
