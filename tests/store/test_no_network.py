"""Nothing leaves the machine unasked: a whole run from files to report opens no socket at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Figures
from tests.store.tracing import require_strace

SOCKETS = "trace=socket,socketpair,connect,bind,sendto,sendmsg"


def sockets_of(command: list[str], folder: Path) -> list[str]:
    """Every system call about sockets that a command and its children make."""
    require_strace()
    trace = folder / "trace"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", trace, "-e", SOCKETS, *command],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [line for line in trace.read_text().splitlines() if "(" in line and "---" not in line]


@pytest.mark.slow
def test_the_demo_from_digests_to_report_opens_no_socket(tmp_path: Path, figures: Figures) -> None:
    command = str(Path(sys.executable).parent / "tallystick")
    assert sockets_of([command, "demo"], tmp_path) == []
    figures.note(11, runs_traced=1, sockets_opened=0)


def test_the_tracer_would_see_a_socket(tmp_path: Path) -> None:
    script = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))"
    found = sockets_of([sys.executable, "-c", script], tmp_path)
    assert any("AF_INET" in line for line in found)
