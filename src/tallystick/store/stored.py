"""Rows exactly as they lie in the file: types and bytes checked, indexes and projections not trusted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tallystick.store.findings import Finding, error

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table; `wrong` names the columns whose value is not of the type written."""

    rowid: int
    values: tuple[Value, ...]
    wrong: tuple[str, ...]


COLUMNS = {
    "log": ("seq", "at", "actor", "kind", "body", "prev", "leaf_hash"),
    "originals": ("sha256", "sha512", "size", "name", "seq"),
    "reports": ("report_id", "text_sha256", "original_sha256", "seq"),
    "judgements": ("judgement_id", "seq"),
    "about": ("name", "value"),
}
_INTEGERS = {"seq", "size"}
_MAY_BE_NULL = {"original_sha256"}


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file for reading, with text as raw bytes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = bytes
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA query_only=ON")
        try:
            yield connection
        except UnicodeDecodeError as error:  # a broken name in a message of SQLite's own
            raise sqlite3.DatabaseError("the database is malformed") from error


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """All rows of a table in the order of their row numbers, read past its indexes; none when it is missing."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone() is None:
        return
    columns = COLUMNS[table]
    asked = ", ".join([*columns, *(f"typeof({c})" for c in columns)])
    for found in connection.execute(f"SELECT rowid, {asked} FROM {table} NOT INDEXED ORDER BY rowid"):
        values, types = found[1 : 1 + len(columns)], found[1 + len(columns) :]
        read = [_read(c, v, t.decode()) for c, v, t in zip(columns, values, types, strict=True)]
        yield Row(
            found[0],
            tuple(v for v, _ in read),
            tuple(c for c, (_, good) in zip(columns, read, strict=True) if not good),
        )


def wrong_values(table: str, row: Row) -> Iterator[Finding]:
    """A finding for every value that is not of its type."""
    for column in row.wrong:
        yield error("value.type", f"{table} row {row.rowid}", column)


def _read(column: str, value: bytes | int | float | None, kind: str) -> tuple[Value, bool]:
    if kind == "null":
        return None, column in _MAY_BE_NULL
    if kind == "integer" and isinstance(value, int):
        return value, column in _INTEGERS
    if kind == "text" and isinstance(value, bytes) and column not in _INTEGERS:
        try:
            return value.decode(), True
        except UnicodeDecodeError:
            return None, False
    return None, False
