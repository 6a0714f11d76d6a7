"""A backup restores into a file or into a server, whichever it was made from; the vault is the same."""

from pathlib import Path

import pytest

from tallystick.store import restore
from tallystick.store.backup import backup_project
from tallystick.store.copying import copy_rows
from tallystick.store.database import Database
from tallystick.store.dump import dump_vault
from tallystick.store.errors import BackupTornError, ProjectExistsError, VaultUnreachableError
from tallystick.store.project import Project
from tallystick.store.restore import restore_project
from tallystick.store.rows import Stored
from tallystick.store.runs import load_run
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.conftest import NewDatabase
from tests.store.samples import report
from tests.store.server import Server, database_of
from tests.store.spoiling import good_project, overwrite
from tests.store.test_backup import objects
from tests.store.test_verify import beside, errors


@pytest.mark.parametrize("into", ["a file", "a server"])
def test_a_backup_restores_into_either_kind_of_vault(
    new_database: NewDatabase, server: Server, tmp_path: Path, into: str, figures: Figures
) -> None:
    good = good_project(tmp_path / "case", new_database())
    before = list(dump_vault(good))
    backup = backup_project(good, tmp_path / "backup")
    assert not (tmp_path / "backup" / "vault.postgresql").exists(), "a backup needs no server"
    database = server.new_database() if into == "a server" else None
    restored = restore_project(tmp_path / "backup", tmp_path / "restored", database)
    assert restored.address_file.is_file() == (into == "a server")
    assert (restored.folder / "vault.sqlite").is_file() == (into == "a file")
    assert list(dump_vault(restored)) == before
    assert restored.vault().checkpoint() == backup.checkpoint
    assert objects(restored) == objects(good)
    assert load_run(restored) == load_run(good)
    assert errors(verify_project(restored, beside(good, "checkpoint"), beside(good, "pub"))) == set()
    assert restored.vault().add_reports([report(99)])[0].status == "added"
    figures.note(7, restored_into_another_place=1, differences=0)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return backup_project(good_project(tmp_path / "case"), tmp_path / "backup").folder


def test_a_database_that_holds_a_vault_is_not_restored_over(saved: Path, server: Server, tmp_path: Path) -> None:
    address = server.new_database()
    other = good_project(tmp_path / "other", address)
    before = list(dump_vault(other))
    with pytest.raises(ProjectExistsError, match="already holds a vault"):
        restore_project(saved, tmp_path / "restored", address)
    assert list(dump_vault(other)) == before
    assert not (tmp_path / "restored").exists()


def test_a_restoring_that_was_killed_after_the_server_had_it_all_can_be_done_again(
    saved: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.new_database()

    def copy_and_die(stored: Stored, target: Database) -> None:
        copy_rows(stored, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(restore, "copy_rows", copy_and_die)
        with pytest.raises(KeyboardInterrupt):
            restore_project(saved, tmp_path / "restored", address)
    assert not (tmp_path / "restored").exists()
    assert errors(verify_project(restore_project(saved, tmp_path / "restored", address))) == set()


def test_a_torn_backup_reaches_no_server(saved: Path, server: Server, tmp_path: Path) -> None:
    address = server.new_database()
    overwrite(saved / "tallystick.toml", b"title = 'another'\n")
    with pytest.raises(BackupTornError):
        restore_project(saved, tmp_path / "restored", address)
    where = Project(tmp_path)
    where.address_file.write_text(address, "utf-8")
    assert server.sql("SELECT to_regnamespace('tallystick')", database=database_of(where)) == [(None,)]


def test_a_server_that_is_not_there_leaves_nothing_behind(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultUnreachableError):
        restore_project(saved, tmp_path / "restored", f"postgresql+psycopg://desk@/homs?host={tmp_path}")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith((".", "rest"))) == []
