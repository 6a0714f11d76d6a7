"""What only a simulated conflict can show: the range covers what happened, and no death is counted twice."""

import pytest

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.evaluate.simulation import measure
from tallystick.link import find_origins, link_claims


@pytest.mark.parametrize("copies", [0.0, 0.3])
def test_the_range_covers_the_true_toll_and_no_death_is_counted_twice(copies: float) -> None:
    outcomes = [measure(simulate(150, Reporting(copies=copies), seed)) for seed in range(3)]
    three = sum(o.incidents_with_three_origins for o in outcomes)
    assert three > 200
    assert sum(o.covered for o in outcomes) / three >= 0.9
    assert all(o.sum_of_minima <= o.true_total for o in outcomes)


def test_a_range_that_forgot_the_toll_would_be_noticed() -> None:
    conflict = simulate(60, Reporting(per_incident=6, early=1.0, vague=0.0, denials=0.0), 1)
    assert measure(conflict).sum_of_minima < measure(conflict).true_total


def test_copies_add_no_origin() -> None:
    conflict = simulate(40, Reporting(copies=0.3, relays=0.0), 2)
    origins = find_origins(conflict.reports, conflict.claims)
    first = [c for c in conflict.claims if c.claim_id.startswith("claim-")]
    papers = {conflict.reports[c.report_id].publisher for c in first}
    assert len(origins.origins_of(conflict.claims)) == len(papers)


def test_the_same_seed_gives_the_same_conflict_and_another_seed_another() -> None:
    assert simulate(20, Reporting(), 3) == simulate(20, Reporting(), 3)
    assert simulate(20, Reporting(), 3) != simulate(20, Reporting(), 4)


def test_no_incident_holds_claims_about_two_places_it_was_told_apart() -> None:
    conflict = simulate(60, Reporting(misplaced=0.0, joint=0.0, undated=0.0), 5)
    linkage = link_claims(conflict.claims, find_origins(conflict.reports, conflict.claims), ())
    for incident in linkage.incidents:
        places = {conflict.incidents[n].place for c in incident.claim_ids if (n := conflict.about[c]) is not None}
        assert len(places) == 1


def test_one_misplaced_report_of_a_large_toll_does_not_count_its_dead_twice() -> None:
    outcome = measure(simulate(80, Reporting(), 2))
    assert outcome.sum_of_minima <= outcome.true_total
