"""Dates in invented sentences; every expected day was worked out on a calendar. The report's own day is
Friday 12 August 2022 unless a test says otherwise."""

from datetime import date

import pytest

from tallystick.extract.clean import clean_text
from tallystick.extract.dates import find_dates
from tallystick.extract.found import FoundDate
from tallystick.extract.pack import LanguagePack, load_pack
from tallystick.model.when import Days

OWN = date(2022, 8, 12)


def dates_in(language: str, text: str, own: date | None = OWN) -> tuple[FoundDate, ...]:
    return find_dates(clean_text(text), load_pack(language), own)


def days(language: str, text: str, own: date | None = OWN) -> list[str]:
    """The days found, as `2022-08-12` or `2022-08-11..2022-08-12`."""
    return [_written(found.days) for found in dates_in(language, text, own)]


def _written(when: Days) -> str:
    return str(when.start) if when.start == when.end else f"{when.start}..{when.end}"


ENGLISH = [
    ("A shell hit the school on Tuesday.", "2022-08-09"),
    ("The market was hit late Thursday.", "2022-08-11"),
    ("Two men died on Friday afternoon.", "2022-08-12"),
    ("Rockets fell today.", "2022-08-12"),
    ("Rockets fell yesterday.", "2022-08-11"),
    ("Rockets fell the day before yesterday.", "2022-08-10"),
    ("The bridge was bombed two days ago.", "2022-08-10"),
    ("The bridge was bombed 4 nights ago.", "2022-08-08"),
    ("Jets struck the town overnight.", "2022-08-11..2022-08-12"),
    ("Jets struck the town on Wednesday night.", "2022-08-10..2022-08-11"),
    ("Six were killed over the past 24 hours.", "2022-08-11..2022-08-12"),
    ("Six were killed in the past three days.", "2022-08-09..2022-08-12"),
    ("Strikes on Monday and Tuesday killed nine.", "2022-08-08..2022-08-09"),
    ("Last Thursday a drone hit a car.", "2022-08-04"),
    ("Last Monday a drone hit a car.", "2022-08-08"),
    ("Last week a drone hit a car.", "2022-08-05..2022-08-12"),
    ("Last month a drone hit a car.", "2022-07-01..2022-07-31"),
    ("An attack on October 6 killed three.", "2021-10-06"),
    ("An attack on 6 July killed three.", "2022-07-06"),
    ("An attack on Sept. 30 killed three.", "2021-09-30"),
    ("An attack on the 24th of May, 2016 killed three.", "2016-05-24"),
    ("An attack on May 24th killed three.", "2022-05-24"),
    ("It was bombed on Tuesday 5 May 2020 by jets.", "2020-05-05"),
    ("It was bombed on 19-20 October 2015 by jets.", "2015-10-19..2015-10-20"),
    ("It was bombed between 1 and 3 May 2015 by jets.", "2015-05-01..2015-05-03"),
    ("It was bombed from 30 April to 2 May 2015 by jets.", "2015-04-30..2015-05-02"),
    ("It was bombed from 30 December to 2 January by jets.", "2021-12-30..2022-01-02"),
    ("It was bombed in July 2019 by jets.", "2019-07-01..2019-07-31"),
    ("It was bombed in 2013 by jets.", "2013-01-01..2013-12-31"),
    (
        "The record of the shelling gives 2016-09-28 as its day and lists the names of all the hurt.",
        "2016-09-28",
    ),
]

ARABIC = [
    ("سقطت قذيفة على المدرسة اليوم.", "2022-08-12"),
    ("سقطت قذيفة على المدرسة مساء أمس.", "2022-08-11"),
    ("سقطت قذيفة على المدرسة ليل أمس.", "2022-08-11"),
    ("سقطت قذيفة على المدرسة أول أمس.", "2022-08-10"),
    ("سقطت قذيفة على المدرسة بالأمس.", "2022-08-11"),
    ("سقطت قذيفة على المدرسة قبل يومين.", "2022-08-10"),
    ("سقطت قذيفة على المدرسة منذ ثلاثة أيام.", "2022-08-09"),
    ("سقطت قذيفة على المدرسة فجر الثلاثاء.", "2022-08-09"),
    ("سقطت قذيفة على المدرسة صباح اليوم الجمعة 12 آب.", "2022-08-12"),
    ("سقطت قذيفة على المدرسة يوم الأربعاء 3 آب / أغسطس.", "2022-08-03"),
    ("سقطت قذيفة على المدرسة في 8/ أيار بحسب الأهالي.", "2022-05-08"),
    ("سقطت قذيفة على المدرسة في 24 من آب.", "2021-08-24"),
    ("سقطت قذيفة على المدرسة في ٥ تموز/يوليو ٢٠٢١ بحسب الأهالي.", "2021-07-05"),
    ("سقطت قذيفة على المدرسة في 3 جانفي.", "2022-01-03"),
    ("سقطت قذيفة على المدرسة في 4 أوت.", "2022-08-04"),
    ("سقطت قذيفة على المدرسة في 9 كانون الثاني.", "2022-01-09"),
    ("سقطت قذيفة على المدرسة في 9 تشرين الأول 2020 بحسب الأهالي.", "2020-10-09"),
    ("سقطت قذيفة على المدرسة في السابع عشر من تموز.", "2022-07-17"),
    ("سقطت قذيفة على المدرسة في الخامس من الشهر الجاري.", "2022-08-05"),
    ("سقطت قذيفة على المدرسة في 15 من الشهر الماضي.", "2022-07-15"),
    ("سقطت قذيفة على المدرسة الخميس الفائت.", "2022-08-04"),
    ("سقطت قذيفة على المدرسة الأسبوع المنصرم.", "2022-08-05..2022-08-12"),
    ("سقطت قذيفة على المدرسة خلال الـ 24 ساعة الفائتة.", "2022-08-11..2022-08-12"),
    ("سقطت قذيفة على المدرسة ليلة الخميس/الجمعة.", "2022-08-11..2022-08-12"),
    ("سقطت قذيفة على المدرسة ليلة الاثنين.", "2022-08-08..2022-08-09"),
    ("سقطت قذيفة على المدرسة بين 3 و 5 تموز.", "2022-07-03..2022-07-05"),
    (
        "جرح طفل في القصف الذي طال أطراف القرية بتاريخ 6-7-2022 وفق شهود كانوا في المكان مع عائلاتهم.",
        "2022-07-06",
    ),
]

RUSSIAN = [
    ("Снаряд попал в школу 30 сентября.", "2021-09-30"),
    ("Снаряд попал в школу 30 сентября 2015 года.", "2015-09-30"),
    ("Снаряд попал в школу в среду.", "2022-08-10"),
    ("Снаряд попал в школу в пятницу утром.", "2022-08-12"),
    ("Снаряд попал в школу вчера.", "2022-08-11"),
    ("Снаряд попал в школу накануне.", "2022-08-11"),
    ("Снаряд попал в школу сегодня.", "2022-08-12"),
    ("Снаряд попал в школу три дня назад.", "2022-08-09"),
    ("Снаряд попал в школу позавчера.", "2022-08-10"),
    ("За минувшие сутки ранены трое.", "2022-08-11..2022-08-12"),
    ("Снаряд попал в школу с 3 по 5 мая.", "2022-05-03..2022-05-05"),
    ("Снаряд попал в школу в июле 2019 года.", "2019-07-01..2019-07-31"),
    ("Снаряд попал в школу в ночь на среду.", "2022-08-09..2022-08-10"),
    ("Снаряд попал в школу в ночь на 1 мая.", "2022-04-30..2022-05-01"),
    ("Снаряд попал в школу в ночь с 29 на 30 июня.", "2022-06-29..2022-06-30"),
    ("Снаряд попал в школу в прошлом месяце.", "2022-07-01..2022-07-31"),
    ("Снаряд попал в школу двое суток назад.", "2022-08-10"),
]

UKRAINIAN = [
    ("Снаряд влучив у школу 30 вересня.", "2021-09-30"),
    ("Снаряд влучив у школу 30 вересня 2015 року.", "2015-09-30"),
    ("Снаряд влучив у школу в середу.", "2022-08-10"),
    ("Снаряд влучив у школу у п'ятницю вранці.", "2022-08-12"),
    ("Снаряд влучив у школу вчора.", "2022-08-11"),
    ("Снаряд влучив у школу сьогодні.", "2022-08-12"),
    ("Снаряд влучив у школу три дні тому.", "2022-08-09"),
    ("Снаряд влучив у школу у ніч на середу.", "2022-08-09..2022-08-10"),
    ("За минулу добу поранено трьох.", "2022-08-11..2022-08-12"),
    ("Снаряд влучив у школу з 3 по 5 травня.", "2022-05-03..2022-05-05"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_an_english_date_means_these_days(text: str, expected: str) -> None:
    assert days("en", text) == [expected]


@pytest.mark.parametrize(("text", "expected"), ARABIC)
def test_an_arabic_date_means_these_days(text: str, expected: str) -> None:
    assert days("ar", text) == [expected]


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_a_russian_date_means_these_days(text: str, expected: str) -> None:
    assert days("ru", text) == [expected]


@pytest.mark.parametrize(("text", "expected"), UKRAINIAN)
def test_a_ukrainian_date_means_these_days(text: str, expected: str) -> None:
    assert days("uk", text) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At 10:30 and 16:05 some 24 shells fell on 3 villages."),
        ("en", "The boy, 12, and the girl, 7, were hurt."),
        ("en", "Call 0944 123 456 for help; the score was 3-2."),
        ("en", "It may march on; the sun rose as they sat down."),
        ("en", "Thousands fled, 2015 of them children."),
        ("en", "An attack on 31 April killed three."),
        ("ar", "أصيب 12 مدنياً بينهم 5 أطفال عند الساعة 10:30."),
        ("ar", "سقطت قذيفة على المدرسة في 5 رمضان."),
        ("ar", "قصف المدرسة في 31 نيسان."),
        ("ru", "Ранены 12 человек, в том числе 5 детей, в 10:30."),
    ],
)
def test_numbers_times_and_impossible_days_are_no_dates(language: str, text: str) -> None:
    assert days(language, text) == []


def test_relative_dates_are_left_out_when_the_report_has_no_day_of_its_own() -> None:
    assert days("en", "Hit on Tuesday, two days ago, last week, on 6 July and overnight.", None) == []


def test_a_day_without_a_year_is_left_out_when_nothing_tells_the_year() -> None:
    assert days("ar", "قصفت المدرسة في 12 آب.", None) == []
    assert days("ar", "قصفت المدرسة الجمعة 12 آب.", None) == []


def test_a_weekday_outranks_the_nearest_year() -> None:
    # In 2022 the 9th of August was a Tuesday, in 2021 a Monday.
    assert days("en", "Hit on Monday 9 August by a drone.") == ["2021-08-09"]


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("Hit on 4 October 2015; the remnants were seen on 6 October.", None, ["2015-10-04", "2015-10-06"]),
        ("Hit on 4 October 2015; the remnants were seen on 6 October.", OWN, ["2015-10-04", "2015-10-06"]),
        ("Hit on 29 September and on 16 November 2015 by jets.", OWN, ["2015-09-29", "2015-11-16"]),
        ("Hit on 30 December 2015 and on 2 January by jets.", OWN, ["2015-12-30", "2016-01-02"]),
        ("The war began on 15 March 2011. It was hit on 6 October.", OWN, ["2011-03-15", "2021-10-06"]),
        ("The ninth raid since early 2022. On 2 May two were killed.", None, ["2022-05-02"]),
    ],
)
def test_the_text_tells_the_year_of_a_day_without_one(text: str, own: date | None, expected: list[str]) -> None:
    assert days("en", text, own) == expected


def test_a_day_of_the_same_month_is_never_placed_in_the_future() -> None:
    assert days("en", "Hit on 20 August by a drone.") == ["2021-08-20"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Earlier attacks on 3 August had killed two."),
        ("en", "The war began in March 2011."),
        ("ar", "وكانت طائرة قد قصفت القرية في 3 آب."),
        ("ar", "سبق أن قصفت القرية الأحد."),
    ],
)
def test_words_set_a_date_apart_from_the_news(language: str, text: str) -> None:
    assert [found.background for found in dates_in(language, text)] == [True]


def test_the_day_of_the_telling_is_not_the_day_of_the_deed() -> None:
    told, done = dates_in("en", "A monitor said on Thursday that a strike on Monday killed two.")
    assert (told.telling, done.telling) == (True, False)


def test_a_pictures_caption_does_not_date_the_news() -> None:
    (caption,) = dates_in("en", "Rescuers search a house in the town, 8 August (Example Agency)")
    assert caption.telling
    assert caption.background


def test_the_strike_before_lies_its_days_before_the_one_just_dated() -> None:
    deed, before = dates_in("en", "The strike on Wednesday came two days after an attack on a mill.")
    assert (deed.days, before.days) == (Days.on(date(2022, 8, 10)), Days.on(date(2022, 8, 8)))


def test_stamps_and_datelines_date_no_attack() -> None:
    text = "11:28 PM · Aug 12, 2022\n12 August 2022\nUpdates (@someone) August 11, 2022\nTwo were hurt on Monday."
    assert days("en", text) == ["2022-08-08"]


def test_a_word_of_the_language_file_that_nothing_reads_is_warned_about() -> None:
    pack = LanguagePack("xx", {"dates": {"moths": {1: ["january"]}}})
    with pytest.warns(UserWarning, match="moths"):
        find_dates(clean_text("January 5, 2020"), pack, OWN)


def test_the_date_of_a_picture_dates_no_attack() -> None:
    text = "The bomb fell near the village; remnants were photographed on 6 October 2015."
    assert find_dates(clean_text(text), load_pack("en"), None) == ()
