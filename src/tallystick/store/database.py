"""Opening the vault's database so that an acknowledged commit survives a power cut.

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
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from tallystick.store.errors import VaultBusyError, VaultDamagedError, VaultWriteError
from tallystick.store.evidence import disk_full
from tallystick.store.read_only import mark_read_only, require_writable

JOURNAL_MODE = "TRUNCATE"
SYNCHRONOUS = "FULL"
WAIT_MS = 60_000
PRAGMAS = (
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


def open_engine(path: Path) -> Engine:
    """An engine over one SQLite file; every transaction that writes starts with BEGIN IMMEDIATE."""
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"check_same_thread": False}, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours, not the driver's
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine, needed: int = 0) -> Iterator[Connection]:
    """One transaction that writes: all of it is on the disk when the block ends, or none of it.

    `needed` is about how many bytes it will write, to be said when the disk is full.
    """
    with alone(engine), _explained(engine, needed), engine.connect() as connection:
        require_writable(engine)
        connection.execution_options(writes=True)  # before it begins: _begin asks for it
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads a single state of the vault."""
    with _explained(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Nobody else writes meanwhile. Writers queue at a lock of the operating system instead of polling SQLite's."""
    if not engine.url.database:
        yield
        return
    lock = os.open(f"{engine.url.database}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def _explained(engine: Engine, needed: int = 0) -> Iterator[None]:
    """SQLite's errors in words that say what to do."""
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "locked" in said or "busy" in said:
            raise VaultBusyError("somebody else has been writing to this vault for a minute; try again") from error
        if "full" in said:
            raise disk_full(Path(engine.url.database or "."), needed) from error
        if "I/O error" in said:
            mark_read_only(Path(engine.url.database or "."), f"the disk failed ({said})")
        raise VaultWriteError(f"the vault cannot be written or read ({said}); nothing of this step is kept") from error
    except DatabaseError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            mark_read_only(Path(engine.url.database or "."), f"the database is damaged ({error.orig})")
            raise VaultDamagedError(f"the vault is damaged ({error.orig}); restore a backup") from error
        raise
