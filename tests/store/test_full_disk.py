"""A disk that fills up: said in words with the room needed, nothing acknowledged is lost, and it works again after."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tallystick.store.errors import DiskFullError
from tallystick.store.project import Project, create_project
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.samples import NOON, report

SIZES_KB = tuple(range(512, 8193, 512))
REPORTS = 2000


@contextmanager
def small_disk(folder: Path, size_kb: int) -> Iterator[None]:
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size_kb}k", "tallystick-test", folder], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip(f"no small disk can be mounted here ({made.stderr.decode().strip()}); CI runs as root and can")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def import_until_full(project: Project) -> tuple[list[str], str | None]:
    """Add reports of two kilobytes and an original each; the ids acknowledged, and what was said at the end."""
    vault, acked = project.vault("importer", lambda: NOON), list[str]()
    try:
        for start in range(0, REPORTS, 20):
            original = vault.keep_original(b"%06d" % start * 2000, "upload")
            batch = [report(n, text=f"report {n} " * 200) for n in range(start, start + 20)]
            acked += [a.report_id for a in vault.add_reports(batch, original)]
    except DiskFullError as error:
        return acked, str(error)
    return acked, None


@pytest.mark.parametrize("size_kb", SIZES_KB)
def test_a_full_disk_is_said_and_what_was_acknowledged_is_there(size_kb: int, tmp_path: Path, figures: Figures) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, size_kb):
        project = create_project(disk / "case", clock=lambda: NOON)
        acked, said = import_until_full(project)
        assert said is not None, "the disk never filled"
        assert "the disk is full" in said
        assert "MB are free" in said
        assert "MB are needed" in said
        subprocess.run(["mount", "-o", f"remount,size={size_kb + 16384}k", disk], check=True)
        assert [f for f in verify_project(project) if f.level == "error"] == []
        assert set(acked) <= {r.report_id for r in project.vault().load_reports()}
        again, said = import_until_full(project)
        assert said is None
        assert len(again) == project.vault().count_reports() == REPORTS
    figures.note(2, disks_filled=len(SIZES_KB), sizes="0.5 to 8 MB", acknowledged_and_lost=0)
