"""A fresh project for every test that asks for one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tallystick.store.project import Project, create_project
from tallystick.store.vault import Vault
from tests.store.samples import NOON


@pytest.fixture
def project(tmp_path: Path) -> Project:
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
