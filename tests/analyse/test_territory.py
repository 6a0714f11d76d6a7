from dataclasses import replace
from datetime import date

import pytest

from tallystick.analyse.territory import control_shares, find_whereabouts, weekly_shares
from tallystick.analyse.territory_table import ControlRules
from tallystick.model.territory import ControlLayer, ControlShare, DatedPlace, Whereabouts
from tallystick.model.when import Days
from tests.analyse.ground import DAY, KM, area, happened, layer, point, square, valid

WEST, EAST = square(36, 35), square(37, 35)
TWO_PARTIES = layer(area("isis", WEST), area("syrian_government", EAST))


def where(subject: DatedPlace, *layers: ControlLayer, rules: ControlRules | None = None) -> Whereabouts:
    (found,) = find_whereabouts([subject], layers, *([rules] if rules else []))
    return found


def share(party: str, shares: tuple[ControlShare, ...]) -> ControlShare:
    return next(s for s in shares if s.party == party)


def test_a_place_whose_whole_radius_lies_in_an_area_is_inside_it() -> None:
    found = where(happened(35.5, 36.5), TWO_PARTIES)
    assert (found.standing, found.parties, found.lag_days, found.tier) == ("inside", ("isis",), 0, "high")
    assert found.front_m == pytest.approx(45_400, rel=0.02)


def test_a_radius_that_reaches_over_the_border_makes_a_place_unsure() -> None:
    found = where(happened(35.5, 37 - 3 * KM, radius_m=4000), TWO_PARTIES)
    assert (found.standing, found.parties, found.tier) == ("border", ("isis", "syrian_government"), "low")
    assert where(happened(35.5, 37 - 3 * KM, radius_m=1000), TWO_PARTIES).standing == "inside"


def test_a_radius_that_reaches_ground_that_is_nobodys_makes_a_place_unsure() -> None:
    found = where(happened(35.5, 36 + 3 * KM, radius_m=4000), TWO_PARTIES)
    assert (found.standing, found.parties) == ("border", ("isis",))
    assert found.why.endswith("isis or none")


def test_a_day_before_the_first_map_is_told_by_it() -> None:
    found = where(happened(35.5, 36.5, day=-3), TWO_PARTIES)
    assert (found.standing, found.parties, found.lag_days) == ("inside", ("isis",), 3)
    assert where(happened(35.5, 36.5, day=-15), TWO_PARTIES).standing == "unclassifiable"


def test_a_long_border_along_a_parallel_keeps_its_course() -> None:
    north = (((20.0, 50.0), (40.0, 50.0), (40.0, 60.0), (20.0, 60.0), (20.0, 50.0)),)
    assert where(happened(60 + 10 * KM, 30.0), layer(area("isis", north))).standing == "outside"
    assert where(happened(60 - 10 * KM, 30.0), layer(area("isis", north))).standing == "inside"


def test_near_the_front_certainty_is_moderate() -> None:
    assert where(happened(35.5, 37 - 3 * KM, radius_m=500), TWO_PARTIES).tier == "moderate"


def test_outside_all_areas_means_outside_only_on_a_map_that_shows_all_ground() -> None:
    desert = happened(34.0, 36.5)
    assert where(desert, TWO_PARTIES).standing == "outside"
    assert where(desert, replace(TWO_PARTIES, whole=False)).standing == "unclassifiable"


def test_each_day_between_map_and_incident_lets_the_front_move() -> None:
    ten_km_in = happened(35.5, 37 - 12 * KM, radius_m=1000, day=6)
    late = replace(ten_km_in, days=Days(date(2015, 10, 17), date(2015, 10, 17)))
    assert where(ten_km_in, TWO_PARTIES).lag_days == 0
    found = where(late, TWO_PARTIES)
    assert (found.standing, found.lag_days) == ("border", 10)
    assert where(late, TWO_PARTIES, rules=ControlRules(drift_m_per_day=0)).standing == "inside"


def test_no_map_speaks_for_a_day_too_far_away() -> None:
    found = where(happened(35.5, 36.5, day=40), TWO_PARTIES)
    assert (found.standing, found.tier, found.lag_days) == ("unclassifiable", None, None)
    assert "no map is near enough" in found.why


def test_a_day_between_two_maps_is_told_by_both() -> None:
    series = layer(area("isis", WEST, when=valid(0, 1)), area("syrian_government", WEST, when=valid(8, 1)))
    found = where(happened(35.5, 36.5, day=4), series)
    assert (found.standing, found.parties, found.lag_days) == ("border", ("isis", "syrian_government"), 4)
    same = layer(area("isis", WEST, when=valid(0, 1)), area("isis", WEST, when=valid(8, 1)))
    assert where(happened(35.5, 36.5, day=4), same).standing == "inside"


def test_an_incident_of_unsure_days_is_inside_only_if_it_is_so_on_each_of_them() -> None:
    series = layer(area("isis", WEST, when=valid(0)), area("syrian_government", WEST, when=valid(7)))
    assert where(happened(35.5, 36.5, day=5, until=6), series).standing == "inside"
    assert where(happened(35.5, 36.5, day=5, until=8), series).parties == ("isis", "syrian_government")


def test_an_incident_that_may_lie_on_a_day_without_a_map_is_unclassifiable() -> None:
    assert where(happened(35.5, 36.5, day=0, until=40), TWO_PARTIES).standing == "unclassifiable"


def test_the_last_day_of_validity_is_the_day_before_its_end() -> None:
    series = layer(area("isis", WEST, when=valid(0, 7)), area("hts_opposition", WEST, when=valid(7, 7)))
    assert where(happened(35.5, 36.5, day=6), series).parties == ("isis",)
    assert where(happened(35.5, 36.5, day=7), series).parties == ("hts_opposition",)


def test_neighbouring_areas_of_one_party_have_no_border_between_them() -> None:
    split = layer(area("isis", WEST), area("isis", EAST))
    assert where(happened(35.5, 37.0), split).standing == "inside"


def test_a_hole_in_an_area_is_not_of_it() -> None:
    hole = square(36.4, 35.4, 0.2)[0]
    ring = layer(area("isis", (WEST[0], hole)))
    assert where(happened(35.5, 36.5), ring).standing == "outside"


def test_contested_ground_may_be_anybodys() -> None:
    fought_over = layer(area("isis", WEST), area("contested", EAST))
    isis = share("isis", control_shares([happened(35.5, 36.5), happened(35.5, 37.5, name="t")], [fought_over]))
    assert (isis.min, isis.max, isis.unclassifiable) == (1, 2, 0)


def test_ground_contested_between_two_may_be_theirs_alone() -> None:
    fought_over = layer(area("isis", WEST), area("hts_opposition|syrian_government", EAST))
    shares = control_shares([happened(35.5, 37.5)], [fought_over])
    assert [(s.party, s.min, s.max) for s in shares] == [
        ("hts_opposition", 0, 1),
        ("isis", 0, 0),
        ("syrian_government", 0, 1),
    ]
    assert "hts_opposition or syrian_government" in where(happened(35.5, 37.5), fought_over).why


def test_the_share_is_a_range_with_its_unclassifiable_part() -> None:
    subjects = [
        happened(35.5, 36.5, name="inside"),
        happened(35.5, 37.0, name="border"),
        happened(35.5, 37.5, name="other"),
        DatedPlace("nowhere", None, Days.on(DAY)),
        replace(happened(35.5, 36.5, name="undated"), days=None),
    ]
    isis = share("isis", control_shares(subjects, [TWO_PARTIES]))
    assert (isis.of, isis.min, isis.max, isis.unclassifiable, isis.outside) == (5, 1, 2, 2, 1)
    assert isis.unclassifiable_ids == ("nowhere", "undated")
    assert isis.border_ids == ("border",)
    assert dict(isis.tiers) == {"high": 2, "moderate": 0, "low": 1}
    assert isis.sentence == (
        "between 1 and 2 of 5 incidents in areas of isis, 2 not classifiable; map: Maker, 2015-10-01 to 2015-10-07"
    )


def test_blank_ground_of_a_map_that_does_not_show_all_is_counted_as_not_classifiable() -> None:
    desert = [happened(34.0, 36.5)]
    assert share("isis", control_shares(desert, [TWO_PARTIES])).outside == 1
    partly = share("isis", control_shares(desert, [replace(TWO_PARTIES, whole=False)]))
    assert (partly.outside, partly.unclassifiable) == (0, 1)


def test_map_makers_stand_side_by_side() -> None:
    other = layer(area("isis", EAST, maker="Other"))
    shares = control_shares([happened(35.5, 36.5)], [TWO_PARTIES, other])
    assert [(s.maker, s.party, s.min) for s in shares] == [
        ("Maker", "isis", 1),
        ("Maker", "syrian_government", 0),
        ("Other", "isis", 0),
    ]


def test_weeks_begin_on_monday_and_what_may_be_of_two_weeks_is_in_neither() -> None:
    subjects = [happened(35.5, 36.5, day=d, name=str(d)) for d in (0, 3, 4)] + [happened(35.5, 36.5, day=3, until=4)]
    weeks = [(s.week, s.of) for s in weekly_shares(subjects, [TWO_PARTIES]) if s.party == "isis"]
    assert weeks == [(date(2015, 9, 28), 2), (date(2015, 10, 5), 1)]


def test_a_town_is_held_by_whom_its_point_names_however_vague_the_name() -> None:
    towns = layer(points=[point("hts_opposition", 35.5, 36.5), point("isis", 35.5, 37.5)], whole=False)
    assert where(happened(35.5, 36.5, radius_m=2500), towns).parties == ("hts_opposition",)
    assert where(happened(35.5, 36.5, radius_m=2500), towns).standing == "inside"
    near_town = where(happened(35.5 + 3 * KM, 36.5, radius_m=2500), towns)
    assert (near_town.standing, near_town.parties) == ("border", ("hts_opposition",))
    assert where(happened(35.9, 36.5), towns).standing == "unclassifiable"


def test_two_towns_of_different_parties_within_reach_leave_it_open() -> None:
    towns = layer(points=[point("hts_opposition", 35.5, 36.5), point("isis", 35.5 + 4 * KM, 36.5)], whole=False)
    assert where(happened(35.5, 36.5, radius_m=2500), towns).parties == ("hts_opposition", "isis")


def test_a_town_speaks_for_the_days_near_its_own_whatever_other_towns_say() -> None:
    towns = layer(
        points=[point("hts_opposition", 35.5, 36.5, when=valid(0, 3)), point("isis", 34.5, 38.5, when=valid(0, 90))],
        whole=False,
    )
    found = where(happened(35.5, 36.5, day=10), towns)
    assert (found.standing, found.parties, found.lag_days, found.tier) == ("inside", ("hts_opposition",), 8, "moderate")
    assert where(happened(35.5, 36.5, day=30), towns).standing == "unclassifiable"


def test_on_a_day_that_a_word_about_a_town_covers_an_older_word_is_silent() -> None:
    taken = [point("isis", 35.5, 36.5, when=valid(0, 5)), point("hts_opposition", 35.5, 36.5, when=valid(5, 5))]
    towns = layer(points=taken, whole=False)
    assert where(happened(35.5, 36.5, day=4), towns).parties == ("isis",)
    assert where(happened(35.5, 36.5, day=5), towns).parties == ("hts_opposition",)
    assert where(happened(35.5, 36.5, day=4, until=5), towns).parties == ("hts_opposition", "isis")


def test_distances_hold_far_from_the_middle_of_the_map() -> None:
    wide = layer(area("isis", square(30, 30, 8)), area("syrian_government", square(38, 30, 8)))
    found = where(happened(37.9, 38 - 0.1, radius_m=500), wide)
    assert found.front_m == pytest.approx(0.1 * 111_320 * 0.7891, rel=0.005)
