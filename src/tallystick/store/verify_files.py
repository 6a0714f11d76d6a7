"""Files beside the database: kept originals, runs and sealed sources."""

import json
from collections.abc import Iterator
from pathlib import Path

from tallystick.settings import SettingsError, read_settings
from tallystick.store.errors import StoreError, UnreadableFileError
from tallystick.store.evidence import object_path, read_hashes, stored_objects
from tallystick.store.findings import Finding, error, note
from tallystick.store.project import Project
from tallystick.store.runs import check_files, list_runs
from tallystick.store.territory import load_territory
from tallystick.store.verify_log import Told


def check_evidence(evidence: Path, told: Told) -> Iterator[Finding]:
    """Every original of the log, byte by byte, and whatever else lies among them."""
    expected = {object_path(evidence, key): row for key, row in told.originals.items() if _is_hash(key)}
    for path, row in sorted(expected.items()):
        yield from _check_object(path, row)
    for path in stored_objects(evidence):
        if path not in expected:
            # An import that was killed between keeping the file and noting it leaves this; adding it again notes it.
            yield note("evidence.extra", path.name)
    for path in sorted((evidence / "incoming").glob("*")):
        yield note("evidence.unfinished", path.name)


def check_runs(project: Project) -> Iterator[Finding]:
    """Every file of every run against its manifest."""
    for run_id in list_runs(project):
        try:
            check_files(project, run_id)
        except (StoreError, OSError, KeyError, TypeError) as fault:
            yield error("runs.damaged", run_id, f"{fault!s:.200}")


def check_territory(project: Project) -> Iterator[Finding]:
    """Every map of control that the settings list, against the hash in its name."""
    try:
        names = read_settings(project.folder).territory
    except (SettingsError, OSError):
        return  # said by whatever needs the settings
    for name in names:
        try:
            load_territory(project, [name])
        except StoreError as fault:
            yield error("territory.damaged", name, f"{fault!s:.200}")


def check_sources(project: Project, told: Told) -> Iterator[Finding]:
    """Whether each source that was added is sealed there, and each erased one is gone."""
    there = {path.stem for path in project.sources.glob("*.sealed")}
    for pseudonym, state in sorted(told.sources.items()):
        if state == "source_erased" and pseudonym in there:
            yield error("sources.erased", pseudonym)
        if state == "source_added" and not _is_sealed(project.sources / f"{pseudonym}.sealed"):
            yield error("sources.missing", pseudonym)
    for pseudonym in sorted(there - told.sources.keys()):
        # An intake that was killed before it was noted leaves this; nobody was told its pseudonym.
        yield note("sources.extra", pseudonym)


def _check_object(path: Path, row: tuple[object, ...]) -> Iterator[Finding]:
    sha256, sha512, size, _, _ = row
    if path.is_symlink() or (path.exists() and not path.is_file()):
        yield error("evidence.not_a_file", str(sha256))
    elif not path.exists():
        yield error("evidence.missing", str(sha256))
    elif path.stat().st_size != size:
        yield error("evidence.size", str(sha256), f"{path.stat().st_size} bytes instead of {size}")
    else:
        try:
            found = read_hashes(path, "")
        except UnreadableFileError as fault:
            yield error("evidence.unreadable", str(sha256), str(fault))
            return
        if (found.sha256, found.sha512) != (sha256, sha512):
            yield error("evidence.changed", str(sha256))


def _is_hash(key: str) -> bool:
    return len(key) == 64 and not set(key) - set("0123456789abcdef")


def _is_sealed(path: Path) -> bool:
    try:
        return path.is_file() and {"key", "record"} <= json.loads(path.read_text("utf-8")).keys()
    except (ValueError, AttributeError):
        return False
