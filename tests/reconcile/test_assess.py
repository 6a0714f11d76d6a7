"""Attribution, strike status, grade, and what cannot be told; the hard fixture RS1268."""

import pytest

from tallystick.model.claim import Claim
from tallystick.model.incident import Assessment, Attribution
from tallystick.reconcile import assess_incident
from tallystick.reconcile.assess import UnknownPolicyError
from tests.factory import by, claim, incident, killed, town


def assess(*claims: Claim, **more: object) -> Assessment:
    return assess_incident(incident(*claims, **more), {c.claim_id: c for c in claims})  # type: ignore[arg-type]


def party(found: Assessment, actor: str) -> Attribution:
    return next(a for a in found.attribution if a.actor == actor)


def test_airwars_rs1268_mixed_scope_gives_three_to_nine_and_fair() -> None:
    """Tabara Kalash, 15 September 2016: a raid and a mine elsewhere in one figure, lower counts; Airwars 3-9, Fair."""
    russia = [by("russia")]
    mixed = claim("mixed", killed(9), kind="cluster_munition", perpetrators=russia)
    children = claim("children", killed(2, group="children"), perpetrators=russia)
    with_man = claim("with-man", killed(2, group="children"), killed(1, group="men"), perpetrators=russia)
    found = assess(mixed, children, with_man)
    toll = found.range_of("killed", "civilians")
    assert toll is not None
    assert (toll.min, toll.max) == (3, 9)
    assert (toll.min_from, toll.max_from) == (("with-man",), ("mixed",))
    assert found.grade == "fair"
    assert not party(found, "russia").denied_by_claims  # no Russian report that month: silence is not denial
    assert found.strike_status == "likely"


def test_rs1268_where_the_mine_elsewhere_is_named_the_mixed_figure_bounds_nothing() -> None:
    mixed = claim("mixed", killed(9), places=[town("Qamar"), town("Zahra")])
    toll = assess(mixed, claim("with-man", killed(2, group="children"), killed(1, group="men"))).range_of(
        "killed", "civilians"
    )
    assert toll is not None
    assert (toll.min, toll.max) == (3, 3)


def test_one_origin_is_weak_and_two_that_name_a_party_are_fair() -> None:
    one = claim("a", killed(3), perpetrators=[by("russia")])
    assert (assess(one).grade, assess(one).strike_status) == ("weak", "single_source")
    two = assess(one, claim("b", killed(3), perpetrators=[by("russia", "alleged")]))
    assert (two.grade, two.strike_status) == ("fair", "likely")
    assert party(two, "russia").origins == 2


def test_copies_do_not_raise_the_grade() -> None:
    copies = [claim(f"c{n}", killed(3), perpetrators=[by("russia")]) for n in range(20)]
    found = assess(*copies, origins=[copies])
    assert (found.grade, found.strike_status) == ("weak", "single_source")


def test_a_denial_stands_beside_the_attribution_and_changes_neither_grade_nor_status() -> None:
    said = [claim("a", killed(13), perpetrators=[by("russia")]), claim("b", killed(12), perpetrators=[by("russia")])]
    denial = claim("d", perpetrators=[by("russia", "denied")])
    before, after = assess(*said), assess(*said, denial)
    assert (after.grade, after.strike_status) == (before.grade, before.strike_status)
    assert party(after, "russia").denied_by_claims == ("d",)
    assert "changes neither counts nor grade" in dict(after.why)["attribution"]


def test_a_denial_alone_is_no_second_origin() -> None:
    said = claim("a", killed(13), perpetrators=[by("russia")])
    assert assess(said, claim("d", perpetrators=[by("russia", "denied")])).grade == "weak"


def test_an_admission_confirms_and_declares() -> None:
    found = assess(claim("a", killed(3), perpetrators=[by("usa", "admitted")]))
    assert (found.grade, found.strike_status, party(found, "usa").role) == ("confirmed", "declared", "known")


def test_different_parties_named_by_different_origins_are_contested() -> None:
    found = assess(
        claim("a", killed(3), perpetrators=[by("turkey")]), claim("b", killed(3), perpetrators=[by("sdf_ypg")])
    )
    assert (found.grade, found.strike_status) == ("contested", "contested")


def test_two_names_for_one_party_do_not_compete() -> None:
    found = assess(
        claim("a", killed(3), perpetrators=[by("usa")]), claim("b", killed(3), perpetrators=[by("us_coalition")])
    )
    assert found.grade == "fair"


@pytest.mark.parametrize(
    "perpetrators",
    [[by("syrian_government_or_russia")], [by("russia", "alleged"), by("syrian_government", "alleged")]],
)
def test_either_russia_or_syria_stays_undetermined(perpetrators: list) -> None:  # type: ignore[type-arg]
    found = assess(claim("a", perpetrators=perpetrators))
    assert {(a.actor, a.role) for a in found.attribution} == {
        ("russia", "undetermined"),
        ("syrian_government", "undetermined"),
    }
    assert any("does not tell" in sentence for sentence in found.cannot_tell)


def test_two_parties_asserted_together_are_joint() -> None:
    found = assess(claim("a", killed(1), perpetrators=[by("sdf_ypg"), by("us_coalition")]))
    assert {a.role for a in found.attribution} == {"joint"}


def test_only_fighters_dead_is_discounted() -> None:
    found = assess(claim("a", killed(3, group="fighters"), perpetrators=[by("usa", "admitted")]))
    assert found.grade == "discounted"


def test_nobody_named_is_said() -> None:
    found = assess(claim("a", killed(3)), claim("b", killed(3)))
    assert found.attribution == ()
    assert dict(found.why)["attribution"] == "No claim names a party."


def test_an_open_end_is_among_what_cannot_be_told() -> None:
    assert any("at most" in sentence for sentence in assess(claim("a", killed(12, None))).cannot_tell)


def test_an_unknown_policy_is_refused_by_name() -> None:
    with pytest.raises(UnknownPolicyError, match="airwars"):
        assess_incident(incident(claim("a")), {"a": claim("a")}, "guesswork")
