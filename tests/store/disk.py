"""A disk that loses power: it replays recorded system calls and knows what had reached the platter.

Nothing is durable until it is synced: a file's bytes by a sync of the file, a name by a sync of its folder. Of what was
not synced, any part may have arrived: this is harsher than most file systems, and what POSIX allows.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"^(\d+)<(.*?)>")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
Keep = Callable[[int], list[bool]]


@dataclass(slots=True)
class File:
    """Bytes that are safe, and changes that are not: (offset, bytes) or (length, None) for a cut."""

    safe: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)


@dataclass(slots=True)
class Folder:
    """Names that are safe, and changes that are not: (name, what or None)."""

    safe: dict[str, "Node"] = field(default_factory=dict)
    now: dict[str, "Node"] = field(default_factory=dict)
    pending: list[tuple[str, "Node | None"]] = field(default_factory=list)


Node = File | Folder


class Disk:
    """One folder tree, replayed call by call."""

    def __init__(self, folder: Path) -> None:
        self.root_path = PurePosixPath(folder)
        self.root = _load(folder)
        self.offsets: dict[str, int] = {}
        self.acked: list[int] = []

    def replay(self, trace: str) -> Iterator[int]:
        """Apply the calls one after the other; yields after each that changed something."""
        for number, line in enumerate(trace.splitlines()):
            found = _CALL.match(line)
            if found and int(found[3]) >= 0 and self._apply(found[1], found[2], int(found[3])):
                yield number

    def write_out(self, target: Path, keep: Keep) -> None:
        """What is on the platter after a power cut now, where `keep` decides about everything unsynced."""
        _write_folder(self.root, target, keep)

    def _apply(self, name: str, arguments: str, result: int) -> bool:
        if name == "openat":
            return self._open(arguments)
        if name in ("write", "pwrite64", "ftruncate", "fsync", "fdatasync"):
            return self._on_handle(name, arguments, result)
        paths = [_decoded(text).decode() for text in _STRING.findall(arguments)]
        inside = [PurePosixPath(p) for p in paths if self._is_inside(p)]
        if not inside:
            return False
        if name == "mkdir":
            self._set(inside[0], Folder())
        elif name == "link":
            self._set(inside[1], self._find(inside[0]))
        elif name == "rename":
            self._set(inside[1], self._find(inside[0]))
            self._set(inside[0], None)
        elif name == "unlink":
            self._set(inside[0], None)
        else:
            raise AssertionError(f"a call the disk does not know: {name}")
        return True

    def _open(self, arguments: str) -> bool:
        path = _decoded(_STRING.findall(arguments)[0]).decode()
        if not self._is_inside(path):
            return False
        assert "O_TRUNC" not in arguments
        if "O_CREAT" in arguments and self._find(PurePosixPath(path)) is None:
            self._set(PurePosixPath(path), File())
            self.offsets[path] = 0
            return True
        return False

    def _on_handle(self, name: str, arguments: str, result: int) -> bool:
        handle = _HANDLE.match(arguments)
        assert handle
        path = _decoded(handle[2]).decode() if handle[2].startswith("\\x") else handle[2]
        if path.endswith("/acks"):
            self.acked.append(int(_decoded(_STRING.findall(arguments)[0]).split()[1]))
            return True
        if not self._is_inside(path):
            return False
        node = self._find(PurePosixPath(path))
        assert node is not None, path
        if name in ("fsync", "fdatasync"):
            _sync(node)
            return True
        assert isinstance(node, File)
        if name == "ftruncate":
            node.pending.append((int(arguments.rpartition(",")[2]), None))
            return True
        data = _decoded(_STRING.findall(arguments)[0])
        assert len(data) == result
        offset = int(arguments.rpartition(",")[2]) if name == "pwrite64" else self.offsets[path]
        node.pending.append((offset, data))
        self.offsets[path] = offset + len(data)
        return True

    def _is_inside(self, path: str) -> bool:
        return PurePosixPath(path).is_relative_to(self.root_path)

    def _find(self, path: PurePosixPath) -> Node | None:
        node: Node | None = self.root
        for part in path.relative_to(self.root_path).parts:
            assert isinstance(node, Folder)
            node = node.now.get(part)
            if node is None:
                return None
        return node

    def _set(self, path: PurePosixPath, node: Node | None) -> None:
        folder = self._find(path.parent)
        assert isinstance(folder, Folder)
        if node is None:
            folder.now.pop(path.name)
        else:
            folder.now[path.name] = node
        folder.pending.append((path.name, node))


def nothing(count: int) -> list[bool]:
    """Nothing that was not synced arrived."""
    return [False] * count


def everything(count: int) -> list[bool]:
    """Everything arrived."""
    return [True] * count


def some(seed: int) -> Keep:
    """Some of it arrived, in no order."""
    rng = random.Random(seed)  # noqa: S311
    return lambda count: [rng.random() < 0.5 for _ in range(count)]


def _sync(node: Node) -> None:
    if isinstance(node, Folder):
        node.safe = dict(node.now)
    else:
        node.safe = _content(node, everything)
    node.pending.clear()


def _content(file: File, keep: Keep) -> bytes:
    """The bytes of a file when only some changes arrived; a change that arrives may do so in part, by sectors."""
    data = bytearray(file.safe)
    for (offset, change), kept in zip(file.pending, keep(len(file.pending)), strict=True):
        if change is None:
            if kept:
                data = data[:offset] + bytes(max(0, offset - len(data)))
            continue
        pieces = range(0, len(change), SECTOR)
        for start, arrived in zip(pieces, keep(len(pieces)) if not kept else everything(len(pieces)), strict=True):
            if arrived:
                piece, at = change[start : start + SECTOR], offset + start
                data.extend(bytes(max(0, at - len(data))))
                data[at : at + len(piece)] = piece
    return bytes(data)


def _write_folder(folder: Folder, target: Path, keep: Keep) -> None:
    target.mkdir()
    names = dict(folder.safe)
    for (name, node), kept in zip(folder.pending, keep(len(folder.pending)), strict=True):
        if kept and node is not None:
            names[name] = node
        elif kept:
            names.pop(name, None)
    for name, node in names.items():
        if isinstance(node, Folder):
            _write_folder(node, target / name, keep)
        else:
            (target / name).write_bytes(_content(node, keep))


def _load(folder: Path) -> Folder:
    names: dict[str, Node] = {p.name: _load(p) if p.is_dir() else File(p.read_bytes()) for p in folder.iterdir()}
    return Folder(names, dict(names))


def _decoded(text: str) -> bytes:
    """A string of strace -xx: every byte as \\xNN."""
    return bytes.fromhex(text.replace("\\x", ""))
