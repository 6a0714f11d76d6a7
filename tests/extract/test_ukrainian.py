"""A fourth language is a new file: invented Ukrainian reports, read by the code that reads the others."""

from datetime import date
from pathlib import Path

import pytest

import tallystick.extract
from tallystick.extract import PlaceNames, read_claims
from tallystick.model.claim import Claim
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.toll import Toll

ARTILLERY = (
    "У вівторок, 12 січня 2016 року, внаслідок артилерійського обстрілу міста Марія загинули троє мирних жителів, "
    "ще п'ятеро поранені. Місто обстріляли війська Асада."
)
AIRSTRIKE = "Російські літаки завдали авіаудару по селу Хатла 3 лютого 2016 року. Загинули двоє дітей."
DENIED = (
    "Авіаудар зруйнував лікарню в місті Марія, загинули щонайменше 7 людей. Міноборони РФ заперечує удари по лікарні."
)


def read(text: str) -> Reading:
    return read_claims(Report("uk-1", text, published=date(2016, 2, 10)), PlaceNames.build([]))


def attack(text: str) -> Claim:
    """The one attack of a report."""
    (claim,) = [c for c in read(text).claims if c.scope == "attack"]
    return claim


@pytest.mark.parametrize("text", [ARTILLERY, AIRSTRIKE, DENIED])
def test_a_ukrainian_report_is_told_from_a_russian_one(text: str) -> None:
    assert read(text).language == "uk"
    assert read("Во вторник в результате обстрела города погибли трое мирных жителей.").language == "ru"


def test_numbers_in_words_and_outcomes_are_read() -> None:
    figures = {(c.outcome, c.group, c.toll) for c in attack(ARTILLERY).casualties}
    assert ("killed", "civilians", Toll(3, 3)) in figures
    assert any(outcome == "injured" and toll == Toll(5, 5) for outcome, _, toll in figures)


def test_at_least_stays_open_above() -> None:
    assert any(c.outcome == "killed" and c.toll == Toll(7, None) for c in attack(DENIED).casualties)


def test_children_are_counted_as_children() -> None:
    assert [(c.outcome, c.group, c.toll) for c in attack(AIRSTRIKE).casualties] == [("killed", "children", Toll(2, 2))]


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [(ARTILLERY, "artillery", "syrian_government"), (AIRSTRIKE, "airstrike", "russia")],
)
def test_kind_and_doer_are_read(text: str, kind: str, actor: str) -> None:
    claim = attack(text)
    assert claim.kind == kind
    assert [(p.actor, p.stance) for p in claim.perpetrators] == [(actor, "asserted")]


def test_a_denial_is_kept_as_a_denial() -> None:
    assert [(p.actor, p.stance) for p in attack(DENIED).perpetrators] == [("russia", "denied")]


def test_the_day_in_the_text_is_the_day_of_the_attack() -> None:
    claimed = attack(ARTILLERY).date
    assert claimed is not None
    assert (claimed.days.start, claimed.days.end) == (date(2016, 1, 12), date(2016, 1, 12))


@pytest.mark.parametrize("text", [ARTILLERY, AIRSTRIKE, DENIED])
def test_every_passage_stands_in_the_report(text: str) -> None:
    claim = attack(text)
    spans = [c.span for c in claim.casualties] + [p.span for p in claim.perpetrators] + [t.span for t in claim.targets]
    assert len(spans) >= 2
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()


def test_no_code_knows_that_there_is_ukrainian() -> None:
    folder = Path(tallystick.extract.__file__).parent
    naming = [f.name for f in sorted(folder.glob("*.py")) if '"uk"' in f.read_text("utf-8")]
    assert naming == []
