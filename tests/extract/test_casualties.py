"""Figures in invented sentences; the expected values follow "How a figure is read" in the contracts."""

import pytest

from tests.extract.reading import Told, all_figures, figures

ENGLISH: list[tuple[str, list[Told]]] = [
    ("Shells killed two civilians near the mill.", [("killed", "civilians", 2, 2, False)]),
    ("At least five people were killed.", [("killed", "people", 5, None, False)]),
    ("More than ten soldiers died in the blast.", [("killed", "fighters", 11, None, False)]),
    ("The raid killed up to 7 militants.", [("killed", "fighters", 0, 7, False)]),
    ("Between 5 and 7 villagers were killed.", [("killed", "people", 5, 7, False)]),
    ("Sixty-two shoppers were wounded.", [("injured", "people", 62, 62, False)]),
    ("Dozens of residents were injured.", [("injured", "people", 24, None, False)]),
    ("No casualties were reported.", [("killed", "people", 0, 0, False), ("injured", "people", 0, 0, False)]),
    ("There was no word on casualties.", []),
    (
        "Four civilians, including two children, were killed.",
        [("killed", "civilians", 4, 4, False), ("killed", "children", 2, 2, True)],
    ),
    (
        "A woman was killed and two others were injured.",
        [("killed", "women", 1, 1, False), ("injured", "people", 2, 2, False)],
    ),
    (
        "The strike killed nine fighters and wounded six others.",
        [("killed", "fighters", 9, 9, False), ("injured", "fighters", 6, 6, False)],
    ),
    (
        "Two nurses were among eight people killed.",
        [("killed", "medics", 2, 2, True), ("killed", "people", 8, 8, False)],
    ),
    (
        "Nine residents including a boy and a woman were killed.",
        [("killed", "people", 9, 9, False), ("killed", "children", 1, 1, True), ("killed", "women", 1, 1, True)],
    ),
    ("A relative spoke of the killing of the two other farmers.", [("killed", "people", 2, 2, True)]),
    ("Six of those killed were fighters.", [("killed", "fighters", 6, 6, True)]),
    ("On 12 August 2016 3 farmers were killed.", [("killed", "people", 3, 3, False)]),
    ("The village lies 40 km north and has 300 houses.", []),
    ("Sixty people were killed and wounded.", []),
    (
        "Two sites were hit: a house (46 dead) and a yard (at least 13 civilians).",
        [("killed", "people", 46, 46, False), ("killed", "civilians", 13, None, False)],
    ),
]

ARABIC: list[tuple[str, list[Told]]] = [
    ("وصل ابن أحد القتلى إلى المشفى", []),
    (
        "استشهد مدنيان وأصيب آخرون بقصف على القرية",
        [("killed", "civilians", 2, 2, False), ("injured", "civilians", 2, None, False)],
    ),
    ("مقتل طفلتين وإصابة 4 آخرين", [("killed", "children", 2, 2, False), ("injured", "people", 4, 4, False)]),
    ("إصابة (6) مدنيين بينهم 3 أطفال", [("injured", "civilians", 6, 6, False), ("injured", "children", 3, 3, True)]),
    ("قُتل ما لا يقل عن خمسة وعشرين شخصاً", [("killed", "people", 25, None, False)]),
    ("سقوط شهيد و١١ جريحاً", [("killed", "people", 1, 1, False), ("injured", "people", 11, 11, False)]),
    (
        "مقتل أحد عناصر الحاجز وإصابة آخرين",
        [("killed", "fighters", 1, 1, False), ("injured", "fighters", 2, None, False)],
    ),
    (
        "أصيب 3 مدنيين (رجل وطفلان)",
        [("injured", "civilians", 3, 3, False), ("injured", "men", 1, 1, True), ("injured", "children", 2, 2, True)],
    ),
    ("مقـ ـتل شخصين بانفجار", [("killed", "people", 2, 2, False)]),
    ("دون وقوع إصابات بين المدنيين", [("killed", "civilians", 0, 0, False), ("injured", "civilians", 0, 0, False)]),
    ("وقع الانفجار ما أدى إلى مقتله", [("killed", "people", 1, 1, False)]),
    ("توفي رجل في الستين من عمره متأثراً بإصابته", [("killed", "men", 1, 1, False)]),
    ("عشرات القتلى والجرحى في السوق", [("killed", "people", 20, None, False), ("injured", "people", 20, None, False)]),
    ("مقتل طفل دهساً في المدينة", []),
]

RUSSIAN: list[tuple[str, list[Told]]] = [
    (
        "Погибли пятеро мирных жителей, в том числе двое детей.",
        [("killed", "civilians", 5, 5, False), ("killed", "children", 2, 2, True)],
    ),
    ("Двадцать пять боевиков убиты.", [("killed", "fighters", 25, 25, False)]),
    ("Ранены не менее 30 человек.", [("injured", "people", 30, None, False)]),
    ("Названо более 40 погибших.", [("killed", "people", 41, None, False)]),
    ("Ликвидированы двадцать бойцов группировки.", [("killed", "fighters", 20, 20, False)]),
    (
        "Погибли учительница и трое учеников.",
        [("killed", "women", 1, 1, False), ("killed", "children", 3, 3, False)],
    ),
]


@pytest.mark.parametrize(("text", "told"), ENGLISH, ids=[t for t, _ in ENGLISH])
def test_an_english_sentence_tells_its_figures(text: str, told: list[Told]) -> None:
    assert figures(text, "en") == told


@pytest.mark.parametrize(("text", "told"), ARABIC, ids=[t for t, _ in ARABIC])
def test_an_arabic_sentence_tells_its_figures(text: str, told: list[Told]) -> None:
    assert figures(text, "ar") == told


@pytest.mark.parametrize(("text", "told"), RUSSIAN, ids=[t for t, _ in RUSSIAN])
def test_a_russian_sentence_tells_its_figures(text: str, told: list[Told]) -> None:
    assert figures(text, "ru") == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Since the start of the war 900 civilians have been killed in the district.", "en"),
        ("قتل 150 مدنياً منذ بداية العام", "ar"),
        ("С начала года погибли 312 мирных жителей.", "ru"),
    ],
)
def test_a_total_over_many_days_is_a_campaign_figure(text: str, language: str) -> None:
    found = all_figures(text, language)
    assert found
    assert all(campaign for *_, campaign in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("At least 60 residents have been killed in the bombing of the valley.", "en"),
        ("The army killed at least 40 rebels during the past 24 hours.", "en"),
        ("Ninety people have been killed since May in the valley. Another 12 villagers were killed by shells.", "en"),
        ("وثق الدفاع المدني مقتل 45 طفلاً بهجمات على ريف المدينة.", "ar"),
        ("حصيلة القصف على عموم بلدات الريف مقتل 6 مدنيين.", "ar"),
        ("شنت الطائرات 91 غارة خلال العام. وتسببت تلك الضربات بمقتل 70 جندياً.", "ar"),
    ],
)
def test_running_totals_belong_to_no_single_attack(text: str, language: str) -> None:
    assert figures(text, language) == []


def test_a_toll_in_the_perfect_that_one_attack_may_kill_stays_its_own() -> None:
    assert figures("Six villagers have been killed by shells.", "en") == [("killed", "people", 6, 6, False)]
