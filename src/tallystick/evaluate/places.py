"""Measure geolocation on the Airwars incidents: `python -m tallystick.evaluate.places DATA`.

Each row's location (Arabic, English) is looked up with its governorate as the only context, and compared with the
position that Airwars published. Rows with a position of village, town, city or neighbourhood accuracy count.
"""

import argparse
import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallystick.locate import Gazetteer, load_gazetteer, locate_claims
from tallystick.model.claim import Claim, ClaimedPlace, Span
from tallystick.model.place import Place

KINDS = ("village", "town", "city", "neighbourhood_area")
RIGHT_KM, WRONG_KM = 5.0, 25.0
_KIND_WORDS = re.compile(
    r"^(?:قرية|بلدة|مدينة|حي|ناحية|قرب|محيط|(?:village|town|city|vicinity|outskirts|suburbs|countryside) of"
    r"|near|the)\s+|\s+(?:village|town|city|neighbou?rhood|district)$",
    re.IGNORECASE,
)
_NEIGHBOURHOOD = re.compile(r"^حي\s|neighbou?rhood|district\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\s+(?:and|و|near|between|to|the road between|road between|vicinity of|area between)\s+|\s*[:&]\s*|\s+و(?=\w{3})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,،(]\s*|\s+(?:in|في)\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """An incident's location as published."""

    name: str
    names: tuple[str, ...]
    """Arabic first, then English."""
    region: str
    kind: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What geolocation made of a row."""

    row: Row
    place: Place | None
    why_not: str | None
    km: float | None

    @property
    def grade(self) -> str:
        """`right`, `off` (between the two limits), `wrong`, or `unlocated`."""
        if self.km is None:
            return "unlocated"
        return "right" if self.km <= RIGHT_KM else "wrong" if self.km > WRONG_KM else "off"


def read_rows(path: Path, half: str | None = None) -> list[Row]:
    """The rows that count; `half` keeps the rows with an even or an odd incident number."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["geo_accuracy"] in KINDS and r["lat"] and r["region"]]
    wanted = {"even": (0,), "odd": (1,)}.get(half or "", (0, 1))
    return [
        _row(r) for r in rows if int(r["airwars_id"]) % 2 in wanted and (r["location_ar"] or r["location_en"]).strip()
    ]


def _row(fields: dict[str, str]) -> Row:
    names = tuple(n.strip(" \u200e\u200f,،") for n in (fields["location_ar"], fields["location_en"]))
    name = " | ".join(n for n in names if n)
    return Row(name, names, fields["region"], fields["geo_accuracy"], float(fields["lat"]), float(fields["lon"]))


def locate_row(row: Row, gazetteer: Gazetteer, scripts: Sequence[int]) -> Outcome:
    """Look a row up by its name in the scripts given (0 Arabic, 1 English), the first that can be located."""
    parts = [_split(name) for name in row.names]
    kind = "neighbourhood" if any(_NEIGHBOURHOOD.search(p[0]) for p in parts if p) else None
    wider = dict.fromkeys([w for p in parts for w in p[1:]] + [row.region])
    located = None
    for script in scripts:
        if parts[script]:
            located = _locate(parts[script][0], [w for w in wider if w not in row.names], kind, gazetteer)
            if located.place:
                return Outcome(row, located.place, None, distance_km(row, located.place))
    return Outcome(row, None, located.why_not if located else "No name in this script.", None)


def _split(location: str) -> list[str]:
    """The name itself, then the wider areas written after it."""
    return [p.strip(" )\u200e\u200f") for p in _PARTS.split(location) if p.strip(" )\u200e\u200f")]


def _locate(name: str, wider: Sequence[str], kind: str | None, gazetteer: Gazetteer) -> ClaimedPlace:
    span = Span(0, 1)
    listed = [_KIND_WORDS.sub("", n) or n for n in _LISTED.split(name) if n.strip()]
    places = [ClaimedPlace(n, "where", span, kind=kind) for n in listed]
    places += [ClaimedPlace(_KIND_WORDS.sub("", w) or w, "within", span) for w in wider if w not in listed]
    located = locate_claims([Claim("row", "row", "row", places=tuple(places))], gazetteer)[0].where
    return next((p for p in located if p.place), located[0])


def distance_km(row: Row, place: Place) -> float:
    """Great-circle distance between a row's position and a place."""
    lat1, lat2 = math.radians(row.lat), math.radians(place.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(place.lon - row.lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Shares of right, off, wrong and unlocated rows, by the accuracy Airwars gives."""
    yield f"{'':<20}{'rows':>6}{'right':>8}{'off':>8}{'wrong':>8}{'none':>8}"
    yield f"  (right: within {RIGHT_KM:g} km, wrong: beyond {WRONG_KM:g} km)"
    for kind in (*KINDS, "all"):
        chosen = [o for o in outcomes if kind in (o.row.kind, "all")]
        grades = Counter(o.grade for o in chosen)
        shares = "".join(f"{grades[g] / max(1, len(chosen)):8.3f}" for g in ("right", "off", "wrong", "unlocated"))
        yield f"{kind:<20}{len(chosen):>6}{shares}"


def misses(outcomes: Sequence[Outcome], grade: str, limit: int) -> Iterator[str]:
    """The commonest names of a grade, with what was made of them."""
    groups = Counter(
        (o.row.name, o.row.region, o.place.name if o.place else o.why_not) for o in outcomes if o.grade == grade
    )
    yield f"\n{grade}:"
    for (name, region, made), count in sorted(groups.items(), key=lambda g: (-g[1], g[0]))[:limit]:
        yield f"{count:>5}  {name} ({region}) -> {made}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--misses", type=int, default=25)
    chosen = parser.parse_args(arguments)
    gazetteer = load_gazetteer()
    rows = read_rows(chosen.data / "data" / "airwars-syria" / "incidents.csv", chosen.half)
    for title, scripts in (("Arabic name", (0,)), ("English name", (1,)), ("Arabic, else English", (0, 1))):
        outcomes = [locate_row(row, gazetteer, scripts) for row in rows if any(row.names[s] for s in scripts)]
        print(f"{title}\n" + "\n".join(table(outcomes)) + "\n")
    for grade in ("wrong", "off", "unlocated"):
        print("\n".join(misses(outcomes, grade, chosen.misses)))


if __name__ == "__main__":
    main()
