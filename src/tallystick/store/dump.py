"""The vault as text: every logical value once, in one order, for comparing two vaults or reading one without tools."""

from collections.abc import Iterator

from tallystick.store.canonical import canonical_json
from tallystick.store.project import Project
from tallystick.store.rows import COLUMNS
from tallystick.store.stored import opened


def dump_vault(project: Project) -> Iterator[str]:
    """One JSON line per entry of the log, then one per row of the tables beside it.

    Raises VaultDamagedError where the database cannot be read.
    """
    with opened(project.vault_file) as stored:
        for table in ("log", "originals", "reports", "judgements", "about"):
            for row in stored.rows(table):
                named = dict(zip(COLUMNS[table], row.values, strict=True))
                yield canonical_json({table: named, "wrong": row.wrong} if row.wrong else {table: named})


def dump_log(project: Project) -> Iterator[str]:
    """The log alone, one JSON line per entry with all that is hashed: what `scripts/verify_vault.py --log` reads.

    Raises VaultDamagedError where the database cannot be read.
    """
    with opened(project.vault_file) as stored:
        for row in stored.rows("log"):
            yield canonical_json(dict(zip(COLUMNS["log"], row.values, strict=True)))
