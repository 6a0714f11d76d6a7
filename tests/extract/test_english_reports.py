"""Where, who and when in invented English reports of the styles of agencies and papers."""

from datetime import date

import pytest

from tallystick.model.claim import Claim
from tests.extract.reading import read


def only_claim(text: str) -> Claim:
    claims = [c for c in read(text, language="en").claims if c.scope == "attack"]
    assert len(claims) == 1
    return claims[0]


DAYS = [
    (
        "Market hit in Sarmin\n\nAMMAN Sept 05 2015 Two shells fell in Sarmin on Friday killing a trader.",
        date(2015, 9, 4),
    ),
    ("Dead in Sarmin\n\nAleppo, April 23 2018 – Shells killed a trader in Sarmin late on Sunday.", date(2018, 4, 22)),
    ("Dead in Sarmin\n\nMay 5 2017 A trader was killed in Thursdays raids on Sarmin.", date(2017, 5, 4)),
    ("Shells on Sarmin killed six and wounded at least 30 on November 20 2018.", date(2018, 11, 20)),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_the_day_of_the_deed_is_told_from_the_dateline_and_from_numbers(text: str, day: date) -> None:
    found = only_claim(text).date
    assert found is not None
    assert (found.days.start, found.days.end) == (day, day)


WHO = [
    (
        "Warplanes bombed Sarmin. The Russian spokeswoman said her country had nothing to do with the raid.",
        ("russia", "denied"),
    ),
    ("A Russian S-300 missile struck Sarmin killing six people.", ("russia", "asserted")),
    ("Shells hit Sarmin killing one person. It blamed insurgents in the hills.", ("hts_opposition", "alleged")),
    ("Turkish forces and their proxies shelled Sarmin, injuring two civilians.", ("syrian_national_army", "asserted")),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who_did_it_and_who_denies_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(p.actor, p.stance) for p in only_claim(text).perpetrators]


WHERE = [
    ("Two people died in the shelling of Sarmin.", {"Sarmin"}),
    ("A shell killed a boy in nearby Sarmin activists said.", {"Sarmin"}),
    ("Clashes in Ras Al-Ain City killed two children.", {"Ras Al-Ain"}),
    ("BEIRUT At least two people were killed in raids on Sarmin.", {"Sarmin"}),
    ("Shelling of Sarmin killed a man in the Idlib-controlled north on Oct. 13.", {"Sarmin"}),
    ("The wounded were transported to Binnish hospital after shells hit Sarmin, killing one civilian.", {"Sarmin"}),
]


@pytest.mark.parametrize(("text", "expected"), WHERE)
def test_places_hit_are_told_from_datelines_hospitals_and_compounds(text: str, expected: set[str]) -> None:
    assert {p.name for p in only_claim(text).places if p.role == "where"} == expected
