"""Names taken apart."""

import pytest

from tallystick.people.name_places import settle_places
from tallystick.people.names import NameParts, parse_name


def test_a_full_arabic_name_runs_from_the_person_to_the_family() -> None:
    assert parse_name("سليم بن نبيل بن خالد الراوندي") == NameParts("سليم", "نبيل", "خالد", "الراوندي")


def test_a_kunya_before_a_name_is_kept_apart() -> None:
    parts = parse_name("أم سعيد فاطمة الراوندي")
    assert (parts.kunya, parts.given, parts.family) == ("ام سعيد", "فاطمه", "الراوندي")


def test_a_kunya_alone_is_no_given_name() -> None:
    assert parse_name("Abu Khaled") == NameParts(kunya="abu khaled")


def test_abu_within_a_name_makes_a_family_name() -> None:
    assert parse_name("Ahmad Abu Zulab").family == "abu zulab"


@pytest.mark.parametrize("written", ["Abdul Rahman Rawandi", "Abdelrahman Rawandi", "Abd al-Rahman Rawandi",
                                     "Abdurrahman Rawandi"])  # fmt: skip
def test_a_compound_name_is_one_part_however_it_is_joined(written: str) -> None:
    assert parse_name(written) == NameParts("abd rahman", family="rawandi")


def test_arabic_compounds_are_one_part_with_and_without_a_space() -> None:
    assert parse_name("عبدالرحمن سليم") == parse_name("عبد الرحمن سليم")
    assert parse_name("صلاح الدين نور").given == "صلاح دين"


@pytest.mark.parametrize("written", ["al-Rawandi, Salim", "Al Rawandi Salim"])
def test_a_family_name_put_first_is_put_back(written: str) -> None:
    assert parse_name(written) == NameParts("salim", family="al rawandi")


@pytest.mark.parametrize("written", ["مجهول الهوية", "Unknown", "N/A", "", "…", "12"])
def test_nobody_named_has_no_parts(written: str) -> None:
    assert parse_name(written) == NameParts()


def test_titles_are_no_names() -> None:
    assert parse_name("الشهيد الطفل أحمد الحلو").given == "احمد"
    assert parse_name("Dr. Salim Rawandi").given == "salim"


def test_a_last_part_that_opens_names_elsewhere_is_an_ancestor() -> None:
    names = [parse_name(n) for n in ("Salim Rawandi", "Salim Tarhuni", "Salim Kobani", "Nabil Salim")]
    assert settle_places(names)[-1] == NameParts("nabil", father="salim")
