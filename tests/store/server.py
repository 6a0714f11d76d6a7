"""A PostgreSQL server of the tests' own: a socket in a temporary folder, no port, everything synced as in earnest."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tallystick.store.address import read_address
from tallystick.store.project import Project

SUPERUSER, OWNER = "root_of_all", "desk"
MISSING = "no PostgreSQL server is installed here (Debian: apt-get install postgresql)"
_numbers = count(1)


@dataclass(slots=True)
class Server:
    """One cluster; it can be killed and started again."""

    folder: Path
    binaries: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, *options: str) -> None:
        """Start, and wait until it answers (after a crash: until it has recovered)."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*as_nobody_special(), self.binaries / "postgres", "-D", self.folder / "data", "-k", self.folder,
                 "-c", "listen_addresses=", "-c", "max_connections=200", *options],
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        ready = [str(self.binaries / "pg_isready"), "-q", "-h", str(self.folder), "-d", "postgres"]
        for _ in range(1200):
            if subprocess.run(ready, check=False).returncode == 0:
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                raise RuntimeError((self.folder / "log").read_text("utf-8")[-2000:])
        raise RuntimeError("the server does not answer within a minute")

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut would end them."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for child in _children_in(self.folder / "data"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def new_database(self, template: str = "template1") -> str:
        """The address of a database of its own for a vault, empty or a copy of another."""
        name = f"case{next(_numbers)}"
        self.sql(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def sql(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run statements as the superuser, each on its own; the rows of the last."""
        with self.connected(database) as connection:
            found: list[tuple[object, ...]] = []
            for statement in statements:
                cursor = connection.execute(statement.encode())
                found = cursor.fetchall() if cursor.description else []
        return found

    @contextlib.contextmanager
    def connected(self, database: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        """A superuser's connection."""
        with psycopg.connect(host=str(self.folder), dbname=database, user=SUPERUSER, autocommit=True) as connection:
            yield connection


def database_of(project: Project) -> str:
    """The name of the database of a project."""
    return str(read_address(project.address_file.read_text("utf-8").strip()).database)


def server_of(project: Project) -> Server:
    """The server that holds the vault of a project; it is not started by this."""
    host = read_address(project.address_file.read_text("utf-8").strip()).query["host"]
    assert isinstance(host, str)
    return Server(Path(host), binaries())


def binaries() -> Path:
    """Where the programs of the newest server are; the test is skipped when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip(MISSING)
    return found[-1].parent if found else Path(str(on_path)).parent


def made(folder: Path) -> Server:
    """A new cluster, not started."""
    server = Server(folder, binaries())
    if os.geteuid() == 0:
        shutil.chown(folder, _other_user())
    subprocess.run(
        [*as_nobody_special(), server.binaries / "initdb", "-D", folder / "data", "-U", SUPERUSER, "-A", "trust",
         "-E", "UTF8", "--locale=C.UTF-8", "-k", "-N"],
        check=True, capture_output=True,
    )  # fmt: skip
    return server


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server with the account that vaults are made with, taken away in the end."""
    # Not in pytest's folder: a socket's path may have 107 characters, and other users must reach it.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        server = made(Path(folder))
        server.start()
        try:
            server.sql(f"CREATE ROLE {OWNER} LOGIN")
            yield server
        finally:
            server.kill()


def as_nobody_special() -> list[str]:
    """What to put before a command of the server, which refuses to run as root."""
    return (
        ["setpriv", f"--reuid={_other_user()}", f"--regid={_other_group()}", "--clear-groups"]
        if not os.geteuid()
        else []
    )


def _other_user() -> str:
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _other_group() -> str:
    return str(pwd.getpwnam(_other_user()).pw_gid)


def _children_in(data: Path) -> list[int]:
    """Processes of the server: backends lead sessions of their own and outlive their parent for a moment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").resolve() == data:
                found.append(int(process.name))
    return found
