"""From an overlap table, or from lists of victims, to an estimate or a refusal, as a user asks for it."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from tallystick.evaluate.people_world import invent_lists
from tests.test_cli import tallystick

# Two hospitals' lists of a made-up siege: 177 and 90 named, 60 on both.
TWO_LISTS = [("A", "B", "count"), (1, 1, 60), (1, 0, 117), (0, 1, 30)]


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_two_lists_give_the_classical_estimates_and_no_reported_interval(tmp_path: Path) -> None:
    outcome = tallystick("estimate", write_csv(tmp_path / "two.csv", TWO_LISTS), "--json")
    report = json.loads(outcome.stdout)
    totals = {answer["method"]: answer.get("total") for answer in report["answers"]}
    assert totals["lincoln_petersen"] == 265.5
    assert round(totals["chapman"], 1) == 264.5  # 178 × 91 / 61 − 1
    assert "total" not in report["reported"]
    assert report["reported"]["reason"]


def test_a_page_with_the_estimate_loads_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert tallystick("estimate", write_csv(tmp_path / "two.csv", TWO_LISTS), "--page", page).returncode == 0
    text = page.read_text("utf-8")
    assert "default-src &#x27;none&#x27;" in text
    assert "<script" not in text


def test_lists_of_victims_in_a_folder_are_linked_and_estimated(tmp_path: Path) -> None:
    records, _ = invent_lists(150, seed=11)
    lists: dict[str, list[tuple[object, ...]]] = {}
    for record in records:
        died = record.died.start.isoformat() if record.died else ""
        lists.setdefault(record.list_name, [("name", "died")]).append((record.name, died))
    for name, rows in lists.items():
        write_csv(tmp_path / f"{name}.csv", rows)
    outcome = tallystick("estimate", tmp_path, "--draws", "1", "--json")
    assert outcome.returncode == 0, outcome.stderr
    report = json.loads(outcome.stdout)
    assert len(lists) >= 3
    assert report["reported"]


def test_something_else_than_lists_gets_one_clear_error(tmp_path: Path) -> None:
    outcome = tallystick("estimate", tmp_path)
    assert outcome.returncode == 2
    assert "overlap table" in outcome.stderr
    assert "Traceback" not in outcome.stderr
