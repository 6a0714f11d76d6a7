"""One sentence that counts several places apart: invented towns and tolls, real place names."""

import pytest

from tallystick.model.claim import Claim
from tests.extract.reading import read


def told(text: str) -> set[tuple[tuple[str, ...], tuple[int, ...]]]:
    """By claim: the places hit and the totals of the killed."""
    claims = [c for c in read(text).claims if c.scope == "attack"]
    return {(tuple(p.name for p in c.where), _dead(c)) for c in claims}


def _dead(claim: Claim) -> tuple[int, ...]:
    return tuple(f.toll.min for f in claim.figures("killed"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Air strikes hit a house in Sarmin (21 relatives dead) and a bakery in Binnish (at least 12 civilians).",
            {(("Sarmin",), (21,)), (("Binnish",), (12,))},
        ),
        (
            "Air strikes left 33 dead in Idlib; at least 21 in homes in Sarmin and at least 12 at a bakery in Binnish.",
            {(("Sarmin",), (21,)), (("Binnish",), (12,))},
        ),
        (
            "ناشط محلي: 8 قتلى مدنيين في سرمين، واثنين على الأقل في بنش، بغارات جوية.",
            {(("سرمين",), (8,)), (("بنش",), (2,))},
        ),
    ],
)
def test_each_place_with_a_figure_of_its_own_is_a_claim(
    text: str, expected: set[tuple[tuple[str, ...], tuple[int, ...]]]
) -> None:
    assert told(text) == expected


def test_the_sum_of_the_places_stands_in_a_claim_about_all_of_them() -> None:
    text = "Air strikes hit homes in Sarmin (21 people dead) and shops in Binnish (12 dead). In all 33 were killed."
    assert (("Sarmin", "Binnish"), (33,)) in told(text)
    assert (("Sarmin",), (21,)) in told(text)
    assert (("Binnish",), (12,)) in told(text)


def test_one_place_with_two_figures_stays_one_claim() -> None:
    assert told("Air strikes on Sarmin killed 5 people and wounded 7.") == {(("Sarmin",), (5,))}


def test_a_list_of_places_hit_without_figures_is_as_many_claims() -> None:
    assert told("Air strikes hit Sarmin, Binnish and Ariha on Monday.") == {
        (("Sarmin",), ()),
        (("Binnish",), ()),
        (("Ariha",), ()),
    }


def test_a_figure_for_a_list_of_places_stays_with_all_of_them() -> None:
    assert told("Air strikes on Sarmin and Binnish killed 9 people.") == {(("Sarmin", "Binnish"), (9,))}


def test_what_is_told_separately_is_another_attack() -> None:
    text = "Air strikes killed 30 people in Sarmin. Separately, 3 people were killed in shelling."
    assert (("Sarmin",), (30,)) in told(text)


def test_figures_before_the_first_place_of_a_list_are_told_all_the_same() -> None:
    text = (
        "قتل طفل بالقصف الصاروخي على السوق الشعبي لمدينة جسر الشغور، وقتل مدنيان بقصف استهدف مدخل مدينة إدلب الشرقي، "
        "وقتلت امرأة بالقصف على مدينة أريحا."
    )
    dead = sorted(n for _, totals in told(text) for n in totals)
    assert dead == [1, 1, 2]
