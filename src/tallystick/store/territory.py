"""Maps of control that the project keeps: one file each under a name that is its hash, written once, never edited."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from tallystick.model.territory import ControlLayer
from tallystick.store.canonical import NotThisRecordError, canonical_json, digest, from_json, to_json
from tallystick.store.errors import TerritoryDamagedError
from tallystick.store.evidence import ensure_folder, write_durably
from tallystick.store.project import Project

FOLDER = "territory"


def save_territory(project: Project, layer: ControlLayer) -> str:
    """Keep a map; its file name relative to the project. The same map again changes nothing."""
    text = canonical_json(to_json(layer))
    slug = re.sub(r"[^a-z0-9]+", "-", layer.maker.lower()).strip("-")[:40] or "maker"
    name = f"{FOLDER}/{slug}-{digest(text)[:16]}.json"
    ensure_folder(project.folder / FOLDER)
    if not (project.folder / name).is_file():
        write_durably(project.folder / name, text.encode())
    return name


def load_territory(project: Project, names: Sequence[str]) -> tuple[ControlLayer, ...]:
    """The maps that the settings list, as they were saved; TerritoryDamagedError when one is missing or changed."""
    return tuple(_load(project.folder / name) for name in names)


def _load(path: Path) -> ControlLayer:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TerritoryDamagedError(f"{path} cannot be read ({error}); {_AGAIN}") from error
    if not path.stem.endswith(digest(text)[:16]):
        raise TerritoryDamagedError(f"{path} is not what was saved; {_AGAIN}")
    try:
        return from_json(ControlLayer, json.loads(text))
    except (NotThisRecordError, ValueError) as error:
        raise TerritoryDamagedError(f"{path} is no map of this version ({error}); {_AGAIN}") from error


_AGAIN = "take it out of the list `territory` in tallystick.toml and add the original again"
