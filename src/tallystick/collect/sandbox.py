"""Each file with a complicated format is read in a limited process of its own.

One small server process imports the parsers once and forks a child for every file: a fresh process per file costs
milliseconds, not the half second of starting Python, and nothing a file does outlives its child. The child has
limits on memory, processor time, wall clock and output; it writes its reports to a spool file, so that a slow
consumer is not counted as a slow reader and our memory stays flat.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE
from typing import IO

from tallystick.collect.limits import MAX_CPU_SECONDS, MAX_MEMORY_BYTES, MAX_WALL_SECONDS
from tallystick.collect.wire import from_line
from tallystick.model.errors import ExpectedError
from tallystick.model.report import Refusal, Report

ENDED_BY = {
    "SIGXCPU": f"Reading it took more than {MAX_CPU_SECONDS} s; split the file or save it in a simpler format.",
    "SIGALRM": f"Reading it took more than {MAX_WALL_SECONDS} s; split the file or save it in a simpler format.",
    "SIGXFSZ": "It unpacks to more text than one file may hold; split the file.",
    "MemoryError": f"Reading it needs more than {MAX_MEMORY_BYTES // 2**20} MB of memory; split the file.",
    "RecursionError": "It is nested too deeply; save it again in a simpler form.",
}
BROKEN = "The file is damaged or not what its name says ({how}); open it in its own program and save it again."


SERVER = ("-P", "-m", "tallystick.collect.reading_server")
"""-P: a file called lxml.py in the folder someone works in must not be taken for the parser."""


class SandboxError(ExpectedError):
    """The reading process cannot be started: a fault of the installation, not of any file."""


@dataclass(slots=True)
class ReadingServer:
    """The process that forks readers. It starts at the first file and ends with ours."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    process: "subprocess.Popen[bytes] | None" = None
    owner: int | None = None

    def read(self, path: Path, kind: str, options: Mapping[str, str | None]) -> Iterator[Report | Refusal]:
        """Everything the file holds; ends with a refusal when the reader failed before the end."""
        with tempfile.TemporaryDirectory(prefix="tallystick-") as folder:
            spool = Path(folder) / "reports.jsonl"
            spool.touch(mode=0o600)
            request: dict[str, object] = {
                "path": os.fspath(path),
                "kind": kind,
                "options": dict(options),
                "spool": os.fspath(spool),
            }
            with self.lock:
                ended = self._ask(request)
            yield from _spooled(spool)
            if ended != "done":
                yield Refusal(str(path), None, ENDED_BY.get(ended) or BROKEN.format(how=ended))

    def stop(self) -> None:
        """End the server; the next file starts a new one."""
        if self.process is not None and self.owner == os.getpid():
            _input(self.process).close()
            _output(self.process).close()
            self.process.wait(timeout=MAX_WALL_SECONDS)
        self.process = None

    def _ask(self, request: Mapping[str, object]) -> str:
        process = self._started()
        answer = b""
        try:
            with contextlib.suppress(BrokenPipeError):
                _input(process).write(json.dumps(request).encode() + b"\n")
                _input(process).flush()
                answer = _output(process).readline()
        finally:
            if not answer:  # it is gone, or we were interrupted: a late answer must not meet the next file
                process.kill()
                process.wait()
                self.process = None
        return str(json.loads(answer)["ended"]) if answer else "the reading process ended"

    def _started(self) -> "subprocess.Popen[bytes]":
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            self.owner = os.getpid()
            self.process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
                [sys.executable, *SERVER], stdin=PIPE, stdout=PIPE, stderr=subprocess.DEVNULL, start_new_session=True
            )
            if not _output(self.process).readline():
                self.process = None
                raise SandboxError(f"The reading process does not start; `python {' '.join(SERVER)}` tells why.")
        return self.process


def _input(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert process.stdin is not None
    return process.stdin


def _output(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


_server = ReadingServer()
atexit.register(_server.stop)


def read_in_sandbox(path: Path, kind: str, options: Mapping[str, str | None]) -> Iterator[Report | Refusal]:
    """What the reader of this `kind` (see `reading_server`) makes of the file, in a limited process."""
    return _server.read(path, kind, options)


def _spooled(spool: Path) -> Iterator[Report | Refusal]:
    with spool.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):  # cut off when its writer was killed
                return
            yield from_line(line)
