"""Imports in processes of their own, to be killed, starved or traced.

    python importer.py    reads "FOLDER<TAB>FIRST<TAB>LAST<TAB>ACKS" lines; for each forks a child, prints its number,
                          and when it has ended its exit code (negative: the signal that killed it)

The child stops itself before the first system call of the import, so that a tracer can be put on it. `ack N` is
written to the file ACKS when report N and its original were acknowledged.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import psycopg  # here once, so that no child spends its short life on it
import sqlalchemy.dialects.postgresql.psycopg as psycopg_dialect

from tallystick.store.errors import StoreError
from tallystick.store.project import Project
from tallystick.store.vault import open_vault
from tests.store.samples import NOON, report

assert psycopg_dialect.dialect.driver in psycopg.__name__
_PR_SET_PTRACER, _ANYONE = 0x59616D61, ctypes.c_ulong(-1)


def import_reports(project: Project, first: int, last: int, acks: int) -> None:
    """Keep and add reports one by one, with a clock that stands still."""
    vault = open_vault(project.vault_file, project.evidence, "importer", lambda: NOON)
    for number in range(first, last + 1):
        original = vault.keep_original(f"the bytes of upload {number}".encode(), f"upload-{number}.txt")
        vault.add_reports([report(number)], original)
        os.write(acks, f"ack {number}\n".encode())


def serve() -> None:
    """Fork one stopped child per line asked for."""
    for line in sys.stdin:
        folder, first, last, acks = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            _run(Project(Path(folder)), int(first), int(last), Path(acks))
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(project: Project, first: int, last: int, acks: Path) -> None:
    handle = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYONE, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        import_reports(project, first, last, handle)
    except (StoreError, OSError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(3)
    os._exit(0)


if __name__ == "__main__":
    serve()
