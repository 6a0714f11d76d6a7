"""Which place a name is, told from the other names of the report."""

import pytest

from tallystick.locate import load_gazetteer, locate_claims
from tallystick.locate.names import ends_of
from tallystick.model.claim import Claim, ClaimedPlace, PlaceRole, Span


def claim(*places: tuple[str, PlaceRole], kind: str | None = None) -> Claim:
    named = tuple(ClaimedPlace(name, role, Span(i, i + 1), kind=kind) for i, (name, role) in enumerate(places))
    return Claim("c", "r", "rules/1", places=named)


def located(*places: tuple[str, PlaceRole], kind: str | None = None) -> ClaimedPlace:
    return locate_claims([claim(*places, kind=kind)], load_gazetteer())[0].places[0]


@pytest.mark.parametrize(
    ("gazetteer_id", "spellings"),
    [
        ("C2882", ["Talbiseh", "Talbisa", "Талбиса", "Телль-Биса", "Telbise", "تلبيسة"]),
        ("C2885", ["Ghantu", "Ghantou", "al-Ghanto", "الغنطو"]),
        ("C2513", ["Ter Maalah", "Teir Malla", "تيرمعلة", "Tir Maleh", "Теир-Малла"]),
        ("C2870", ["Rastan", "الرستن"]),
        ("C4199", ["Jisr al-Shughour", "Jisr al-Shughur", "Джиср-эш-Шугур", "جسر الشغور"]),
        ("C1139", ["Darat Izza", "دارة عزة"]),
        ("C3953", ["Sarmin", "Sarmine", "Сармин", "سرمين"]),
        ("C4278", ["Ariha", "Ариха", "أريحا"]),
        ("C1039", ["Kafr Halab", "كفر حلب"]),
        ("C3458", ["Latamna", "Ltamenah", "Латамна", "اللطامنة"]),
        ("C1946", ["Kobani", "Kobane", "Ain al-Arab", "كوباني"]),
        ("C4881", ["ديرك", "Derik"]),
        ("C2889", ["Palmyra", "تدمر"]),
    ],
)
def test_every_spelling_of_a_town_finds_it(gazetteer_id: str, spellings: list[str]) -> None:
    for spelling in spellings:
        place = located((spelling, "where")).place
        assert place is not None, spelling
        assert place.gazetteer_id == gazetteer_id, spelling


def test_the_governorate_tells_namesakes_apart() -> None:
    in_homs = located(("Zaafarana", "where"), ("Homs", "within")).place
    in_tartous = located(("Zafarana", "where"), ("Tartous", "within")).place
    assert in_homs is not None
    assert in_homs.admin[0] == "Homs"
    assert in_tartous is not None
    assert in_tartous.admin[0] == "Tartous"


def test_a_name_that_nothing_tells_apart_stays_unlocated_with_the_reason() -> None:
    place = located(("الخالدية", "where"))
    assert place.place is None
    assert place.why_not is not None
    assert "far apart" in place.why_not


def test_neighbours_in_a_list_tell_namesakes_apart() -> None:
    (found,) = locate_claims(
        [claim(("الزعفرانة", "where"), ("تلبيسة", "where"), ("الرستن", "where"))], load_gazetteer()
    )
    place = found.places[0].place
    assert place is not None
    assert place.admin[0] == "Homs"


def test_one_name_that_cannot_be_told_does_not_blank_the_others() -> None:
    (found,) = locate_claims([claim(("Xyzzyqwort", "where"), ("Sarmin", "where"))], load_gazetteer())
    unknown, sarmin = found.places
    assert unknown.place is None
    assert unknown.why_not == "No gazetteer in use has a place called Xyzzyqwort."
    assert sarmin.place is not None
    assert sarmin.why_not is None


def test_a_place_far_from_where_it_is_said_to_be_is_refused() -> None:
    place = located(("Sarmin", "where"), ("Daraa", "within"))
    assert place.place is None
    assert place.why_not is not None
    assert "far from" in place.why_not


def test_a_city_and_its_governorate_share_a_name_and_the_role_decides() -> None:
    city, area = located(("Idlib", "where")).place, located(("Idlib", "within")).place
    assert city is not None
    assert city.precision == "city"
    assert area is not None
    assert area.precision == "province"


def test_a_quarter_nobody_lists_lies_somewhere_in_its_city() -> None:
    place = located(("Xyzzy", "where"), ("حماة", "within"), kind="neighbourhood").place
    assert place is not None
    assert place.name == "Hama"
    assert place.precision == "city"


def test_part_of_a_known_place_is_its_vicinity_with_a_wider_radius() -> None:
    place = located(("مزارع تلبيسة", "where")).place
    assert place is not None
    assert place.precision == "vicinity"
    assert place.radius_m > 2500


def test_earlier_reports_of_the_outlet_tip_the_balance() -> None:
    homs = {p.gazetteer_id: 4 for p in load_gazetteer().spelled_like("الزعفرانة") if p.gazetteer_id == "C2888"}
    (found,) = locate_claims([claim(("الزعفرانة", "where"))], load_gazetteer(), homs)
    assert found.places[0].place is not None
    assert found.places[0].place.gazetteer_id == "C2888"


def test_the_order_of_names_and_claims_changes_nothing() -> None:
    one, two = claim(("Zaafarana", "where"), ("Homs", "within")), claim(("Sarmin", "where"), ("Idlib", "within"))
    forward = locate_claims([one, two], load_gazetteer())
    backward = locate_claims([two, one], load_gazetteer())
    assert forward == backward[::-1]


def test_a_street_or_station_that_no_gazetteer_lists_lies_in_the_town_it_is_said_to_be_in() -> None:
    place = located(("دوار الزهور البيض", "where"), ("حلب", "within")).place
    assert place is not None
    assert (place.name, place.precision) == ("Aleppo", "city")


def test_a_bridge_that_no_gazetteer_lists_may_be_anywhere_in_the_governorate() -> None:
    assert located(("جسر الزهور البيض", "where"), ("حلب", "within")).place is None


def test_a_village_is_found_by_the_first_words_of_its_official_name() -> None:
    place = located(("الركايا", "where"), ("إدلب", "within")).place
    assert place is not None
    assert place.name == "Rakaya Sijneh"


def test_a_word_that_many_villages_begin_with_is_no_name() -> None:
    assert ends_of("كفر ناصح") == ("ناصح",)
    assert ends_of("تل السمن دحام") == ("تل السمن", "السمن دحام")
    assert ends_of("Kafr") == ()


def test_a_governorate_named_beside_villages_of_it_is_not_its_city() -> None:
    beside_a_village = located(("إدلب", "where"), ("كنصفرة", "where")).place
    assert beside_a_village is not None
    assert beside_a_village.precision == "province"
    alone = located(("إدلب", "where")).place
    assert alone is not None
    assert alone.precision == "city"
    called_city = located(("إدلب", "where"), ("كنصفرة", "where"), kind="city").place
    assert called_city is not None
    assert called_city.precision == "city"


def test_what_lies_in_the_country_around_damascus_may_be_said_to_be_in_damascus() -> None:
    place = located(("الرحيبة", "where"), ("دمشق", "within")).place
    assert place is not None
    assert place.admin[0] == "Rural Damascus"


def test_a_hashtag_writes_an_underscore_or_nothing_for_the_space() -> None:
    for spelling in ("سد_تشرين", "جسرالشغور"):
        place = located((spelling, "where")).place
        assert place is not None, spelling
        assert place.name in ("Tishrin Dam", "Jisr-Ash-Shugur")


def test_a_city_is_known_by_its_name_whatever_else_the_claim_names() -> None:
    place = located(("كوباني", "where"), ("عفرين", "within"), ("عين عيسى", "within")).place
    assert place is not None
    assert place.gazetteer_id == "C1946"


def test_what_lies_east_of_a_city_is_not_called_eastern() -> None:
    place = located(("الباب شرقي", "where"), ("حلب", "within")).place
    assert place is not None
    assert place.name == "Al Bab"


def test_a_station_named_after_a_far_city_lies_in_the_town_that_the_claim_names() -> None:
    station = located(("محطة بغداد", "where"), ("حلب", "within"))
    assert station.place is None or station.place.admin[:1] == ("Aleppo",)


def test_a_city_in_another_spelling_is_known_by_its_name_too() -> None:
    found = located(("Al-Qamishli", "near"), ("Ain Al-Arab", "within"), ("Aleppo", "within")).place
    assert found is not None
    assert found.name == "Quamishli"


def test_a_city_and_the_district_of_its_name_are_one_answer() -> None:
    place = located(("Kobani", "where")).place
    assert place is not None
    assert place.precision == "city"


def test_a_quarter_known_in_another_town_only_is_one_of_the_town_named() -> None:
    quarter = ClaimedPlace("المساكن", "where", Span(0, 1), kind="neighbourhood")
    named = Claim("c", "r", "rules/1", places=(quarter, ClaimedPlace("عامودا", "where", Span(1, 2), kind="city")))
    place = locate_claims([named], load_gazetteer())[0].places[0].place
    assert place is not None
    assert place.name == "Amuda"
