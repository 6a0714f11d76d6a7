"""Statements of parties beside what independent origins say: links by scope, tests, sheets."""

from dataclasses import replace
from datetime import date

from tallystick.analyse import position_sheets, weigh_positions
from tallystick.model.claim import Claim, ClaimedActor, ClaimedMunition, Span
from tallystick.model.incident import Incident
from tallystick.model.position import Position, PositionScope, PositionTest
from tallystick.model.toll import Toll
from tallystick.model.when import Days
from tests.analyse.small_run import incident
from tests.factory import by, claim, count, injured, killed, town

ELSEWHERE = Span(500, 600)
"""Where in a report a statement stands that no claim's words overlap."""


def said(type_: str, scope: PositionScope = "this_attack", speaker: str = "russia", **more: object) -> Position:
    position = Position("p-1", "statement", type_, speaker, scope, ELSEWHERE, "relayed", "")
    return replace(position, **more)  # type: ignore[arg-type]


def weigh(position: Position, *incidents: tuple[Incident, tuple[Claim, ...]]) -> dict[str, PositionTest]:
    claims = {c.claim_id: c for _, held in incidents for c in held}
    return {t.matter: t for t in weigh_positions([position], [i for i, _ in incidents], claims)}


def told(
    *claims: Claim, incident_id: str = "i-1", day: str | None = "2015-10-15"
) -> tuple[Incident, tuple[Claim, ...]]:
    return incident(incident_id, *claims, day=day), claims


def test_a_denial_of_harm_is_contradicted_by_every_origin_that_counts_civilians() -> None:
    held = told(
        claim("a", killed(5), perpetrators=[by("russia")]),
        claim("b", injured(3)),
        claim("c", count("fighters", 4)),
        claim("d"),
    )
    test = weigh(said("denies_civilian_harm", claim_ids=("a",)), held)["civilian_harm"]
    assert (test.result, test.contradicting, test.agreeing) == ("mixed", ("a", "b"), ("c",))
    assert (test.origins_contradicting, test.origins_agreeing) == (2, 1)
    assert "of 4 independent origins 2 count people not called fighters as harmed and 1 says" in test.why


def test_women_and_children_are_a_matter_of_their_own() -> None:
    held = told(claim("a", killed(5), count("children", 2, partial=True)), claim("b", killed(4)))
    test = weigh(said("denies_civilian_harm", claim_ids=("a",)), held)["women_and_children"]
    assert (test.result, test.contradicting) == ("contradicted", ("a",))


def test_the_partys_own_denial_is_no_origin_for_or_against() -> None:
    denial = claim("a", killed(12), report="statement", perpetrators=[by("russia", "denied")])
    test = weigh(said("denies_all", claim_ids=("a",)), told(denial))["strike"]
    assert test.result == "not_testable"
    assert test.why == "Not testable: nobody but the party tells of the attack."


def test_what_the_party_says_in_a_report_is_cut_out_of_the_claim_that_tests_it() -> None:
    own_words = ClaimedActor("russia", "admitted", Span(510, 516))
    mixed = replace(claim("a", killed(5), report="statement", targets=["market"]), perpetrators=(own_words,))
    military = replace(mixed.targets[0], type="military", span=Span(520, 530))
    mixed = replace(mixed, targets=(*mixed.targets, military))
    test = weigh(said("asserts_military_target", claim_ids=("a",)), told(mixed, claim("b")))["object"]
    assert (test.result, test.contradicting, test.agreeing) == ("contradicted", ("a",), ())


def test_a_claim_made_of_the_partys_words_alone_does_not_agree_with_it() -> None:
    relayed = replace(claim("a", report="statement", targets=["military"]), trigger=Span(505, 511))
    relayed = replace(relayed, targets=(replace(relayed.targets[0], span=Span(520, 530)),))
    test = weigh(said("asserts_military_target", claim_ids=("a",)), told(relayed))["object"]
    assert test.result == "not_testable"


def test_an_assertion_says_what_others_saw_hit() -> None:
    held = told(*(claim(c, killed(12), targets=["medical_facility"]) for c in "abc"), claim("d", targets=["military"]))
    test = weigh(said("asserts_military_target", claim_ids=("a",)), held)["object"]
    assert test.result == "mixed"
    assert test.why.startswith("Russian forces, asserts a military target: of 4 independent origins 3 name an object")
    assert test.why.endswith("origins tell of 12 deaths; the object hit was medical facility and military.")


def test_a_weapon_denied_is_held_against_origins_that_name_that_weapon() -> None:
    held = told(claim("a", munitions=["cluster"]), claim("b", munitions=["incendiary"]), claim("c"))
    denied = said("denies_weapon", claim_ids=("a",), munitions=(ClaimedMunition("cluster", ELSEWHERE),))
    assert weigh(denied, held)["munition"].contradicting == ("a",)
    unnamed = said("denies_weapon", claim_ids=("a",))
    assert weigh(unnamed, held)["munition"].contradicting == ("a", "b")  # "banned weapons"


def test_deaths_conceded_are_held_against_the_deaths_told() -> None:
    held = told(claim("a", killed(4)), claim("b", killed(9)), claim("c", killed(3, None)))
    test = weigh(said("concedes", claim_ids=("a",), conceded=Toll(4, 4)), held)["deaths_conceded"]
    assert (test.result, test.agreeing, test.contradicting) == ("mixed", ("a", "c"), ("b",))


def test_silence_and_reviews_cannot_be_tested() -> None:
    held = told(claim("a", killed(4)))
    for type_ in ("no_comment", "under_review"):
        test = weigh(said(type_, claim_ids=("a",)), held)["none"]
        assert (test.result, test.incident_ids) == ("not_testable", ("i-1",))
        assert test.why == "Not testable: it says nothing that could be tested."


def test_a_general_denial_is_held_against_every_incident_of_the_party_up_to_its_day() -> None:
    before = told(claim("a", killed(5), perpetrators=[by("russia")]), incident_id="i-1", day="2015-09-30")
    other = told(claim("b", killed(7), perpetrators=[by("turkey")]), incident_id="i-2", day="2015-09-30")
    after = told(claim("c", killed(9), perpetrators=[by("russia")]), incident_id="i-3", day="2015-11-29")
    denial = said("denies_civilian_harm", "all_strikes", told=Days.on(date(2015, 10, 1)))
    test = weigh(denial, before, other, after)["civilian_harm"]
    assert (test.incident_ids, test.incidents_contradicting) == (("i-1",), 1)
    whole = weigh(replace(denial, told=None), before, other, after)["civilian_harm"]
    assert whole.incident_ids == ("i-1", "i-3")
    assert "of 2 independent accounts of 2 incidents, 2 in 2 incidents count" in whole.why


def test_either_of_two_parties_that_cannot_be_told_apart_is_put_to_both() -> None:
    held = told(claim("a", killed(5), perpetrators=[by("syrian_government_or_russia", "alleged")]))
    for speaker in ("russia", "syrian_government"):
        assert weigh(said("denies_civilian_harm", "all_strikes", speaker), held)["civilian_harm"].incident_ids == (
            "i-1",
        )


def test_place_and_day_reach_only_what_the_party_is_named_for_there_and_then() -> None:
    here = told(claim("a", targets=["market"], perpetrators=[by("russia")]), incident_id="i-1", day="2015-10-15")
    later = told(claim("b", targets=["market"], perpetrators=[by("russia")]), incident_id="i-2", day="2015-10-19")
    summed = said("asserts_military_target", "place_and_day", told=Days.on(date(2015, 10, 16)), places=(town("Qamar"),))
    assert weigh(summed, here, later)["object"].incident_ids == ("i-1",)
    far = replace(summed, places=(town("Zahra"),))
    assert weigh(far, here, later)["object"].result == "not_testable"


def test_a_denial_without_claims_of_its_own_answers_the_last_attack_at_its_place() -> None:
    old = told(claim("a", perpetrators=[by("russia")]), incident_id="i-1", day="2015-10-01")
    new = told(claim("b", perpetrators=[by("russia")]), incident_id="i-2", day="2015-10-15")
    denial = said("denies_all", told=Days.on(date(2015, 10, 17)), places=(town("Qamar"),))
    assert weigh(denial, old, new)["strike"].incident_ids == ("i-2",)
    too_late = replace(denial, told=Days.on(date(2016, 10, 17)))
    assert weigh(too_late, old, new)["strike"].result == "not_testable"


def test_a_statement_about_nothing_in_the_run_says_so() -> None:
    test = weigh(said("denies_all"), told(claim("a")))["strike"]
    assert test.why == "Not testable: no incident of the run can be told to be the one it speaks of."


def test_the_sheet_of_a_party_counts_each_statement_once() -> None:
    held = told(claim("a", killed(5), count("children", 1, partial=True), perpetrators=[by("russia")]))
    spoken = [
        said("denies_civilian_harm", claim_ids=("a",)),
        replace(said("no_comment", claim_ids=("a",)), position_id="p-2"),
        replace(said("denies_all", speaker="turkey"), position_id="p-3"),
    ]
    tests = weigh_positions(spoken, [held[0]], {c.claim_id: c for c in held[1]})
    russia, turkey = position_sheets(spoken, tests)
    assert (russia.speaker, turkey.speaker) == ("russia", "turkey")
    assert (russia.contradicted, russia.not_testable, russia.agrees, russia.mixed) == (1, 1, 0, 0)
    assert [len(row.tests) for row in russia.rows] == [2, 1]


def test_statements_change_no_incident() -> None:
    held = told(claim("a", killed(5), perpetrators=[by("russia")]))
    before = repr(held)
    weigh(said("denies_all", claim_ids=("a",)), held)
    assert repr(held) == before
