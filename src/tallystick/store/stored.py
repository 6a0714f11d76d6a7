"""What is stored, opened for checking and copying: one state, whichever database holds it.

Raises, while it is read:
    VaultDamagedError: it cannot be read as a vault's database.
    VaultUnreachableError: the server that holds it does not answer, which says nothing about the vault.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tallystick.store import stored_postgres, stored_sqlite
from tallystick.store.database import open_database, reading
from tallystick.store.postgres import is_address
from tallystick.store.rows import Stored


@contextmanager
def opened(vault_file: Path) -> Iterator[Stored]:
    """The database of this file, or at the address in it, for reading."""
    if is_address(vault_file):
        with reading(open_database(vault_file)) as connection:
            yield stored_postgres.PostgresStored(connection)
    else:
        with stored_sqlite.opened(vault_file) as stored:
            yield stored
