"""SQLite as the vault's database, so that an acknowledged commit survives a power cut.

journal_mode=TRUNCATE with synchronous=FULL: SQLite syncs the journal before it touches the database and syncs the
truncated journal before it reports a commit. WAL is not used: before SQLite 3.51.3 it can corrupt a database when
checkpoints race, and a vault that is one file is easier to copy and to hand over (docs/decisions).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from tallystick.store.errors import StoreError, VaultBusyError, VaultDamagedError, VaultWriteError
from tallystick.store.evidence import disk_full
from tallystick.store.read_only import mark_read_only

JOURNAL_MODE = "TRUNCATE"
SYNCHRONOUS = "FULL"
WAIT_MS = 60_000
PRAGMAS: tuple[str, ...] = (
    f"PRAGMA busy_timeout={WAIT_MS}",
    f"PRAGMA journal_mode={JOURNAL_MODE}",
    f"PRAGMA synchronous={SYNCHRONOUS}",
    "PRAGMA fullfsync=ON",  # macOS: have the drive itself write
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
)


def open_engine(file: Path) -> Engine:
    """An engine over one SQLite file; every transaction that writes starts with BEGIN IMMEDIATE."""
    engine = create_engine(
        f"sqlite:///{file}", poolclass=NullPool, connect_args={"check_same_thread": False}, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Nobody else writes meanwhile. Writers queue at a lock of the operating system instead of polling SQLite's."""
    lock = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def explain(error: DBAPIError, file: Path, needed: int) -> StoreError | None:
    """SQLite's error in words that say what to do; None when it is a mistake of ours or a guard that did its work."""
    said = str(error.orig)
    if isinstance(error, OperationalError):
        return _of_operation(said, file, needed)
    if isinstance(error, DatabaseError) and ("malformed" in said or "not a database" in said):
        mark_read_only(file, f"the database is damaged ({said})")
        return VaultDamagedError(f"the vault is damaged ({said}); restore a backup")
    return None


def _of_operation(said: str, file: Path, needed: int) -> StoreError:
    if "locked" in said or "busy" in said:
        return VaultBusyError("somebody else has been writing to this vault for a minute; try again")
    if "full" in said:
        return disk_full(file, needed)
    if "I/O error" in said:
        mark_read_only(file, f"the disk failed ({said})")
    return VaultWriteError(f"the vault cannot be written or read ({said}); nothing of this step is kept")


def _prepare(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours, not the driver's
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
