import pytest

from tallystick.extract.clean import clean_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("قصـ.ـف", "قصف"),
        ("مقـ ـتل", "مقتل"),
        ("غار.ة", "غاره"),
        ("شهـــداء", "شهداء"),
        ("ki*lled", "killed"),
        ("#Israel|i", " israeli"),
        ("قُتِلَ", "قتل"),
        ("أصيب ٣ إخوة", "اصيب 3 اخوه"),
        ("\u200fمقتل\u200e", "مقتل"),
    ],
)
def test_obfuscation_marks_and_letter_variants_are_undone(written: str, meant: str) -> None:
    assert clean_text(written).text == meant


def test_a_span_covers_the_obfuscated_word_as_it_stands() -> None:
    clean = clean_text("خبر: قصـ.ـف على القرية")
    start = clean.text.index("قصف")
    assert clean.span(start, start + 3).of(clean.original) == "قصـ.ـف"


def test_a_full_stop_between_two_long_arabic_words_is_kept() -> None:
    assert "." in clean_text("الوطني.وأوضح").text


def test_a_cut_becomes_one_line_break() -> None:
    assert clean_text("menu menu\nNews", [(0, 10)]).text == "\nnews"


def test_a_letter_right_after_ta_marbuta_begins_the_next_line_of_a_post() -> None:
    clean = clean_text("قصف على قرية الجديدةاستشهد طفلان")
    assert clean.text == "قصف علي قريه الجديده\nاستشهد طفلان"
    start = clean.text.index("استشهد")
    assert clean.span(start, start + 6).of(clean.original) == "استشهد"
    assert clean.as_written(clean.text.index("الجديده"), start - 1) == "الجديدة"
