"""A whole vault to spoil, and the tools to do it behind the vault's back."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from tallystick.store.canonical import canonical_json
from tallystick.store.checkpoints import make_signing_key, write_checkpoint
from tallystick.store.evidence import object_path
from tallystick.store.log import Entry
from tallystick.store.project import Project, create_project
from tallystick.store.runs import save_run
from tallystick.store.vault import CustodyEvent
from tests.store.samples import NOON, judgement, report, run
from tests.store.server import database_of, server_of


class Run(Protocol):
    """Runs one statement; `?` stands for a value."""

    def __call__(self, statement: str, values: Sequence[object] = (), /) -> list[tuple[object, ...]]: ...


def good_project(folder: Path, database: str | None = None) -> Project:
    """Three originals, six reports, two judgements, a run, a signed checkpoint (checkpoint.txt, key.pub)."""
    project = create_project(folder, clock=lambda: NOON, database=database)
    vault = project.vault("tester", lambda: NOON)
    for number in range(1, 4):
        original = vault.keep_original(f"the bytes of upload {number}".encode() * number, f"upload-{number}.txt")
        vault.add_reports([report(2 * number), report(2 * number + 1)], original)
    vault.add_judgement(judgement(1))
    vault.add_judgement(judgement(2, "different"))
    vault.record_custody(CustodyEvent("exported", "claims of run-1"))
    save_run(project, run())
    verifier = make_signing_key(folder.parent / f"{folder.name}.key", "desk.example.org")
    signed = write_checkpoint(project, folder.parent / f"{folder.name}.key", "tester")
    (folder.parent / f"{folder.name}.checkpoint").write_text(signed.note, "utf-8")
    (folder.parent / f"{folder.name}.pub").write_text(verifier, "utf-8")
    return project


def copied(project: Project, folder: Path) -> Project:
    """A copy to spoil, in a file or a database of its own."""
    shutil.copytree(project.folder, folder)
    copy = Project(folder)
    if project.address_file.is_file():
        address = server_of(project).new_database(database_of(project))
        copy.address_file.write_text(address + "\n", "utf-8")
    return copy


@contextmanager
def behind_its_back(project: Project) -> Iterator[Run]:
    """Runs statements in the database with its guards taken off, which are put back as they were afterwards."""
    if project.address_file.is_file():
        with server_of(project).connected(database_of(project)) as server:
            yield from _without_guards(server)
    else:
        with closing(sqlite3.connect(project.vault_file)) as connection:
            yield from _without_triggers(connection)


def _without_triggers(connection: sqlite3.Connection) -> Iterator[Run]:
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    for name, _made in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield lambda statement, values=(): connection.execute(statement, values).fetchall()
    for _, made in guards:
        connection.execute(made)
    connection.commit()


def _without_guards(server: "psycopg.Connection[tuple[object, ...]]") -> Iterator[Run]:
    """A superuser can switch off our triggers and those of the foreign keys."""
    on = "SELECT c.relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE tgenabled = 'A'"
    guards = server.execute(on).fetchall()

    def run(statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        cursor = server.execute(statement.replace("?", "%s").encode(), values or None)
        return cursor.fetchall() if cursor.description else []

    run("SET search_path = tallystick")
    for table in ("log", "originals", "reports", "judgements"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    yield run
    for table in ("log", "originals", "reports", "judgements"):
        run(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
    for guarded, name in guards:
        run(f"ALTER TABLE {guarded} ENABLE ALWAYS TRIGGER {name}")


def sql(*statements: str) -> Callable[[Project], None]:
    """A spoiler that runs statements."""

    def spoil(project: Project) -> None:
        with behind_its_back(project) as run:
            for statement in statements:
                run(statement)

    return spoil


def rewritten(change: Callable[[list[Entry]], list[Entry]]) -> Callable[[Project], None]:
    """A spoiler that changes the log and works all hashes out anew, as somebody who knows the code would."""

    def spoil(project: Project) -> None:
        with behind_its_back(project) as run:
            stored = run("SELECT seq, at, actor, kind, body, prev, leaf_hash FROM log ORDER BY seq")
            entries = change([Entry(*row) for row in stored])  # type: ignore[arg-type]  # as it was written
            run("DELETE FROM log")
            prev = "0" * 64
            for seq, entry in enumerate(entries, start=1):
                fresh = Entry(seq, entry.at, entry.actor, entry.kind, entry.body, prev, "")
                prev = fresh.true_hash
                row = (fresh.seq, fresh.at, fresh.actor, fresh.kind, fresh.body, fresh.prev, prev)
                run("INSERT INTO log VALUES (?,?,?,?,?,?,?)", row)

    return spoil


def with_body(entry: Entry, **changes: object) -> Entry:
    """An entry with parts of its content changed."""
    body = canonical_json(json.loads(entry.body) | changes)
    return Entry(entry.seq, entry.at, entry.actor, entry.kind, body, entry.prev, entry.leaf_hash)


def an_original(project: Project) -> Path:
    """The path of the second original."""
    return object_path(project.evidence, hashlib.sha256(b"the bytes of upload 2" * 2).hexdigest())


def overwrite(path: Path, content: bytes) -> None:
    """Write over a file that is kept read-only."""
    path.chmod(0o600)
    path.write_bytes(content)
