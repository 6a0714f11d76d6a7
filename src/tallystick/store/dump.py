"""The vault as text: every logical value once, in one order, for comparing two vaults or reading one without tools."""

from collections.abc import Iterator

from tallystick.store.canonical import canonical_json
from tallystick.store.project import Project
from tallystick.store.stored import COLUMNS, opened, rows


def dump_vault(project: Project) -> Iterator[str]:
    """One JSON line per entry of the log, then one per row of the tables beside it.

    Raises sqlite3.DatabaseError where the file cannot be read.
    """
    with opened(project.vault_file) as connection:
        for table in ("log", "originals", "reports", "judgements", "about"):
            for row in rows(connection, table):
                named = dict(zip(COLUMNS[table], row.values, strict=True))
                yield canonical_json({table: named, "wrong": row.wrong} if row.wrong else {table: named})
