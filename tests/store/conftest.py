"""A fresh project for every test that asks for one, in a SQLite file and once more on a PostgreSQL server."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tallystick.store.project import Project, create_project
from tallystick.store.vault import Vault
from tests.store.samples import NOON
from tests.store.server import Server, running

NewDatabase = Callable[[], str | None]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for all tests; skipped where none is installed, which CI does not allow."""
    with running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Gives the address of another database whenever it is called; None for a file."""
    if request.param == "sqlite":
        return lambda: None
    started: Server = request.getfixturevalue("server")
    return started.new_database


@pytest.fixture
def project(tmp_path: Path, new_database: NewDatabase) -> Project:
    return create_project(tmp_path / "case", clock=lambda: NOON, database=new_database())


@pytest.fixture
def in_a_file(tmp_path: Path) -> Project:
    """A project for tests of what only SQLite has."""
    return create_project(tmp_path / "case", clock=lambda: NOON)


@pytest.fixture
def vault(project: Project) -> Vault:
    return project.vault("tester", ticking())


def ticking(start: datetime = NOON) -> Callable[[], datetime]:
    """A clock that goes on by one second whenever it is read."""
    now = [start]

    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    return clock
