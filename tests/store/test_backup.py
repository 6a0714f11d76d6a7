import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.store.backup import backup_project
from tallystick.store.dump import dump_vault
from tallystick.store.errors import BackupTornError, ProjectExistsError, VaultDamagedError
from tallystick.store.project import Project
from tallystick.store.restore import restore_project
from tallystick.store.runs import load_run
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.conftest import NewDatabase
from tests.store.samples import report
from tests.store.spoiling import an_original, copied, good_project, overwrite


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return good_project(tmp_path_factory.mktemp("good") / "case")


def objects(project: Project) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (project.evidence / "sha256").rglob("*") if p.is_file()}


def test_a_restored_project_is_the_one_backed_up(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    before, checkpoint = list(dump_vault(case)), case.vault().checkpoint()
    backup = backup_project(case, tmp_path / "backup")
    restored = restore_project(tmp_path / "backup", tmp_path / "restored")
    assert backup.checkpoint == checkpoint == restored.vault().checkpoint()
    assert list(dump_vault(restored)) == before
    assert objects(restored) == objects(case)
    assert load_run(restored) == load_run(case)
    assert restored.settings_file.read_bytes() == case.settings_file.read_bytes()


def test_a_backup_under_four_writers_is_one_state_of_the_vault(
    new_database: NewDatabase, tmp_path: Path, figures: Figures
) -> None:
    case, stop = good_project(tmp_path / "case", new_database()), threading.Event()
    added: list[str] = []

    def write(writer: int) -> None:
        vault, number = case.vault(f"writer-{writer}"), 0
        while not stop.is_set():
            number += 1
            original = vault.keep_original(f"{writer}/{number}".encode(), "x")
            vault.add_reports([report(10_000 * writer + number)], original)
            added.append(f"{writer}/{number}")

    writers = [threading.Thread(target=write, args=(n,)) for n in range(1, 5)]
    for writer in writers:
        writer.start()
    backups = [backup_project(case, tmp_path / f"backup-{n}") for n in range(3)]
    stop.set()
    for writer in writers:
        writer.join()
    live = list(dump_vault(case))
    for number, backup in enumerate(backups):
        restored = restore_project(backup.folder, tmp_path / f"restored-{number}")
        assert [f for f in verify_project(restored) if f.level == "error"] == []
        assert restored.vault().checkpoint() == backup.checkpoint
        dumped = [line for line in dump_vault(restored) if line.startswith('{"log"')]
        assert dumped == live[: backup.checkpoint.size]
        assert objects(restored).items() <= objects(case).items()
    assert backups[-1].checkpoint.size > 14
    figures.note(7, writers=4, backups=len(backups), reports_added_meanwhile=len(added), differences=0)


def lose(name: str) -> Callable[[Path], None]:
    return lambda backup: next(p for p in sorted(backup.rglob(name)) if p.is_file()).unlink()


def bend(name: str) -> Callable[[Path], None]:
    def change(backup: Path) -> None:
        path = next(p for p in sorted(backup.rglob(name)) if p.is_file())
        overwrite(path, path.read_bytes()[:-1] + b"?")

    return change


def truthful_manifest_of_other_files(backup: Path) -> None:
    """Somebody changed a file and the manifest's line about it, but not the manifest's own seal."""
    content = json.loads((backup / "backup.json").read_text())
    content["files"]["tallystick.toml"] = [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]
    (backup / "backup.json").write_text(json.dumps(content))
    (backup / "tallystick.toml").write_bytes(b"")


def add_file(backup: Path) -> None:
    (backup / "extra").write_text("x")


def point_outside(backup: Path) -> None:
    """SecureDrop Client CVE-2025-24888: a name in a manifest that leads out of the folder."""
    manifest = backup / "backup.json"
    manifest.write_text(manifest.read_text().replace("tallystick.toml", "../tallystick.toml"))


TORN: dict[str, Callable[[Path], None]] = {
    "no manifest": lose("backup.json"),
    "manifest cut": bend("backup.json"),
    "database gone": lose("vault.sqlite"),
    "database changed": bend("vault.sqlite"),
    "an original gone": lose("[0-9a-f]" * 64),
    "an original changed": bend("[0-9a-f]" * 64),
    "settings gone": lose("tallystick.toml"),
    "a run changed": bend("claims.parquet"),
    "a file added": add_file,
    "a path out of the folder": point_outside,
    "manifest rewritten": truthful_manifest_of_other_files,
}


@pytest.mark.parametrize("name", sorted(TORN))
def test_a_torn_backup_is_refused_and_leaves_nothing(good: Project, tmp_path: Path, name: str) -> None:
    case = copied(good, tmp_path / "case")
    backup_project(case, tmp_path / "backup")
    TORN[name](tmp_path / "backup")
    with pytest.raises(BackupTornError, match="another"):
        restore_project(tmp_path / "backup", tmp_path / "restored")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup", "case"]


def test_every_missing_file_makes_a_backup_torn(good: Project, tmp_path: Path, figures: Figures) -> None:
    """Uwazi #3392: 353 of 464 files were lost without a word."""
    backup_project(copied(good, tmp_path / "case"), tmp_path / "backup")
    files = [p.relative_to(tmp_path / "backup") for p in (tmp_path / "backup").rglob("*") if p.is_file()]
    for number, name in enumerate(files):
        torn = tmp_path / f"torn-{number}"
        shutil.copytree(tmp_path / "backup", torn)
        (torn / name).unlink()
        with pytest.raises(BackupTornError):
            restore_project(torn, tmp_path / "restored")
    figures.note(7, torn_backups=len(files) + len(TORN), restored=0)


def test_a_damaged_project_is_not_backed_up_as_if_it_were_whole(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    overwrite(an_original(case), b"changed")
    with pytest.raises(VaultDamagedError, match="verify"):
        backup_project(case, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_neither_backup_nor_restore_writes_over_anything(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    backup_project(case, tmp_path / "backup")
    with pytest.raises(ProjectExistsError):
        backup_project(case, tmp_path / "backup")
    with pytest.raises(ProjectExistsError):
        restore_project(tmp_path / "backup", case.folder)
