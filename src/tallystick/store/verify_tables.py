"""The tables beside the log: does each hold exactly what the log tells, and are the guards in place?"""

import sqlite3
from collections.abc import Iterator

from sqlalchemy import create_engine

from tallystick.store.findings import Finding, error
from tallystick.store.migrations import STEPS, create_tables
from tallystick.store.stored import rows, wrong_values
from tallystick.store.verify_log import Told

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def check_structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself finds broken, and what is not as the migrations made it."""
    problems = [_text(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    if problems != ["ok"]:
        yield error("vault.integrity", "database", problems[0])
    if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        yield error("vault.integrity", "database", f"{len(broken)} rows name an entry that is not there")
    there = {tuple(_text(v) for v in row) for row in connection.execute(_SCHEMA)}
    for kind, name, *_ in sorted(there ^ _schema_as_made()):
        yield error("schema.changed", f"{kind} {name}")


def check_version(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The table `about` holds the version of the tables and nothing else."""
    found = list(rows(connection, "about"))
    for row in found:
        yield from wrong_values("about", row)
    if [row.values for row in found] != [("schema_version", str(len(STEPS)))]:
        yield error("schema.version", "about")


def check_projections(connection: sqlite3.Connection, told: Told) -> Iterator[Finding]:
    """Each projection against the rows that the log tells it must have."""
    for table, expected in (
        ("originals", told.originals),
        ("reports", told.reports),
        ("judgements", told.judgements),
    ):
        yield from _compare(connection, table, dict(expected))


def _compare(connection: sqlite3.Connection, table: str, expected: dict[str, tuple[object, ...]]) -> Iterator[Finding]:
    for row in rows(connection, table):
        yield from wrong_values(table, row)
        key = row.values[0]
        wanted = expected.pop(key, None) if isinstance(key, str) else None
        if wanted is None:
            yield error(f"{table}.extra", f"{table} row {row.rowid}", f"{key!s:.80}")
        elif wanted != row.values:
            yield error(f"{table}.differs", f"{table} row {row.rowid}", f"{key!s:.80}")
    for key in sorted(expected):
        yield error(f"{table}.missing", table, f"{key:.80}")


def _schema_as_made() -> set[tuple[str, ...]]:
    with create_engine("sqlite://").begin() as fresh:
        create_tables(fresh)
        return {tuple(_text(v) for v in row) for row in fresh.exec_driver_sql(_SCHEMA)}


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
