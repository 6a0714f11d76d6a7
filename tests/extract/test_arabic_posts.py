"""Wordings of Arabic posts that were misread in texts nobody had tuned on; invented sentences, one class each."""

from datetime import date

import pytest

from tests.extract.reading import Told, all_figures, figures, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استشهد حتى الآن سبعة مدنيين في القصف.", [("killed", "civilians", 7, 7, False)]),
        ("أقامت القوة حاجزاً عسكرياً قرب البلدة وأصيب مدني.", [("injured", "civilians", 1, 1, False)]),
        ("شهيدان أطفال بقصف على البلدة.", [("killed", "children", 2, 2, False)]),
        ("امرأة قتلت و جرح طفل جراء القصف.", [("killed", "women", 1, 1, False), ("injured", "children", 1, 1, False)]),
        (
            "لقي 3 عناصر من الحرس وشخص مدني حتفهم.",
            [("killed", "fighters", 3, 3, False), ("killed", "civilians", 1, 1, False)],
        ),
        (
            "إصابة المواطن سالم عبد الله الحسن وابنه ماجد بجروح.",
            [("injured", "civilians", 1, 1, False), ("injured", "people", 1, 1, False)],
        ),
        ("مقتل الصحفيين سالم العلي و نبيل الحسن جراء القصف.", [("killed", "journalists", 2, 2, False)]),
        ("مقتل المدنيين الأبرياء والعزل جراء القصف.", []),
        (
            "أصيب شخص مجهول الهوية، ومدنيين اثنين كانا قربه.",
            [("injured", "people", 1, 1, False), ("injured", "civilians", 2, 2, False)],
        ),
        (
            "قتلى وجرحى من داعش بغارة.",
            [("killed", "fighters", 2, None, False), ("injured", "fighters", 2, None, False)],
        ),
        ("أقدمت الجانية على قتل صديقتها خنقا.", []),
        ("هذا ما يتسبب غالباً بشهداء وجرحى.", []),
    ],
)
def test_people_harmed_are_read_in_wordings_of_posts(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


def test_a_war_that_killed_half_a_million_is_a_campaign_and_no_single_death() -> None:
    found = all_figures("تسبب النزاع منذ العام 2011 بمقتل نحو نصف مليون شخص.", "ar")
    assert found == [("killed", "people", 500_000, 500_000, False, True)]


def test_a_total_since_the_first_of_a_month_is_a_campaign() -> None:
    found = all_figures("تشن القوات منذ 1 من أيلول هجمات على القرى، وقتل فيها ستة مدنيين.", "ar")
    assert [f[5] for f in found] == [True]


def test_who_cites_a_centre_of_documentation_tallies_nothing() -> None:
    assert figures("استشهد 120 مدنياً في القصف نقلاً عن مركز التوثيق.", "ar") == [
        ("killed", "civilians", 120, 120, False)
    ]


def test_two_children_told_one_by_one_are_two() -> None:
    reading = read("استشهد طفل وطفلة بقصف مدفعي على بلدة كنصفرة.", published=date(2023, 5, 2))
    assert [(f.group, f.toll.min) for c in reading.claims for f in c.casualties] == [("children", 1), ("children", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تعرضت كفرنبل اليوم لقصف مدفعي.", {("كفرنبل", "where")}),
        ("استهدف هجوم الصالحية اليوم.", {("الصالحية", "where")}),
        ("قصف استهدف السيارات المتجهة نحو منبج في قرية صرين.", {("صرين", "where")}),
        (
            "قصف مدفعي على قرية صرين في ريف شيراوا بعفرين.",
            {("صرين", "where"), ("شيراوا", "within"), ("عفرين", "within")},
        ),
        (
            "وكالة الأنباء\n\nكوباني\n\nالاثنين, 9 ديسمبر 2024\n\nقصفت طائرة مسيرة قرية صرين وأصابت مدنياً.",
            {("صرين", "where")},
        ),
    ],
)
def test_the_place_hit_is_told_from_the_way_there_and_from_datelines(text: str, expected: set[tuple[str, str]]) -> None:
    reading = read(text, published=date(2024, 12, 9))
    assert {(p.name, p.role) for c in reading.claims for p in c.places} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طيران التحالف الدولي يستهدف شخصين قرب بلدة سرمدا.", {"us_coalition"}),
        ("تتعرض قرية صرين في هذه الأثناء لقصف جيش الاحتلال التركي.", {"turkey"}),
        ("أصيب طفلان بانفجار ذخائر من مخلفات قصف سابق لقوات النظام في قرية صرين.", set()),
        ("قصفت القوات التركية وفصائل المعارضة المسلحة الموالية لها بلدة سرمدا.", {"turkey", "syrian_national_army"}),
        ("إنزال جوي لقوات الاحتلال الأمريكي بمساندة مسلحي ميليشيا قسد في قرية صرين.", {"usa", "sdf_ypg"}),
    ],
)
def test_who_did_it_is_read_in_wordings_of_posts(text: str, expected: set[str]) -> None:
    reading = read(text, published=date(2024, 12, 9))
    assert {a.actor for c in reading.claims for a in c.perpetrators} == expected


def test_a_strangled_woman_hidden_in_a_barrel_was_hit_by_no_barrel_bomb() -> None:
    assert read("قتلت امرأة خنقا وخبأت الجانية الجثة في برميل داخل المنزل في حي الفرقان بحلب.").claims == ()


def test_an_ordinal_with_the_word_for_month_is_a_day() -> None:
    reading = read("قصفت طائرات مدينة مصياف في التاسع من شهر نيسان/أبريل الماضي.", published=date(2022, 5, 13))
    assert [c.date.days.start for c in reading.claims if c.date] == [date(2022, 4, 9)]


def test_the_day_an_agreement_was_signed_is_no_day_of_an_attack() -> None:
    reading = read("قصفت قوات النظام بلدة سرمدا رغم اتفاق وقف إطلاق النار الموقع في 5 آذار 2020.", published=None)
    assert [c.date for c in reading.claims] == [None]
