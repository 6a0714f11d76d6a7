"""Ranges out of competing figures, worked by hand."""

import pytest

from tallystick.model.claim import Claim
from tallystick.model.incident import TollRange
from tallystick.reconcile import POLICIES, assess_incident
from tests.factory import by, claim, incident, injured, killed, town, unlocated


def civilians_killed(*claims: Claim, policy: str = "airwars", **more: object) -> TollRange:
    found = assess_incident(incident(*claims, **more), {c.claim_id: c for c in everybody(claims, more)}, policy)  # type: ignore[arg-type]
    toll = found.range_of("killed", "civilians")
    assert toll is not None
    return toll


def everybody(claims: tuple[Claim, ...], more: dict[str, object]) -> list[Claim]:
    return [*claims, *more.get("joint", ())]  # type: ignore[misc]


def bounds(toll: TollRange) -> tuple[int | None, int | None]:
    return toll.min, toll.max


def test_two_hospital_counts_widen_the_range_and_each_bound_names_its_claims() -> None:
    toll = civilians_killed(claim("a", killed(12)), claim("b", killed(15)))
    assert bounds(toll) == (12, 15)
    assert (toll.min_from, toll.max_from) == (("a",), ("b",))


def test_at_least_twelve_is_no_upper_bound() -> None:
    toll = civilians_killed(claim("a", killed(12, None)))
    assert bounds(toll) == (12, None)
    assert toll.max_from == ()


def test_several_bounds_nothing_where_somebody_counts() -> None:
    toll = civilians_killed(claim("a", killed(1, None)), claim("b", killed(6)))
    assert bounds(toll) == (6, 6)
    assert [(x.claim_id, x.why) for x in toll.left_out] == [("a", "open-ended words, no count")]


def test_up_to_seven_sets_a_maximum_and_no_minimum() -> None:
    assert bounds(civilians_killed(claim("a", killed(0, 7)), claim("b", killed(4)))) == (4, 7)


def test_people_of_no_stated_status_are_presumed_civilian_and_that_is_said() -> None:
    toll = civilians_killed(claim("a", killed(4, group="people")))
    assert bounds(toll) == (4, 4)
    assert "presumed civilian" in toll.why


def test_fighters_among_the_dead_are_taken_off() -> None:
    toll = civilians_killed(claim("a", killed(15, group="people"), killed(6, group="fighters", partial=True)))
    assert bounds(toll) == (9, 9)
    assert "less the 6 it calls fighters" in toll.why


def test_a_woman_and_two_children_are_three() -> None:
    assert bounds(civilians_killed(claim("a", killed(1, group="women"), killed(2, group="children")))) == (3, 3)


def test_a_breakdown_is_not_added_to_its_total() -> None:
    toll = civilians_killed(claim("a", killed(4), killed(2, group="children", partial=True)))
    assert bounds(toll) == (4, 4)


def test_children_and_women_get_ranges_of_their_own() -> None:
    claims = [claim("a", killed(4), killed(2, group="children", partial=True)), claim("b", killed(3, group="children"))]
    found = assess_incident(incident(*claims), {c.claim_id: c for c in claims})
    children = found.range_of("killed", "children")
    assert children is not None
    assert bounds(children) == (2, 3)


def test_within_one_origin_the_later_higher_figure_replaces_the_earlier() -> None:
    early, late = claim("a", killed(12)), claim("b", killed(15))
    toll = civilians_killed(early, late, origins=[[early, late]])
    assert bounds(toll) == (15, 15)
    assert toll.left_out[0].claim_id == "a"
    assert "superseded" in toll.left_out[0].why


def test_a_figure_for_several_places_never_bounds_one_of_them() -> None:
    joint = claim("b", killed(59), places=[town("Qamar"), town("Nahr")])
    toll = civilians_killed(claim("a", killed(46)), claim("c", killed(49, None)), joint)
    assert bounds(toll) == (46, 49)
    assert any(x.claim_id == "b" and "several places" in x.why for x in toll.left_out)


def test_several_names_of_which_none_is_on_the_map_may_be_several_places() -> None:
    joint = claim("b", killed(28), places=[unlocated("Here"), unlocated("There"), unlocated("Beyond")])
    assert bounds(civilians_killed(claim("a", killed(17)), joint)) == (17, 17)


def test_a_joint_claim_that_stands_elsewhere_is_evidence_without_a_bound() -> None:
    joint = claim("j", killed(80))
    toll = civilians_killed(claim("a", killed(17)), joint=[joint])
    assert bounds(toll) == (17, 17)


def test_a_denial_never_lowers_a_minimum() -> None:
    denial = claim("d", killed(0), perpetrators=[by("russia", "denied")])
    toll = civilians_killed(claim("a", killed(13)), denial)
    assert bounds(toll) == (13, 13)
    assert any(x.claim_id == "d" for x in toll.left_out)


def test_nobody_harmed_by_all_accounts_is_a_zero_and_not_unknown() -> None:
    assert bounds(civilians_killed(claim("a", killed(0)), claim("b", killed(0)))) == (0, 0)


def test_contested_status_makes_the_minimum_zero_in_both_columns() -> None:
    civilian, fighter = claim("a", killed(2)), claim("b", killed(2, group="fighters"))
    found = assess_incident(incident(civilian, fighter), {"a": civilian, "b": fighter})
    for group in ("civilians", "fighters"):
        toll = found.range_of("killed", group)
        assert toll is not None
        assert bounds(toll) == (0, 2)


def test_many_origins_that_say_civilians_outright_leave_no_doubt() -> None:
    outright = [claim(f"o{n}", killed(1, group="civilians")) for n in range(2)]
    presumed = [claim(f"p{n}", killed(1, group="people")) for n in range(2)]
    fighter = claim("f", killed(1, group="fighters"))
    assert bounds(civilians_killed(*outright, fighter)) == (1, 1)
    assert bounds(civilians_killed(*presumed, fighter)) == (0, 1)
    assert bounds(civilians_killed(outright[0], fighter)) == (0, 1)


def test_an_origin_that_counts_civilians_does_not_contest_itself() -> None:
    one, other = claim("a", killed(1, group="children")), claim("b", killed(1, group="fighters"))
    assert bounds(civilians_killed(one, other, origins=[[one, other]])) == (1, 1)


def test_one_lower_count_sets_the_minimum_however_many_agree_on_a_higher_one() -> None:
    agreeing = [claim(f"a{n}", killed(13)) for n in range(4)]
    assert bounds(civilians_killed(claim("lower", killed(12)), *agreeing)) == (12, 13)


def test_one_group_told_alone_by_most_origins_is_a_count_of_all() -> None:
    alone = [claim(f"a{n}", killed(2, group="children")) for n in range(3)]
    wider = claim("w", killed(2, group="children"), killed(1, group="men"))
    assert bounds(civilians_killed(*alone, wider)) == (2, 3)
    assert bounds(civilians_killed(alone[0], wider)) == (3, 3)


def test_civilians_and_fighters_counted_side_by_side_are_not_contested() -> None:
    toll = civilians_killed(claim("a", killed(2), killed(2, group="fighters")), claim("b", killed(2, group="fighters")))
    assert bounds(toll) == (2, 2)


def test_the_story_of_one_victim_is_no_count_of_all() -> None:
    toll = civilians_killed(claim("a", killed(5)), claim("b", killed(5)), claim("c", killed(1, group="women")))
    assert bounds(toll) == (5, 5)


def test_the_story_of_one_victim_is_the_count_where_most_origins_tell_of_one() -> None:
    ones = [claim(f"one{n}", killed(1, group="women")) for n in range(3)]
    assert bounds(civilians_killed(*ones, claim("a", killed(3)), claim("b", killed(3)))) == (1, 3)


def test_civilians_broken_out_of_the_dead_are_the_civilians() -> None:
    toll = civilians_killed(
        claim("a", killed(5, group="people"), killed(1, group="civilians", partial=True), killed(4, group="fighters"))
    )
    assert bounds(toll) == (1, 1)
    assert "calls civilians of the 5" in toll.why


def test_a_single_outlier_among_three_origins_is_set_aside_and_said_to_be() -> None:
    toll = civilians_killed(claim("a", killed(4)), claim("b", killed(5)), claim("c", killed(63)))
    assert bounds(toll) == (4, 5)
    assert any("single outlier" in x.why for x in toll.left_out)


def test_of_two_origins_neither_is_an_outlier() -> None:
    assert bounds(civilians_killed(claim("a", killed(4)), claim("c", killed(63)))) == (4, 63)


def test_nothing_said_is_unknown_and_not_zero() -> None:
    silent = claim("a", injured(3))
    assert assess_incident(incident(silent), {"a": silent}).range_of("killed", "civilians") is None


COMPETING = (
    claim("a", killed(24, None)),
    claim("b", killed(18)),
    claim("c", killed(30, 35)),
    claim("d", killed(1, None)),
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("airwars", (18, 35)), ("ucdp", (18, 35)), ("iraq_body_count", (18, 35)), ("acled", (1, 1)), ("aoav", (18, 18))],
)
def test_each_policy_reads_the_same_claims_in_its_own_way(policy: str, expected: tuple[int, int]) -> None:
    toll = civilians_killed(*COMPETING, policy=policy)
    assert bounds(toll) == expected
    assert toll.policy == policy


def test_ucdp_names_the_lowest_of_equally_reliable_figures_as_best() -> None:
    assert "best estimate is 18" in civilians_killed(*COMPETING, policy="ucdp").why


def test_iraq_body_count_is_provisional_with_one_origin() -> None:
    assert "provisional" in civilians_killed(claim("a", killed(4)), policy="iraq_body_count").why


@pytest.mark.parametrize(("stated", "read"), [(24, 12), (200, 100), (20, 10), (7, 7)])
def test_acled_reads_dozens_as_twelve_and_hundreds_as_a_hundred(stated: int, read: int) -> None:
    assert bounds(civilians_killed(claim("a", killed(stated, None)), policy="acled")) == (read, read)


def test_aoav_cannot_count_several() -> None:
    assert bounds(civilians_killed(claim("a", killed(1, None)), policy="aoav")) == (None, None)


def test_all_policies_of_the_method_are_there() -> None:
    assert set(POLICIES) == {"airwars", "ucdp", "iraq_body_count", "acled", "aoav"}
