"""Towns that sources say a party held, as a CSV table with a column for each fact."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from tallystick.analyse.territory_fields import LayerFields, party_of, read_validity
from tallystick.analyse.territory_formats import MOST_BYTES, MOST_FEATURES, Feature, TerritoryError
from tallystick.analyse.territory_geometry import GeometryError, check_positions
from tallystick.model.territory import ControlPoint

_TOWN_RADIUS_M = 2500
_MOST_RADIUS_M = 50_000


def point_of(file: str, feature: Feature, fields: LayerFields) -> ControlPoint:
    """One row as a town; GeometryError or FieldError when its position, party or days cannot be right."""
    texts = {name: str(value or "").strip() for name, value in feature.fields.items()}
    lat, lon = _number(texts, "lat"), _number(texts, "lon")
    check_positions([(lon, lat)])
    radius = _number(texts, "radius_m") if texts.get("radius_m") else _TOWN_RADIUS_M
    if not 0 < radius <= _MOST_RADIUS_M:
        raise GeometryError(f"its radius_m is {radius:g}; a town has some hundreds to some thousands of metres")
    return ControlPoint(
        point_id=f"{file}, {feature.where}",
        name=texts.get("name", ""),
        party=party_of(feature, fields),
        maker=fields.maker,
        valid=read_validity(feature, fields),
        lat=lat,
        lon=lon,
        radius_m=round(radius),
        source=texts.get("source", ""),
        note=texts.get("note", ""),
    )


def _number(texts: Mapping[str, str], name: str) -> float:
    try:
        return float(texts[name])
    except (KeyError, ValueError) as error:
        raise GeometryError(f"its {name} is {texts.get(name, 'missing')!r:.40}, not a number in degrees") from error


def read_towns(source: Path) -> list[Feature]:
    """The rows of a table. TerritoryError when it is none, or lacks the columns `name`, `lat` and `lon`."""
    if not source.is_file():
        raise TerritoryError(f"there is no file {source}")
    try:
        text = source.read_bytes()[: MOST_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TerritoryError(f"{source.name} is not UTF-8 text; save it as UTF-8") from error
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True))
    except csv.Error as error:
        raise TerritoryError(f"{source.name} is no table ({error})") from error
    if not rows or len(rows) > MOST_FEATURES:
        raise TerritoryError(f"{source.name} has {len(rows)} rows; a map of towns has between 1 and {MOST_FEATURES:,}")
    missing = [name for name in ("name", "lat", "lon") if name not in rows[0]]
    if missing:
        raise TerritoryError(f"{source.name} has no column {', '.join(missing)}; its first line must name the columns")
    return [
        Feature(f"line {number}", {k: v for k, v in row.items() if isinstance(k, str)}, None)
        for number, row in enumerate(rows, 2)
    ]
