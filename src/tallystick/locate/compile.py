"""Compile the OCHA gazetteer of Syria into the files that are shipped: `python -m tallystick.locate.compile SOURCE`.

SOURCE holds syria_places.csv, city_neighbourhoods.geojson and syr_admin1..3.geojson. The second names and regions that
official lists lack are written by hand in data/second_names.yml and data/regions.yml.
"""

import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from shapely.geometry import Point, shape
from shapely.strtree import STRtree

from tallystick.locate.gazetteer import SHORT, GazetteerError, NamedPlace, write_compact
from tallystick.locate.names import name_variants, without_part
from tallystick.locate.outlines import write_outlines
from tallystick.model.spelling import plain_name
from tallystick.vocabulary import load_terms

DATA = Path(__file__).parent / "data"
HEAD = (
    "Places of Syria. OCHA Syria: populated places, neighbourhoods and administrative boundaries (2016),",
    "published by UN OCHA on the Humanitarian Data Exchange for free use with attribution;",
    "second names, regions and neighbouring countries: Tallystick, Apache-2.0.",
)
LEVELS = {1: "province", 2: "district", 3: "subdistrict"}
_EARTH_KM_PER_DEGREE = 111.2
_CENTRE = re.compile(r"^مركز\s+")
_PREFIX_KIND = {"حي": "neighbourhood", "قرية": "village", "بلدة": "town", "شارع": "street", "ناحية": "", "مخيم": "camp"}
# What is left of "Tal Rifaat" or "دير حافر" in their own district is no name.
_HEADS_ALONE = frozenset(
    map(plain_name, "تل خان دير عين كفر جب رأس باب أبو أم بئر Tal Tell Khan Deir Ein Kafr Jeb Ras Bab Abu Um".split())  # noqa: SIM905
)
_NO_PLACE = re.compile(
    r"nahiyah|mantiqah|mosque|roundabout|bridge|road|mall|souq|square|\bsq\b|\bst\b|uni$", re.IGNORECASE
)


def compile_syria(source: Path) -> list[NamedPlace]:
    """All places of Syria, areas first, in an order that only depends on their ids."""
    areas, shapes = _read_areas(source)
    finder = _AreaFinder(shapes)
    settled = [*_read_settlements(source / "syria_places.csv", finder, areas)]
    quarters = [*_read_neighbourhoods(source / "city_neighbourhoods.geojson")]
    strays = [*_read_strays(source / "syria_places.csv", finder, [*settled, *quarters])]
    places = [*areas.values(), *settled, *quarters, *strays, *_read_regions(DATA / "regions.yml")]
    return sorted(_with_second_names(places, DATA / "second_names.yml"), key=lambda p: p.gazetteer_id)


class _AreaFinder:
    """Which area of a level a point lies in."""

    def __init__(self, shapes: dict[str, Any]) -> None:
        self._ids = sorted(shapes)
        self._shapes = shapes
        self._tree = STRtree([shapes[key] for key in self._ids])

    def subdistrict(self, lat: float, lon: float) -> str:
        """Id of the smallest area around the point, the border's rounding forgiven; empty outside all of them."""
        point = Point(lon, lat)
        inside = [self._ids[i] for i in self._tree.query(point.buffer(0.02), predicate="intersects")]
        deepest = [key for key in inside if len(key) == 8]
        return min(deepest, key=lambda key: (self._shapes[key].distance(point), key), default="")


def _read_areas(source: Path) -> tuple[dict[str, NamedPlace], dict[str, Any]]:
    areas: dict[str, NamedPlace] = {}
    shapes: dict[str, Any] = {}
    for level, kind in LEVELS.items():
        for properties, geometry in _features(source / f"syr_admin{level}.geojson"):
            key = properties["PCODE"]
            name, local = properties["NAME_EN"].strip(), _CENTRE.sub("", properties["NAME_AR"].strip())
            centre, radius = geometry.representative_point(), _radius_of(geometry)
            parent = key[:-2] if level > 1 else "SY"
            areas[key] = NamedPlace(key, kind, name, local, centre.y, centre.x, radius, parent)
            shapes[key] = geometry
    return areas, shapes


def _radius_of(geometry: Any) -> int:
    """Radius in metres of the circle with the area of a polygon in degrees, at Syria's latitude."""
    km2 = geometry.area * _EARTH_KM_PER_DEGREE**2 * math.cos(math.radians(geometry.centroid.y))
    return 100 * round(10 * math.sqrt(km2 / math.pi))


def _read_settlements(path: Path, finder: _AreaFinder, areas: dict[str, NamedPlace]) -> Iterator[NamedPlace]:
    for row in _rows(path):
        if row["pcode"].startswith("SY") or not row["lat"]:
            continue
        name, local = row["name_en"].strip(), row["name_ar"].strip()
        lat, lon = float(row["lat"]), float(row["lon"])
        parent = finder.subdistrict(lat, lon)
        kind = _kind_of(local, parent, areas)
        key = row["pcode"] if row["pcode"].startswith("C") else f"SY-{plain_name(name)}"
        yield NamedPlace(
            key, kind, name, local, lat, lon, _radius(kind), parent, _unqualified(name, local, parent, areas)
        )


def _kind_of(local: str, parent: str, areas: dict[str, NamedPlace]) -> str:
    """A settlement that gives a district its name is a city, one that gives a subdistrict its name a town."""
    named = {level for level in (1, 2, 3) if _named_after(areas.get(parent[: 2 + 2 * level]), local)}
    return "city" if named & {1, 2} else "town" if 3 in named else "village"


def _named_after(area: NamedPlace | None, local: str) -> bool:
    return area is not None and plain_name(area.name_local) == plain_name(local)


def _unqualified(name: str, local: str, parent: str, areas: dict[str, NamedPlace]) -> tuple[str, ...]:
    """مريمين عفرين is called مريمين by those who live near Afrin, and Upper Baqras Baqras."""
    around = [areas[parent[: 2 + 2 * level]] for level in (3, 2, 1) if parent[: 2 + 2 * level] in areas]
    named = {plain_name(n) for area in around for n in area.names()}
    shorter: dict[str, None] = {}
    for full in (*name_variants(name), *name_variants(local)):
        words = full.split()
        for size in (1, 2):
            if len(words) > size and plain_name(" ".join(words[-size:])) in named:
                shorter[" ".join(words[:-size])] = None
        part = without_part(full)
        if part:
            shorter[part] = None
    return tuple(f"{SHORT}{s}" for s in shorter if len(s) > 2 and plain_name(s) not in _HEADS_ALONE)


def _read_neighbourhoods(path: Path) -> Iterator[NamedPlace]:
    for properties, _ in _features(path):
        lat, lon = float(properties["LATITUDE"]), float(properties["LONGITUDE"])
        names = dict.fromkeys(_bare(properties[key]) for key in ("NAME_EN", "NAM_EN_REF", "NAME_AR"))
        english, *others, local = (*names, _bare(properties["NAME_AR"]))
        further = tuple(n for n in others if n != local)
        city = properties["ADM4_PCODE"]
        yield NamedPlace(
            properties["PCODE"], "neighbourhood", english, local, lat, lon, _radius("neighbourhood"), city, further
        )


def _bare(name: str) -> str:
    return re.sub(r"\s*\(.*\)|\s+-\s+.*$", "", name).strip()


def _read_strays(path: Path, finder: _AreaFinder, known: list[NamedPlace]) -> Iterator[NamedPlace]:
    """Rows that carry an area's code instead of their own: quarters and hamlets written `ALEPPO : Sukkari`.

    Only those with a point inside the governorate they name, and that are not listed properly already.
    """
    for row in _rows(path):
        if not row["pcode"].startswith("SY") or not row["lat"] or _NO_PLACE.search(row["name_en"]):
            continue
        town, _, name = (part.strip() for part in row["name_en"].partition(":"))
        words = row["name_ar"].partition(":")[2].split()
        lat, lon = float(row["lat"]), float(row["lon"])
        parent = finder.subdistrict(lat, lon)
        if not name or not words or name == town or parent[:4] != row["pcode"][:4]:
            continue
        kind = _PREFIX_KIND.get(words[0], "neighbourhood" if "مدينة" in row["name_ar"].partition(":")[0] else "village")
        local = " ".join(words[1:] if words[0] in _PREFIX_KIND else words)
        kind = "neighbourhood" if kind == "camp" else kind
        place = NamedPlace(
            f"{parent}-{plain_name(name)}", kind, name, local, lat, lon, _radius(kind or "village"), parent
        )
        if kind and local and not any(_same(place, other) for other in known):
            yield place


def _same(left: NamedPlace, right: NamedPlace) -> bool:
    close = abs(left.lat - right.lat) < 0.05 and abs(left.lon - right.lon) < 0.05
    return close and bool(_plain_names(left) & _plain_names(right))


def _plain_names(place: NamedPlace) -> set[str]:
    return {plain_name(v) for n in place.names() for v in name_variants(n)}


def _read_regions(path: Path) -> Iterator[NamedPlace]:
    for key, entry in yaml.safe_load(path.read_text("utf-8")).items():
        lat, lon = entry["at"]
        names = tuple(entry.get("further", ()))
        radius = int(entry["radius_km"] * 1000)
        yield NamedPlace(key, entry["kind"], entry["en"], entry["ar"], lat, lon, radius, entry.get("in", ""), names)


def _with_second_names(places: list[NamedPlace], path: Path) -> Iterator[NamedPlace]:
    second: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    unknown = second.keys() - {p.gazetteer_id for p in places}
    if unknown:
        raise GazetteerError(f"{path.name} names places that are not in the source: {', '.join(sorted(unknown))}")
    for place in {p.gazetteer_id: p for p in places}.values():
        names = dict.fromkeys((*place.further_names, *second.get(place.gazetteer_id, ())))
        yield replace(place, further_names=tuple(n for n in names if n not in (place.name, place.name_local)))


def _radius(kind: str) -> int:
    return int(load_terms("place_precision")[kind].fact("radius_m"))


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _features(path: Path) -> Iterator[tuple[dict[str, str], Any]]:
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        yield feature["properties"], shape(feature["geometry"])


def main(source: Path) -> None:
    """Write both shipped files and say how big they are."""
    places = compile_syria(source)
    write_compact(DATA / "syria.tsv.gz", places, HEAD)
    write_outlines(DATA / "outlines.json", {level: source / f"syr_admin{level}.geojson" for level in (1, 2)})
    for name in ("syria.tsv.gz", "outlines.json"):
        print(f"{name}: {(DATA / name).stat().st_size} bytes")
    print(f"{len(places)} places")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tallystick.locate.compile SOURCE_FOLDER")
    main(Path(sys.argv[1]))
