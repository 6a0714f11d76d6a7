from datetime import date

import pytest

from tallystick.extract.stated_uses import read_stated_uses
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.when import Days


def read(text: str, language: str = "en") -> list[tuple[str, int, int | None]]:
    found = read_stated_uses(Report("r", text), Reading("r", "test", language, None, ()))
    return [(u.munition, u.min, u.max) for u in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The group counts at least 31 cluster attacks since March.", ("cluster", 31, None)),
        ("Cluster bombs were used on at least 31 occasions since March.", ("cluster", 31, None)),
        ("It recorded 12 uses of incendiary weapons.", ("incendiary", 12, 12)),
        ("It recorded 12 uses of incendiary weapons; 12 uses of incendiary weapons.", ("incendiary", 12, 12)),
    ],
)
def test_a_number_of_uses_that_a_report_states_is_read(text: str, expected: tuple[str, int, int | None]) -> None:
    assert read(text) == [expected]


def test_the_days_that_the_sentence_names_are_kept() -> None:
    text = "It recorded at least 31 cluster attacks since March 4, 2015. It was written on May 9, 2015."
    (found,) = read_stated_uses(Report("r", text), Reading("r", "test", "en", None, ()))
    assert found.days == Days.on(date(2015, 3, 4))


def test_russian_numbers_of_uses_are_read() -> None:
    assert read("Зафиксировано не менее 15 атак с кассетными бомбами.", "ru") == [("cluster", 15, None)]


@pytest.mark.parametrize(
    "text",
    [
        "A cluster attack killed 12 people.",
        "The attack with cluster bombs killed 12.",
        "Cluster bombs fell. There were 12 attacks in May.",
        "One cluster attack was recorded.",
    ],
)
def test_what_is_no_number_of_uses_is_not_read(text: str) -> None:
    assert read(text) == []
