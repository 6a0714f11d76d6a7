"""The open database of a vault, SQLite or PostgreSQL: one transaction that writes, one that reads a single state."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from tallystick.store import postgres, sqlite
from tallystick.store.errors import VaultRacedError
from tallystick.store.read_only import require_writable

T = TypeVar("T")
TRIES = 5


@dataclass(frozen=True, slots=True)
class Database:
    """The database of one vault, and the file in the project's folder that it is known by."""

    file: Path
    """`vault.sqlite`, or `vault.postgresql` with the address of the database in it."""
    engine: Engine

    @property
    def is_postgres(self) -> bool:
        """Whether a PostgreSQL server holds the log and its tables."""
        return self.engine.dialect.name == postgres.DIALECT


def open_database(file: Path) -> Database:
    """The database that `file` is, or that it gives the address of."""
    return Database(file, postgres.open_engine(file) if postgres.is_address(file) else sqlite.open_engine(file))


@contextmanager
def writing(database: Database, needed: int = 0) -> Iterator[Connection]:
    """One transaction that writes: all of it is on the disk when the block ends, or none of it.

    `needed` is about how many bytes it will write, to be said when the disk is full.
    """
    queue = nullcontext() if database.is_postgres else sqlite.alone(database.file)  # PostgreSQL queues as it begins
    with queue, _explained(database, needed), database.engine.connect() as connection:
        require_writable(database.file)
        connection.execution_options(writes=True)  # before it begins: the engine's own BEGIN asks for it
        with connection.begin():
            require_writable(database.file)  # it may have been closed while we queued
            yield connection


def written(database: Database, work: Callable[[Connection], T], needed: int = 0) -> T:
    """What `work` makes of one transaction that writes; done anew when somebody who did not queue got in between."""
    for _ in range(TRIES - 1):
        with suppress(VaultRacedError), writing(database, needed) as connection:
            return work(connection)
    with writing(database, needed) as connection:
        return work(connection)


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """One transaction that reads a single state of the vault."""
    with _explained(database), database.engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Nobody else writes meanwhile."""
    queue: AbstractContextManager[None]
    queue = postgres.alone(database.engine) if database.is_postgres else sqlite.alone(database.file)
    with _explained(database), queue:
        yield


@contextmanager
def _explained(database: Database, needed: int = 0) -> Iterator[None]:
    """The engine's errors in words that say what to do."""
    explain = postgres.explain if database.is_postgres else sqlite.explain
    try:
        yield
    except DBAPIError as error:
        if explained := explain(error, database.file, needed):
            raise explained from error
        raise
