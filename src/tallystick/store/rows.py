"""Rows exactly as they lie in the database: types and bytes checked, indexes and projections not trusted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

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
INTEGERS = frozenset({"seq", "size"})
MAY_BE_NULL = frozenset({"original_sha256"})


class Stored(Protocol):
    """One state of a vault's database, read past everything that could hide a row."""

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table, those of the log in its order; none when the table is missing."""
        ...

    def faults(self) -> Iterator[Finding]:
        """What the database itself finds broken, and what is not as the migrations made it."""
        ...


def wrong_values(table: str, row: Row) -> Iterator[Finding]:
    """A finding for every value that is not of its type."""
    for column in row.wrong:
        yield error("value.type", f"{table} row {row.rowid}", column)
