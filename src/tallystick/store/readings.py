"""A cache of what extraction made of each report, so that a run reads only what is new.

It may be deleted at any time and is never wrong: every entry carries its own checksum, an entry that fails it is
dropped and worked out again, and another shape of Reading means another file.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from typing import TypeVar

from tallystick.model.reading import Reading
from tallystick.store.canonical import NotThisRecordError, canonical_json, from_json, shape_of, to_json
from tallystick.store.project import Project

ASK_AT_ONCE = 500
T = TypeVar("T")


def load_readings(project: Project, keys: Iterable[str]) -> dict[str, Reading]:
    """The readings that are there and whole, by key."""
    wanted = sorted(set(keys))
    return _tried(project, lambda connection: _find(connection, wanted)) or {}


def save_readings(project: Project, readings: Mapping[str, Reading]) -> None:
    """Keep readings under their keys; what was there under a key is replaced."""
    rows = [_pack(key, readings[key]) for key in sorted(readings)]
    _tried(project, lambda connection: connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", rows))


def _tried(project: Project, work: Callable[[sqlite3.Connection], T]) -> T | None:
    """What `work` finds in the open cache; None when it cannot be used. A broken file is only a cache: away with it."""
    project.cache.mkdir(mode=0o700, exist_ok=True)
    path = project.cache / f"readings-{shape_of(Reading)}.sqlite"
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
            connection.execute("PRAGMA synchronous=OFF")  # a lost entry costs time, not truth
            connection.execute("CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, checksum BLOB, body BLOB)")
            return work(connection)
    except sqlite3.OperationalError:
        return None  # busy, or the disk is full: work without it
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return None


def _find(connection: sqlite3.Connection, wanted: list[str]) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    for start in range(0, len(wanted), ASK_AT_ONCE):
        chunk = wanted[start : start + ASK_AT_ONCE]
        marks = ",".join("?" * len(chunk))
        rows = connection.execute(f"SELECT key, checksum, body FROM readings WHERE key IN ({marks})", chunk)
        whole = ((key, _unpack(key, checksum, body)) for key, checksum, body in rows)
        found.update((key, reading) for key, reading in whole if reading is not None)
    return found


def _pack(key: str, reading: Reading) -> tuple[str, bytes, bytes]:
    body = zlib.compress(canonical_json(to_json(reading)).encode(), 1)
    return key, _checksum(key, body), body


def _unpack(key: str, checksum: bytes, body: bytes) -> Reading | None:
    if not isinstance(body, bytes) or checksum != _checksum(key, body):
        return None
    try:
        return from_json(Reading, json.loads(zlib.decompress(body)))
    except NotThisRecordError:
        return None


def _checksum(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + b"\0" + body).digest()
