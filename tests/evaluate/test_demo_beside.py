"""The demo beside what Airwars published: every figure has a row, every difference a sentence."""

from datetime import date
from pathlib import Path

import pytest

from tallystick.evaluate.demo_beside import HEAD, Entry, find_incident, read_entries, rows
from tallystick.evaluate.places import Row
from tallystick.model.run import Run

PUBLISHED = Path(__file__).parents[1] / "demo" / "published_assessments.json"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    from tallystick.pipeline import run_demo

    return run_demo(tmp_path_factory.mktemp("demo") / "project")[0]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_every_published_figure_has_a_row_and_every_difference_a_sentence(run: Run) -> None:
    entries = read_entries(PUBLISHED)
    table = [cells(row) for row in rows(run, entries)]
    told = {(c[0], c[2]) for c in table}
    assert {(e.code, what) for e in entries for what, said in e.said.items() if said} <= told
    assert all(c[5].endswith(".") and (c[5] == "The same.") == (c[3] == c[4]) for c in table)
    assert len(HEAD.splitlines()[-2].split("|")) == len(table[0]) + 2


def test_an_attack_that_no_report_tells_of_has_no_incident_beside_it(run: Run) -> None:
    nowhere = Entry(
        "X1", "Nowhere", date(2015, 10, 15), Row("", (), "", "", 33.0, 39.0), {"killed": (1, 1), "injured": None}
    )
    assert find_incident(nowhere, run) is None
    (row,) = rows(run, [nowhere])
    assert "No report of the demo tells of an attack there" in row
