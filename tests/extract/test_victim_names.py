"""Whom a report names as dead. All names are invented."""

import pytest

from tallystick.extract import read_victim_names
from tallystick.model.person import NamedVictim
from tallystick.model.report import Report


def named(text: str, language: str = "ar") -> list[NamedVictim]:
    victims = read_victim_names(Report(report_id="r-1", text=text, language=language))
    assert all(v.span.of(text).strip() == v.name for v in victims)
    return list(victims)


def names(text: str, language: str = "ar") -> list[str]:
    return [v.name for v in named(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قصف على البلدة، أسماء الشهداء كالتالي: سالم الوردي، نادر الوردي، هدى كامل.",
            ["سالم الوردي", "نادر الوردي", "هدى كامل"],
        ),
        (
            "قتل 3 أشخاص عرف منهم :\nسالم نادر الوردي\nكامل نادر الوردي\n\nالدفاع المدني أخلى المكان",
            ["سالم نادر الوردي", "كامل نادر الوردي"],
        ),
        (
            "• الشهيد بإذن الله سالم الوردي\n• الشهيد بإذن الله وليد الوردي\nرحمهم الله",
            ["سالم الوردي", "وليد الوردي"],
        ),
        ("عُرف منهم «سالم الوردي وحسين الوردي»، نتيجة القصف", ["سالم الوردي", "حسين الوردي"]),
        ("ارتقاء الشهيد سالم عبد الله من مدينة الورد جراء القصف", ["سالم عبد الله"]),
    ],
)
def test_lists_and_titles_name_the_dead(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_ages_children_and_women_are_read_with_the_name() -> None:
    first, second, third = named(
        "والشهداء هم: فاتن سالم الوردي 28 سنة، والطفلة هدى الوردي (7 سنوات)، والسيدة رنا كامل."
    )
    assert (first.age, second.age, second.age_group, second.sex) == (28, 7, "child", "female")
    assert (third.name, third.sex) == ("رنا كامل", "female")


@pytest.mark.parametrize(
    "text",
    [
        "وصل الجرحى إلى مشفى الشهيد سالم الوردي",  # a hospital named after somebody
        "تجمع في ساحة الشهداء قرب السوق",
        "أسماء المصابين: سالم الوردي، نادر الوردي",
        "أسماء الشهداء والجرحى: سالم الوردي، نادر الوردي",  # who of them is dead cannot be told
        "أعلن عن أسماء الضحايا لاحقا",
    ],
)
def test_nobody_is_named_dead_by_words_that_do_not_say_so(text: str) -> None:
    assert names(text) == []


def test_a_list_ends_where_the_wounded_begin() -> None:
    apart = "وأسماء الشهداء هم سالم الوردي (60 عاماً)، هدى الوردي. والمصابين هم: نادر كامل، رنا كامل"
    assert names(apart) == ["سالم الوردي", "هدى الوردي"]
    in_one_sentence = "وأسماء الشهداء هم سالم الوردي، هدى الوردي؛ والمصابين هم: نادر كامل"
    assert names(in_one_sentence) == []  # saying nothing beats naming the living as dead


def test_english_names_are_words_with_capitals() -> None:
    text = "The dead were named as Salim al Wardi, 44, and Huda Kamil Wardi, according to residents."
    assert [(v.name, v.age) for v in named(text, "en")] == [("Salim al Wardi", None), ("Huda Kamil Wardi", None)]
    assert names("A man, named as Salim Wardi, was seriously injured.", "en") == []
    assert names("He was identified as a senior leader of the group.", "en") == []


def test_a_language_without_words_for_it_names_nobody() -> None:
    assert names("Погибли Иван Петров и Анна Петрова", "ru") == []
