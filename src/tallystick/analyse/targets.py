"""Places that a party itself says it struck, as a table or JSON lines, to be held against maps of control."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tallystick.analyse.territory_fields import as_day
from tallystick.model.errors import ExpectedError
from tallystick.model.identity import content_id
from tallystick.model.place import Place
from tallystick.model.territory import DeclaredTarget
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

_SHOWN = 20
_RADIUS_M = 2500
KNOWN = ("declared_by", "place", "date", "date_end", "lat", "lon", "radius_m", "source")


class TargetsError(ExpectedError):
    """A file of declared targets that is refused as a whole; the message says everything that is wrong with it."""


def read_targets(source: Path) -> tuple[DeclaredTarget, ...]:
    """Declared targets from CSV or JSON lines with `declared_by`, `place` and `date`, and `lat`, `lon` where known.

    A target without a position is to be looked up by name; one without a date stays without. TargetsError lists
    every row that cannot be read.
    """
    try:
        text = source.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TargetsError(f"{source} cannot be read ({error})") from error
    rows = list(_json_lines(text) if source.suffix.lower() in (".jsonl", ".json") else _table(text))
    faults, targets = [], []
    for where, row in rows:
        try:
            targets.append(_target(row))
        except ValueError as error:
            faults.append(f"{where}: {error}")
    if faults or not targets:
        listed = "\n  ".join(faults[:_SHOWN] or ["it holds no target"])
        raise TargetsError(f"{source.name} is refused, nothing of it is used:\n  {listed}")
    return tuple(targets)


def _table(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True), 2):
            yield f"line {number}", {k: v for k, v in row.items() if isinstance(k, str)}
    except csv.Error as error:
        raise TargetsError(f"it is no table ({error})") from error


def _json_lines(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                row = {"unreadable": str(error)}
            yield f"line {number}", row if isinstance(row, dict) else {"unreadable": "no object"}


def _target(row: Mapping[str, Any]) -> DeclaredTarget:
    if unknown := sorted(row.keys() - set(KNOWN)):
        raise ValueError(f"unknown field {unknown[0]!r}; known: {', '.join(KNOWN)}")
    by, name = str(row.get("declared_by") or "").strip(), str(row.get("place") or "").strip()
    if by not in load_terms("actor"):
        raise ValueError(f"declared_by is {by!r}; it must be one of {', '.join(load_terms('actor'))}")
    if not name:
        raise ValueError("it names no place")
    return DeclaredTarget(
        target_id=content_id("target", *(str(row.get(k) or "") for k in KNOWN)),
        declared_by=by,
        place_name=name,
        place=_place(row, name),
        days=_days(row),
        source=str(row.get("source") or ""),
    )


def _days(row: Mapping[str, Any]) -> Days | None:
    first, last = _day(row, "date"), _day(row, "date_end")
    return Days(first, last or first) if first else None


def _day(row: Mapping[str, Any], name: str) -> date | None:
    value = row.get(name)
    if value in (None, ""):
        return None
    found = as_day(value)
    if found is None:
        raise ValueError(f"{name} is {value!r:.40}, which is no day; write it as 2015-10-01")
    return found


def _place(row: Mapping[str, Any], name: str) -> Place | None:
    if row.get("lat") in (None, "") and row.get("lon") in (None, ""):
        return None
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        radius = float(row.get("radius_m") or _RADIUS_M)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("lat, lon and radius_m must be numbers") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < radius < 1e6):
        raise ValueError(f"no place on earth has latitude {lat:g}, longitude {lon:g} and a radius of {radius:g} m")
    return Place(f"declared:{name}", name, None, lat, lon, round(radius), "unknown")
