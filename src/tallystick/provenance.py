"""Which code made a number: versions that change whenever the code or the data files it reads change."""

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
# Rooms whose code cannot change what a run holds: how files come in, how results are shown.
_NOT_DERIVING = {"cli.py", "commands", "terminal.py", "collect", "publish", "store", "demo", "evaluate", "__init__.py"}


@cache
def code_version() -> str:
    """Hash of everything that derives a run from a vault: code, grammars, vocabularies, gazetteer, parameters."""
    rooms = [p for p in sorted(PACKAGE.iterdir()) if p.name not in _NOT_DERIVING]
    return _hash_of(rooms)


@cache
def extractor_version() -> str:
    """Hash of everything that turns a report into claims."""
    return _hash_of([PACKAGE / "extract", PACKAGE / "model", PACKAGE / "vocabulary"])


def _hash_of(rooms: list[Path]) -> str:
    digest = hashlib.sha256()
    for room in rooms:
        for path in sorted(room.rglob("*")) if room.is_dir() else [room]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(PACKAGE)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
