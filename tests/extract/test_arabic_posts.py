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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أدى القصف إلى فقدان شخص لحياته وإصابة طفل.",
            [("killed", "people", 1, 1, False), ("injured", "children", 1, 1, False)],
        ),
        (
            "أدى القصف لمقتل مدنيين اثنين (رجل، وشاب بعمر 18 عاماً).",
            [("killed", "civilians", 2, 2, False), ("killed", "men", 1, 1, True), ("killed", "men", 1, 1, True)],
        ),
        (
            "إن 4 مدنيين قضوا، هم رجل وزوجته وطفلاهما.",
            [
                ("killed", "civilians", 4, 4, False),
                ("killed", "men", 1, 1, True),
                ("killed", "women", 1, 1, True),
                ("killed", "children", 2, 2, True),
            ],
        ),
        ("حصيلة ضحايا القصف المدفعي على البلدة بلغت ستة.", [("killed", "people", 6, 6, False)]),
        (
            "استهدفت المسيرة قيادياً واثنين من مرافقيه، ما أدى إلى مقتلهم.",
            [("killed", "fighters", 1, 1, False), ("killed", "fighters", 2, 2, False)],
        ),
        ("أسعفت فرق “الدفاع المدني” المصابين وتأكدت من عدم وجود إصابات أخرى.", []),
        ("قصف بالمدفعية محققاً إصابات مباشرة في المواقع.", []),
        ("لم تعلن أي جهة رسمية عن وقوع قتلى أو إصابات.", []),
        ("أسفرت العملية عن تحييد شخصين.", [("killed", "fighters", 2, 2, False)]),
    ],
)
def test_tolls_parts_and_words_that_tell_no_toll(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت فصائل المعارضة المسلحة الموالية لتركيا قرية صرين.", {"syrian_national_army"}),
        ("قصفت مجموعات مسلحة مدعومة من تركيا قرية صرين.", {"syrian_national_army"}),
        (
            "قصف مدفعي متبادل بين ميليشيا قسد والمجموعات الإرهابية المدعومة من تركيا على قرية صرين.",
            {"sdf_ypg", "syrian_national_army"},
        ),
        ("أصيب طفل بقصف على قرية صرين.\n#الخوذ_البيضاء #العدوان_الروسي", set()),
        ("أصيب طفل بقصف على قرية صرين جراء العدوان الروسي.", {"russia"}),
    ],
)
def test_proxies_and_hashtags(text: str, expected: set[str]) -> None:
    reading = read(text, published=date(2024, 12, 9))
    assert {a.actor for c in reading.claims for a in c.perpetrators} == expected


def test_agreements_are_no_attacks_and_date_none() -> None:
    text = (
        "قتل مدني، السبت، جراء هجوم نفذته قوات النظام على مدينة الأتارب.\n\n"
        "وفي 5 مايو/ أيار 2020 توصلت موسكو وأنقرة إلى اتفاق جديد لوقف إطلاق النار في إدلب، إلا أن النظام كثف هجماته."
    )
    (claim,) = read(text).claims
    assert claim.date is None
    assert [p.name for p in claim.places if p.role == "where"] == ["الأتارب"]


def test_the_title_and_the_lead_of_one_town_tell_of_the_same_dead() -> None:
    text = (
        "مقتل أم وطفلها بقصف للنظام على كفرنوران\n\n15/11/2021\n\nتصريح من المكتب عن الوضع في البلدة.\n\n"
        "قُتلت امرأة وطفلها جراء قصف مدفعي من قوات النظام في قرية كفرنوران اليوم الاثنين 15 من تشرين الثاني."
    )
    figures_told = [(f.group, f.toll.min) for c in read(text).claims for f in c.casualties]
    assert sorted(figures_told) == [("children", 1), ("women", 1)]


def test_a_day_glued_to_its_month_is_read() -> None:
    reading = read("قصفت قوات النظام بقذائف الهاون مساء الاثنين 4تموز 2022 بلدة معارة النعسان.")
    assert [c.date.days.start for c in reading.claims if c.date] == [date(2022, 7, 4)]


def test_where_yesterday_and_the_weekday_disagree_the_weekday_holds() -> None:
    reading = read("أصيب 3 مدنيين بقصف مدفعي على بلدة كنصفرة صباح يوم أمس الثلاثاء.", published=date(2023, 8, 24))
    assert [c.date.days.start for c in reading.claims if c.date] == [date(2023, 8, 22)]


def test_an_outlet_named_after_a_town_and_its_hours_is_no_place() -> None:
    reading = read("قالت مصادر للسويداء 24 إن مدنياً قتل بغارة على قرية تلتيتا.", published=date(2021, 11, 22))
    assert [p.name for c in reading.claims for p in c.places if p.role == "where"] == ["تلتيتا"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مجزرة راح ضحيتها أكثر من 45 مدنياً بين قتيل وجريح.", []),
        ("سقوط 40 قتيلاً وجريحاً بقصف على البلدة.", []),
        ("سقوط قتيل وجريح بقصف على البلدة.", [("killed", "people", 1, 1, False), ("injured", "people", 1, 1, False)]),
        ("جرح أكثر 30 آخرون.", [("injured", "people", 31, None, False)]),
        (
            "وكان شخصٌ قُتل وأُصيب ثلاثة آخرون في القصف.",
            [("killed", "people", 1, 1, False), ("injured", "people", 3, 3, False)],
        ),
        (
            "قتل 6 مدنيين. وقال المكتب إن الضحايا طفلان وامرأتان ورجلان.",
            [
                ("killed", "civilians", 6, 6, False),
                ("killed", "children", 2, 2, True),
                ("killed", "women", 2, 2, True),
                ("killed", "men", 2, 2, True),
            ],
        ),
    ],
)
def test_mixed_tolls_tell_neither_and_each_verb_has_its_own_people(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


def test_one_attack_singled_out_with_its_day_is_no_campaign() -> None:
    text = "يشهد الريف تصعيداً منذ شهر تموز الماضي، إذ قتل مدني بقصف يوم الأحد 24 تموز على المخيم."
    assert [f[5] for f in all_figures(text, "ar")] == [False]
    assert [f[5] for f in all_figures("منذ شهر تموز الماضي، إذ استمر القصف، قتل مدني.", "ar")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "قوات التحالف قتلت 3037 مدنياً بينهم 924 طفلاً في سوريا.",
        "ما لا يقل عن 3,037 مدنياً، بينهم 924 طفلاً، قتلوا على يد قوات التحالف.",
        "At least 3,037 civilians, among them 924 children, were killed by the coalition.",
    ],
)
def test_more_dead_than_any_one_attack_has_killed_are_those_of_a_campaign(text: str) -> None:
    found = all_figures(text, "en" if text.isascii() else "ar")
    assert found
    assert all(campaign for *_, campaign in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت القوات الإسرائيلية حرش سد تسيل ومحيط تل الجموع غرب درعا.", {"حرش سد تسيل", "تل الجموع"}),
        ("قصف جوي استهدف مخيماً في حي الجامعة بمدينة إدلب.", {"الجامعة"}),
        ("قصفت القوات قرى: كفروما، مياسة وصرين.", {"كفروما", "مياسة", "صرين"}),
        ("استهدفت القوات سيارة على طريق في الحي الشمالي من مدينة دارة عزة.", {"دارة عزة"}),
    ],
)
def test_names_of_hills_quarters_lists_and_parts_of_towns(text: str, expected: set[str]) -> None:
    reading = read(text, published=date(2024, 12, 9))
    assert {p.name for c in reading.claims for p in c.places if p.role == "where"} == expected


def test_bands_that_it_backs_are_proxies_of_the_state_named_before() -> None:
    reading = read("أصيب خمسة أشخاص بقصف من قبل القوات التركية وفصائل “المعارضة السورية” الموالية لها على قرية صرين.")
    assert {a.actor for c in reading.claims for a in c.perpetrators} == {"turkey", "syrian_national_army"}


def test_other_stories_told_above_and_below_their_day_are_left_out() -> None:
    story = "قتلى ومصابون بقصف على بلدة سرمين في ريف إدلب"
    news = "أصيب مدني بقصف مدفعي لقوات النظام استهدف مدينة جسر الشغور غربي إدلب صباح اليوم."
    text = f"{news}\n{story}\n2023/10/10\n{story}\n"
    assert [(f.outcome, f.toll.min) for c in read(text).claims for f in c.casualties] == [("injured", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سياسات تهدد حياة 4 ملايين مدني في المنطقة.", []),
        ("نقل على إثرها إلى مشفى الشهيدة ليلى.", []),
        (
            "قتل رجل وابنه (طفل) وأصيبت زوجته وطفلته (رضيعة).",
            [
                ("killed", "men", 1, 1, False),
                ("killed", "children", 1, 1, False),
                ("injured", "women", 1, 1, False),
                ("injured", "children", 1, 1, False),
            ],
        ),
        ("قتل مدني بقصف في 22 آب.", [("killed", "civilians", 1, 1, False)]),
        ("قتل في 22 آب الفائت بقصف على البلدة.", []),
        ("مطلع شهر آب الفائت قتل طفل، يوم الخميس 1 آب.", [("killed", "children", 1, 1, False)]),
        (
            "مقتل شخصين وإصابة 6 في هجوم صاروخي على البلدة.",
            [("killed", "people", 2, 2, False), ("injured", "people", 6, 6, False)],
        ),
        (
            "وبذلك يرتفع عدد ضحايا القصف الإسرائيلي إلى 3 أشخاص.",
            [("killed", "people", 3, 3, False)],
        ),
    ],
)
def test_lives_threatened_hospitals_months_and_brackets(text: str, expected: list[Told]) -> None:
    assert figures(text, "ar") == expected


def test_a_sentence_glued_to_the_one_before_stands_alone() -> None:
    text = "ينتشر الخطر بين المنازل لسنوات طويلة.إذ قتل طفل بانفجار لغم في بلدة كللي.وأصيب آخر قرب منزله."
    assert [f[:2] for f in figures(text, "ar")] == [("killed", "children"), ("injured", "children")]


def test_where_only_a_subdistrict_is_named_it_is_the_place_hit() -> None:
    reading = read("مقتل طفل خلال عملية الإنزال التي نفذتها قوات التحالف فجر اليوم في ناحية معدان بريف الرقة.")
    assert {(p.name, p.role) for c in reading.claims for p in c.places} == {("معدان", "where"), ("الرقة", "within")}


def test_hitting_civilian_sites_hurts_no_civilian() -> None:
    assert figures("إصابة مواقع مدنية بالصواريخ.", "ar") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إصابة مدني في قرية “دير غصن مغار” بقصف.", {"دير غصن مغار"}),
        ("أصيب طفل في قرية خربة خوي بقصف مدفعي.", {"خربة خوي"}),
        ("أصيب طفل في حي بستان غنوم بقصف مدفعي.", {"بستان غنوم"}),
        ("قصف مدفعي على عدة مناطق شمالي البلاد أصاب طفلاً في بلدة سرمين.", {"سرمين"}),
    ],
)
def test_names_in_quotes_and_names_that_begin_with_a_common_word_are_whole(text: str, expected: set[str]) -> None:
    reading = read(text, published=date(2024, 12, 9))
    assert {p.name for c in reading.claims for p in c.places if p.role == "where"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب مدني بقصف للاحتلال التركي على صرين. وتعرضت قرية الصيادة لقصف شنه جيش الاحتلال.", {"turkey"}),
        ("قصف جيش الاحتلال بلدة خان أرنبة.", {"israel"}),
    ],
)
def test_an_army_of_occupation_is_that_of_the_occupation_spoken_of(text: str, expected: set[str]) -> None:
    assert {a.actor for c in read(text).claims for a in c.perpetrators} == expected


def test_those_in_the_ranks_of_a_force_are_fighters() -> None:
    found = figures("أوقعت الاشتباكات 10 جرحى في صفوف “هيئة تحرير الشام”.", "ar")
    assert found == [("injured", "fighters", 10, 10, False)]


def test_all_who_died_since_clashes_began_are_a_campaign() -> None:
    found = all_figures("وبذلك، يرتفع عدد ضحايا الاشتباكات منذ بدايتها إلى 18، هم: 2 مدنيين و16 من المسلحين.", "ar")
    assert all(campaign for *_, campaign in found)
