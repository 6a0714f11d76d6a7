"""A SQLite file as it lies there: each value with its type, each row past the indexes, the structure checked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from tallystick.store.errors import VaultDamagedError
from tallystick.store.findings import Finding, error
from tallystick.store.migrations import create_tables
from tallystick.store.rows import COLUMNS, INTEGERS, MAY_BE_NULL, Row, Value

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


@dataclass(frozen=True, slots=True)
class SqliteStored:
    """One state of a SQLite file (see `rows.Stored`); text comes as raw bytes."""

    connection: sqlite3.Connection

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table in the order of their row numbers; none when it is missing."""
        is_table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        if self.connection.execute(is_table, (table,)).fetchone() is None:
            return
        columns = COLUMNS[table]
        asked = ", ".join([*columns, *(f"typeof({c})" for c in columns)])
        for found in self.connection.execute(f"SELECT rowid, {asked} FROM {table} NOT INDEXED ORDER BY rowid"):
            values, types = found[1 : 1 + len(columns)], found[1 + len(columns) :]
            read = [_read(c, v, t.decode()) for c, v, t in zip(columns, values, types, strict=True)]
            yield Row(
                found[0],
                tuple(v for v, _ in read),
                tuple(c for c, (_, good) in zip(columns, read, strict=True) if not good),
            )

    def faults(self) -> Iterator[Finding]:
        """What SQLite itself finds broken, and what is not as the migrations made it."""
        problems = [_text(row[0]) for row in self.connection.execute("PRAGMA integrity_check(20)")]
        if problems != ["ok"]:
            yield error("vault.integrity", "database", problems[0])
        if broken := self.connection.execute("PRAGMA foreign_key_check").fetchall():
            yield error("vault.integrity", "database", f"{len(broken)} rows name an entry that is not there")
        there = {tuple(_text(v) for v in row) for row in self.connection.execute(_SCHEMA)}
        for kind, name, *_ in sorted(there ^ _schema_as_made()):
            yield error("schema.changed", f"{kind} {name}")


@contextmanager
def opened(path: Path) -> Iterator[SqliteStored]:
    """The file for reading; VaultDamagedError when it turns out not to be readable."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.text_factory = bytes
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")  # one state, also while others write
            yield SqliteStored(connection)
    except UnicodeDecodeError as fault:  # a broken name in a message of SQLite's own
        raise VaultDamagedError("the database is malformed") from fault
    except (sqlite3.DatabaseError, OverflowError) as fault:
        raise VaultDamagedError(str(fault)) from fault


def _read(column: str, value: bytes | int | float | None, kind: str) -> tuple[Value, bool]:
    if kind == "null":
        return None, column in MAY_BE_NULL
    if kind == "integer" and isinstance(value, int):
        return value, column in INTEGERS
    if kind == "text" and isinstance(value, bytes) and column not in INTEGERS:
        try:
            return value.decode(), True
        except UnicodeDecodeError:
            return None, False
    return None, False


def _schema_as_made() -> set[tuple[str, ...]]:
    with create_engine("sqlite://").begin() as fresh:
        create_tables(fresh)
        return {tuple(_text(v) for v in row) for row in fresh.exec_driver_sql(_SCHEMA)}


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
