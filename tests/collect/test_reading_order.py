"""Right-to-left lines, laid out as on paper and read back."""

import random

import pytest

from tallystick.collect.reading_order import is_right_to_left, logical_line, plain_letters
from tests.collect.paper import clusters, laid_out

ARABIC_LINES = [
    "قُتل ١٢ مدنياً",
    "قُتل 12 مدنياً وجُرح 30 آخرون",
    "غارةٌ على سوقٍ شعبيّ في بلدة تل الزيتون",
    "أصيب (٥) أشخاص بينهم طفلان",
    "بتاريخ ٢٠١٦/٠٢/٠٣ عند الساعة ١٤:٣٠ ظهراً",
    "نحو ١٬٢٥٠ شخصاً و٣٫٥ طن",
    "قالت منظمة Northern Watch 2016 إن ٧ قتلوا",
    "من 5-7 قتلى و٥-٧ جرحى",
    "سقط ٥٠% من الضحايا [نساء]",
    "قصف بصواريخ S-24 وطائرة Su-34 على القرية",
    "المصدر: «مركز التوثيق»، ثلاثة قتلى.",
    "لا إله في بلا والأطفال الأربعة",
    "(خمسة) قتلى",
    "قُتِلَ ثلاثةٌ، وشُرِّدَ الباقون",
]


@pytest.mark.parametrize("line", ARABIC_LINES)
@pytest.mark.parametrize("mirrored", [True, False])
def test_an_arabic_line_is_read_back_as_it_was_written(line: str, mirrored: bool) -> None:
    assert logical_line(laid_out(line, True, mirrored), right_to_left=True) == line


@pytest.mark.parametrize("line", ["The word قُتل means killed", "Tal Zaytun (تل الزيتون) was hit", "nothing here 12-15"])
def test_an_english_line_with_arabic_in_it_is_read_back(line: str) -> None:
    assert logical_line(laid_out(line, False), right_to_left=False) == line


def test_the_killed_do_not_become_said_and_twelve_does_not_become_twenty_one() -> None:
    read = logical_line(laid_out("قُتل ١٢", True), right_to_left=True)
    assert read == "قُتل ١٢"
    assert "قُلت" not in read
    assert "٢١" not in read


def test_hebrew_is_read_from_the_right_as_well() -> None:
    assert logical_line(laid_out("נהרגו 12 אזרחים", True), right_to_left=True) == "נהרגו 12 אזרחים"


def test_any_mixture_of_words_and_numbers_is_read_back() -> None:
    words = ["قُتل", "غارةٌ", "بلدة", "طفلاً", "في", "١٢", "٣٫٥", "٢٠١٦/٠٢/٠٣", "40", "2,500", "14:30", "Watch", "Su"]
    rng = random.Random(20151003)  # noqa: S311  (a fixed choice of cases, nothing secret)
    for _ in range(2000):
        line = _sentence([rng.choice(words) for _ in range(rng.randint(1, 9))])
        assert logical_line(laid_out(line, True), right_to_left=True) == line


def _sentence(words: list[str]) -> str:
    """Words between Arabic ones, so that no two pieces of Latin or number meet: those look alike in either order."""
    return "قال " + " ثم ".join(words) + " أمس"


def test_no_cluster_is_lost_or_doubled_whatever_stands_on_the_line() -> None:
    rng = random.Random(7)  # noqa: S311
    alphabet = "ابجدهُّ١٢٣4567abcXYZ ()[]«».,:/-+%٪،؛؟"
    for _ in range(2000):
        visual = clusters("".join(rng.choice(alphabet) for _ in range(rng.randint(0, 30))))
        for right_to_left in (True, False):
            read = logical_line(visual, right_to_left)
            assert sorted(read.translate(str.maketrans(")]»", "([«"))) == sorted(
                "".join(visual).translate(str.maketrans(")]»", "([«"))
            )


def test_the_direction_of_a_mixed_line_is_that_of_the_page() -> None:
    assert is_right_to_left(list("abc"), page_is=True) is False
    assert is_right_to_left(list("abcق"), page_is=True) is True
    assert is_right_to_left(list("abcق"), page_is=False) is False
    assert is_right_to_left(list("12"), page_is=True) is True


def test_presentation_forms_become_letters_and_nothing_else_changes() -> None:
    assert plain_letters("\ufefb\ufed7\ufe98\ufede") == "لاقتل"
    assert plain_letters("\ufe76") == "\u064e"
    assert plain_letters("ﬁ ² Ⅳ ½") == "ﬁ ² Ⅳ ½"
