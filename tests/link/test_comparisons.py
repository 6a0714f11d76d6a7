"""What is compared between two claims, and what each answer weighs."""

from dataclasses import replace

import pytest

from tallystick.link import find_origins
from tallystick.link.comparisons import COMPARISONS
from tallystick.link.names import name_keys, skeleton
from tallystick.link.pairs import level_weights, load_parameters, score_pairs
from tallystick.link.wording import script_of
from tallystick.model.claim import Claim, ClaimedPlace, Span
from tests.factory import TOWNS, by, claim, injured, killed, on, reports_of, town, unlocated

DAY = on("2015-10-01")
MOUNTAIN = replace(TOWNS["Qamar"], gazetteer_id="mountain", name="Jabal Tin", radius_m=25_000, precision="district")
MOUNTAIN_HIT, MOUNTAIN_AROUND = (ClaimedPlace("Jabal Tin", role, Span(0, 1), MOUNTAIN) for role in ("where", "within"))


def answer(name: str, left: Claim, right: Claim) -> str:
    claims = [left, right]
    scored = score_pairs(claims, find_origins(reports_of(claims), claims), floor=-100.0)
    comparison = next(c for c in COMPARISONS if c.name == name)
    reached = int(scored.answers[COMPARISONS.index(comparison)][0])
    return comparison.levels[reached].code if reached < len(comparison.levels) else "no data"


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda c: c.name)
def test_every_answer_has_a_weight_of_its_own(comparison: object) -> None:
    weights = level_weights(comparison)  # type: ignore[arg-type]
    assert len({*weights, 0.0}) == len(weights) + 1


def test_the_parameters_say_how_they_were_made() -> None:
    told = " ".join(load_parameters()["how_made"])
    assert "development" in told
    assert "other half" in told
    assert "expectation and maximisation" in told


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (DAY, DAY, "same_day"),
        (DAY, on("2015-09-30", "2015-10-01"), "overlap"),
        (DAY, on("2015-10-02"), "next_day"),
        (DAY, on("2015-10-01", "2015-10-31"), "wide"),
        (DAY, on("2015-11-02", "2015-11-30"), "far"),
        (DAY, None, "no data"),
    ],
)
def test_dates_are_compared_as_spans_of_days(first: object, second: object, said: str) -> None:
    assert answer("date", claim("a", killed(4), day=first), claim("b", killed(4), day=second)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("Qamar", "Qamar", "same_place"),
        ("Qamar", "Bustan", "quarter"),
        ("Qamar", "Nahr", "neighbour"),
    ],
)
def test_places_are_compared_by_distance_against_both_radii(left: str, right: str, said: str) -> None:
    pair = claim("a", day=DAY, places=[town(left)]), claim("b", day=DAY, places=[town(right)])
    assert answer("place", *pair) == said


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (killed(5), killed(5), "equal_large"),
        (killed(2), killed(2), "equal"),
        (killed(4, None), killed(9), "least_fits"),
        (killed(9, None), killed(8), "least_near"),
        (killed(30, None), killed(8), "least_apart"),
        (killed(4, 9), killed(7), "compatible"),
        (killed(10), killed(12), "near"),
        (killed(2), killed(40), "apart"),
    ],
)
def test_numbers_of_dead_are_compared_as_ranges(left: object, right: object, said: str) -> None:
    assert answer("killed", claim("a", left, day=DAY), claim("b", right, day=DAY)) == said  # type: ignore[arg-type]


def test_a_name_off_the_map_that_both_give_counts_more_than_where_other_names_lie() -> None:
    """Before, the places were far apart, because the one that both name was not on the map."""
    left = claim("a", day=DAY, places=[unlocated("Wadi Tin"), town("Qamar")])
    right = claim("b", day=DAY, places=[unlocated("Wadi Tin"), town("Zahra", "near")])
    assert answer("place", left, right) == "no data"
    assert answer("name", left, right) == "hit"


def test_an_area_named_as_hit_is_no_other_place_than_a_village_in_it() -> None:
    """Before, the name of the area was held against the name of the village."""
    left = claim("a", day=DAY, places=[MOUNTAIN_HIT])
    right = claim("b", day=DAY, places=[unlocated("Wadi Tin"), MOUNTAIN_AROUND])
    assert answer("place", left, right) == "around"
    assert answer("name", left, right) != "other_hit"


def test_words_of_two_scripts_are_not_compared() -> None:
    assert script_of(("bakery", "square")) == script_of(("mill", "river"))
    assert script_of(("bakery", "square")) != script_of(("مخبز", "ساحة"))
    assert script_of(()) is None


def test_a_joint_figure_is_not_held_against_a_single_towns_figure() -> None:
    joint = claim("b", killed(40), day=DAY, places=[town("Qamar"), town("Nahr")])
    assert answer("killed", claim("a", killed(5), day=DAY), joint) == "no data"


def test_a_denied_party_is_not_named_as_responsible() -> None:
    pair = claim("a", day=DAY, perpetrators=[by("russia", "denied")]), claim("b", day=DAY, perpetrators=[by("russia")])
    assert answer("actor", *pair) == "no data"


def test_allies_are_less_than_the_same_and_more_than_others() -> None:
    named = claim("a", day=DAY, perpetrators=[by("russia")])
    assert answer("actor", named, claim("b", day=DAY, perpetrators=[by("syrian_government")])) == "allies"
    assert answer("actor", named, claim("b", day=DAY, perpetrators=[by("syrian_government_or_russia")])) == "shared"
    assert answer("actor", named, claim("b", day=DAY, perpetrators=[by("israel")])) == "other"


def test_silence_about_the_injured_is_no_data() -> None:
    assert answer("injured", claim("a", injured(3), day=DAY), claim("b", killed(1), day=DAY)) == "no data"


def test_names_off_the_map_are_compared_across_scripts() -> None:
    pair = (
        claim("a", killed(4), day=DAY, places=[unlocated("Qarah")]),
        claim("b", killed(4), day=DAY, places=[unlocated("قارة")]),
    )
    assert answer("name", *pair) == "hit"


def test_spelling_is_taken_away_from_names() -> None:
    assert skeleton("Al-Ghantou") == skeleton("الغنطو")
    assert name_keys("معضمية الشام") & name_keys("المعضمية")
    assert not name_keys("تل الذهب") & name_keys("تل رفعت")


def test_kinds_that_witnesses_take_for_one_another_are_not_simply_different() -> None:
    struck = claim("a", day=DAY, kind="airstrike")
    assert answer("kind", struck, claim("b", day=DAY, kind="rocket_or_missile")) == "mistaken"
    assert answer("kind", struck, claim("b", day=DAY, kind="drone_strike")) == "family"
    assert answer("kind", struck, claim("b", day=DAY, kind="ied")) == "other"


def test_a_name_hit_on_one_day_makes_two_claims_comparable_wherever_the_map_puts_them() -> None:
    mapped = claim("a", killed(3), day=DAY, places=[town("Zahra"), town("Qamar", "near")])
    elsewhere = claim("b", killed(3), day=DAY, places=[unlocated("Zahra"), town("Nahr", "near")])
    claims = [mapped, elsewhere]
    assert len(score_pairs(claims, find_origins(reports_of(claims), claims), floor=-100.0).left) == 1
    other = [mapped, claim("b", killed(3), day=DAY, places=[unlocated("Suhul"), town("Nahr", "near")])]
    assert len(score_pairs(other, find_origins(reports_of(other), other), floor=-100.0).left) == 0
