"""Backups that are whole or refused, taken while others go on writing.

The database is copied in one state while writers wait, always into a SQLite file, so that a backup needs no server;
originals never change, so they are copied afterwards, each checked against its own name. `backup.json`, written last,
names every file with its size and hash: without it, or with any file differing, nothing is restored.
"""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tallystick.store.canonical import canonical_json, digest, to_json
from tallystick.store.copying import copy_rows
from tallystick.store.database import alone, open_database
from tallystick.store.errors import ProjectExistsError, VaultDamagedError
from tallystick.store.evidence import (
    ensure_folder,
    object_path,
    sync_folder,
    sync_handle,
    write_durably,
    write_object,
)
from tallystick.store.log import Checkpoint
from tallystick.store.project import Project
from tallystick.store.read_only import read_only_because
from tallystick.store.stored import opened
from tallystick.store.vault import CustodyEvent
from tallystick.store.verify import verify_project
from tallystick.store.verify_log import Told, read_log

MANIFEST = "backup.json"
_LEFT_OUT = ("cache", "evidence", "sources", "vault.")
"""Made anew, or copied in their own way."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup: where it lies, what it binds and how many files it holds."""

    folder: Path
    checkpoint: Checkpoint
    files: int
    noted: bool
    """False when the project is read-only, so that its log could not say that it was backed up."""


def backup_project(project: Project, target: Path, actor: str = "unnamed") -> Backup:
    """Copy the project into the new folder `target`, and note it in the log of the project.

    ProjectExistsError when `target` is there already; VaultDamagedError when the project itself is not whole.
    """
    if target.exists():
        raise ProjectExistsError(f"{target} is already there; give the backup a new name")
    ensure_folder(target.parent)
    fresh = Project(target.with_name(f".{target.name}.{secrets.token_hex(4)}"))
    ensure_folder(fresh.folder)
    try:
        told = _copy_state(project, fresh)
        _copy_originals(project, fresh, told)
        _copy_rest(project, fresh)
        checkpoint = require_whole(fresh)
        files = _write_manifest(fresh.folder, checkpoint)
        fresh.folder.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(fresh.folder, ignore_errors=True)
    writable = read_only_because(project.vault_file) is None  # a failing disk is when a backup is wanted most
    if writable:
        event = CustodyEvent("backed_up", f"size {checkpoint.size}", checkpoint.root_hash)
        project.vault(actor).record_custody(event)
    return Backup(target, checkpoint, files, writable)


def _copy_state(project: Project, fresh: Project) -> Told:
    """The database and the sealed sources of one moment."""
    with alone(project.vault().database):
        _copy_database(project, fresh.vault_file)
        told = _told(fresh)
        for path in sorted(project.sources.glob("*")):
            if path.is_file() and told.sources.get(path.stem) != "source_erased":
                copy_file(path, fresh.sources / path.name)
    _sync_file(fresh.vault_file)
    return told


def _copy_database(project: Project, target: Path) -> None:
    target.touch(mode=0o600)
    if project.vault().database.is_postgres:
        with opened(project.vault_file) as stored:
            copy_rows(stored, open_database(target))
    else:
        with closing(sqlite3.connect(project.vault_file)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)


def _copy_originals(project: Project, fresh: Project, told: Told) -> None:
    ensure_folder(fresh.evidence)
    for sha256 in sorted(told.originals):
        kept = object_path(project.evidence, sha256)
        if not kept.is_file() or write_object(fresh.evidence, kept, "").sha256 != sha256:
            raise VaultDamagedError(f"the kept original {sha256} is missing or damaged; run `tallystick verify` first")


def _copy_rest(project: Project, fresh: Project) -> None:
    """Settings, runs, rendered reports, gazetteers: whatever else lies in the folder, but no links or half files."""
    for path in files_in(project.folder):
        name = path.relative_to(project.folder)
        half = any(part.startswith(".") for part in name.parts) or path.suffix == ".new"
        if not half and not name.parts[0].startswith(_LEFT_OUT):
            copy_file(path, fresh.folder / name)


def require_whole(project: Project) -> Checkpoint:
    """The state of the log of a project that verifies; VaultDamagedError names the first fault of another."""
    broken = [finding for finding in verify_project(project) if finding.level == "error"]
    if broken:
        raise VaultDamagedError(f"{broken[0].subject}: {broken[0].says}; run `tallystick verify` on the project")
    return project.vault().checkpoint()


def _write_manifest(folder: Path, checkpoint: Checkpoint) -> int:
    for ending in (".lock", "-journal"):  # nobody has written to this copy: both are empty
        (folder / f"vault.sqlite{ending}").unlink(missing_ok=True)
    files = {str(path.relative_to(folder)): facts_of(path) for path in files_in(folder)}
    content = {"format": 1, "checkpoint": to_json(checkpoint), "files": files}
    sealed = {**content, "sha256": digest(canonical_json(content))}
    write_durably(folder / MANIFEST, (json.dumps(sealed, indent=1, sort_keys=True) + "\n").encode())
    return len(files)


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order; links are none."""
    yield from sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def facts_of(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file, as the manifest holds them."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def copy_file(old: Path, new: Path) -> tuple[int, str]:
    """Copy one file durably; size and hash of what was written."""
    ensure_folder(new.parent)
    shutil.copyfile(old, new, follow_symlinks=False)
    new.chmod(old.stat().st_mode & 0o700)
    _sync_file(new)
    sync_folder(new.parent)
    return facts_of(new)


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        sync_handle(handle)
    finally:
        os.close(handle)


def _told(project: Project) -> Told:
    told = Told()
    with opened(project.vault_file) as stored:
        for _ in read_log(stored.rows("log"), told):
            pass  # faults are reported by the verification of the whole copy
    return told
