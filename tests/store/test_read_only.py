"""After an I/O error or a fault that verify found, nothing is written until somebody has looked."""

import errno
import os
from pathlib import Path

import pytest

from tallystick.store import backup as backups
from tallystick.store import evidence
from tallystick.store.doctor import diagnose
from tallystick.store.errors import UnreadableFileError, VaultReadOnlyError, VaultWriteError
from tallystick.store.evidence import object_path
from tallystick.store.project import Project
from tallystick.store.read_only import mark_read_only, read_only_because, settle
from tallystick.store.restore import restore_project
from tallystick.store.vault import Vault
from tallystick.store.verify import verify_project
from tests.store.samples import judgement, report


def failing_sync(_handle: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_drive_that_fails_while_an_original_is_kept_closes_the_vault(
    project: Project, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(evidence, "sync_handle", failing_sync)
        broken.setattr("tallystick.store.read_only.write_durably", lambda path, content: path.write_bytes(content))
        broken.setattr("tallystick.store.read_only.sync_folder", lambda _folder: None)
        with pytest.raises(VaultWriteError, match="the disk failed while an original was kept"):
            vault.keep_original(b"bytes", "a.txt")
    with pytest.raises(VaultReadOnlyError, match="the disk failed"):
        vault.add_reports([report(1)])
    with pytest.raises(VaultReadOnlyError):
        vault.keep_original(b"other bytes", "b.txt")
    with pytest.raises(VaultReadOnlyError):
        project.vault().add_judgement(judgement())
    assert list(vault.load_reports()) == []  # reading goes on


def test_verify_closes_a_vault_that_is_not_whole_and_opens_one_that_is(project: Project, vault: Vault) -> None:
    original = vault.keep_original(b"bytes as they came", "a.txt")
    kept = object_path(project.evidence, original.sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"bytes as they went")
    assert "read-only from now on" in (settle(project.vault_file, verify_project(project)) or "")
    with pytest.raises(VaultReadOnlyError, match="other bytes than it had"):
        vault.add_reports([report(1)])
    kept.write_bytes(b"bytes as they came")
    assert "open for writing again" in (settle(project.vault_file, verify_project(project)) or "")
    assert vault.add_reports([report(1)])[0].status == "added"
    assert settle(project.vault_file, verify_project(project)) is None


def test_an_original_that_the_disk_does_not_give_back_is_found_and_closes_the_vault(
    project: Project, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.keep_original(b"bytes as they came", "a.txt")

    def unreadable(path: Path, _name: str) -> None:
        raise UnreadableFileError(f"{path} cannot be read to its end (Input/output error)")

    monkeypatch.setattr("tallystick.store.verify_files.read_hashes", unreadable)
    findings = verify_project(project)
    assert [f.code for f in findings if f.level == "error"] == ["evidence.unreadable"]
    settle(project.vault_file, findings)
    assert "does not give back" in (read_only_because(project.vault_file) or "")


def test_a_damaged_run_closes_nothing_because_it_is_derived(project: Project) -> None:
    from tallystick.store.findings import error

    assert settle(project.vault_file, (error("runs.damaged", "run-1"),)) is None
    assert read_only_because(project.vault_file) is None


def test_a_read_only_vault_can_still_be_backed_up_and_says_that_its_log_does_not_tell(
    project: Project, vault: Vault, tmp_path: Path
) -> None:
    vault.add_reports([report(1)])
    mark_read_only(project.vault_file, "the disk failed (disk I/O error)")
    entries = vault.checkpoint().size
    made = backups.backup_project(project, tmp_path / "saved")
    assert not made.noted
    assert vault.checkpoint().size == entries
    fresh = restore_project(tmp_path / "saved", tmp_path / "elsewhere")
    assert fresh.vault().add_reports([report(2)])[0].status == "added"  # the mark stays with the failing disk


def test_doctor_says_why_a_vault_is_read_only(project: Project) -> None:
    assert "doctor.read_only" not in {f.code for f in diagnose(project)}
    mark_read_only(project.vault_file, "the disk failed (disk I/O error)")
    (found,) = [f for f in diagnose(project) if f.code == "doctor.read_only"]
    assert found.level == "warning"
    assert "the disk failed" in found.says


def test_a_file_that_cannot_be_read_is_not_a_fault_of_the_vault(project: Project, vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        vault.keep_original(tmp_path / "nowhere.txt", "nowhere.txt")
    assert read_only_because(project.vault_file) is None
    assert list((project.evidence / "incoming").glob("*")) == []
