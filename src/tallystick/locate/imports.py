"""Gazetteers of other countries, brought into the compact form: GeoNames dumps, tables with P-codes, GeoJSON."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tallystick.locate.gazetteer import GazetteerError, NamedPlace, write_compact
from tallystick.vocabulary import load_terms

GEONAMES_FIELDS = 19
# What columns are called in tables of places, by what they hold; the first that is there is taken.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("pcode", "p_code", "admin4pcode", "adm4_pcode", "adm3_pcode", "adm2_pcode", "adm1_pcode", "geonameid",
           "code", "id"),
    "name": ("name_en", "nameen", "featurename_en", "adm4_en", "adm3_en", "adm2_en", "adm1_en", "name", "english_name"),
    "name_local": ("name_ar", "name_uk", "name_ru", "name_local", "featurename_ar", "adm4_ar", "adm3_ar", "adm4_ua",
                   "adm3_ua",                    "nam_ar_ref", "local_name"),
    "lat": ("lat", "latitude", "y", "point_y", "y_coord"),
    "lon": ("lon", "long", "lng", "longitude", "x", "point_x", "x_coord"),
    "kind": ("kind", "type", "place_type", "fclass"),
    "parent": ("parent", "adm3_pcode", "adm2_pcode", "adm1_pcode", "admin3pcode"),
    "further": ("alternatenames", "other_names", "aliases"),
}  # fmt: skip
_GEONAMES_KINDS = {
    "PCLI": "country", "ADM1": "province", "ADM2": "district", "ADM3": "subdistrict", "ADM4": "subdistrict",
    "PPLC": "city", "PPLA": "city", "PPLA2": "city", "PPLA3": "town", "PPLA4": "town", "PPLX": "neighbourhood",
    "AIRP": "nearby_landmark", "AIRB": "nearby_landmark", "CMP": "nearby_landmark", "CMPRF": "nearby_landmark",
}  # fmt: skip
_CITY, _TOWN = 50_000, 5_000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class GazetteerAdded:
    """What came of adding a file: where the compiled gazetteer is, and the rows that could not be taken."""

    path: Path
    places: int
    refused: tuple[str, ...]
    """One sentence per refused row, the first twenty."""
    refused_rows: int


class _Rows:
    """Places read so far, and why others were not."""

    def __init__(self) -> None:
        self.places: dict[str, NamedPlace] = {}
        self.refused: list[str] = []
        self.swapped = 0

    def add(self, where: str, fields: Mapping[str, str]) -> None:
        """Take one row, or note why not."""
        try:
            lat, lon = float(fields["lat"]), float(fields["lon"])
        except (KeyError, ValueError):
            self.refused.append(f"{where}: no readable position")
            return
        if not fields.get("name") and not fields.get("name_local"):
            self.refused.append(f"{where}: no name")
        elif not (-90 <= lat <= 90 and -180 <= lon <= 180):
            self.swapped += -90 <= lon <= 90 and -180 <= lat <= 180
            self.refused.append(f"{where}: no place on earth has latitude {lat:g} and longitude {lon:g}")
        else:
            self._keep(fields, lat, lon)

    def _keep(self, fields: Mapping[str, str], lat: float, lon: float) -> None:
        kind = fields.get("kind", "")
        kind = kind if kind in load_terms("place_precision") and kind != "unknown" else "village"
        name, local = fields.get("name", ""), fields.get("name_local", "")
        key = fields.get("id") or f"{name or local}@{lat:.4f},{lon:.4f}"
        further = tuple(n.strip() for n in fields.get("further", "").split(",") if n.strip())
        radius = int(load_terms("place_precision")[kind].fact("radius_m"))
        self.places[key] = NamedPlace(
            key, kind, name or local, local, lat, lon, radius, fields.get("parent", ""), further
        )


def add_gazetteer_file(source: Path, target_folder: Path, columns: Mapping[str, str] | None = None) -> GazetteerAdded:
    """Compile a file of places into `target_folder`; the result is listed under `gazetteers` in tallystick.toml.

    `columns` says which column of a table holds what (`{"lat": "Y_WGS84"}`); what it does not say is guessed from the
    usual names. GazetteerError says what is wrong with a file that is no gazetteer.
    """
    text = _read(source)
    rows = _Rows()
    if source.suffix.lower() in (".geojson", ".json"):
        _read_geojson(text, rows, columns or {})
    elif _is_geonames(text):
        _read_geonames(text, rows)
    else:
        _read_table(source.name, text, rows, columns or {})
    if rows.swapped > len(rows.places):
        raise GazetteerError(
            f"{source.name}: latitude and longitude look swapped; name the columns the other way round"
        )
    if not rows.places:
        first = f" ({rows.refused[0]})" if rows.refused else ""
        raise GazetteerError(f"{source.name}: no place with a name and a position in it{first}")
    target = target_folder / f"{source.stem}.tsv.gz"
    target_folder.mkdir(parents=True, exist_ok=True)
    write_compact(target, [rows.places[key] for key in sorted(rows.places)], [f"Places from {source.name}"])
    return GazetteerAdded(target, len(rows.places), tuple(rows.refused[:_SHOWN]), len(rows.refused))


def _read(source: Path) -> str:
    try:
        text = source.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(
            f"{source.name} is not UTF-8 text: save it as UTF-8 (archives must be unpacked first)"
        ) from error
    if not text.strip():
        raise GazetteerError(f"{source.name} is empty")
    return text


def _is_geonames(text: str) -> bool:
    fields = text.split("\n", 1)[0].split("\t")
    return len(fields) == GEONAMES_FIELDS and fields[0].isdigit()


def _read_geonames(text: str, rows: _Rows) -> None:
    """The columns of a GeoNames dump are fixed: id, name, in ascii, further names, latitude, longitude, class…"""
    lines = [(i, line.rstrip("\r").split("\t")) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
    areas = {(f[8], f[10]): f"GN{f[0]}" for _, f in lines if len(f) == GEONAMES_FIELDS and f[7] == "ADM1"}
    for number, f in lines:
        if len(f) != GEONAMES_FIELDS:
            rows.refused.append(f"line {number}: {len(f)} fields instead of {GEONAMES_FIELDS}")
            continue
        kind = _GEONAMES_KINDS.get(f[7]) or (_by_population(f[14]) if f[6] == "P" else None)
        if kind is None:
            continue
        parent = areas.get((f[8], f[10]), "") if kind not in ("country", "province") else ""
        local = next((n for n in f[3].split(",") if not n.isascii()), "")
        rows.add(
            f"line {number}",
            {"id": f"GN{f[0]}", "name": f[1], "name_local": local, "lat": f[4], "lon": f[5], "kind": kind,
             "parent": parent, "further": ",".join([f[2], f[3]])},
        )  # fmt: skip


def _by_population(population: str) -> str:
    people = int(population) if population.isdigit() else 0
    return "city" if people >= _CITY else "town" if people >= _TOWN else "village"


def _read_table(file_name: str, text: str, rows: _Rows, columns: Mapping[str, str]) -> None:
    sample = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=sample.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    header = [name.strip() for name in reader.fieldnames or ()]
    found = _columns_of(header, columns)
    missing = [what for what in ("lat", "lon") if what not in found]
    if "name" not in found and "name_local" not in found:
        missing.insert(0, "name")
    if missing:
        raise GazetteerError(
            f"{file_name}: no column for {', '.join(missing)} among {', '.join(header) or 'none'}; say which they are"
        )
    reader.fieldnames = header
    for number, row in enumerate(reader, 2):
        rows.add(f"line {number}", {what: (row.get(name) or "").strip() for what, name in found.items()})


def _columns_of(header: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: as said, else by its usual name."""
    for what, name in sorted(columns.items()):
        if what not in COLUMNS:
            raise GazetteerError(f"{what!r} is nothing a gazetteer holds; known: {', '.join(COLUMNS)}")
        if name not in header:
            raise GazetteerError(f"there is no column {name!r}; there are {', '.join(header)}")
    usual = {name.lower(): name for name in header}
    guessed = {what: next((usual[n] for n in names if n in usual), None) for what, names in COLUMNS.items()}
    return {what: name for what, name in {**guessed, **columns}.items() if name}


def _read_geojson(text: str, rows: _Rows, columns: Mapping[str, str]) -> None:
    for number, feature in enumerate(_features(text), 1):
        properties = {str(k).strip(): v for k, v in (feature.get("properties") or {}).items()}
        found = _columns_of(list(properties), columns)
        fields = {what: str(properties[name] or "").strip() for what, name in found.items()}
        point = _point_of(feature.get("geometry"))
        if point:
            fields["lon"], fields["lat"] = str(point[0]), str(point[1])
        rows.add(f"feature {number}", fields)


def _features(text: str) -> Iterator[dict[str, Any]]:
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as error:
        raise GazetteerError(f"not valid JSON: {error}") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise GazetteerError("not a GeoJSON FeatureCollection: it has no list of features")
    yield from (f for f in features if isinstance(f, dict))


def _point_of(geometry: Any) -> tuple[float, float] | None:
    """A point inside the geometry; None when there is none."""
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        return None
    if geometry.get("type") == "Point":
        lon, lat = geometry["coordinates"][:2]
        return float(lon), float(lat)
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        inside = shape(geometry).representative_point()
    except (ShapelyError, ValueError, TypeError):
        return None
    return float(inside.x), float(inside.y)
