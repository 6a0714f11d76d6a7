"""Killed at any moment: nothing acknowledged is lost or doubled, and the next import completes the record."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick.store.dump import dump_vault
from tallystick.store.errors import VaultReadOnlyError
from tallystick.store.project import Project, create_project
from tallystick.store.read_only import settle
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.importer import import_reports
from tests.store.samples import NOON
from tests.store.spoiling import copied
from tests.store.tracing import SYNCING, WRITING, Importer, Outcome, count_calls, require_strace

ALL = WRITING + SYNCING


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return create_project(tmp_path_factory.mktemp("empty") / "case", clock=lambda: NOON)


@pytest.fixture(scope="module")
def importer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Importer]:
    require_strace()
    running = Importer(tmp_path_factory.mktemp("importer"))
    yield running
    running.close()


def finish(project: Project, first: int, last: int) -> None:
    """Do the whole import again, as somebody would after a crash."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    import_reports(project, first, last, nowhere)
    os.close(nowhere)


def originals(project: Project) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (project.evidence / "sha256").rglob("*") if p.is_file()}


def require_nothing_lost(project: Project, outcome: Outcome) -> None:
    """What was acknowledged is there, whole and once."""
    assert [f for f in verify_project(project) if f.level == "error"] == []
    there = [report.report_id for report in project.vault().load_reports()]
    assert len(there) == len(set(there))
    assert {f"r-{number:04d}" for number in outcome.acked} <= set(there)


def test_killed_at_every_write_sync_and_rename_of_an_import(
    empty: Project, importer: Importer, tmp_path: Path, figures: Figures
) -> None:
    whole = copied(empty, tmp_path / "whole")
    untroubled = importer.run(whole.folder, (1, 3), "-e", f"trace={','.join(ALL)}")
    assert untroubled.exit_code == 0
    assert untroubled.acked == (1, 2, 3)
    expected, kept = list(dump_vault(whole)), originals(whole)
    tried = 0
    for name, calls in count_calls(untroubled.trace, ALL).items():
        for number in range(1, calls + 1):
            case = copied(empty, tmp_path / f"{name}-{number}")
            kill = f"inject={name}:signal=KILL:when={number}"
            outcome = importer.run(case.folder, (1, 3), "-e", f"trace={name}", "-e", kill)
            assert outcome.exit_code == -9, (name, number)
            require_nothing_lost(case, outcome)
            finish(case, 1, 3)
            assert list(dump_vault(case)) == expected, (name, number)
            assert originals(case) == kept
            tried += 1
    assert tried > 150
    figures.note(1, kill_points=tried, acknowledged_and_lost=0, doubled=0, different_in_the_end=0)


def test_a_failed_sync_never_becomes_an_acknowledgement(
    empty: Project, importer: Importer, tmp_path: Path, figures: Figures
) -> None:
    whole = copied(empty, tmp_path / "whole")
    untroubled = importer.run(whole.folder, (1, 3), "-e", f"trace={','.join(SYNCING)}")
    expected, tried, harmless, closed = list(dump_vault(whole)), 0, 0, 0
    for name, calls in count_calls(untroubled.trace, SYNCING).items():
        for number in range(1, calls + 1):
            case = copied(empty, tmp_path / f"{name}-{number}")
            fail = f"inject={name}:error=EIO:when={number}"
            outcome = importer.run(case.folder, (1, 3), "-e", f"trace={name}", "-e", fail)
            (failed,) = [line for line in outcome.trace.splitlines() if "INJECTED" in line]
            tried += 1
            # SQLite also syncs the folder whenever it opens its journal, and goes on if it cannot: the journal's
            # name has been durable since the project was made.
            if f"<{case.folder}>" in failed:
                harmless += 1
            else:
                assert outcome.exit_code == 3, failed
                assert len(outcome.acked) < 3
                assert "Error" in outcome.said
                with pytest.raises(VaultReadOnlyError, match="disk failed"):
                    finish(case, 1, 3)
                closed += 1
                assert settle(case.vault_file, verify_project(case)), failed
            require_nothing_lost(case, outcome)
            finish(case, 1, 3)
            assert list(dump_vault(case)) == expected
    assert tried > 30
    figures.note(
        2, failed_syncs=tried, of_the_journal_name=harmless, acknowledged_all_the_same=0, read_only_after=closed
    )


def test_a_disk_that_fills_at_any_write_is_said_and_works_again(
    empty: Project, importer: Importer, tmp_path: Path, figures: Figures
) -> None:
    whole = copied(empty, tmp_path / "whole")
    untroubled = importer.run(whole.folder, (1, 3), "-e", "trace=write,pwrite64")
    expected, tried = list(dump_vault(whole)), 0
    for name, calls in count_calls(untroubled.trace, ("write", "pwrite64")).items():
        for number in range(1, calls + 1, 1 if name == "write" else 4):
            case = copied(empty, tmp_path / f"{name}-{number}")
            full = f"inject={name}:error=ENOSPC:when={number}"
            outcome = importer.run(case.folder, (1, 3), "-e", f"trace={name}", "-e", full)
            (failed,) = [line for line in outcome.trace.splitlines() if "INJECTED" in line]
            if "/acks>" not in failed:
                assert outcome.exit_code == 3
                assert "the disk is full" in outcome.said, outcome.said
                assert "MB are needed" in outcome.said
            require_nothing_lost(case, outcome)
            finish(case, 1, 3)
            assert list(dump_vault(case)) == expected
            tried += 1
    figures.note(2, writes_without_room=tried, acknowledged_and_lost=0)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_killed_a_thousand_times_at_random_in_an_import_of_two_hundred(
    empty: Project, importer: Importer, tmp_path: Path, figures: Figures
) -> None:
    whole = copied(empty, tmp_path / "whole")
    finish(whole, 1, 200)
    expected = list(dump_vault(whole))
    rng, kills, rounds = random.Random(7), 0, 0  # noqa: S311
    while kills < 1000:
        case, acked = copied(empty, tmp_path / f"round-{rounds}"), set[int]()
        while True:
            first = max(1, max(acked, default=0) - 1)  # go on where it broke off, over the last two again
            outcome = importer.run(case.folder, (first, 200), kill_after_s=rng.uniform(0, 0.3))
            acked |= set(outcome.acked)
            require_nothing_lost(case, Outcome(outcome.exit_code, tuple(sorted(acked)), "", ""))
            if outcome.exit_code == 0:
                break
            kills += 1
        assert list(dump_vault(case)) == expected
        rounds += 1
    figures.note(1, random_kills=kills, imports=rounds, acknowledged_and_lost=0, doubled=0)
