"""What a running number in an address tells of the day, with invented sites."""

from datetime import date, timedelta

import pytest

from tallystick.extract import PlaceNames, periods_of, read_claims
from tallystick.extract.address_clock import learn_clock, read_number
from tallystick.model.report import Report
from tallystick.model.when import Days

FIRST = date(2022, 3, 1)


def site(number: int) -> str:
    return f"https://www.valley-news.example/ar/{number}/a-shell-hit-a-mill"


def dated(*days: int) -> list[tuple[str | None, date]]:
    """Pages with a hundred numbers a day."""
    return [(site(5000 + 100 * day), FIRST + timedelta(day)) for day in days]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (site(5123), ("valley-news.example/ar", 5123)),
        ("https://m.facebook.com/Valley/posts/3073880996158782?x=1", ("facebook.com/Valley/posts", 3073880996158782)),
        ("https://radio.example/p60123", ("radio.example", 60123)),
        ("https://desk.example/two-children-die-as-shells-hit-a-mill/570637/", ("desk.example", 570637)),
        ("https://desk.example/ar/قصف-على-طاحونة-في-البلدة/570637/", ("desk.example/ar", 570637)),
        ("https://desk.example/syria-news/570637/", ("desk.example/syria-news", 570637)),
        ("https://valley-news.example/2022/08/12/a-shell-hit-a-mill", None),
        ("https://valley-news.example/posts/pfbid02tVrKhJk1", None),
        ("https://[broken", None),
        (None, None),
    ],
)  # fmt: skip
def test_the_running_number_of_an_address_is_read_with_its_site(url: str | None, expected: object) -> None:
    assert read_number(url) == expected


def test_a_page_numbered_between_two_dated_ones_lies_between_their_days() -> None:
    window = learn_clock(dated(0, 10, 40)).window(site(5000 + 2500))
    assert window == Days(FIRST + timedelta(23), FIRST + timedelta(27))


def test_beside_a_known_page_little_is_open() -> None:
    clock = learn_clock(dated(0, 10, 310))
    known, middle = clock.window(site(5000 + 1000)), clock.window(site(5000 + 16000))
    assert known == Days(FIRST + timedelta(10), FIRST + timedelta(11))
    assert middle is not None
    assert middle.width == 27


def test_beyond_the_first_and_the_last_dated_page_nothing_is_told() -> None:
    clock = learn_clock(dated(0, 10, 40))
    assert clock.window(site(4999)) is None
    assert clock.window(site(9001)) is None
    assert clock.window("https://other.example/ar/6000") is None


def test_a_page_dated_wrongly_drops_out() -> None:
    wrong = (site(5000 + 2000), FIRST + timedelta(400))
    window = learn_clock([*dated(0, 10, 30, 40, 50), wrong]).window(site(5000 + 2000))
    assert window is not None
    assert window.start <= FIRST + timedelta(20) <= window.end


def test_pages_with_a_wrong_year_do_not_stop_the_clock_of_a_site_with_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, three such pages among ten took the site's clock away, anchors and all."""
    anchors = {"valley-news.example/ar": tuple((5000 + 100 * day, FIRST + timedelta(day)) for day in (0, 50, 100))}
    monkeypatch.setattr("tallystick.extract.address_clock._anchors", lambda: anchors)
    wrong = [(site(5000 + 100 * day), FIRST + timedelta(day + 365)) for day in (20, 40, 60, 80)]
    window = learn_clock([*dated(10, 30), *wrong]).window(site(5000 + 2000))
    assert window is not None
    assert window.start <= FIRST + timedelta(20) <= window.end


def test_a_site_whose_numbers_tell_no_order_has_no_clock() -> None:
    mixed = [(site(n), FIRST + timedelta(day)) for n, day in ((5000, 90), (6000, 3), (7000, 60), (8000, 1))]
    assert learn_clock(mixed).window(site(6500)) is None


def test_an_undated_report_takes_its_year_from_its_neighbours_and_its_day_from_the_weekday() -> None:
    known = {f"r{n}": Report(f"r{n}", "x", url=url) for n, (url, _) in enumerate(dated(0, 10, 40))}
    published = {f"r{n}": day for n, (_, day) in enumerate(dated(0, 10, 40))}
    text = "قتل مدنيان بقصف مدفعي على قرية كنصفرة بريف إدلب اليوم السبت"  # 26 March 2022, the 25th day, was a Saturday
    undated = Report("late", text, url=site(5000 + 2400))
    period = periods_of(known | {"late": undated}, published)["late"]
    reading = read_claims(undated, PlaceNames.build(["كنصفرة", "إدلب"]), period)
    assert reading.published == Days.on(date(2022, 3, 26))
    assert [c.date and c.date.days for c in reading.claims] == [Days.on(date(2022, 3, 26))]


def test_an_undated_report_without_a_weekday_is_of_the_days_its_number_leaves() -> None:
    known = {f"r{n}": Report(f"r{n}", "x", url=url) for n, (url, _) in enumerate(dated(0, 10, 40))}
    published = {f"r{n}": day for n, (_, day) in enumerate(dated(0, 10, 40))}
    undated = Report("late", "قتل مدنيان بقصف مدفعي على قرية كنصفرة بريف إدلب", url=site(5000 + 2500))
    period = periods_of(known | {"late": undated}, published)["late"]
    reading = read_claims(undated, PlaceNames.build(["كنصفرة", "إدلب"]), period)
    assert reading.published is None
    assert [c.date and c.date.days for c in reading.claims] == [period.window]


def test_a_day_that_the_number_contradicts_is_not_the_reports_own() -> None:
    pages = dict(enumerate([*dated(0, 10, 20, 30, 40), (site(5000 + 2500), date(2023, 8, 13))]))
    reports = {f"r{n}": Report(f"r{n}", "x", url=url) for n, (url, _) in pages.items()}
    periods = periods_of(reports, {f"r{n}": day for n, (_, day) in pages.items()})
    assert list(periods) == ["r5"]
    story = Report("r5", "قصف على قرية كنصفرة اليوم الأحد 13 آب 2023 وفي خبر آخر قتل مدنيان", url=site(5000 + 2500))
    reading = read_claims(story, PlaceNames.build(["كنصفرة"]), periods["r5"])
    assert reading.published != Days.on(date(2023, 8, 13))
