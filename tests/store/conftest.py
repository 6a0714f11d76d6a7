"""A fresh project for every test that asks for one."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tallystick.store.project import Project, create_project
from tallystick.store.vault import Vault
from tests.store.figures import ASKED_FOR, NOTES, PAGE, Figures, page
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


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a test notes what it counted."""
    return Figures(request.node.nodeid.split("[")[0])


def pytest_sessionstart(session: pytest.Session) -> None:
    if ASKED_FOR and not hasattr(session.config, "workerinput"):
        shutil.rmtree(NOTES, ignore_errors=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """The page is written only by a session in which everything passed."""
    if ASKED_FOR and exitstatus == 0 and not hasattr(session.config, "workerinput"):
        notes = [json.loads(p.read_text("utf-8")) for p in sorted(NOTES.glob("*.json"))]
        PAGE.write_text(page(notes), "utf-8")
