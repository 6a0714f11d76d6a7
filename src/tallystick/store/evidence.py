"""Originals, kept byte for byte under the name of their own hash.

Order of every write: copy and hash into a file of its own, fsync it, link it to its place, fsync the folder. Only then
may a row name it. An object is never overwritten, and no name that came from outside ever becomes a path.
"""

import errno
import fcntl
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tallystick.store.errors import DiskFullError, UnreadableFileError, VaultDamagedError

CHUNK = 1 << 20
STALE_S = 3600.0


@dataclass(frozen=True, slots=True)
class Original:
    """A kept original: its hashes, its size in bytes and the name it came under (text only, never a path)."""

    sha256: str
    sha512: str
    size: int
    name: str


def object_path(evidence: Path, sha256: str) -> Path:
    """Where the original with this hash lies."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256: {sha256!r:.80}")
    return evidence / "sha256" / sha256[:2] / sha256[2:4] / sha256


def write_object(evidence: Path, data: bytes | Path, name: str) -> Original:
    """Keep one original and return its hashes once it is safely on the disk."""
    incoming = evidence / "incoming"
    ensure_folder(incoming)
    sweep_incoming(evidence)
    path = incoming / f"{os.getpid()}-{secrets.token_hex(8)}"
    try:
        original = _copy(data, path, name)
        _place(path, object_path(evidence, original.sha256), original)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise disk_full(evidence, len(data) if isinstance(data, bytes) else data.stat().st_size) from error
    finally:
        with suppress(FileNotFoundError):
            path.unlink()
    return original


def disk_full(near: Path, needed: int) -> DiskFullError:
    """What to say when the disk that holds `near` has no room: what is free and about what is needed."""
    folder = near if near.is_dir() else near.parent
    wanted = max(needed, 1 << 20)
    return DiskFullError(
        f"the disk is full: {shutil.disk_usage(folder).free / 1e6:.1f} MB are free, about {wanted / 1e6:.1f} MB are "
        "needed; make room and do it again, nothing of this step was kept"
    )


def read_hashes(path: Path, name: str) -> Original:
    """The hashes and size of a file as it is now."""
    return _hashed(_chunks(path), None, name)


def stored_objects(evidence: Path) -> Iterator[Path]:
    """Every file that lies among the originals, in order."""
    yield from sorted(p for p in (evidence / "sha256").rglob("*") if not p.is_dir() or p.is_symlink())


def sweep_incoming(evidence: Path) -> int:
    """Take away copies that a killed import left unfinished (older than an hour); how many."""
    limit, swept = time.time() - STALE_S, 0
    for path in (evidence / "incoming").glob("*"):
        with suppress(FileNotFoundError):  # somebody else's copy that just got its place
            if path.stat().st_mtime < limit:
                path.unlink()
                swept += 1
    return swept


def ensure_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, and make its name durable."""
    if folder.is_dir():
        return
    ensure_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def sync_handle(handle: int) -> None:
    """Have the drive itself write: on macOS a plain fsync leaves bytes in the drive's cache."""
    whole = getattr(fcntl, "F_FULLFSYNC", None)
    if whole is None:
        os.fsync(handle)
    else:
        fcntl.fcntl(handle, whole)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync_handle(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Put a small file in place whole or not at all, over one of the same name."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    out = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        _write_all(out, content)
        sync_handle(out)
    finally:
        os.close(out)
    fresh.replace(path)
    sync_folder(path.parent)


def _chunks(data: bytes | Path) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    with _opened(data) as file:
        while chunk := _read_chunk(file, data):
            yield chunk


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read ({error.strerror})") from error


def _read_chunk(file: BinaryIO, path: Path) -> bytes:
    try:
        return file.read(CHUNK)
    except OSError as error:  # the fault of the file that came, say on a worn stick, not of the vault's disk
        raise UnreadableFileError(f"{path} cannot be read to its end ({error.strerror})") from error


def _hashed(chunks: Iterator[bytes], out: int | None, name: str) -> Original:
    short, long, size = hashlib.sha256(), hashlib.sha512(), 0
    for chunk in chunks:
        short.update(chunk)
        long.update(chunk)
        size += len(chunk)
        if out is not None:
            _write_all(out, chunk)
    return Original(short.hexdigest(), long.hexdigest(), size, name)


def _write_all(out: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(out, view) :]


def _copy(data: bytes | Path, path: Path, name: str) -> Original:
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
    try:
        original = _hashed(_chunks(data), out, name)
        sync_handle(out)
    finally:
        os.close(out)
    return original


def _place(path: Path, target: Path, original: Original) -> None:
    ensure_folder(target.parent)
    try:
        os.link(path, target)
    except FileExistsError:
        there = read_hashes(target, original.name)
        if (there.sha256, there.sha512) != (original.sha256, original.sha512):
            message = f"the kept original {target} is damaged; restore it from a backup before adding it again"
            raise VaultDamagedError(message) from None
    # All levels, even when they were there: a killed import may have made them and not synced their names.
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        sync_folder(folder)
