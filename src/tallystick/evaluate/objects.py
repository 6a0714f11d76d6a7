"""Compare what was hit with what Airwars says: `python -m tallystick.evaluate.objects SHARED`.

Of every Airwars incident that states an infrastructure and cites a report that we hold, the built incident that holds
most of its reports is taken (a report that tells of many attacks stands in many incidents, so ties go to that day, then
to a place of that name, then to the nearest). It agrees when one of its objects is one of those that
infrastructure.yml gives for one of the terms. Airwars' terms are one organisation's reading of more reports than are
stored here: this is agreement, not accuracy.
"""

import argparse
import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from tallystick.evaluate.corpus import load_documents
from tallystick.evaluate.incidents import build
from tallystick.model.incident import Assessment, Incident

Built = tuple[Incident, Assessment]


@dataclass(frozen=True, slots=True)
class Stated:
    """An Airwars incident that states what was hit."""

    airwars_id: str
    terms: tuple[str, ...]
    day: date | None
    point: tuple[float, float] | None
    """Latitude and longitude."""
    location: str
    """Where it was, in Airwars' words, in English and Arabic."""
    reports: frozenset[str]

    @property
    def objects(self) -> frozenset[str]:
        """The targets that any of its terms means; KeyError for a term that the table does not list."""
        return frozenset(target for term in self.terms for target in _meanings()[term])


@dataclass(frozen=True, slots=True)
class Compared:
    """An Airwars incident beside the built one; None where no built incident holds a report of it."""

    stated: Stated
    built: Built | None

    @property
    def agrees(self) -> bool:
        """Whether one of the built incident's objects is among those stated."""
        return self.built is not None and bool(self.stated.objects & set(self.built[1].targets))


def read_stated(shared: Path) -> list[Stated]:
    """All Airwars incidents that state an infrastructure and cite at least one stored report."""
    folder = shared / "data" / "airwars-syria"
    cited: dict[str, set[str]] = defaultdict(set)
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            for airwars_id in document["incident_ids"]:
                cited[airwars_id].add(document["doc_id"])
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["infrastructure"]]
    keyed = [(f"airwars-{row['airwars_id']}", row) for row in rows]
    return [_stated(key, row, cited[key]) for key, row in keyed if cited[key]]


def compare(stated: Sequence[Stated], built: Sequence[Built]) -> list[Compared]:
    """Each Airwars incident with the built incident that holds most of its reports."""
    holding: dict[str, list[Built]] = defaultdict(list)
    for pair in built:
        for report_id in pair[0].report_ids:
            holding[report_id].append(pair)
    return [Compared(one, _best(one, holding)) for one in stated]


def describe(compared: Sequence[Compared], misses: int) -> Iterator[str]:
    """The share that agrees, by object, and the misses asked for."""
    found = [c for c in compared if c.built is not None]
    agreeing = [c for c in found if c.agrees]
    spoken = [c for c in found if _objects(c)]
    yield f"Airwars incidents with an infrastructure and a stored report: {len(compared)}, found {len(found)}"
    yield f"an object agrees, of all found         {_share(agreeing, found)}"
    yield f"an object agrees, where one is read    {_share(agreeing, spoken)}"
    stated = Counter(term for c in found for term in c.stated.terms)
    right = Counter(term for c in agreeing for term in c.stated.terms if set(_meanings()[term]) & set(_objects(c)))
    for term, number in stated.most_common():
        yield f"  {term:<22} {right[term]}/{number}"
    for c in [c for c in found if not c.agrees][:misses]:
        yield f"  miss {c.stated.airwars_id}: {', '.join(c.stated.terms)}; read: {', '.join(_objects(c)) or 'nothing'}"


def _share(some: Sequence[Compared], of: Sequence[Compared]) -> str:
    return f"{len(some)}/{len(of)} = {len(some) / max(1, len(of)):.3f}"


def _objects(compared: Compared) -> tuple[str, ...]:
    return compared.built[1].targets if compared.built else ()


def _stated(airwars_id: str, row: Mapping[str, str], reports: set[str]) -> Stated:
    terms = tuple(t.strip() for t in row["infrastructure"].split(","))
    point = (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else None
    day = date.fromisoformat(row["date"]) if row["date"] else None
    return Stated(airwars_id, terms, day, point, f"{row['location_en']} {row['location_ar']}", frozenset(reports))


def _best(stated: Stated, holding: Mapping[str, list[Built]]) -> Built | None:
    held = [pair for r in sorted(stated.reports) for pair in holding.get(r, ())]
    votes = Counter(pair[0].incident_id for pair in held)
    return max(held, key=lambda p: (votes[p[0].incident_id], *_nearness(p[0], stated)), default=None)


def _nearness(incident: Incident, stated: Stated) -> tuple[bool, bool, int, float]:
    """That day or its neighbour, a place that Airwars names, then days and kilometres apart."""
    off = _days_off(incident, stated)
    return off <= 1, _is_named(incident, stated), -off, -_far(incident, stated)


def _is_named(incident: Incident, stated: Stated) -> bool:
    names = (incident.place.name, incident.place.name_local or "") if incident.place else ()
    return any(name and name.casefold() in stated.location.casefold() for name in names)


def _days_off(incident: Incident, stated: Stated) -> int:
    return abs((incident.days.start - stated.day).days) if incident.days and stated.day else 9999


def _far(incident: Incident, stated: Stated) -> float:
    """How far apart, in kilometres as the crow flies near 35° north; places that are not known are furthest."""
    if incident.place is None or stated.point is None:
        return 9999.0
    north, east = incident.place.lat - stated.point[0], incident.place.lon - stated.point[1]
    return math.hypot(north * 111.0, east * 91.0)


@cache
def _meanings() -> Mapping[str, list[str]]:
    resource = files("tallystick.evaluate").joinpath("infrastructure.yml")
    table: dict[str, list[str]] = yaml.safe_load(resource.read_text("utf-8"))
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds data/")
    parser.add_argument("--misses", type=int, default=0, help="print so many incidents that do not agree")
    chosen = parser.parse_args(arguments)
    compared = compare(read_stated(chosen.shared), build(load_documents(chosen.shared)))
    sys.stdout.write("".join(f"{line}\n" for line in describe(compared, chosen.misses)))


if __name__ == "__main__":
    main()
