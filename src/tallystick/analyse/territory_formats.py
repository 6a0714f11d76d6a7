"""Maps of control as files: GeoJSON and shapefiles, plain or zipped, as features with their fields."""

import io
import json
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from tallystick.model.errors import ExpectedError

MOST_BYTES = 200_000_000
MOST_FEATURES = 100_000
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
_GEOGRAPHIC = ("WGS 84", "WGS 1984", "ETRS89", "ETRS 1989")
_OTHER_SYSTEM = (
    "{name} is in another coordinate system ({crs}); save it in WGS 84, longitude and latitude in degrees (EPSG:4326)"
)
_PARTS = (".shp", ".dbf", ".prj", ".cpg", ".shx")


class TerritoryError(ExpectedError):
    """A map that is refused as a whole; the message says everything that is wrong with it."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a file: where it stands there, its fields, and its geometry as GeoJSON has it."""

    where: str
    fields: Mapping[str, object]
    geometry: Any


def read_features(source: Path) -> list[Feature]:
    """All features of a file. TerritoryError when it is no map, too large, or not in degrees of WGS 84."""
    if not source.is_file():
        raise TerritoryError(f"there is no file {source}")
    if source.stat().st_size > MOST_BYTES:
        raise TerritoryError(f"{source.name} has more than {MOST_BYTES // 1_000_000} MB; split it by date")
    kind = source.suffix.lower()
    features: Iterable[Feature]
    if kind in (".geojson", ".json"):
        features = _geojson(source)
    elif kind == ".zip":
        features = _zipped(source)
    elif kind == ".shp":
        features = _shapefile(
            {p: source.with_suffix(p) for p in _PARTS if source.with_suffix(p).is_file()}, source.name
        )
    else:
        raise TerritoryError(f"{source.name}: a map is a GeoJSON file, a shapefile (.shp or .zip), or a CSV of towns")
    found = []
    for feature in features:
        found.append(feature)
        if len(found) > MOST_FEATURES:
            raise TerritoryError(f"{source.name} has more than {MOST_FEATURES:,} features; split it by date")
    if not found:
        raise TerritoryError(f"{source.name} holds no features")
    return found


def _geojson(source: Path) -> Iterator[Feature]:
    try:
        collection = json.loads(source.read_text("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise TerritoryError(f"{source.name} is no valid JSON ({error})") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise TerritoryError(f"{source.name} is no GeoJSON FeatureCollection: it has no list of features")
    _require_degrees(source.name, json.dumps(collection.get("crs")) if collection.get("crs") else "")
    for number, feature in enumerate(features, 1):
        where = f"feature {number}"
        if not isinstance(feature, dict):
            raise TerritoryError(f"{source.name}, {where}: not an object")
        fields = feature.get("properties")
        yield Feature(where, fields if isinstance(fields, dict) else {}, feature.get("geometry"))


def _require_degrees(name: str, crs: str) -> None:
    if crs and not any(known in crs for known in _DEGREES):
        raise TerritoryError(_OTHER_SYSTEM.format(name=name, crs=crs[:120]))


def _zipped(source: Path) -> list[Feature]:
    try:
        with zipfile.ZipFile(source) as archive:
            names = {Path(n).suffix.lower(): n for n in archive.namelist() if Path(n).suffix.lower() in _PARTS}
            shapes = [n for n in archive.namelist() if n.lower().endswith(".shp")]
            if len(shapes) != 1:
                raise TerritoryError(f"{source.name} holds {len(shapes)} shapefiles; zip each by itself")
            parts = {kind: _unpacked(archive, name) for kind, name in names.items()}
            return _shapefile(parts, source.name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        raise TerritoryError(f"{source.name} cannot be unpacked ({error})") from error


def _unpacked(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """One member, counted as it comes and not as it is declared."""
    with archive.open(name) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TerritoryError(f"{name} unpacks to more than {MOST_BYTES // 1_000_000} MB; split the map by date")
    return io.BytesIO(content)


def _shapefile(parts: Mapping[str, Path | IO[bytes]], name: str) -> list[Feature]:
    import struct

    import shapefile

    shapefile.VERBOSE = False  # what it would print, our own checks say
    features: list[Feature] = []
    if ".dbf" not in parts:
        raise TerritoryError(f"{name} comes without its .dbf, which holds the fields; name or zip them together")
    if ".prj" in parts:
        _require_geographic(name, _bytes(parts[".prj"]).decode("utf-8", "replace"))
    encoding = _bytes(parts[".cpg"]).decode("ascii", "replace").strip() if ".cpg" in parts else "utf-8"
    data = {part.removeprefix("."): io.BytesIO(_bytes(parts[part])) for part in (".shp", ".dbf") if part in parts}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a file whose length is not what it says is damaged
            with shapefile.Reader(**data, encoding=encoding) as reader:
                for number, record in enumerate(islice(reader.iterShapeRecords(), MOST_FEATURES + 1), 1):
                    geometry = record.shape.__geo_interface__ if record.shape.shapeType else None
                    features.append(Feature(f"record {number}", record.record.as_dict(), geometry))
    except (shapefile.ShapefileException, struct.error, LookupError, ValueError, OSError, Warning) as error:
        raise TerritoryError(f"{name} is no readable shapefile ({error})") from error
    return features


def _bytes(part: Path | IO[bytes]) -> bytes:
    return part.read_bytes() if isinstance(part, Path) else part.read()


def _require_geographic(name: str, wkt: str) -> None:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        crs = CRS.from_wkt(wkt)
    except CRSError as error:
        raise TerritoryError(f"{name}: its .prj cannot be understood ({error})") from error
    is_ours = crs.is_geographic and crs.name.replace("_", " ").endswith(_GEOGRAPHIC)
    if not is_ours:
        raise TerritoryError(_OTHER_SYSTEM.format(name=name, crs=crs.name))
