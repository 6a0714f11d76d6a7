"""Which claims speak of one attack: the stage as the pipeline calls it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from random import Random

import pytest

from tallystick.link import Linkage, find_origins, link_claims
from tallystick.model.claim import Claim, ClaimedPlace, Span
from tallystick.model.incident import Incident
from tallystick.model.judgement import Judgement, Verdict
from tallystick.model.when import Days
from tests.factory import TOWNS, by, claim, injured, killed, on, report, reports_of, town, unlocated

DAY = on("2015-10-01")
_QUARTER = TOWNS["Bustan"]
SHARQ = ClaimedPlace(
    "Sharq", "where", Span(0, 1), replace(_QUARTER, gazetteer_id="sharq", name="Sharq", lat=_QUARTER.lat + 0.03)
)


def link(claims: Sequence[Claim], judgements: Sequence[Judgement] = (), previous: Sequence[Incident] = ()) -> Linkage:
    return link_claims(claims, find_origins(reports_of(claims), claims), judgements, previous)


def groups(linkage: Linkage) -> set[frozenset[str]]:
    return {frozenset(i.claim_ids) for i in linkage.incidents}


def judge(left: str, right: str, verdict: Verdict, hour: int = 1) -> Judgement:
    return Judgement(
        f"j-{left}{right}{hour}", left, right, verdict, "Rim", datetime(2024, 1, 1, hour, tzinfo=UTC), "seen"
    )


@pytest.mark.parametrize("number", [0, 1, 2])
def test_none_one_or_two_claims_link_without_complaint(number: int) -> None:
    linkage = link([claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY)][:number])
    assert len(linkage.incidents) == min(number, 1)


def test_same_place_and_day_are_one_attack_and_the_pair_gives_a_sentence_per_comparison() -> None:
    linkage = link([claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY)])
    assert groups(linkage) == {frozenset("ab")}
    (pair,) = linkage.pairs
    assert pair.probability > 0.9
    assert "Both give the same day." in pair.reasons
    assert "At least one of them names nobody as responsible." in pair.reasons


def test_two_towns_on_one_day_stay_apart() -> None:
    linkage = link([claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY, places=[town("Zahra")])])
    assert groups(linkage) == {frozenset("a"), frozenset("b")}


def test_one_town_on_days_far_apart_is_two_attacks() -> None:
    linkage = link([claim("a", killed(5), day=DAY), claim("b", killed(5), day=on("2015-10-20"))])
    assert groups(linkage) == {frozenset("a"), frozenset("b")}


def test_two_strikes_on_one_town_on_one_day_stay_apart_when_a_report_counts_them_apart() -> None:
    market = claim("a1", killed(12), report="r1", day=DAY, targets=["market"])
    school = claim("a2", killed(3), report="r1", day=DAY, targets=["school"])
    other_market = claim("b1", killed(12), report="r2", day=DAY, targets=["market"])
    other_school = claim("b2", killed(3), report="r2", day=DAY, targets=["school"])
    assert groups(link([market, school, other_market, other_school])) == {
        frozenset({"a1", "b1"}),
        frozenset({"a2", "b2"}),
    }


def test_two_quarters_of_a_town_on_one_day_with_tolls_that_cannot_both_be_true_are_two_attacks() -> None:
    market = [claim(f"m{n}", killed(12), day=DAY, places=[town("Bustan")], targets=["market"]) for n in range(2)]
    clinic = [claim(f"c{n}", killed(2), day=DAY, places=[SHARQ], targets=["medical_facility"]) for n in range(2)]
    assert groups(link([*market, *clinic])) == {frozenset({"m0", "m1"}), frozenset({"c0", "c1"})}


def test_other_weapons_targets_and_tolls_part_two_attacks_on_a_town_on_one_day() -> None:
    raid = [claim(f"r{n}", killed(14), day=DAY, kind="airstrike", targets=["market"]) for n in range(2)]
    mine = [claim(f"m{n}", killed(2), day=DAY, kind="mine_or_erw", targets=["agricultural"]) for n in range(2)]
    assert groups(link([*raid, *mine])) == {frozenset({"r0", "r1"}), frozenset({"m0", "m1"})}


def test_conflicting_tolls_alone_do_not_part_an_attack() -> None:
    claims = [claim(f"c{n}", killed(dead), day=DAY, perpetrators=[by("russia")]) for n, dead in enumerate((3, 9, 21))]
    assert groups(link(claims)) == {frozenset({"c0", "c1", "c2"})}


def test_an_undated_claim_goes_to_the_attack_whose_figures_it_has_and_ties_no_two_attacks_together() -> None:
    first = [claim(f"a{n}", killed(48), day=on("2015-10-16")) for n in range(2)]
    second = [claim(f"b{n}", killed(5), injured(20, None), day=on("2015-10-26")) for n in range(2)]
    undated = claim("late", killed(5), injured(20, None))
    assert groups(link([*first, *second, undated])) == {frozenset({"a0", "a1"}), frozenset({"b0", "b1", "late"})}


def test_a_round_up_does_not_glue_its_towns_together() -> None:
    towns = [town("Qamar"), town("Zahra"), town("Nahr")]
    single = [claim(f"{t.name}{n}", killed(3 + n), day=DAY, places=[t]) for t in towns for n in range(2)]
    round_up = claim("all", killed(28), day=DAY, places=towns)
    linkage = link([*single, round_up])
    assert {frozenset({f"{t.name}0", f"{t.name}1"}) for t in towns} <= {g - {"all"} for g in groups(linkage)}
    tied = [i for i in linkage.incidents if "all" in i.joint_claim_ids or "all" in i.claim_ids]
    assert len(tied) >= 3


def test_a_town_known_from_joint_accounts_alone_has_an_incident_of_its_own() -> None:
    tolls = {"Qamar": 4, "Nahr": 15}
    single = [claim(f"{t}{n}", killed(tolls[t]), day=DAY, places=[town(t)]) for t in tolls for n in range(2)]
    joint = claim("all", killed(28), day=DAY, places=[town("Qamar"), town("Zahra"), town("Nahr")])
    (zahra,) = [i for i in link([*single, joint]).incidents if i.place is not None and i.place.name == "Zahra"]
    assert zahra.claim_ids == ("all",)
    assert "only beside other places" in dict(zahra.why)["place"]


def test_every_claim_stands_in_exactly_one_incident_and_campaigns_in_none() -> None:
    claims = [
        claim("a", day=DAY),
        claim("b", day=DAY, places=[town("Qamar"), town("Zahra")]),
        claim("c", scope="campaign"),
    ]
    standing = [c for i in link(claims).incidents for c in i.claim_ids]
    assert sorted(standing) == ["a", "b"]


def test_a_claim_without_day_and_place_is_unassigned_and_said_to_be() -> None:
    (incident,) = link([claim("a", killed(2), places=[unlocated("Anywhere")])]).incidents
    assert incident.days is None
    assert incident.place is None
    assert "unassigned in time" in dict(incident.why)["date"]
    assert "unassigned in space" in dict(incident.why)["place"]


def test_the_day_most_origins_give_is_the_day_of_the_incident() -> None:
    claims = [claim(f"c{n}", killed(9), day=DAY) for n in range(4)] + [claim("late", killed(9), day=on("2015-10-02"))]
    (incident,) = link(claims).incidents
    assert incident.days == DAY.days
    assert "2015-10-02 also said" in dict(incident.why)["date"]


def test_two_neighbouring_days_that_many_origins_give_both_stand() -> None:
    claims = [claim(f"c{n}", killed(9), day=DAY) for n in range(2)] + [claim("late", killed(9), day=on("2015-10-02"))]
    (incident,) = link(claims).incidents
    assert incident.days == Days(DAY.days.start, on("2015-10-02").days.end)
    assert dict(incident.why)["date"] == "2015-10-01 to 2015-10-02 by 3 origins."


def test_the_quarter_stands_for_its_town_when_enough_origins_name_it() -> None:
    claims = [claim("a", killed(7), day=DAY), claim("b", killed(7), day=DAY, places=[town("Bustan")])]
    (incident,) = link(claims).incidents
    assert incident.place is not None
    assert incident.place.name == "Bustan"


def test_a_judgement_joins_what_scores_would_keep_apart_and_its_withdrawal_lets_go() -> None:
    claims = [claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY, places=[town("Zahra")])]
    joined = link(claims, [judge("a", "b", "same")])
    assert groups(joined) == {frozenset("ab")}
    assert joined.incidents[0].judgement_ids == ("j-ab1",)
    assert len(link(claims, [judge("a", "b", "same"), judge("b", "a", "withdrawn", 2)]).incidents) == 2


def test_a_judgement_parts_what_scores_would_join() -> None:
    claims = [claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY)]
    assert len(link(claims, [judge("a", "b", "different")]).incidents) == 2


def test_of_contradicting_judgements_the_latest_hold() -> None:
    claims = [claim(c, killed(5), day=DAY) for c in "abc"]
    verdicts = [judge("a", "b", "same", 1), judge("b", "c", "same", 2), judge("a", "c", "different", 3)]
    found = groups(link(claims, verdicts))
    assert frozenset("bc") in found
    assert frozenset("a") in found


def test_any_order_of_claims_gives_the_same_incidents() -> None:
    claims = conflict()
    first = link(claims)
    for seed in range(3):
        shuffled = list(claims)
        Random(seed).shuffle(shuffled)  # noqa: S311
        assert link(shuffled) == first


def conflict() -> list[Claim]:
    return [
        claim(
            f"{name}{day}{n}",
            killed(3 + n),
            injured(9),
            day=on(f"2015-10-{day:02d}"),
            places=[town(name)],
            perpetrators=[by("russia")],
        )
        for name in ("Qamar", "Zahra", "Nahr")
        for day in (1, 2, 9)
        for n in range(3)
    ] + [claim("all", killed(40), day=DAY, places=[town("Qamar"), town("Zahra")]), claim("undated", killed(4))]


def test_an_incident_keeps_its_id_while_its_core_persists() -> None:
    old = [claim("b", killed(5), day=DAY), claim("c", killed(5), day=DAY)]
    before = link(old).incidents
    after = link([claim("a", killed(5), day=DAY), *old], previous=before).incidents
    assert len(after) == 1
    assert after[0].incident_id == before[0].incident_id
    assert after[0].incident_id != link([claim("a", killed(5), day=DAY), *old]).incidents[0].incident_id


def test_a_merge_names_the_incidents_it_took_in() -> None:
    claims = [claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY, places=[town("Zahra")])]
    before = link(claims).incidents
    (after,) = link(claims, [judge("a", "b", "same")], before).incidents
    gone = ({i.incident_id for i in before} - {after.incident_id}).pop()
    assert gone in dict(after.why)["identity"]


def test_linking_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert len(link([claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY)]).incidents) == 1


def test_linking_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    link([claim("a", killed(5), day=DAY), claim("b", killed(5), day=DAY)])
    assert capfd.readouterr() == ("", "")


def test_the_order_of_two_claims_changes_nothing() -> None:
    claims = [claim("a", killed(5), day=DAY), claim("b", killed(6), day=on("2015-10-02")), claim("c", killed(5))]
    results = {tuple(link(list(order)).incidents) for order in permutations(claims)}
    assert len(results) == 1


def test_an_undated_denial_stands_with_the_attack_it_answers() -> None:
    attack = [claim("a", killed(13), day=DAY, perpetrators=[by("russia")]), claim("b", killed(13), day=DAY)]
    denial = claim("d", killed(12), perpetrators=[by("russia", "denied")])
    assert groups(link([*attack, denial])) == {frozenset("abd")}


def test_large_tolls_that_all_but_agree_on_neighbouring_days_are_one_attack() -> None:
    one, other = claim("a", killed(46), day=DAY), claim("b", killed(48), day=on("2015-10-02"))
    assert groups(link([one, other])) == {frozenset("ab")}


def test_a_day_that_hundreds_of_reports_tell_of_is_one_attack_and_not_hundreds() -> None:
    claims = [
        claim(f"c{n:03d}", killed(5 + n % 3), report=f"r{n:03d}", day=DAY, places=[town("Qamar")]) for n in range(500)
    ]
    (incident,) = link(claims).incidents
    assert len(incident.claim_ids) == 500


def test_copies_stand_for_one_another_but_for_what_a_person_judged() -> None:
    text = (
        "The market of the old quarter was bombed at noon and seven people were killed, said the people who dug there."
    )
    reports = {f"r{n}": report(f"r{n}", text, f"desk {n}") for n in range(5)}
    claims = [claim(f"c{n}", killed(7), report=f"r{n}", day=DAY, places=[town("Qamar")]) for n in range(5)]
    origins = find_origins(reports, claims)
    assert groups(link_claims(claims, origins, ())) == {frozenset(c.claim_id for c in claims)}
    apart = link_claims(claims, origins, [judge("c1", "c2", "different")])
    assert all(not {"c1", "c2"} <= group for group in groups(apart))
    assert sum(len(group) for group in groups(apart)) == 5


def test_villages_side_by_side_told_together_are_one_attack_with_the_village_told_alone() -> None:
    alone = [claim(f"a{n}", killed(4), day=DAY, perpetrators=[by("russia")]) for n in range(2)]
    both = claim("b", killed(4), day=DAY, places=[town("Qamar"), town("Nahr")], perpetrators=[by("russia")])
    assert groups(link([*alone, both])) == {frozenset({"a0", "a1", "b"})}


def test_a_large_toll_told_of_two_places_on_one_day_is_counted_once() -> None:
    right = claim("a", killed(120), day=DAY, perpetrators=[by("russia")])
    misplaced = claim("b", killed(120), day=DAY, places=[town("Zahra")], perpetrators=[by("russia")])
    assert groups(link([right, misplaced])) == {frozenset("ab")}
    small = [claim("a", killed(3), day=DAY), claim("b", killed(3), day=DAY, places=[town("Zahra")])]
    assert len(link(small).incidents) == 2


def test_a_large_toll_rounded_by_one_of_two_who_name_two_places_is_counted_once() -> None:
    right = claim("a", killed(116), day=DAY, places=[town("Qamar")], perpetrators=[by("russia")])
    misplaced = claim("b", killed(120), day=DAY, places=[town("Zahra")], perpetrators=[by("russia")])
    assert groups(link([right, misplaced])) == {frozenset("ab")}
