"""How many reports a second the vault takes in, and what its guarantees cost.

    .venv/bin/python -m bench.vault [REPORTS]

The same import twice: as it is (every batch on the disk before it is acknowledged) and with SQLite's synchronous=OFF,
which loses acknowledged reports in a power cut and is nowhere offered. Prints one JSON line.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from tallystick.model.report import Report
from tallystick.store import create_project, sqlite
from tallystick.store.verify import verify_project

TEXT = "غارة على السوق في وسط المدينة. An air strike on the market, witnesses said, killed several people. " * 15


def invented(count: int) -> list[Report]:
    """Reports of about 1,500 characters."""
    return [
        Report(f"r-{number:07d}", f"{number} {TEXT}", title="bench", url="https://example.org")
        for number in range(count)
    ]


def seconds_to_add(reports: list[Report], folder: Path, *, one_by_one: bool = False) -> float:
    """Add all reports to a new vault, in batches or one by one."""
    vault = create_project(folder).vault()
    started = time.perf_counter()
    for batch in [[r] for r in reports] if one_by_one else [reports]:
        assert all(a.status == "added" for a in vault.add_reports(batch))
    return time.perf_counter() - started


def main(count: int) -> dict[str, float]:
    """Reports a second: safe, unsafe, one by one; seconds to verify and to read everything back."""
    reports, safe = invented(count), sqlite.PRAGMAS
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rates = {"safe": count / seconds_to_add(reports, folder / "safe")}
        rates["safe_one_by_one"] = 500 / seconds_to_add(reports[:500], folder / "single", one_by_one=True)
        sqlite.PRAGMAS = tuple(p.replace("synchronous=FULL", "synchronous=OFF") for p in safe)
        rates["synchronous_off"] = count / seconds_to_add(reports, folder / "unsafe")
        sqlite.PRAGMAS = safe
        project = create_project(folder / "again")
        project.vault().add_reports(reports)
        started = time.perf_counter()
        assert not [f for f in verify_project(project) if f.level == "error"]
        verified = time.perf_counter()
        assert sum(1 for _ in project.vault().load_reports()) == count
        return {name: round(rate) for name, rate in rates.items()} | {
            "reports": count,
            "verify_seconds": round(verified - started, 2),
            "load_seconds": round(time.perf_counter() - verified, 2),
        }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)))
