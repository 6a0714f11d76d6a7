"""A whole vault to spoil, and the tools to do it behind the vault's back."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tallystick.store.canonical import canonical_json
from tallystick.store.checkpoints import make_signing_key, write_checkpoint
from tallystick.store.evidence import object_path
from tallystick.store.log import Entry
from tallystick.store.project import Project, create_project
from tallystick.store.runs import save_run
from tallystick.store.vault import CustodyEvent
from tests.store.samples import NOON, judgement, report, run


def good_project(folder: Path) -> Project:
    """Three originals, six reports, two judgements, a run, a signed checkpoint (checkpoint.txt, key.pub)."""
    project = create_project(folder, clock=lambda: NOON)
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
    """A copy to spoil."""
    shutil.copytree(project.folder, folder)
    return Project(folder)


@contextmanager
def behind_its_back(project: Project) -> Iterator[sqlite3.Connection]:
    """The database with its guards taken off, and put back as they were afterwards."""
    with closing(sqlite3.connect(project.vault_file)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()


def sql(*statements: str) -> Callable[[Project], None]:
    """A spoiler that runs statements."""

    def spoil(project: Project) -> None:
        with behind_its_back(project) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


def rewritten(change: Callable[[list[Entry]], list[Entry]]) -> Callable[[Project], None]:
    """A spoiler that changes the log and works all hashes out anew, as somebody who knows the code would."""

    def spoil(project: Project) -> None:
        with behind_its_back(project) as connection:
            stored = connection.execute("SELECT seq, at, actor, kind, body, prev, leaf_hash FROM log ORDER BY seq")
            entries = change([Entry(*row) for row in stored])
            connection.execute("DELETE FROM log")
            prev = "0" * 64
            for seq, entry in enumerate(entries, start=1):
                fresh = Entry(seq, entry.at, entry.actor, entry.kind, entry.body, prev, "")
                prev = fresh.true_hash
                row = (fresh.seq, fresh.at, fresh.actor, fresh.kind, fresh.body, fresh.prev, prev)
                connection.execute("INSERT INTO log VALUES (?,?,?,?,?,?,?)", row)

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
