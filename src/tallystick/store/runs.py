"""Runs: immutable snapshots of everything derived, one folder of Parquet files and a manifest each."""

import dataclasses
import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from tallystick.model.incident import Incident
from tallystick.model.run import Run
from tallystick.store.canonical import NotThisRecordError, canonical_json, digest, from_json, to_json
from tallystick.store.columns import RECORD, table_of
from tallystick.store.errors import RunConflictError, RunDamagedError, UnknownRunError
from tallystick.store.evidence import ensure_folder, sync_folder, sync_handle, write_durably
from tallystick.store.flat import FigureRow, RangeRow, figure_rows, range_rows
from tallystick.store.project import Project

FORMAT = 1
MANIFEST = "manifest.json"
AT_ONCE = 20_000
"""Records that are columns in memory at a time, and a row group of the file."""
LATEST = "latest"
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def save_run(project: Project, run: Run) -> Path:
    """Keep a run under its id and make it the latest. The same run again changes nothing.

    RunConflictError when other content stands under the id: a run is never edited.
    """
    target = _folder(project, run.run_id)
    if target.is_dir():
        _require_same(target, run)
    else:
        _write_whole(project, target, run)
    write_durably(project.runs / LATEST, f"{run.run_id}\n".encode())
    return target


def load_run(project: Project, run_id: str | None = None) -> Run:
    """A run as it was saved; the latest one when no id is given. Every file is checked against the manifest."""
    wanted = run_id or _latest(project)
    parts, made_from = _load_parts(project, wanted, _parts())
    return Run(run_id=wanted, manifest=made_from, **parts)


def load_incidents(project: Project, run_id: str) -> tuple[Incident, ...]:
    """The incidents of a run alone, without all that they were made from."""
    incidents: tuple[Incident, ...] = _load_parts(project, run_id, {"incidents": Incident})[0]["incidents"]
    return incidents


def list_runs(project: Project) -> tuple[str, ...]:
    """The ids of all runs that are kept, sorted."""
    return tuple(sorted(p.parent.name for p in project.runs.glob(f"*/{MANIFEST}")))


def latest_run_id(project: Project) -> str | None:
    """The id of the run that was saved last; None before the first."""
    pointer = project.runs / LATEST
    return pointer.read_text("utf-8").strip() if pointer.is_file() else None


def check_files(project: Project, run_id: str) -> None:
    """Compare every file of a run with its manifest; RunDamagedError names the first that differs."""
    folder = _folder(project, run_id)
    for name, facts in sorted(_manifest(folder)["parts"].items()):
        _checked(folder / name, facts)


def _folder(project: Project, run_id: str) -> Path:
    if not _RUN_ID.fullmatch(run_id) or run_id == LATEST:
        raise UnknownRunError(f"{run_id!r:.80} cannot be a run id")
    return project.runs / run_id


def _latest(project: Project) -> str:
    found = latest_run_id(project)
    if found is None:
        raise UnknownRunError(f"{project.folder} has no run yet; make one with `tallystick run {project.folder}`")
    return found


def _parts() -> dict[str, Any]:
    """Each field of a Run that holds records, with the kind of record."""
    hints = get_type_hints(Run)
    kinds = {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}
    return {name: kind for name, kind in kinds.items() if dataclasses.is_dataclass(kind)}


def _load_parts(
    project: Project, run_id: str, wanted: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Some parts of a run, checked, and what the run was made from."""
    folder = _folder(project, run_id)
    if not (folder / MANIFEST).is_file():
        raise UnknownRunError(f"there is no run {run_id}; `tallystick run` makes one")
    manifest = _manifest(folder)
    try:
        parts = {name: _load_part(folder, manifest, name, kind) for name, kind in wanted.items()}
        return parts, tuple((str(name), str(value)) for name, value in manifest["made_from"])
    except (KeyError, TypeError, ValueError) as error:
        raise RunDamagedError(f"{folder}: {error}; delete it and run again") from error


def _content(run: Run, name: str) -> str:
    """A hash of the records of one part, the same whichever Parquet library wrote them."""
    return digest("\n".join(canonical_json(to_json(record)) for record in getattr(run, name)))


def _require_same(target: Path, run: Run) -> None:
    parts = _manifest(target).get("parts", {})
    differing = [name for name in _parts() if parts.get(f"{name}.parquet", {}).get("content") != _content(run, name)]
    if differing:
        raise RunConflictError(
            f"{target} already holds a run with other {', '.join(differing)}; "
            "a run id must change whenever its inputs, settings or code do"
        )
    for name, facts in parts.items():
        _checked(target / name, facts)


def _write_whole(project: Project, target: Path, run: Run) -> None:
    ensure_folder(project.runs)
    fresh = project.runs / f".{run.run_id}.{secrets.token_hex(4)}"
    fresh.mkdir(mode=0o700)
    try:
        _write_parts(fresh, run)
        sync_folder(fresh)
        fresh.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        _require_same(target, run)  # somebody else was quicker with the same run
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    sync_folder(project.runs)


def _write_parts(folder: Path, run: Run) -> None:
    facts = {}
    for name, kind in _parts().items():
        facts[f"{name}.parquet"] = _write_table(folder, name, kind, getattr(run, name))
    facts["figures.parquet"] = _write_table(folder, "figures", FigureRow, tuple(figure_rows(run)))
    facts["ranges.parquet"] = _write_table(folder, "ranges", RangeRow, tuple(range_rows(run)))
    manifest = {"format": FORMAT, "run_id": run.run_id, "made_from": run.manifest, "parts": facts}
    write_durably(
        folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    )


def _write_table(folder: Path, name: str, kind: type, records: Sequence[Any]) -> dict[str, object]:
    from pyarrow import parquet  # takes 0.3 s to import

    path, content = folder / f"{name}.parquet", hashlib.sha256()
    schema = table_of(kind, ()).schema
    # Fixed options: the same records give the same bytes.
    with parquet.ParquetWriter(path, schema, compression="zstd", compression_level=3, version="2.6") as writer:
        for start in range(0, len(records), AT_ONCE):
            table = table_of(kind, records[start : start + AT_ONCE])
            content.update(("\n" * (start > 0) + "\n".join(table.column(RECORD).to_pylist())).encode())
            writer.write_table(table)
    with path.open("rb") as file:
        sync_handle(file.fileno())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"rows": len(records), "sha256": sha256, "content": content.hexdigest()}


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunDamagedError(f"{folder / MANIFEST} cannot be read ({error}); delete {folder} and run again") from error
    return manifest


def _checked(path: Path, facts: dict[str, Any]) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise RunDamagedError(f"{path} is not what was saved; delete {path.parent} and run again")
    return content


def _load_part(folder: Path, manifest: dict[str, Any], name: str, kind: type) -> tuple[Any, ...]:
    import pyarrow
    from pyarrow import parquet

    facts = manifest["parts"].get(f"{name}.parquet")
    if facts is None:
        return ()  # a run from before this part existed
    content = _checked(folder / f"{name}.parquet", facts)
    lines = parquet.read_table(pyarrow.BufferReader(content), columns=[RECORD]).column(RECORD).to_pylist()
    try:
        return tuple(from_json(kind, json.loads(line)) for line in lines)
    except NotThisRecordError as error:
        raise RunDamagedError(f"{folder / name}.parquet was written by another version ({error}); run again") from error
