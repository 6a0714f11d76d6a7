"""Rules for the whole suite: where development material lies, that CI skips nothing, what the tests counted."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.figures import ASKED_FOR, NOTES, PAGE, Figures, page

SHARED = Path(__file__).parent.parent.parent / "shared"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long tier runs only when asked for by name; gold tests only where the gold is."""
    asked_for_torture = "torture" in str(config.getoption("-m"))
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        is_torture = item.get_closest_marker("torture") is not None
        (left_out if is_torture and not asked_for_torture else kept).append(item)
        if item.get_closest_marker("gold") and not (SHARED / "data").is_dir():
            item.add_marker(pytest.mark.skip(reason="../shared is not on this machine"))
    items[:] = kept
    if left_out:
        config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    gap = report.skipped and not hasattr(report, "wasxfail") and not item.get_closest_marker("gold")  # type: ignore[attr-defined]
    if gap and os.environ.get("TALLYSTICK_NO_SKIPS"):
        report.outcome = "failed"  # type: ignore[attr-defined]
        report.longrepr = f"skipped in CI, where nothing may be skipped: {report.longrepr}"  # type: ignore[attr-defined]
    return report


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a test notes what it counted; several cases of one test are told apart."""
    return Figures(request.node.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """The page is written only by a session in which everything passed; notes of sessions before it count as well."""
    if ASKED_FOR and exitstatus == 0 and not hasattr(session.config, "workerinput"):
        notes = [json.loads(p.read_text("utf-8")) for p in sorted(NOTES.glob("*.json"))]
        PAGE.write_text(page(notes), "utf-8")
