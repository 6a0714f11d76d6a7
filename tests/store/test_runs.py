import dataclasses
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tallystick.store.errors import RunConflictError, RunDamagedError, UnknownRunError
from tallystick.store.project import Project, create_project
from tallystick.store.runs import AT_ONCE, latest_run_id, list_runs, load_incidents, load_run, save_run
from tests.store import samples
from tests.store.samples import run


def ask(question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(question).fetchall()


def test_a_run_comes_back_as_it_was_saved(project: Project) -> None:
    save_run(project, run())
    assert load_run(project, "run-1") == run()
    assert load_run(project) == run()


def test_the_incidents_come_back_alone(project: Project) -> None:
    save_run(project, run())
    assert load_incidents(project, run().run_id) == run().incidents


def test_a_run_of_more_records_than_are_written_at_once_comes_back_and_stays_the_same(project: Project) -> None:
    (report, *_) = run().reports
    many = tuple(dataclasses.replace(report, report_id=f"report-{n:06d}") for n in range(AT_ONCE + 2))
    large = dataclasses.replace(run(), reports=many)
    save_run(project, large)
    assert load_run(project).reports == many
    save_run(project, large)  # compares the hash that was taken in pieces with one taken at once


def test_an_empty_run_comes_back_too(project: Project) -> None:
    empty = dataclasses.replace(run(), reports=(), readings=(), claims=(), pairs=(), incidents=(), assessments=())
    save_run(project, empty)
    assert load_run(project) == empty


def test_the_latest_run_is_the_one_saved_last(project: Project) -> None:
    assert latest_run_id(project) is None
    for run_id in ("run-b", "run-a"):
        save_run(project, run(run_id))
    assert load_run(project).run_id == "run-a"
    assert list_runs(project) == ("run-a", "run-b")
    save_run(project, run("run-b"))
    assert load_run(project).run_id == latest_run_id(project) == "run-b"


def test_two_machines_write_the_same_bytes(project: Project, tmp_path: Path) -> None:
    other = create_project(tmp_path / "other")
    here, there = save_run(project, run()), save_run(other, run())
    assert {p.name: p.read_bytes() for p in here.iterdir()} == {p.name: p.read_bytes() for p in there.iterdir()}


def test_a_run_is_never_edited(project: Project) -> None:
    save_run(project, run())
    with pytest.raises(RunConflictError, match="reports"):
        save_run(project, run(reports=1))
    assert load_run(project) == run()


@pytest.mark.parametrize("part", ["claims.parquet", "manifest.json", "reports.parquet"])
def test_a_damaged_run_is_not_read(project: Project, part: str) -> None:
    path = save_run(project, run()) / part
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(RunDamagedError, match="run again"):
        load_run(project)


def test_a_project_without_a_run_says_so(project: Project) -> None:
    with pytest.raises(UnknownRunError, match="tallystick run"):
        load_run(project)


@pytest.mark.parametrize("name", ["../run-1", "latest", "", "a/b", ".hidden", "run\n"])
def test_a_run_id_never_leads_out_of_the_folder(project: Project, name: str) -> None:
    with pytest.raises(UnknownRunError):
        save_run(project, run(name))
    assert [p.name for p in project.runs.iterdir()] == []


def test_a_half_written_run_is_not_seen(project: Project) -> None:
    half = project.runs / ".run-9.abcd"
    half.mkdir()
    (half / "claims.parquet").write_bytes(b"PAR1")
    assert list_runs(project) == ()


def test_a_researcher_reads_the_tables_in_duckdb(project: Project) -> None:
    folder = save_run(project, run())
    found = ask(
        f"SELECT c.claim_id, c.date_days_start, f.min, f.max, f.quote, c.places[1].place.lat "
        f"FROM '{folder}/claims.parquet' c JOIN '{folder}/figures.parquet' f USING (claim_id) ORDER BY 1"
    )
    assert [(row[0], str(row[1]), row[2], row[3], row[5]) for row in found] == [
        ("claim-0001", "2021-05-04", 4, None, 36.5),
        ("claim-0002", "2021-05-04", 4, None, 36.5),
    ]
    assert found[0][4] == samples.TEXT[33:45]
    ranges = ask(f"SELECT min, max, policy FROM '{folder}/ranges.parquet'")
    assert ranges == [(4, None, "airwars")]
