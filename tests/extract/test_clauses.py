"""A toll told of one place among several that were hit: invented tolls, real place names."""

from datetime import date

import pytest

from tallystick.extract.clauses import name_key
from tests.extract.reading import read

Told = set[tuple[tuple[str, ...], tuple[int, ...]]]


def told(text: str) -> Told:
    """By claim: the places hit, and the totals of killed and injured."""
    claims = [c for c in read(text, published=date(2022, 2, 27)).claims if c.scope == "attack"]
    return {
        (tuple(p.name for p in c.where), tuple(f.toll.min for f in (*c.figures("killed"), *c.figures("injured"))))
        for c in claims
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "استشهد مدنيان إثر قصف صاروخي على قرية عين لاروز، في حين تعرض محيط قرية مجدليا لقصف مدفعي.",
            {(("عين لاروز",), (2,)), (("مجدليا",), ())},
        ),
        (
            "أصيب ثلاثة مدنيين إثر قصف مدفعي استهدف بلدة سرمين بريف إدلب، كما استهدف قصف مماثل بلدة كنصفرة.",
            {(("سرمين",), (3,)), (("كنصفرة",), ())},
        ),
        (
            "Three civilians were wounded when artillery shelled Sarmin town, while the town of Binnish was shelled.",
            {(("Sarmin",), (3,)), (("Binnish",), ())},
        ),
    ],
)
def test_a_clause_that_goes_on_to_other_places_leaves_the_toll_where_it_was_told(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_a_toll_told_of_one_place_of_a_list_is_that_places_alone() -> None:
    text = "قصفت قوات النظام قرى شنان وسرجة والموزرة بريف إدلب، ما أدى لإصابة أربعة مدنيين بجروح في قرية الموزرة."
    assert (("الموزرة",), (4,)) in told(text)
    assert not any("الموزرة" in places and len(places) > 1 for places, _ in told(text))


def test_a_later_list_adds_no_place_to_the_attack_with_the_toll() -> None:
    text = (
        "استشهدت امرأة وأصيب أربعة مدنيين بقصف مدفعي استهدف قرية معربليت بريف إدلب.\n"
        "وقصفت قوات النظام أمس قرى سان ومعربليت والرويحة جنوبي إدلب."
    )
    assert (("معربليت",), (1, 4)) in told(text)
    assert {places for places, _ in told(text)} >= {("سان",), ("الرويحة",)}


def test_a_toll_told_in_the_next_sentence_of_one_place_of_a_list_is_that_places() -> None:
    text = "استهدفت المدفعية بلدات البارة واحسم بريف إدلب.\nوأصيب أربعة مدنيين بجروح جراء القصف على بلدة احسم."
    assert (("احسم",), (4,)) in told(text)
    assert (("البارة",), ()) in told(text)


def test_one_toll_of_two_places_stays_the_toll_of_both() -> None:
    text = "قتل خمسة مدنيين بقصف مدفعي استهدف بلدتي البارة واحسم بريف إدلب."
    assert told(text) == {(("البارة", "احسم"), (5,))}


def test_while_working_is_no_other_attack() -> None:
    text = "قتل خمسة مدنيين بقصف مدفعي بينما كانوا يعملون في مزارع قرية البارة بريف إدلب."
    assert told(text) == {(("البارة",), (5,))}


@pytest.mark.parametrize(
    ("one", "other"),
    [("جسر الشغور", "جسرالشغور"), ("الافس", "افس"), ("ma'arat al-na'asan", "maarat al-naasan"), ("al-bab", "bab")],
)
def test_a_name_spaced_otherwise_is_the_same_place(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_an_attack_told_twice_under_two_spellings_is_one_claim() -> None:
    text = "أصيب ثلاثة مدنيين بقصف مدفعي على جسر الشغور.\nواستهدفت قوات النظام بالمدفعية مدينة جسرالشغور غربي إدلب."
    assert len([c for c in read(text).claims if c.scope == "attack"]) == 1
