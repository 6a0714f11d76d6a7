"""A vault from one database into another, entry by entry as it stands there: between SQLite and PostgreSQL."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from tallystick.store.database import Database, writing
from tallystick.store.errors import ProjectExistsError, VaultDamagedError
from tallystick.store.migrations import create_tables
from tallystick.store.rows import COLUMNS, Row, Stored
from tallystick.store.schema import metadata

AT_ONCE = 1000
TABLES = ("log", "originals", "reports", "judgements")
"""In the order in which one names another; `about` is made with the tables."""


def copy_rows(stored: Stored, target: Database) -> None:
    """Put everything that is stored into the empty database `target`, all of it or nothing.

    ProjectExistsError when `target` holds a vault already; VaultDamagedError when the rows do not fit together.
    """
    try:
        with writing(target) as connection:
            if not create_tables(connection):
                raise ProjectExistsError("the database already holds a vault; make a new one for this project")
            for table in TABLES:
                for batch in _batches(stored.rows(table)):
                    connection.execute(insert(metadata.tables[table]), [_named(table, row) for row in batch])
    except IntegrityError as error:
        raise VaultDamagedError("its entries do not follow one another; run `tallystick verify`") from error


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _named(table: str, row: Row) -> dict[str, object]:
    return dict(zip(COLUMNS[table], row.values, strict=True))
