from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tallystick.analyse.hazards import reported_hazards
from tallystick.analyse.munitions import count_uses, find_uses
from tallystick.model.claim import Claim, ClaimedActor
from tallystick.model.incident import Incident
from tallystick.model.munition import Evidence, MunitionEvidence, MunitionUse, UseCount
from tallystick.model.when import Days
from tests.analyse.small_run import incident, run
from tests.factory import SOMEWHERE, by, claim, killed


def evidence(
    claim_id: str,
    grade: Evidence = "claim",
    munition: str = "cluster",
    models: tuple[str, ...] = (),
    seen: bool = False,
) -> MunitionEvidence:
    return MunitionEvidence(claim_id, munition, grade, models, seen, SOMEWHERE)


def uses_of(*incidents: tuple[Incident, Sequence[Claim]], found: Sequence[MunitionEvidence]) -> tuple[MunitionUse, ...]:
    return find_uses(run(incidents), found)


def one_claim(
    name: str, *actors: ClaimedActor, day: str | None = "2015-10-15", place: str | None = "Qamar"
) -> tuple[Incident, Sequence[Claim]]:
    told = claim(name, killed(2), perpetrators=actors)
    return incident(f"incident-{name}", told, day=day, place=place), [told]


def counted(*incidents: tuple[Incident, Sequence[Claim]], since: str | None = None, **grades: Evidence) -> UseCount:
    found = [evidence(held[0].claim_id, grades.get(held[0].claim_id, "claim")) for _, held in incidents]
    return count_uses(uses_of(*incidents, found=found), "cluster", date.fromisoformat(since) if since else None)[0]


def test_a_use_takes_the_strongest_evidence_of_its_claims() -> None:
    claims = [claim("a", killed(2)), claim("b"), claim("c")]
    found = [evidence("a"), evidence("b", "visual", models=("spbe",)), evidence("c", "inferred")]
    (use,) = uses_of((incident("i", *claims), claims), found=found)
    assert (use.evidence, use.models, use.origins) == ("visual", ("spbe",), 3)
    assert (use.killed_min, use.killed_max) == (2, 2)
    assert use.why.startswith("1 of 3 claims: photographs")


def test_the_five_conditions_are_flagged_for_sensor_fuzed_types_and_never_decided() -> None:
    (use,) = uses_of(one_claim("a"), found=[evidence("a", models=("spbe",))])
    assert use.treaties == ("ccm", "ccm_exclusion_question")
    (plain,) = uses_of(one_claim("a"), found=[evidence("a")])
    assert plain.treaties == ("ccm",)


def test_who_used_it_stays_as_open_as_the_evidence_leaves_it() -> None:
    alone = uses_of(one_claim("a", by("russia")), found=[evidence("a")])[0]
    assert (alone.role, alone.actors) == ("suspected", ("russia",))
    either = one_claim("a", by("russia", "alleged"), by("syrian_government", "alleged"))
    open_ = uses_of(either, found=[evidence("a")])[0]
    assert open_.role in ("joint", "undetermined")
    assert open_.actors == ("russia", "syrian_government")
    nobody = uses_of(one_claim("a"), found=[evidence("a")])[0]
    assert (nobody.role, nobody.actors) == ("unnamed", ())


def test_two_incidents_that_may_be_one_make_a_range() -> None:
    apart = counted(one_claim("a"), one_claim("b", place="Zahra"), one_claim("c", day="2015-11-20"))
    assert (apart.min, apart.max) == (3, 3)
    neighbours = counted(one_claim("a"), one_claim("b", day="2015-10-16"))
    assert (neighbours.min, neighbours.max) == (1, 2)


def test_one_of_unknown_place_may_be_either_of_two_but_does_not_make_them_one() -> None:
    count = counted(one_claim("a"), one_claim("b", place="Zahra"), one_claim("c", place=None))
    assert (count.min, count.max) == (2, 3)


def test_what_is_only_inferred_or_perhaps_earlier_counts_in_the_maximum_alone() -> None:
    assert (counted(one_claim("a"), a="inferred").min, counted(one_claim("a"), a="inferred").max) == (0, 1)
    undated = counted(one_claim("a", day=None), since="2015-09-30")
    assert (undated.min, undated.max) == (0, 1)
    earlier = counted(one_claim("a", day="2015-09-01"), since="2015-09-30")
    assert (earlier.min, earlier.max) == (0, 0)
    straddling, held = one_claim("a")
    straddling = replace(straddling, days=Days(date(2015, 9, 29), date(2015, 9, 30)))
    count = counted((straddling, held), since="2015-09-30")
    assert (count.min, count.max) == (0, 1)


def test_uses_are_counted_by_who_is_named_too() -> None:
    found = [evidence("a"), evidence("b")]
    uses = uses_of(one_claim("a", by("russia")), one_claim("b", place="Zahra"), found=found)
    counts = count_uses(uses, "cluster")
    assert [(c.role, c.actors, c.max) for c in counts] == [
        (None, None, 2),
        ("suspected", ("russia",), 1),
        ("unnamed", (), 1),
    ]


def test_found_remnants_are_direct_evidence_and_use_alone_is_indirect() -> None:
    held = [one_claim("a"), one_claim("b", place="Zahra"), one_claim("c", place="Nahr")]
    found = [evidence("a", seen=True), evidence("b"), evidence("c", munition="missile")]
    hazards = {h.incident_id: h for h in reported_hazards(run(held), found)}
    assert {i: h.evidence for i, h in hazards.items()} == {"incident-a": "direct", "incident-b": "indirect"}
    assert {h.status for h in hazards.values()} == {"reported hazard, not surveyed"}


def test_whatever_is_seen_unexploded_is_a_hazard_and_so_is_ground_where_a_mine_exploded() -> None:
    found = [evidence("a", munition="missile", seen=True), evidence("b", munition="mine")]
    hazards = reported_hazards(run([one_claim("a"), one_claim("b", place="Zahra")]), found)
    assert [(h.munition, h.evidence) for h in hazards] == [("missile", "direct"), ("mine", "direct")]
