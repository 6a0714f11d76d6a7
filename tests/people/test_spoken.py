"""Names compared by sound, across scripts."""

import pytest

from tallystick.people.spoken import fits, spoken


def sounds_alike(one: str, other: str) -> bool:
    left, right = spoken(one), spoken(other)
    assert left is not None
    assert right is not None
    return fits(left, right)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "Mohammed"), ("محمود", "Mahmoud"), ("حسين", "Hussein"), ("يوسف", "Youssef"), ("عمر", "Omar"),
        ("فاطمة", "Fatmeh"), ("خديجة", "Khadija"), ("عثمان", "Othman"), ("المصري", "al-Masri"), ("عيسى", "Issa"),
        ("ذياب", "Diab"), ("يحيى", "Yahya"), ("إسماعيل", "Ismail"), ("جمال", "Gamal"), ("عون", "Aoun"),
    ],
)  # fmt: skip
def test_an_arabic_name_sounds_like_its_latin_spellings(arabic: str, latin: str) -> None:
    assert sounds_alike(arabic, latin)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("محمد", "Mahmoud"), ("محمود", "Mohammed"), ("أحمد", "Hamed"), ("حامد", "Ahmad"), ("حسن", "Hussein"),
     ("حسين", "Hassan"), ("سليم", "Salma")],
)  # fmt: skip
def test_names_of_the_same_root_are_told_apart(arabic: str, latin: str) -> None:
    assert not sounds_alike(arabic, latin)


def test_what_holds_no_letter_has_no_sound() -> None:
    assert spoken(" - 12 ") is None
