"""The tables beside the log: does each hold exactly what the log tells?"""

from collections.abc import Iterator

from tallystick.store.findings import Finding, error
from tallystick.store.migrations import STEPS
from tallystick.store.rows import Stored, wrong_values
from tallystick.store.verify_log import Told


def check_version(stored: Stored) -> Iterator[Finding]:
    """The table `about` holds the version of the tables and nothing else."""
    found = list(stored.rows("about"))
    for row in found:
        yield from wrong_values("about", row)
    if [row.values for row in found] != [("schema_version", str(len(STEPS)))]:
        yield error("schema.version", "about")


def check_projections(stored: Stored, told: Told) -> Iterator[Finding]:
    """Each projection against the rows that the log tells it must have."""
    for table, expected in (
        ("originals", told.originals),
        ("reports", told.reports),
        ("judgements", told.judgements),
    ):
        yield from _compare(stored, table, dict(expected))


def _compare(stored: Stored, table: str, expected: dict[str, tuple[object, ...]]) -> Iterator[Finding]:
    for row in stored.rows(table):
        yield from wrong_values(table, row)
        key = row.values[0]
        wanted = expected.pop(key, None) if isinstance(key, str) else None
        if wanted is None:
            yield error(f"{table}.extra", f"{table} row {row.rowid}", f"{key!s:.80}")
        elif wanted != row.values:
            yield error(f"{table}.differs", f"{table} row {row.rowid}", f"{key!s:.80}")
    for key in sorted(expected):
        yield error(f"{table}.missing", table, f"{key:.80}")
