"""What the differences from Airwars are made of: each miss of a day, place or minimum put down to one cause.

Matched as SHARED/score/score_incidents.py does. The question asked first is whether the stored reports hold the answer
at all: Airwars had more sources than are kept here, and its researchers their own judgement.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallystick.evaluate.corpus import Corpus
from tallystick.evaluate.places import RIGHT_KM, Row, distance_km
from tallystick.model.claim import Claim
from tallystick.model.incident import Assessment, Incident
from tallystick.model.when import Days
from tallystick.reconcile.figures import figures_of

Built = Sequence[tuple[Incident, Assessment]]
FEWEST_REPORTS = 2
LONGEST_DATE = 2  # days


@dataclass(frozen=True, slots=True)
class Published:
    """What Airwars published of an incident, and the stored reports that it cites."""

    code: str
    day: date
    position: Row | None
    killed: tuple[int, int] | None
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A published incident beside the built one that holds most of its reports."""

    published: Published
    incident: Incident
    assessment: Assessment
    cited: tuple[Claim, ...]
    """Claims of the cited reports, in whatever incident they stand."""

    @property
    def own(self) -> frozenset[str]:
        """Ids of the claims that stand in the built incident."""
        return frozenset(self.incident.claim_ids)


def read_published(data: Path) -> list[Published]:
    """The published incidents with a day and at least two stored reports."""
    cited: dict[str, set[str]] = defaultdict(set)
    for line in (data / "documents.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        for incident in document["incident_ids"]:
            cited[incident].add(document["doc_id"])
    with (data / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["date"] and r["date_type"] == "date"]
    known = [(r, cited[f"airwars-{r['airwars_id']}"]) for r in rows]
    return [_published(r, reports) for r, reports in known if len(reports) >= FEWEST_REPORTS]


def _published(row: Mapping[str, str], reports: set[str]) -> Published:
    position = Row("", (), "", "", float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else None
    low, high = row["civ_killed_min"], row["civ_killed_max"]
    killed = (int(float(low)), int(float(high))) if low and high else None
    return Published(row["code"], date.fromisoformat(row["date"]), position, killed, frozenset(reports))


def match(published: Sequence[Published], corpus: Corpus, built: Built) -> Iterator[Case]:
    """Each published incident with the built one that holds most of its reports, the nearest in time of several."""
    holding: dict[str, list[int]] = defaultdict(list)
    for position, (incident, _) in enumerate(built):
        for report in incident.report_ids:
            holding[report].append(position)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        claims[claim.report_id].append(claim)
    for one in published:
        votes = Counter(position for report in one.reports for position in holding[report])
        if votes:
            best = max(votes, key=lambda p: (votes[p], -_apart(built[p][0].days, one.day), -p))
            cited = tuple(c for report in sorted(one.reports) for c in claims[report])
            yield Case(one, *built[best], cited)


def _apart(days: Days | None, day: date) -> int:
    return abs((days.start - day).days) if days else 9999


def why_not_that_day(case: Case) -> str | None:
    """The cause of a wrong date; None where it is right."""
    days, day = case.incident.days, case.published.day
    if days is not None and days.start <= day <= days.end and days.width <= LONGEST_DATE:
        return None
    dated = [c for c in case.cited if c.date is not None and c.date.days.width <= LONGEST_DATE]
    if not dated:
        return "no cited report tells its day"
    right = [c for c in dated if c.date is not None and c.date.days.start <= day <= c.date.days.end]
    if not right:
        near = [c for c in dated if c.date is not None and c.date.days.gap_days(Days.on(day)) == 1]
        return "cited reports say the day before or after" if near else "cited reports say other days"
    return "another day has more voices" if any(c.claim_id in case.own for c in right) else "told in another incident"


def why_not_that_place(case: Case) -> str | None:
    """The cause of a place more than 5 km off; None where it is right or Airwars gives none."""
    position = case.published.position
    if position is None or (case.incident.place and distance_km(position, case.incident.place) <= RIGHT_KM):
        return None
    near = [
        c for c in case.cited for p in c.places if p.place is not None and distance_km(position, p.place) <= RIGHT_KM
    ]
    if near:
        inside = any(c.claim_id in case.own for c in near)
        return "another place has more voices" if inside else "named in another incident"
    unknown = any(p.place is None for c in case.cited for p in c.where)
    return "a place named could not be put on the map" if unknown else "no cited report names a place near it"


def why_not_that_minimum(case: Case) -> str | None:
    """The cause of another minimum of civilian deaths; None where it is the same or Airwars gives none."""
    killed = case.published.killed
    found = case.assessment.range_of("killed", "civilians")
    if killed is None or (found is not None and found.min == killed[0]):
        return None
    giving = [c for c in case.cited if any(_says(f.toll.min, killed[0]) for f in figures_of(c, "killed", "civilians"))]
    if not giving:
        return (
            "0 where no cited report says nobody, or fighters" if killed[0] == 0 else "no cited report gives the number"
        )
    left_out = {x.claim_id: x.why for x in found.left_out} if found is not None else {}
    if not any(c.claim_id in case.own for c in giving):
        return "the number is told in another incident"
    reasons = sorted({left_out[c.claim_id].split(" (")[0] for c in giving if c.claim_id in left_out})
    return f"set aside: {reasons[0].split(':')[0]}" if reasons else "a lower or higher figure sets the minimum"


def _says(stated: int, published: int) -> bool:
    return stated == published


def causes(shared: Path, corpus: Corpus, built: Built) -> Iterator[str]:
    """A table of causes for each measure."""
    cases = list(match(read_published(shared / "data" / "airwars-syria"), corpus, built))
    for what, why in (
        ("date", why_not_that_day),
        ("place within 5 km", why_not_that_place),
        ("minimum of civilian deaths", why_not_that_minimum),
    ):
        counted = Counter(cause for case in cases if (cause := why(case)))
        yield f"\n{what}: {counted.total()} misses"
        for cause, count in counted.most_common():
            yield f"  {count:>4}  {cause}"
