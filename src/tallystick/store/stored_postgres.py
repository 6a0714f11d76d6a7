"""A PostgreSQL vault as it lies there: rows past the indexes, and everything in its schema against what was made."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from tallystick.store.findings import Finding, error
from tallystick.store.postgres import SCHEMA
from tallystick.store.rows import COLUMNS, INTEGERS, MAY_BE_NULL, Row, Value

AT_ONCE = 1000
BY_HEAP = "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off"
BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexonlyscan = on; SET LOCAL enable_bitmapscan = off"
KEYS = {
    "log": ("seq", "leaf_hash"),
    "originals": ("sha256", "seq"),
    "reports": ("report_id", "seq"),
    "judgements": ("judgement_id", "seq"),
    "about": ("name",),
}
"""The columns with a UNIQUE constraint, each of which has an index that could hide or double a row."""
NAMES = {
    "originals": {"seq": "log"},
    "reports": {"seq": "log", "original_sha256": "originals"},
    "judgements": {"seq": "log"},
}
"""The columns that name a row of another table, and which; a superuser can switch the guards of these off."""


@dataclass(frozen=True, slots=True)
class PostgresStored:
    """One state of a PostgreSQL vault (see `rows.Stored`), inside a transaction that only reads."""

    connection: Connection

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table in the order of their entries; none when it is missing."""
        if not self._has(table):
            return
        columns = COLUMNS[table]
        self.connection.exec_driver_sql(BY_HEAP)
        order = "seq" if "seq" in columns else columns[0]
        query = f"SELECT {', '.join(columns)} FROM ONLY {SCHEMA}.{table} ORDER BY {order}"
        streaming = {"stream_results": True, "max_row_buffer": AT_ONCE}
        with self.connection.exec_driver_sql(query, execution_options=streaming) as found:
            for number, values in enumerate(found, start=1):
                wrong = tuple(c for c, v in zip(columns, values, strict=True) if not _is_right(c, v))
                yield Row(number, tuple(values), wrong)

    def faults(self) -> Iterator[Finding]:
        """What is not as the migrations made it, rows that name no entry, and indexes that tell another story."""
        told = files(__package__).joinpath("postgres_description.sql").read_text("utf-8")
        there = {(str(name), str(made).rstrip()) for name, made in self.connection.exec_driver_sql(told)}
        for name in sorted({name for name, _ in there ^ _as_made()}):
            yield error("schema.changed", name)
        for table in KEYS:
            if self._has(table):
                yield from self._table_faults(table)

    def _table_faults(self, table: str) -> Iterator[Finding]:
        for column, named in NAMES.get(table, {}).items():
            key = column.removeprefix("original_")
            there = f"(SELECT 1 FROM ONLY {SCHEMA}.{named} AS named WHERE named.{key} = {table}.{column})"
            count = f"SELECT count(*) FROM ONLY {SCHEMA}.{table} WHERE {column} IS NOT NULL AND NOT EXISTS {there}"
            if broken := self.connection.exec_driver_sql(count).scalar():
                yield error("vault.integrity", "database", f"{broken} rows name an entry that is not there")
        for key in KEYS[table]:
            if self._keys(table, key, BY_HEAP) != self._keys(table, key, BY_INDEX):
                yield error("vault.integrity", "database", f"the index on {key} of {table} is not what the table holds")

    def _keys(self, table: str, key: str, way: str) -> tuple[object, ...]:
        """How many keys there are, and a sum over them, read in one of two ways."""
        self.connection.exec_driver_sql(f"SET LOCAL enable_seqscan = on; {way}")
        summed = f"count(*), sum(hashtextextended({key}::text, 0)::numeric)"
        ordered = f"SELECT {key} FROM ONLY {SCHEMA}.{table} WHERE {key} IS NOT NULL ORDER BY {key}"
        return tuple(self.connection.exec_driver_sql(f"SELECT {summed} FROM ({ordered}) AS keys").one())

    def _has(self, table: str) -> bool:
        return self.connection.exec_driver_sql(f"SELECT to_regclass('{SCHEMA}.{table}')").scalar() is not None


def _is_right(column: str, value: Value) -> bool:
    if value is None:
        return column in MAY_BE_NULL
    return isinstance(value, int if column in INTEGERS else str)


@cache
def _as_made() -> frozenset[tuple[str, str]]:
    frozen = files(__package__).joinpath("migrations_sql", "postgresql_tables.txt").read_text("utf-8")
    named = (line.partition(": ") for line in frozen.splitlines())
    return frozenset((name, made) for name, _, made in named)
