"""The power goes at any moment: what was acknowledged is there, and everything else is whole or not there at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick.store.dump import dump_vault
from tallystick.store.project import Project, create_project
from tests.figures import Figures
from tests.store.disk import Disk, File, Folder, Keep, everything, nothing, some
from tests.store.samples import NOON
from tests.store.spoiling import copied
from tests.store.test_killed import finish, require_nothing_lost
from tests.store.tracing import SYNCING, WRITING, Importer, Outcome, require_strace

RECORDED = (
    "-xx", "-s", "100000", "-e", f"trace={','.join((*WRITING, *SYNCING, 'openat'))}", "-e", "signal=none",
)  # fmt: skip


@pytest.fixture(scope="module")
def importer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Importer]:
    require_strace()
    running = Importer(tmp_path_factory.mktemp("importer"))
    yield running
    running.close()


def test_the_power_goes_after_every_call_of_an_import(importer: Importer, tmp_path: Path, figures: Figures) -> None:
    empty = create_project(tmp_path / "empty", clock=lambda: NOON)
    case = copied(empty, tmp_path / "case")
    disk = Disk(case.folder)
    outcome = importer.run(case.folder, (1, 3), *RECORDED)
    assert outcome.acked == (1, 2, 3)
    expected, cuts = list(dump_vault(case)), 0
    for number in disk.replay(outcome.trace):
        variants: tuple[Keep, ...] = (nothing, some(2 * number), some(2 * number + 1))
        for keep in variants:
            after = tmp_path / "after"
            disk.write_out(after, keep)
            project = Project(after)
            require_nothing_lost(project, Outcome(0, tuple(disk.acked), "", ""))
            cuts += 1
            if cuts % 8 == 0:
                finish(project, 1, 3)
                assert list(dump_vault(project)) == expected
            shutil.rmtree(after)
    assert disk.acked == [1, 2, 3]
    assert cuts >= 500
    figures.note(2, power_cuts=cuts, acknowledged_and_lost=0, damaged=0)


def test_the_disk_of_these_tests_does_lose_what_was_not_synced(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "kept").write_bytes(b"kept")
    disk = Disk(tmp_path / "old")
    fresh = File(pending=[(0, b"x" * 1000)])
    disk.root.now["new"] = fresh
    disk.root.pending.append(("new", fresh))
    disk.write_out(tmp_path / "cut", nothing)
    assert [p.name for p in (tmp_path / "cut").iterdir()] == ["kept"]
    disk.write_out(tmp_path / "uncut", everything)
    assert (tmp_path / "uncut" / "new").read_bytes() == b"x" * 1000
    sizes = set()
    for seed in range(40):
        disk.write_out(tmp_path / f"some-{seed}", some(seed))
        found = tmp_path / f"some-{seed}" / "new"
        sizes.add(len(found.read_bytes()) if found.exists() else None)
    assert sizes == {None, 0, 512, 1000}
    assert isinstance(disk.root, Folder)


def test_an_import_that_forgets_to_sync_is_caught(importer: Importer, tmp_path: Path) -> None:
    """The harness itself: with every sync taken out of the recording, acknowledged reports are lost."""
    empty = create_project(tmp_path / "empty", clock=lambda: NOON)
    case = copied(empty, tmp_path / "case")
    disk = Disk(case.folder)
    outcome = importer.run(case.folder, (1, 3), *RECORDED)
    careless = "\n".join(line for line in outcome.trace.splitlines() if "sync(" not in line)
    for _ in disk.replay(careless):
        pass
    disk.write_out(tmp_path / "after", nothing)
    assert disk.acked == [1, 2, 3]
    assert Project(tmp_path / "after").vault().count_reports() == 0
