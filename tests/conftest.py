"""Rules for the whole suite: where development material lies, and that CI skips nothing unexpectedly."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

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
