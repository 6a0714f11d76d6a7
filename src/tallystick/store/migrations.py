"""Numbered steps that bring an older vault's tables up to date; the log's entries are never touched by them.

Plain functions in order, each run once inside one transaction; docs/decisions says why not a migration framework.
"""

from collections.abc import Callable
from importlib.resources import files

from sqlalchemy import Connection, insert, inspect, select, update

from tallystick.store.database import Database, reading, writing
from tallystick.store.errors import VaultDamagedError, VaultVersionError
from tallystick.store.postgres import DIALECT, SCHEMA
from tallystick.store.schema import about

Step = Callable[[Connection], None]


def m001_first_tables(connection: Connection) -> None:
    """The log, its projections and the guards against changing them."""
    _run_file(connection, "m001_first_tables")


STEPS: tuple[Step, ...] = (m001_first_tables,)


def create_tables(connection: Connection) -> bool:
    """Make the tables where there are none yet; whether there were none."""
    if _has_tables(connection):
        return False
    _run(connection, 0)
    return True


def bring_up_to_date(database: Database) -> int:
    """Run the steps that the vault has not seen; how many. VaultVersionError for a vault of a newer version.

    VaultDamagedError where a server has no vault at all: the address may be wrong, and an empty one is not made by
    opening it.
    """
    with reading(database) as connection:
        version = schema_version(connection)
    if version == 0 and database.is_postgres:
        raise VaultDamagedError("this database holds no vault; correct the address, or restore a backup into it")
    if version > len(STEPS):
        raise VaultVersionError(
            f"this vault is of version {version}, this Tallystick knows up to {len(STEPS)}; install a newer Tallystick"
        )
    if version == len(STEPS):
        return 0
    with writing(database) as connection:
        return _run(connection, schema_version(connection))


def schema_version(connection: Connection) -> int:
    """How many steps the vault has seen; 0 for an empty file."""
    if not _has_tables(connection):
        return 0
    return int(connection.scalar(select(about.c.value).where(about.c.name == "schema_version")) or 0)


def _has_tables(connection: Connection) -> bool:
    return inspect(connection).has_table("about", SCHEMA if connection.dialect.name == DIALECT else None)


def _run(connection: Connection, done: int) -> int:
    for step in STEPS[done:]:
        step(connection)
    if done:
        connection.execute(update(about).where(about.c.name == "schema_version").values(value=str(len(STEPS))))
    else:
        connection.execute(insert(about), [{"name": "schema_version", "value": str(len(STEPS))}])
    return len(STEPS) - done


def _run_file(connection: Connection, name: str) -> None:
    """Run the statements of a step's frozen file for this engine; a blank line ends one."""
    ending = "postgresql.sql" if connection.dialect.name == DIALECT else "sql"
    text = files(__package__).joinpath("migrations_sql", f"{name}.{ending}").read_text("utf-8")
    for statement in text.strip().split("\n\n"):
        if not statement.startswith("--"):
            connection.exec_driver_sql(statement)
