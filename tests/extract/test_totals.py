"""What is a total and what is a part of one, in invented reports: saying nothing beats a wrong number."""

import pytest

from tests.extract.reading import Told, figures, read


def totals(text: str, **facts: object) -> list[tuple[str, int, int | None]]:
    """(group, min, max) of the killed that a report tells as totals of attacks."""
    claims = [c for c in read(text, **facts).claims if c.scope == "attack"]  # type: ignore[arg-type]
    told = [f for c in claims for f in c.casualties if f.outcome == "killed" and not f.partial]
    return [(f.group, f.toll.min, f.toll.max) for f in told]


LISTS: list[tuple[str, list[Told]]] = [
    ("مقتل كل من المدنيين (سالم علي - نادر علي حسن - ماجد سليم)", [("killed", "civilians", 3, 3, False)]),
    ("قُتل كل من (سالم نادر) و (ضياء ماجد) برصاص مجهولين", [("killed", "people", 2, 2, False)]),
    ("استشهد كل من سالم نادر ووليد ماجد جراء القصف", [("killed", "people", 2, 2, False)]),
    ("إن كلاً من الأطفال حمد وندى وليلى وسمر أبناء الراعي قتلوا", [("killed", "children", 4, 4, False)]),
    ("مقتل كل من أبو ماجد، نائب المسؤول، ومسؤول آخر", [("killed", "people", 1, 1, False)]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_victims_listed_by_name_are_counted_or_left_unsaid(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


WHO: list[tuple[str, list[Told]]] = [
    ("مقتل اثنين من أبناء سالم، وهما من عناصر التنظيم", [("killed", "fighters", 2, 2, False)]),
    (
        "ارتفع عدد القتلى إلى 5، هم جنديان و3 من عناصر الحرس",
        [("killed", "fighters", 5, 5, False), ("killed", "fighters", 2, 2, True), ("killed", "fighters", 3, 3, True)],
    ),
    (
        "مقتل 6 إيرانيين بينهم ضابطان",
        [("killed", "fighters", 6, 6, False), ("killed", "fighters", 2, 2, True)],
    ),
    (
        "قتل 7 عناصر جراء الغارة هم: 3 من أهل المدينة و4 من القرى",
        [("killed", "fighters", 7, 7, False), ("killed", "fighters", 3, 3, True), ("killed", "fighters", 4, 4, True)],
    ),
    ("قصف على حافلة مبيت عسكري وقتل شخص", [("killed", "people", 1, 1, False)]),
    ("إنقاذ وإسعاف رجل من تحت الأنقاض", [("injured", "men", 1, 1, False)]),
    ("توفي يوم الاثنين 2 من الشهر سائق متأثراً بجراحه", [("killed", "people", 1, 1, False)]),
    ("هاجموا الموقع دون التمكن من إيقاع قتلى في صفوف الخلايا", []),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who_the_dead_were_and_how_many_in_arabic(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


def test_the_son_of_a_contractor_is_the_one_who_was_killed() -> None:
    told = figures("The teenage son of a road contractor was killed on Sunday.", "en")
    assert told == [("killed", "children", 1, 1, False)]


def test_one_of_the_top_five_leaders_is_one() -> None:
    told = figures("The strike killed Abu Majid, one of the top five rebel leaders.", "en")
    assert told == [("killed", "fighters", 1, 1, False)]


def test_a_named_victim_of_a_total_told_before_is_no_second_total() -> None:
    text = "قتل شخصان بقصف على مدينة بنش اليوم.\n\nوقالت مصادر إن القصف أدى إلى مقتل الشاب سالم نادر."
    assert totals(text) == [("people", 2, 2)]


def test_a_named_victim_besides_whom_others_died_too_stays_a_total() -> None:
    text = "أدى القصف على بنش إلى مقتل الشاب سالم نادر.\n\nوقتل أيضاً طفلان في القصف."
    assert sorted(totals(text)) == [("children", 2, 2), ("men", 1, 1)]


def test_the_mother_of_a_family_counted_before_is_a_part_of_it() -> None:
    text = "Six civilians died in an air strike on Binnish. Neighbours said that the mother died of shock."
    assert totals(text) == [("civilians", 6, 6)]


def test_bodies_seen_are_of_the_dead_told_before() -> None:
    text = "قتل 4 أطفال بقصف مدفعي على بلدة كنصفرة.\n\nوشاهد مراسلنا جثث 3 أطفال في المقبرة."
    assert totals(text) == [("children", 4, 4)]


def test_figures_that_one_sentence_joins_are_parts_of_their_sum() -> None:
    text = "Air strikes hit Binnish, killing nine children and 14 others. Medics said missiles killed 23 civilians."
    assert totals(text) == [("civilians", 23, 23)]


def test_a_lead_that_sums_up_the_towns_told_next_is_no_attack_of_its_own() -> None:
    text = (
        "Air strikes on a rebel-held region killed at least 22 civilians on Monday. "
        "In Sarmin raids killed 16 civilians. Shells on Binnish killed five more civilians and a girl died in Taftanaz."
    )
    assert ("civilians", 22, None) not in totals(text)
    assert ("civilians", 16, 16) in totals(text)


def test_a_figure_with_a_town_of_its_own_stays_even_where_others_add_up_to_it() -> None:
    text = (
        "Shells hit Sarmin and killed five farmers. Shells hit Binnish and killed three farmers. "
        "Shells hit Taftanaz and killed two farmers."
    )
    assert totals(text) == [("people", 5, 5), ("people", 3, 3), ("people", 2, 2)]


def test_a_report_of_one_civilian_and_then_of_a_young_man_is_of_one() -> None:
    text = "One civilian was killed in a rocket attack on Sarmin. A reporter said a young man was killed at his house."
    assert totals(text) == [("civilians", 1, 1)]


def test_the_two_of_a_later_sentence_are_those_told_before() -> None:
    text = "قتل شابان بإطلاق نار في مدينة بنش.\n\nوقطع الأهالي الطريق غضباً بعد مقتل الشخصين في المدينة."
    assert totals(text) == [("men", 2, 2)]


def test_a_total_over_months_is_no_attack() -> None:
    text = "قتل شخص بقصف على بلدة سرمين.\n\nوأدى القصف إلى مقتل 63 طفلاً خلال 5 أشهر."
    assert totals(text) == [("people", 1, 1)]


def test_a_total_over_towns_and_villages_unnamed_is_no_attack() -> None:
    text = "وتسبب القصف على مدن وبلدات الريف بمقتل 9 مدنيين.\n\nوقتل مدنيان بقصف على بلدة سرمين."
    assert totals(text) == [("civilians", 2, 2)]


HIM: list[tuple[str, list[Told]]] = [
    (
        "استهدفت الغارة منزله ما أدى لمقتله مع أطفاله الستة",
        [("killed", "people", 1, 1, False), ("killed", "children", 6, 6, False)],
    ),
    ("مقتل الشاب سالم نادر وشخص آخر", [("killed", "men", 1, 1, False), ("killed", "people", 1, 1, False)]),
    ("كان الشاب سالم في منزله. وقاموا بقتله", [("killed", "men", 1, 1, False)]),
    (
        "وكانت امرأة وثلاثة أطفال قد قتلوا وأصيب خمسة آخرون",
        [
            ("killed", "women", 1, 1, False),
            ("killed", "children", 3, 3, False),
            ("injured", "people", 5, 5, False),
        ],
    ),
    (
        "قتلنا القيادي سالم واثنين من أبنائه المنتمين للتنظيم",
        [("killed", "fighters", 1, 1, False), ("killed", "fighters", 2, 2, False)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), HIM)
def test_he_and_those_who_died_with_him(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


def test_a_dual_written_with_its_vowel_is_two() -> None:
    assert figures("استشهاد مواطنَين بقصف", "ar") == [("killed", "civilians", 2, 2, False)]
    assert figures("استشهاد مواطنين بقصف", "ar") == [("killed", "civilians", 2, None, False)]


def test_gunmen_and_members_of_their_families_are_people() -> None:
    text = "Militants executed 40 gunmen and members of their families in Sarmin."
    assert totals(text) == [("people", 40, 40)]


def test_how_many_died_with_his_family_is_not_said() -> None:
    assert figures("مقتل تاجر مع عائلته بغارة", "ar") == []


def test_parts_of_a_campaign_total_are_no_attack() -> None:
    text = "Since January 900 people have been killed in strikes. Among those killed were 105 children and 76 women."
    assert figures(text, "en") == []


def test_a_part_in_one_town_does_not_hide_the_same_number_killed_in_another() -> None:
    text = "قتل 5 مدنيين بينهم 4 أطفال بقصف مدفعي على بلدة بلشون.\n\nوكان قصف على قرية قسطون قد أسفر عن مقتل 4 أطفال."
    assert ("children", 4, 4) in totals(text)


def test_victims_with_a_place_each_are_no_parts_of_those_before() -> None:
    told = figures("أصيب جراء القصف 6 مدنيين بينهم 3 نساء في مدينة سرمين، وطفل في قرية بلشون", "ar")
    assert told == [
        ("injured", "civilians", 6, 6, False),
        ("injured", "women", 3, 3, True),
        ("injured", "children", 1, 1, False),
    ]


def test_a_figure_of_two_towns_that_each_town_is_told_to_share_is_of_neither() -> None:
    text = (
        "قالت المنظمة إن ضربتين على سرمين وبنش قتلتا 30 مدنياً (12 طفلاً و5 نساء)؛ 20 من عائلة واحدة في منزل بسرمين، "
        "و10 على الأقل قرب مخبز في بنش."
    )
    assert ("civilians", 30, 30) not in totals(text)
    assert sorted(n for _, n, _ in totals(text)) == [10, 20]
