"""The server or a client is killed at any moment: nothing acknowledged is lost or doubled, and the import goes on."""

import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick.store.dump import dump_vault
from tallystick.store.errors import VaultUnreachableError
from tallystick.store.project import Project, create_project
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.importer import import_reports
from tests.store.samples import NOON, report
from tests.store.server import OWNER, Server, made
from tests.store.spoiling import copied
from tests.store.test_verify import errors
from tests.store.tracing import Importer

WRITERS = 3


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server of its own, to be killed."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        own = made(Path(folder))
        own.start()
        own.sql(f"CREATE ROLE {OWNER} LOGIN")
        yield own
        own.kill()


class Writer(threading.Thread):
    """Adds its reports one by one, each again until it was acknowledged, and stops when the server goes away."""

    def __init__(self, project: Project, first: int) -> None:
        super().__init__()
        self.project, self.next, self.acked, self.said = project, first, set[str](), list[str]()

    def run(self) -> None:
        try:
            vault = self.project.vault(f"writer-{self.next}")
            while True:
                (answer,) = vault.add_reports([report(self.next)])
                assert answer.status in ("added", "already_there")
                self.acked.add(answer.report_id)
                self.said.append(answer.status)
                self.next += 1
        except VaultUnreachableError:
            pass


def _wait_for_one_acknowledgement(writers: list[Writer]) -> None:
    """So that the kill falls among the writes, however busy this machine is."""
    for _ in range(6000):
        if any(writer.acked for writer in writers):
            return
        time.sleep(0.01)


@pytest.mark.parametrize("rounds", [12, pytest.param(300, marks=[pytest.mark.torture, pytest.mark.timeout(3600)])])
def test_the_server_is_killed_while_reports_come_in(
    mortal: Server, tmp_path: Path, rounds: int, figures: Figures
) -> None:
    project = create_project(tmp_path / "case", clock=lambda: NOON, database=mortal.new_database())
    rng, acked, unheard = random.Random(rounds), set[str](), 0  # noqa: S311
    first = [10_000_000 * n for n in range(1, WRITERS + 1)]
    for _ in range(rounds):
        writers = [Writer(project, number) for number in first]
        for writer in writers:
            writer.start()
        _wait_for_one_acknowledgement(writers)
        time.sleep(rng.uniform(0, 0.3))
        mortal.kill()
        for writer in writers:
            writer.join(60)
        assert not any(writer.is_alive() for writer in writers)
        acked |= set[str]().union(*(writer.acked for writer in writers))
        unheard += sum("already_there" in writer.said for writer in writers)
        first = [writer.next for writer in writers]
        mortal.start()
        ids = [r.report_id for r in project.vault().load_reports()]
        assert len(ids) == len(set(ids))
        assert acked <= set(ids)
        assert errors(verify_project(project)) == set()
    assert len(acked) >= rounds
    figures.note(1, server_killed=rounds, acknowledged=len(acked), acknowledged_and_lost=0, doubled=0,
                 committed_but_unheard_and_done_again=unheard)  # fmt: skip


@pytest.mark.parametrize("kills", [15, pytest.param(100, marks=[pytest.mark.torture, pytest.mark.timeout(3600)])])
def test_importers_into_a_server_are_killed(server: Server, tmp_path: Path, kills: int, figures: Figures) -> None:
    """The last two reports are handed in again each time, as people do; the end is that of an untroubled import."""
    empty = create_project(tmp_path / "empty", clock=lambda: NOON, database=server.new_database())
    hard, acked, rng = copied(empty, tmp_path / "hard"), set[int](), random.Random(kills)  # noqa: S311
    (tmp_path / "importer").mkdir()
    importer = Importer(tmp_path / "importer")
    started = time.monotonic()
    acked |= set(importer.run(hard.folder, (1, 5)).acked)
    pace = time.monotonic() - started  # of this machine now, so that kills fall among the writes and not before them
    for _ in range(kills):
        first = max(1, max(acked) - 1)
        outcome = importer.run(hard.folder, (first, 1_000_000), kill_after_s=rng.uniform(0, pace))
        assert outcome.exit_code == -9
        acked |= set(outcome.acked)
        there = {r.report_id for r in hard.vault().load_reports()}
        assert {f"r-{number:04d}" for number in acked} <= there
    assert len(acked) > 5, "killed too soon to show anything"
    last = max(acked) + 2
    assert importer.run(hard.folder, (last - 3, last)).exit_code == 0
    importer.close()
    assert errors(verify_project(hard)) == set()
    easy = copied(empty, tmp_path / "easy")
    with Path(os.devnull).open("wb") as nowhere:
        import_reports(easy, 1, last, nowhere.fileno())
    assert list(dump_vault(hard)) == list(dump_vault(easy))
    figures.note(1, importers_killed=kills, acknowledged=len(acked), acknowledged_and_lost=0, doubled=0,
                 different_in_the_end=0)  # fmt: skip
