"""`doctor`: is this machine, as it stands, a place where the record is safe?"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from tallystick.store.database import open_database, reading
from tallystick.store.doctor_server import diagnose_server
from tallystick.store.errors import VaultDamagedError
from tallystick.store.findings import Finding, error, note, warning
from tallystick.store.project import Project
from tallystick.store.read_only import read_only_because
from tallystick.store.sqlite import JOURNAL_MODE, SYNCHRONOUS
from tallystick.store.stored import opened
from tallystick.store.vault import utc_now
from tallystick.store.verify_log import Told, read_log

ROOM_BYTES = 1 << 30
CHECKPOINT_DAYS = 30
_OLDEST_SQLITE = (3, 31, 0)
"""trusted_schema and the query planner we rely on."""


def diagnose(project: Project, clock: Callable[[], datetime] = utc_now) -> tuple[Finding, ...]:
    """Facts about the project, this machine and the server if there is one; a warning says what to do."""
    told = Told()
    try:
        with opened(project.vault_file) as stored:
            broken = [f for f in read_log(stored.rows("log"), told) if f.level == "error"]
    except VaultDamagedError as fault:
        broken = [error("vault.unreadable", "database", str(fault))]
    return (
        *broken[:1],
        *_read_only(project),
        *_database(project),
        _disk(project),
        *_modes(project),
        _clock(told),
        _checkpoint(told, clock()),
        *_leftovers(project),
        _sources(project),
    )


def _read_only(project: Project) -> Iterator[Finding]:
    if why := read_only_because(project.vault_file):
        yield warning("doctor.read_only", "database", why)


def _database(project: Project) -> Iterator[Finding]:
    database = open_database(project.vault_file)
    if not database.is_postgres:
        yield _sqlite()
        return
    with reading(database) as connection:
        yield from diagnose_server(connection)


def _sqlite() -> Finding:
    setup = f"SQLite {sqlite3.sqlite_version}, journal_mode={JOURNAL_MODE}, synchronous={SYNCHRONOUS}: "
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        return warning("doctor.sqlite", "database", setup + "too old; use a newer Python")
    why = "every acknowledged report survives a power cut, and WAL, which can corrupt before 3.51.3, is not needed"
    return note("doctor.sqlite", "database", setup + why)


def _disk(project: Project) -> Finding:
    free = shutil.disk_usage(project.folder).free
    told = f"{free >> 20:,} MB are free"
    if free < ROOM_BYTES:
        return warning("doctor.disk", str(project.folder), f"{told}; make room before the next import")
    return note("doctor.disk", str(project.folder), told)


def _modes(project: Project) -> Iterator[Finding]:
    guarded = [project.folder, project.vault_file, project.evidence, project.sources]
    open_to = [path for path in guarded if path.exists() and path.stat().st_mode & 0o077]
    for path in open_to:
        yield warning("doctor.modes", str(path), f"others can reach it; run: chmod go-rwx '{path}'")
    if not open_to:
        yield note("doctor.modes", str(project.folder), "only its owner")
    if hasattr(os, "getuid") and project.folder.stat().st_uid != os.getuid():
        yield warning("doctor.modes", str(project.folder), "it belongs to another user")


def _clock(told: Told) -> Finding:
    if told.clock_went_back:
        times = f"{told.clock_went_back} times" if told.clock_went_back > 1 else "once"
        return warning(
            "doctor.clock", "log", f"{times}; order is by entry number and not affected, the dates may be wrong"
        )
    return note("doctor.clock", "log", "it has not")


def _checkpoint(told: Told, now: datetime) -> Finding:
    advice = "hand one to somebody you trust: `tallystick checkpoint`"
    if not told.handed_out:
        return warning("doctor.checkpoint", "log", f"never; {advice}")
    days = (now - datetime.fromisoformat(told.handed_out[-1])).days
    if days > CHECKPOINT_DAYS:
        return warning("doctor.checkpoint", "log", f"{days} days ago; {advice}")
    return note("doctor.checkpoint", "log", f"{days} days ago")


def _leftovers(project: Project) -> Iterator[Finding]:
    half = [*(project.evidence / "incoming").glob("*"), *project.runs.glob(".*"), *project.folder.rglob("*.new")]
    if half:
        yield note("doctor.leftovers", _shown(half[0], project), f"{len(half)} unfinished files; harmless")


def _sources(project: Project) -> Finding:
    if (project.sources / "custodian.pub").is_file():
        return note("doctor.sources", "sources", "yes, sealed for the custodian's key")
    return note("doctor.sources", "sources", "not yet: `tallystick sources custodian` names who can open them")


def _shown(path: Path, project: Project) -> str:
    return str(path.relative_to(project.folder))
