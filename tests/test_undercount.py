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


def victim_lists(folder: Path) -> None:
    records, _ = invent_lists(150, seed=11)
    lists: dict[str, list[tuple[object, ...]]] = {}
    for record in records:
        died = record.died.start.isoformat() if record.died else ""
        lists.setdefault(record.list_name, [("name", "died")]).append((record.name, died))
    for name, rows in lists.items():
        write_csv(folder / f"{name}.csv", rows)


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
    victim_lists(tmp_path)
    outcome = tallystick("estimate", tmp_path, "--draws", "1", "--json")
    assert outcome.returncode == 0, outcome.stderr
    assert len(list(tmp_path.glob("*.csv"))) >= 3
    assert json.loads(outcome.stdout)["reported"]


def test_something_else_than_lists_gets_one_clear_error(tmp_path: Path) -> None:
    outcome = tallystick("estimate", tmp_path)
    assert outcome.returncode == 2
    assert "overlap table" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_linked_lists_are_counted_with_their_doubt_and_no_row_is_lost(tmp_path: Path) -> None:
    victim_lists(tmp_path)
    output = tmp_path / "people.jsonl"
    outcome = tallystick("people", tmp_path, "--output", output, "--json", "--draws", "5")
    assert outcome.returncode == 0, outcome.stderr
    told = json.loads(outcome.stdout)
    entries = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    rows = [row["record_id"] for entry in entries if "person_id" in entry for row in entry["rows"]]
    assert len(rows) == len(set(rows)) == sum(told["lists"].values())
    assert told["people"] == sum("person_id" in entry for entry in entries) < len(rows)
    assert told["unique"]["standard_error"] >= 0
    assert sum(told["flags"].values()) == sum("flag" in entry for entry in entries)


def test_one_list_is_searched_for_people_named_twice(tmp_path: Path) -> None:
    names = ("Salim Karam Rawandi", "Karim Omar Latif", "Nadia Yusuf Haddad", "Rana Said Mansur", "Omar Fadel Qasim")
    rows = [(name, 30 + n, f"2016-02-{10 + n}") for n, name in enumerate(names)]
    table = write_csv(tmp_path / "one.csv", [("name", "age", "died"), *rows, rows[0]])
    outcome = tallystick("people", table, "--draws", "5")
    assert outcome.returncode == 0, outcome.stderr
    assert "one list seems to name one person twice" in outcome.stdout


def test_the_estimate_of_a_project_is_a_page_that_its_report_leads_to(tmp_path: Path) -> None:
    project = tmp_path / "case"
    assert tallystick("new", project).returncode == 0
    (project / "victims").mkdir()
    victim_lists(project / "victims")
    assert tallystick("run", project).returncode == 0
    before = Path(tallystick("report", project).stdout.strip()).read_text("utf-8")
    assert 'href="undercount.html"' not in before
    assert tallystick("estimate", project, "--draws", "1").returncode == 0
    page = Path(tallystick("report", project).stdout.strip())
    assert 'href="undercount.html"' in page.read_text("utf-8")
    assert "How many are on no list" in (page.parent / "undercount.html").read_text("utf-8")


def test_whom_reports_name_as_dead_is_a_list_as_well(tmp_path: Path) -> None:
    project = tmp_path / "case"
    assert tallystick("new", project).returncode == 0
    text = "قصف على سوق مدينة سرمين أمس، قتل ثلاثة مدنيين عرف منهم: سالم نادر الوردي، كامل نادر الوردي."
    report = {"doc_id": "one", "language": "ar", "published": "2015-10-21", "publisher": "Wire", "text": text}
    (tmp_path / "r.jsonl").write_text(json.dumps(report) + "\n", "utf-8")
    assert tallystick("add", project, tmp_path / "r.jsonl").returncode == 0
    assert tallystick("run", project).returncode == 0
    (project / "victims").mkdir()
    write_csv(project / "victims" / "hospital.csv", [("name",), ("Salim Nadir Wardi",), ("Rana Kamil",)])
    output = tmp_path / "people.jsonl"
    outcome = tallystick("people", project, "--from-reports", "--output", output, "--json", "--draws", "5")
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout)["lists"] == {"hospital": 2, "names in reports": 2}
    entries = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    named = [row for e in entries if "rows" in e for row in e["rows"] if row["list"] == "names in reports"]
    assert {(row["name"], row["file"]) for row in named} == {("سالم نادر الوردي", "one"), ("كامل نادر الوردي", "one")}
    exported = tallystick("export", project, "claims").stdout + tallystick("export", project, "incidents").stdout
    assert "الوردي" not in exported  # names are in no claim and no export
