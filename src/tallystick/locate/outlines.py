"""Outlines of governorates and districts, simplified for a map: enough to see where one is, too coarse to measure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

_GRID_DEGREES = {1: 0.015, 2: 0.03}


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of one area as closed rings of (longitude, latitude) points."""

    gazetteer_id: str
    name: str
    level: int
    """1 governorate, 2 district."""
    rings: tuple[tuple[tuple[float, float], ...], ...]


@cache
def load_outlines() -> tuple[Outline, ...]:
    """All shipped outlines, governorates first."""
    source = files("tallystick.locate").joinpath("data", "outlines.json").read_text("utf-8")
    return tuple(
        Outline(o["id"], o["name"], o["level"], tuple(tuple((x, y) for x, y in ring) for ring in o["rings"]))
        for o in json.loads(source)
    )


def write_outlines(target: Path, sources: Mapping[int, Path]) -> None:
    """Move every corner to a grid of a kilometre or two, so that neighbours keep sharing one border, and write them."""
    outlines = []
    for level, path in sorted(sources.items()):
        features = json.loads(path.read_text("utf-8"))["features"]
        for feature in sorted(features, key=lambda f: str(f["properties"]["PCODE"])):
            properties, geometry = feature["properties"], feature["geometry"]
            parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            rings = [ring for ring in (_on_grid(part[0], _GRID_DEGREES[level]) for part in parts) if len(ring) > 3]
            outlines.append({"id": properties["PCODE"], "name": properties["NAME_EN"], "level": level, "rings": rings})
    target.write_text(json.dumps(outlines, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def _on_grid(points: list[tuple[float, float]], step: float) -> list[tuple[float, float]]:
    """The corners on the grid, without repeats."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        corner = (round(round(x / step) * step, 3), round(round(y / step) * step, 3))
        if not kept or corner != kept[-1]:
            kept.append(corner)
    return kept
