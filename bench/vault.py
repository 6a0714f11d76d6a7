"""How many reports a second the vault takes in, and what its guarantees cost.

    .venv/bin/python -m bench.vault [REPORTS]

The same import with every batch on the disk before it is acknowledged, into a SQLite file and into a PostgreSQL server
of this machine (started here, reached over a socket; left out where none is installed), and once more with SQLite's
synchronous=OFF, which loses acknowledged reports in a power cut and is nowhere offered. Prints one JSON line.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from tallystick.model.report import Report
from tallystick.store import Project, create_project, open_project, sqlite
from tallystick.store.verify import verify_project

ALONE = 500
TEXT = "غارة على السوق في وسط المدينة. An air strike on the market, witnesses said, killed several people. " * 15


def invented(count: int) -> list[Report]:
    """Reports of about 1,500 characters."""
    return [
        Report(f"r-{number:07d}", f"{number} {TEXT}", title="bench", url="https://example.org")
        for number in range(count)
    ]


def seconds_to_add(
    reports: list[Report], folder: Path, database: str | None = None, *, one_by_one: bool = False
) -> float:
    """Add all reports to a new vault, in batches or one by one."""
    vault = create_project(folder, database=database).vault()
    started = time.perf_counter()
    for batch in [[r] for r in reports] if one_by_one else [reports]:
        assert all(a.status == "added" for a in vault.add_reports(batch))
    return time.perf_counter() - started


def on_a_server(reports: list[Report], folder: Path) -> dict[str, float]:
    """Reports a second into PostgreSQL; seconds to verify and to read everything back. Empty without a server."""
    from pytest import skip  # noqa: PT013  (what the tests' server raises where none is installed)
    from tests.store.server import running

    try:
        with running() as server:
            rate = len(reports) / seconds_to_add(reports, folder / "server", server.new_database())
            single = seconds_to_add(reports[:ALONE], folder / "server1", server.new_database(), one_by_one=True)
            verify, load = seconds_to_read(open_project(folder / "server"), len(reports))
            return {
                "postgresql": round(rate),
                "postgresql_one_by_one": round(ALONE / single),
                "postgresql_verify_seconds": verify,
                "postgresql_load_seconds": load,
            }
    except skip.Exception:
        return {}


def seconds_to_read(project: Project, count: int) -> tuple[float, float]:
    """To verify the whole vault, and to read all its reports."""
    started = time.perf_counter()
    assert not [f for f in verify_project(project) if f.level == "error"]
    verified = time.perf_counter()
    assert sum(1 for _ in project.vault().load_reports()) == count
    return round(verified - started, 2), round(time.perf_counter() - verified, 2)


def main(count: int) -> dict[str, float]:
    """Reports a second: safe, unsafe, one by one; seconds to verify and to read everything back."""
    reports, safe = invented(count), sqlite.PRAGMAS
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rates = {"safe": count / seconds_to_add(reports, folder / "safe")}
        rates["safe_one_by_one"] = ALONE / seconds_to_add(reports[:ALONE], folder / "single", one_by_one=True)
        sqlite.PRAGMAS = tuple(p.replace("synchronous=FULL", "synchronous=OFF") for p in safe)
        rates["synchronous_off"] = count / seconds_to_add(reports, folder / "unsafe")
        sqlite.PRAGMAS = safe
        verify, load = seconds_to_read(open_project(folder / "safe"), count)
        told = {name: round(rate) for name, rate in rates.items()} | on_a_server(reports, folder)
        return told | {"reports": count, "verify_seconds": verify, "load_seconds": load}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)))
