"""Incidents built and weighed a part at a time, by several processes, are those that one call of each stage gives."""

import pytest

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.link import find_attacks, find_origins, link_claims
from tallystick.processes import side_by_side
from tallystick.reconcile import assess_incident
from tallystick.weighing import Weighing, in_order

CONFLICT = simulate(400, Reporting(copies=0.3, joint=0.3), seed=3)
ORIGINS = find_origins(CONFLICT.reports, CONFLICT.claims)
CLAIMS = {c.claim_id: c for c in CONFLICT.claims}


@pytest.mark.parametrize("processes", [1, 2])
def test_the_number_of_processes_changes_nothing(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallystick.weighing.AT_ONCE", 20)
    monkeypatch.setattr("tallystick.link.cluster.AT_ONCE", 500)
    each = side_by_side(processes)
    attacks = find_attacks(CONFLICT.claims, ORIGINS, (), (), each)
    incidents, assessments = in_order(Weighing(attacks, CLAIMS, "airwars").weigh_all(each))
    linkage = link_claims(CONFLICT.claims, ORIGINS, ())
    assert incidents == linkage.incidents
    assert attacks.pairs == linkage.pairs
    assert assessments == tuple(assess_incident(i, CLAIMS, "airwars") for i in linkage.incidents)


def test_attacks_known_from_joint_accounts_alone_are_settled_after_the_others() -> None:
    attacks = find_attacks(CONFLICT.claims, ORIGINS, ())
    joint = attacks.known_jointly()
    assert joint
    before = {attacks.incident(n).incident_id: attacks.incident(n).place for n in joint}
    after = {i.incident_id: i.place for i, _ in Weighing(attacks, CLAIMS, "airwars").weigh_all()}
    assert any(after[i] != place for i, place in before.items())
