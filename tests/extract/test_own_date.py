"""The report's own day, found in invented posts and pages."""

from datetime import date

import pytest

from tallystick.extract.clean import clean_text
from tallystick.extract.own_date import find_own_date, read_address_date, read_publication_date
from tallystick.extract.pack import load_pack
from tallystick.model.report import Report


def own_date(text: str, raw: str | None = None, published: date | None = None, language: str = "ar") -> date | None:
    report = Report("r1", text, raw_publication_date=raw, published=published)
    return find_own_date(report, clean_text(text), load_pack(language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Post\n\nمراسل@someone7سقطت قذيفة على القرية11:28 PM · Jan 9, 202565 Views2", date(2025, 1, 9)),
        ("صفحة\nصفحةJanuary 11, 2025 · Shared with Publicسقطت قذيفة", date(2025, 1, 11)),
        ("صفحة VerifiedMay 3, 2021 at 4:05 PM · Publicسقطت قذيفة", date(2021, 5, 3)),
        ("مراسل@someone7Jul 25, 2025سقطت قذيفة على القرية", date(2025, 7, 25)),
        ("20 آب 2021\n\nقذيفة تقتل طفلين\n\n0\n\nالتعليقات", date(2021, 8, 20)),
        ("قذيفة تقتل طفلين\n\nالثلاثاء, يناير 18, 2022\nالأخبار\n\nسقطت قذيفة", date(2022, 1, 18)),
        ("قذيفة تقتل طفلين\n\nالثلاثاء, ١٠ ديسمبر ٢٠٢٤, ٢٢:٠٠\n\nسقطت قذيفة", date(2024, 12, 10)),
        ("قذيفة تقتل طفلين\n\n2022.10.28 | 14:32 دمشق\n\nآخر تحديث: 2023.05.09 | 09:41 دمشق", date(2022, 10, 28)),
        ("قذيفة تقتل طفلين\n\n04/07/2022\n\n1:10 م\n\nسقطت قذيفة", date(2022, 7, 4)),
        ("#متابعة السبت ٢٠٢٣/٨/٥\n\nقتيلان وستة جرحى في غارة على أطراف المدينة", date(2023, 8, 5)),
        ("قذيفة تقتل طفلين\n\nسقطت قذيفة صباح اليوم السبت 5 آب 2023 على القرية", date(2023, 8, 5)),
        ("قذيفة تقتل طفلين\n\nسقطت قذيفة أمس الجمعة 4 آب 2023 على القرية", date(2023, 8, 5)),
        ("Shell kills two\n\nFri Jul 1 2016 Shell kills two. A shell hit a mill.", date(2016, 7, 1)),
        ("Shell kills two\n\n9 Aug 2016 Two were killed by a shell.", date(2016, 8, 9)),
        ("Shell kills two\n\nPublished April 8 2017 A shell hit a mill.", date(2017, 4, 8)),
        ("Shell kills two\n\nDate of publication 10 July 2016 A shell hit a mill.", date(2016, 7, 10)),
        ("Shell kills two\n\nLast updated at Oct 032017 A shell hit a mill.", date(2017, 10, 3)),
        ("Shell kills two\n\n18.05.2017Get short URL 0 15 A shell hit a mill.", date(2017, 5, 18)),
        ("Shell kills two\n\n06-06-2016 A shell hit a mill.", date(2016, 6, 6)),
        ("Shell kills two Agency Sunday 8 Oct 2017 At least two were killed.", date(2017, 10, 8)),
    ],
)
def test_a_text_shows_the_day_it_was_published(text: str, expected: date) -> None:
    assert own_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "سقطت قذيفة على القرية قبل يومين",
        "سقطت قذيفة على القرية صباح اليوم الجمعة",
        "21w · سقطت قذيفة على القرية",
        "The war began in March 2011 and went on for years.",
    ],
)
def test_a_text_without_a_full_date_has_no_day_of_its_own(text: str) -> None:
    assert own_date(text) is None


def test_weekday_and_day_of_today_tell_the_year() -> None:
    # 6 October fell on a Thursday in 2011, 2016 and 2022; the latest is taken.
    assert own_date("سقطت قذيفة اليوم الخميس 6 تشرين الأول/ أكتوبر على القرية") == date(2022, 10, 6)


def test_an_embedded_post_moves_on_to_the_weekday_the_text_calls_today() -> None:
    text = "سقطت قذيفة على القرية اليوم الثلاثاء وأصيب طفل\n\nNews of the day (@someone) November 22, 2021\n\nتفاصيل"
    assert own_date(text) == date(2021, 11, 23)


def test_a_dateline_beats_a_bare_date_of_the_metadata() -> None:
    assert own_date("Shell kills two\n\n12 August 2016 A shell hit a mill.", "8/15/2013") == date(2016, 8, 12)


def test_a_timestamp_of_the_metadata_beats_the_clock_of_the_page() -> None:
    text = "السبت 1 آب, 2026\n\nعناوين أخرى\n\nسقطت قذيفة على القرية"
    assert own_date(text, "2024-12-04 17:36:47") == date(2024, 12, 4)


def test_metadata_beat_a_stamp_in_another_time_zone() -> None:
    text = "صفحة\nصفحةNovember 19, 2025 · Shared with Publicسقطت قذيفة"
    assert own_date(text, "20 نوفمبر 2025") == date(2025, 11, 20)


def test_a_stamp_beats_metadata_that_are_months_off() -> None:
    text = "صفحة\nصفحةNovember 19, 2025 · Shared with Publicسقطت قذيفة"
    assert own_date(text, "2 آب 2026") == date(2025, 11, 19)


def test_a_stamp_without_a_year_leaves_the_metadata_alone() -> None:
    assert own_date("صفحةMarch 1 · Shared with Publicسقطت قذيفة", "2 مارس 2026") == date(2026, 3, 2)


def test_a_date_in_the_story_is_not_the_storys_own() -> None:
    text = "Shell kills two\n\nTwo men were killed on Tuesday 5 May 2020 when a shell hit a mill near the town."
    assert own_date(text, None, date(2020, 5, 7), "en") == date(2020, 5, 7)


def test_the_day_of_the_telling_dates_a_report_and_the_day_of_the_deed_does_not() -> None:
    assert own_date("The army said on 6 October 2022 that a raid killed two.", language="en") == date(2022, 10, 6)
    assert own_date("A raid of 6 October 2022 killed two near the mill.", language="en") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2022/08/12/raid-on-a-mill", date(2022, 8, 12)),
        ("https://example.org/2015_10_01_archive.html", date(2015, 10, 1)),
        ("https://example.org/news/summary-of-the-day-tuesday-23-11-2021.html?x=1", date(2021, 11, 23)),
        ("https://example.org/news/summary-of-the-day-05-07-2022", date(2022, 7, 5)),
        ("https://example.org/news/page-23-45-2021", None),
        ("https://example.org/2022/08/news", None),
        ("https://example.org/99/2022/13/45/x", None),
        (None, None),
    ],
)
def test_a_pages_address_may_hold_its_day(url: str | None, expected: date | None) -> None:
    assert read_address_date(url) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2 مارس 2026", date(2026, 3, 2)),
        ("٨ يوليو ٢٠٢٥", date(2025, 7, 8)),
        ("4 كانون الأول 2024", date(2024, 12, 4)),
        ("2025-01-09T23:28:20.000Z", date(2025, 1, 9)),
        ("2024-12-10T14:06:22+00:00 2026-07-31T16:25:58+03:00", date(2024, 12, 10)),
        ("7/10/2016", date(2016, 7, 10)),
        ("28/10/2016", date(2016, 10, 28)),
        ("30 сентября 2015 г., 14:05", date(2015, 9, 30)),
        ("Wed, 30 Sep 2015 10:00:00 GMT", date(2015, 9, 30)),
        ("30 septembre 2015", date(2015, 9, 30)),
        ("21w", None),
        ("yesterday", None),
        ("2015", None),
        ("", None),
        (None, None),
    ],
)
def test_a_publication_date_is_read_in_any_language(raw: str | None, expected: date | None) -> None:
    assert read_publication_date(raw) == expected


def test_the_number_of_a_post_tells_its_day_where_nothing_else_does() -> None:
    post = Report("r1", "سقطت قذيفة على القرية", url="https://twitter.com/someone/status/1465748209486254085")
    assert find_own_date(post, clean_text(post.text), load_pack("ar")) == date(2021, 11, 30)
    dated = Report("r2", post.text, url=post.url, raw_publication_date="2021-12-04")
    assert find_own_date(dated, clean_text(post.text), load_pack("ar")) == date(2021, 12, 4)
