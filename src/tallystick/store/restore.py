"""Restoring a project from a whole backup, into a file or into a team's database; a torn backup is refused."""

import json
import secrets
import shutil
from pathlib import Path

from tallystick.store.backup import MANIFEST, copy_file, files_in, require_whole
from tallystick.store.canonical import canonical_json, digest, to_json
from tallystick.store.copying import copy_rows
from tallystick.store.database import Database, open_database, reading
from tallystick.store.errors import BackupTornError, ProjectExistsError, VaultDamagedError
from tallystick.store.evidence import ensure_folder, sync_folder
from tallystick.store.log import Checkpoint
from tallystick.store.migrations import schema_version
from tallystick.store.project import Project, write_address
from tallystick.store.stored import opened


def restore_project(backup: Path, folder: Path, database: str | None = None) -> Project:
    """Make a project in `folder` from a whole backup; BackupTornError when anything of it is missing or changed.

    `database` is the address of an empty PostgreSQL database that the log and its tables go into.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectExistsError(f"{folder} is not empty; restore into a new folder")
    manifest = _read_manifest(backup)
    ensure_folder(folder.parent)
    fresh = Project(folder.with_name(f".{folder.name}.{secrets.token_hex(4)}"))
    ensure_folder(fresh.folder)
    try:
        for name, (size, sha256) in sorted(manifest["files"].items()):
            if copy_file(backup / name, fresh.folder / name) != (size, sha256):
                raise BackupTornError(f"{name} of the backup is not what was backed up; use another backup")
        checkpoint = require_whole(fresh)
        if to_json(checkpoint) != manifest["checkpoint"]:
            raise BackupTornError("the backup's log is not the one it was made from; use another backup")
        if database is not None:
            _move_to_server(fresh, checkpoint, database)
        if folder.exists():
            folder.rmdir()
        fresh.folder.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(fresh.folder, ignore_errors=True)
    return Project(folder)


def _move_to_server(fresh: Project, checkpoint: Checkpoint, database: str) -> None:
    """Put the restored vault into a PostgreSQL database instead of its file."""
    file = fresh.vault_file
    write_address(fresh, database)
    target = open_database(fresh.address_file)
    if _checkpoint_there(target, fresh) != checkpoint:  # else a restoring that was killed had come this far
        with opened(file) as stored:
            copy_rows(stored, target)
    for path in fresh.folder.glob(f"{file.name}*"):
        path.unlink()
    if require_whole(fresh) != checkpoint:
        raise VaultDamagedError("the database did not keep what was restored into it; look at the server")


def _checkpoint_there(target: Database, fresh: Project) -> Checkpoint | None:
    with reading(target) as connection:
        has_vault = schema_version(connection) > 0
    return fresh.vault().checkpoint() if has_vault else None


def _read_manifest(backup: Path) -> dict[str, dict[str, tuple[int, str]]]:
    try:
        content = json.loads((backup / MANIFEST).read_text("utf-8"))
        sealed = content.pop("sha256")
        if sealed != digest(canonical_json(content)) or content["format"] != 1:
            raise BackupTornError(f"{backup / MANIFEST} was changed; use another backup")
        content["files"] = {str(name): (int(size), str(sha256)) for name, (size, sha256) in content["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupTornError(f"{backup} is no finished backup ({error}); use another one") from error
    there = {str(path.relative_to(backup)) for path in files_in(backup)} - {MANIFEST}
    if odd := sorted(there ^ content["files"].keys()):
        raise BackupTornError(f"{odd[0]} is missing from the backup or does not belong to it; use another backup")
    found: dict[str, dict[str, tuple[int, str]]] = content
    return found
