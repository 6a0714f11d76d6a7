"""A tracer on an importer: record its system calls, or make one of them kill it or fail."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

WRITING = ("write", "pwrite64", "ftruncate", "mkdir", "link", "unlink", "rename")
SYNCING = ("fsync", "fdatasync")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one import ended."""

    exit_code: int
    acked: tuple[int, ...]
    trace: str
    said: str


class Importer:
    """The process that forks importers, and the tracer put on each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors = (folder / "importer.err").open("w+")
        script = Path(__file__).with_name("importer.py")
        self.process = subprocess.Popen(
            [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True
        )

    def run(self, case: Path, reports: tuple[int, int], *strace: str, kill_after_s: float | None = None) -> Outcome:
        """One import of the reports numbered `reports[0]` to `reports[1]` under strace with the options given."""
        acks, trace = self.folder / "acks", self.folder / "trace"
        for path in (acks, trace):
            path.unlink(missing_ok=True)
        mark = self.errors.seek(0, os.SEEK_END)
        child = self._fork(case, reports, acks)
        _wait_until_stopped(child)
        tracer = _attach(child, trace, strace) if strace else None
        os.kill(child, signal.SIGCONT)
        if kill_after_s is not None:
            _kill_later(child, kill_after_s)
        assert self.process.stdout is not None
        code = int(self.process.stdout.readline())
        if tracer is not None:
            tracer.wait(timeout=20)
        self.errors.seek(mark)
        told = acks.read_text() if acks.exists() else ""
        acked = tuple(int(n) for n in re.findall(r"ack (\d+)\n", told))
        return Outcome(code, acked, trace.read_text() if trace.exists() else "", self.errors.read())

    def close(self) -> None:
        """End the process that forks."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.errors.close()

    def _fork(self, case: Path, reports: tuple[int, int], acks: Path) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{case}\t{reports[0]}\t{reports[1]}\t{acks}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def require_strace() -> None:
    """Skip, saying so, where there is no strace that may trace (CI installs it)."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not on this machine; CI installs it")
    done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"strace may not trace here: {done.stderr.decode()[:100]}")


def count_calls(trace: str, names: tuple[str, ...]) -> dict[str, int]:
    """How often each system call was made."""
    made = re.findall(r"^(?:\d+ +)?(\w+)\(", trace, re.MULTILINE)
    return {name: made.count(name) for name in names if name in made}


def _wait_until_stopped(child: int) -> None:
    state = Path(f"/proc/{child}/stat")
    while state.read_text().rpartition(") ")[2][0] not in "Tt":
        os.sched_yield()


def _attach(child: int, trace: Path, options: tuple[str, ...]) -> "subprocess.Popen[str]":
    tracer = subprocess.Popen(
        ["strace", "-y", "-o", str(trace), *options, "-p", str(child)], stderr=subprocess.PIPE, text=True
    )
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    assert "attached" in said, said
    return tracer


def _kill_later(child: int, seconds: float) -> None:
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
