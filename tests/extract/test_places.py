"""Which places a text names, and how each stands to the attack."""

from functools import cache

import pytest

from tallystick.extract.clean import clean_text
from tallystick.extract.pack import load_pack
from tallystick.extract.places import PlaceNames, find_places
from tallystick.extract.sentences import split_sentences
from tallystick.locate import load_gazetteer


@cache
def names() -> PlaceNames:
    return PlaceNames.build(load_gazetteer().names())


def places(text: str, language: str = "en") -> list[tuple[str, str]]:
    pack, clean = load_pack(language), clean_text(text)
    found = find_places(clean, split_sentences(clean, pack), names(), pack)
    return [(clean.span(p.start, p.end).of(text), p.role) for p in found]


def test_the_village_is_where_and_its_governorate_within() -> None:
    assert places("استهدف قصف مدفعي قرية معرزاف بريف إدلب الجنوبي.", "ar") == [("معرزاف", "where"), ("إدلب", "within")]
    assert places("Shells hit the village of Marzaf in Idlib province.") == [("Marzaf", "where"), ("Idlib", "within")]


def test_a_quarter_is_where_and_its_city_within() -> None:
    assert places("غارة على حي الشعار في حلب", "ar") == [("الشعار", "where"), ("حلب", "within")]
    assert places("Jets struck the al-Shaar neighbourhood of Aleppo.")[0][1] == "where"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ar", "سقطت قذيفة على قرية كوسرانة غربي البلاد", "كوسرانة"),
        ("en", "A shell fell on the village of Kosranah yesterday.", "Kosranah"),
        ("ru", "Снаряд упал в селе Косрана вчера.", "Косрана"),
    ],
)
def test_a_name_no_gazetteer_knows_is_found_after_a_word_for_its_kind(language: str, text: str, name: str) -> None:
    assert (name, "where") in places(text, language)


def test_a_list_under_one_plural_word_is_all_where() -> None:
    found = places("طال القصف قرى سرمين وكوسرانة ومعرزاف، دون أنباء عن إصابات", "ar")
    assert [name for name, role in found if role == "where"] == ["سرمين", "كوسرانة", "معرزاف"]


def test_what_is_close_by_is_near_and_what_is_around_is_where() -> None:
    assert ("سراقب", "near") in places("انفجر لغم قرب مدينة سراقب", "ar")
    assert ("سراقب", "where") in places("قصف محيط مدينة سراقب", "ar")
    assert ("Saraqib", "near") in places("A mine exploded near Saraqib.")


def test_clitics_and_hashtags_are_no_part_of_the_name() -> None:
    assert ("سرمين", "where") in places("انفجار بسرمين ليلاً", "ar")
    assert ("جبل_الزاوية", "where") in places("قصف عنيف على #جبل_الزاوية", "ar")


@pytest.mark.parametrize(
    "text",
    [
        "استشهد الشاب وهو من أبناء سرمين",
        "ينحدر الضحية من بلدة سرمين",
        "قصف المنزل من مواقعها المتمركزة في سرمين",
        "نقل الخبر مجلس سرمين المحلي",
    ],
)
def test_home_towns_launch_points_and_bodies_are_no_places_of_the_attack(text: str) -> None:
    assert ("سرمين", "where") not in places(text, "ar")


def test_datelines_are_no_places_of_the_attack() -> None:
    assert places("بلدي نيوز - إدلب (فلان الفلاني)\nاستهدف قصف بلدة سرمين", "ar") == [("سرمين", "where")]


def test_outlets_named_after_places_are_no_places() -> None:
    assert ("Homs", "where") not in places("Homs Media Center said shells hit Rastan.")


def test_common_words_that_villages_are_called_need_a_word_before_them() -> None:
    assert places("أصيب طفل بجروح متفاوتة", "ar") == []
    assert places("سقطت قذيفة على قرية الجديدة", "ar") == [("الجديدة", "where")]


def test_a_governorate_that_heads_a_list_is_a_heading() -> None:
    text = "حلب::قصف مدفعي على بلدة دارة عزة.\nإدلب::غارة على بلدة سرمين."
    pack, clean = load_pack("ar"), clean_text(text)
    found = find_places(clean, split_sentences(clean, pack), names(), pack)
    assert [clean.span(p.start, p.end).of(text) for p in found if p.heading] == ["حلب", "إدلب"]
    assert all(p.role == "within" for p in found if p.heading)


def test_the_kind_of_place_beside_a_name_is_kept() -> None:
    text = "غارة على حي الشعار"
    pack, clean = load_pack("ar"), clean_text(text)
    (found,) = find_places(clean, split_sentences(clean, pack), names(), pack)
    assert found.kind == "neighbourhood"


def test_a_text_without_places_has_none() -> None:
    assert places("Nothing happened today, the minister said.") == []
    assert places("", "ar") == []


def test_the_quarters_of_a_city_name_the_city_and_not_the_word_for_it() -> None:
    assert places("قصفت قوات النظام أحياء مدينة إدلب ما أدى لمقتل مدنيين", "ar") == [("إدلب", "where")]
    assert places("قصفت قوات النظام أحياء المدينة ما أدى لمقتل مدنيين", "ar") == []


def test_a_kind_word_with_its_article_is_a_name_behind_another_kind_word() -> None:
    assert ("دوار المزرعة", "where") in places("مقتل امرأة بسقوط صاروخ على دوار المزرعة في دمشق", "ar")


def test_a_school_beside_a_city_is_no_village_called_school() -> None:
    text = "قصفت قوات النظام مدينة إدلب، ومدرسة صلاح الدين فيها"
    assert places(text, "ar") == [("إدلب", "where")]
