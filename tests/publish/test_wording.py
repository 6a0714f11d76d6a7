"""Days, ranges and places in words."""

from datetime import date

import pytest

from tallystick.model.when import Days
from tallystick.publish.wording import (
    counted,
    days_in_words,
    direction,
    listed,
    place_in_words,
    radius_in_words,
    range_in_words,
)
from tests.publish.invented import PLACES


def days(start: str, end: str) -> Days:
    return Days(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("interval", "long", "short"),
    [
        (None, "day not known", "day not known"),
        (days("2015-09-30", "2015-09-30"), "30 September 2015", "30 Sep 2015"),
        (days("2015-10-15", "2015-10-16"), "15–16 October 2015", "15–16 Oct 2015"),
        (days("2015-09-30", "2015-10-01"), "30 September – 1 October 2015", "30 Sep – 1 Oct 2015"),
        (days("2015-12-31", "2016-01-01"), "31 December 2015 – 1 January 2016", "31 Dec 2015 – 1 Jan 2016"),
    ],
)
def test_an_interval_says_nothing_twice(interval: Days | None, long: str, short: str) -> None:
    assert days_in_words(interval) == long
    assert days_in_words(interval, short=True) == short


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, "not known"), (0, 0, "0"), (3, None, "3 or more"), (None, 5, "up to 5"), (0, 5, "0–5"), (4, 4, "4")],
)
def test_unknown_open_and_zero_are_three_things(low: int | None, high: int | None, words: str) -> None:
    assert range_in_words(low, high) == words


def test_a_whole_area_says_that_it_is_one() -> None:
    assert place_in_words(PLACES["Qasr Laban"]) == "Qasr Laban district, Harra"
    assert place_in_words(PLACES["Bir Salwan"]) == "Bir Salwan, Lower Wadi"
    assert place_in_words(None) == "Place not known"


def test_small_words() -> None:
    assert [radius_in_words(m) for m in (100, 1500, 25000)] == ["100 m", "1.5 km", "25 km"]
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [counted(1, "report"), counted(2, "report")] == ["1 report", "2 reports"]
    assert [direction("ar"), direction("ru"), direction(None)] == ["rtl", "ltr", "auto"]
