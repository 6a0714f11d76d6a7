"""Which date belongs to which attack, in invented reports of Friday 12 August 2022."""

from datetime import date

import pytest

from tallystick.extract.attack_date import ReportDates, choose_date, choose_date_of
from tallystick.extract.clean import clean_text
from tallystick.extract.dates import find_dates
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.model.when import Days

OWN = date(2022, 8, 12)


def report_dates(text: str, own: date | None = OWN, breaking: bool = True) -> ReportDates:
    clean, pack = clean_text(text), load_pack("en")
    return ReportDates(find_dates(clean, pack, own), split_sentences(clean, pack), own, breaking)


def day_of(text: str, attack: str, own: date | None = OWN, breaking: bool = True) -> str | None:
    """The day chosen for the attack whose words these are."""
    start = text.index(attack)
    chosen = choose_date(report_dates(text, own, breaking), start, start + len(attack))
    return None if chosen is None else str(chosen[0].start)


@pytest.mark.parametrize(
    ("text", "attack", "expected"),
    [
        ("A shell hit a mill on Tuesday. A raid hit a farm on Monday.", "shell hit", "2022-08-09"),
        ("A shell hit a mill on Tuesday. A raid hit a farm on Monday.", "raid hit", "2022-08-08"),
        ("A monitor said on Thursday that a raid on Monday hit a farm.", "raid", "2022-08-08"),
        ("A monitor said on Thursday that a raid hit a farm.", "raid", "2022-08-11"),
        ("A raid hit a farm on Monday. Rockets then fell on a mill.", "Rockets", "2022-08-08"),
        ("Raid on a farm\nA raid hit a farm on Monday, killing two.", "Raid", "2022-08-08"),
        ("A raid hit a farm today. Earlier a raid on 3 August had killed two.", "a raid on 3", "2022-08-03"),
        ("Rockets fell on Monday. Since March 2011 raids have killed many.", "raids", "2022-08-08"),
        ("After the April raid people fled. A shell fell on Monday.", "raid", "2022-04-01"),
    ],
)
def test_an_attack_takes_the_nearest_date_that_can_be_its_own(text: str, attack: str, expected: str) -> None:
    assert day_of(text, attack) == expected


def test_breaking_news_without_a_date_happened_on_the_reports_own_day() -> None:
    dates = report_dates("Rockets hit a mill.")
    assert choose_date(dates, 0, 7) == (Days.on(OWN), None)


def test_an_undated_attack_of_an_old_story_has_no_date() -> None:
    assert day_of("Rockets hit a mill.", "Rockets", breaking=False) is None


def test_an_undated_attack_of_an_undated_report_has_no_date() -> None:
    assert day_of("Rockets hit a mill.", "Rockets", own=None) is None


def test_a_later_date_far_down_the_report_does_not_date_its_lead() -> None:
    text = "Rockets hit a mill. " + "People fled to the fields and waited. " * 12 + "On Monday a raid hit a farm."
    assert day_of(text, "Rockets") == str(OWN)


def test_words_further_on_about_the_same_attack_date_it() -> None:
    text = "Two die in raid. People fled to the fields and waited there. The raid on Monday hit a farm."
    first, second = text.index("raid"), text.index("raid on Monday")
    chosen = choose_date_of(report_dates(text), [(first, first + 4), (second, second + 4)])
    assert chosen is not None
    assert chosen[0] == Days.on(date(2022, 8, 8))
