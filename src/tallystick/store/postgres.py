"""PostgreSQL as the vault's database, for teams: who may write waits in a queue, and a commit is on the server's disk.

A transaction that writes first takes an advisory lock (which queues fairly, and ends with the connection), then
begins SERIALIZABLE: its view of the log is that of after the wait, and somebody who writes without queueing makes one
of the two fail and start anew. One connection per transaction: nothing is shared between threads or forks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tallystick.store.address import read_address
from tallystick.store.errors import (
    DiskFullError,
    DriverMissingError,
    StoreError,
    UnsafeServerError,
    VaultBusyError,
    VaultDamagedError,
    VaultRacedError,
    VaultUnreachableError,
    VaultWriteError,
)
from tallystick.store.read_only import mark_read_only

DIALECT = "postgresql"
SCHEMA = "tallystick"
QUEUE = 0x7461_6C6C_79
"""The number of our advisory lock: `tally` in ASCII."""
ISOLATION = {True: "SERIALIZABLE", False: "REPEATABLE READ READ ONLY"}
CONNECT = {
    "connect_timeout": 10, "client_encoding": "utf8", "application_name": "tallystick",
    "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3,
}  # fmt: skip
# Whoever vanishes with the lock in hand is thrown out by the server; rows that a policy would hide are an error.
PREPARE = f"""
SELECT set_config('search_path', '{SCHEMA}, pg_temp', false),
  set_config('synchronous_commit',
    CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
  set_config('lock_timeout', '300s', false), set_config('idle_in_transaction_session_timeout', '120s', false),
  set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false), set_config('row_security', 'off', false),
  set_config('jit', 'off', false)
"""
SAFE = {"fsync": "on", "full_page_writes": "on", "server_encoding": "UTF8"}
"""Without the first two a power cut can take what was acknowledged, without the third not every text can be kept."""
TAKE_TURN = f"SELECT pg_advisory_lock({QUEUE}), " + ", ".join(f"current_setting('{name}')" for name in SAFE)
GUARDS = "23"
"""Class of the errors of constraints and of our triggers."""
RACED = ("40001", "40P01", "23505")
DAMAGED = ("XX001", "XX002", "58030")
SAYS: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (
        ("?", "08", "57P", "28", "3D", "25P"),
        VaultUnreachableError,
        "the database does not answer ({said}); when it is back, do this step again: what is in already is not added "
        "twice",
    ),
    (RACED, VaultRacedError, "others kept writing to this vault in between ({said}); try again"),
    (("55P03", "57014", "53300"), VaultBusyError, "the database is busy ({said}); try again"),
    (("53100",), DiskFullError, "the disk of the database server is full ({said}); nothing of this step was kept"),
    (DAMAGED, VaultDamagedError, "the vault is damaged ({said}); restore a backup"),
    (("42P01", "42703", "3F"), VaultDamagedError, "the tables in this database are not those of a vault ({said})"),
    ((), VaultWriteError, "the database refused this step ({said}); nothing of it is kept"),
)
"""Beginnings of SQLSTATE (`?`: none, because the connection itself failed), and what they mean here."""


def is_address(file: Path) -> bool:
    """Whether the file holds the address of a database, and is not one itself."""
    return file.suffix == f".{DIALECT}"


def open_engine(file: Path) -> Engine:
    """An engine over the database whose address stands in `file`."""
    return _engine(file.read_text("utf-8").strip())


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Nobody else writes meanwhile."""
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")  # the lock is the session's; no transaction has to stay open for it
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({QUEUE})")
        yield


def explain(error: DBAPIError, file: Path, _needed: int) -> StoreError | None:
    """PostgreSQL's error in words that say what to do; None when it is a guard that did its work.

    Only the first sentence of the server's message is passed on: its details can quote what is stored.
    """
    state, said = getattr(error.orig, "sqlstate", None) or "", _first_sentence(error)
    if state in DAMAGED:
        mark_read_only(file, f"the database is damaged or its disk failed ({said})")
    if state.startswith(GUARDS) and state not in RACED:
        return None
    kind, says = next((kind, says) for states, kind, says in SAYS if not states or (state or "?").startswith(states))
    return kind(says.format(said=said))


def _first_sentence(error: DBAPIError) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    told = getattr(diagnosis, "message_primary", None) or str(error.orig)
    return " ".join(told.partition("\n")[0].split())


@lru_cache(maxsize=64)
def _engine(address: str) -> Engine:
    try:
        engine = create_engine(
            read_address(address),
            poolclass=NullPool,
            connect_args=CONNECT,
            hide_parameters=True,
            use_native_hstore=False,
        )
    except ModuleNotFoundError as error:
        raise DriverMissingError(
            "this project keeps its vault in PostgreSQL; install its driver: pip install 'tallystick[teams]'"
        ) from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # transactions are ours, not the driver's
    connection.execute(PREPARE)


def _begin(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("writes", False))
    if writes:
        _, *found = connection.exec_driver_sql(TAKE_TURN).one()
        _require_safe(dict(zip(SAFE, found, strict=True)))
    connection.exec_driver_sql(f"BEGIN ISOLATION LEVEL {ISOLATION[writes]}")


def _require_safe(found: dict[str, str]) -> None:
    for name, wanted in SAFE.items():
        if found[name] != wanted:
            raise UnsafeServerError(
                f"the database server runs with {name}={found[name]}, which can lose or spoil what was acknowledged; "
                f"nothing is written there until it runs with {name}={wanted}"
            )
