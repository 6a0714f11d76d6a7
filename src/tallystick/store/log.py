"""The append-only log: what was put in, in order, each entry chained to the one before.

An entry's bytes are the canonical JSON of its sequence number, time, actor, kind, the SHA-256 of its body and the
hash of the entry before it. Its hash (RFC 6962: SHA-256 over 0x00 and these bytes) is at once the next link of the
chain and a leaf of the tree. Bodies enter by their hash, so the chain can be shown to others without the texts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from tallystick.store.canonical import canonical_json, digest
from tallystick.store.errors import VaultDamagedError
from tallystick.store.schema import log
from tallystick.store.tree import leaf_hash, tree_root

NO_ENTRY = "0" * 64
"""Stands for the entry before the first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as stored."""

    seq: int
    at: str
    actor: str
    kind: str
    body: str
    prev: str
    leaf_hash: str

    @property
    def true_hash(self) -> str:
        """What the hash has to be, by the entry's own content."""
        return leaf_hash(entry_bytes(self)).hex()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of the log in three values; whoever holds them can tell later whether anything before was changed."""

    size: int
    root_hash: str
    head_hash: str


def entry_bytes(entry: Entry) -> bytes:
    """The bytes that are hashed."""
    fields = {
        "actor": entry.actor,
        "at": entry.at,
        "body_sha256": digest(entry.body),
        "kind": entry.kind,
        "prev": entry.prev,
        "seq": entry.seq,
    }
    return canonical_json(fields).encode()


def moment(at: datetime) -> str:
    """A time as the log writes it: UTC, milliseconds."""
    if at.tzinfo is None:
        raise ValueError("a log entry needs a time with a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(connection: Connection, at: str, actor: str, items: Sequence[tuple[str, str]]) -> list[int]:
    """Chain (kind, body) pairs to the end of the log inside the caller's transaction; their sequence numbers."""
    head = connection.execute(select(log.c.seq, log.c.at, log.c.leaf_hash).order_by(log.c.seq.desc()).limit(1)).first()
    seq, last_at, prev = (0, at, NO_ENTRY) if head is None else (head.seq, head.at, head.leaf_hash)
    noted = [("clock_went_back", canonical_json({"from": last_at, "to": at}))] if at < last_at else []
    entries: list[Entry] = []
    for kind, body in [*noted, *items]:
        seq += 1
        entry = Entry(seq, at, actor, kind, body, prev, "")
        prev = entry.true_hash
        entries.append(Entry(seq, at, actor, kind, body, entry.prev, prev))
    if entries:
        connection.execute(insert(log), [_row(entry) for entry in entries])
    return [entry.seq for entry in entries[len(noted) :]]


def whole_body(row: Row[Any]) -> str:
    """The body of an entry as read from the database; VaultDamagedError when the entry is not what its hash says."""
    entry = Entry(row.seq, row.at, row.actor, row.kind, row.body, row.prev, row.leaf_hash)
    if entry.true_hash != entry.leaf_hash:
        raise VaultDamagedError(f"log entry {entry.seq} is damaged; run `tallystick verify` and restore a backup")
    return entry.body


def checkpoint_of(leaves: Iterable[str]) -> Checkpoint:
    """The checkpoint over entry hashes in order."""
    hashes = list(leaves)
    root = tree_root(bytes.fromhex(h) for h in hashes)
    return Checkpoint(len(hashes), root.hex(), hashes[-1] if hashes else NO_ENTRY)


def _row(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in ("seq", "at", "actor", "kind", "body", "prev", "leaf_hash")}
