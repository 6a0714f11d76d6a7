"""The ranges built from the demo's reports beside what Airwars published, each difference with what it comes from.

`python -m tallystick.evaluate.demo_beside PUBLISHED.json > docs/demo-beside-published.md`. Airwars worked from more
sources than the digests of the demo stand for; nothing here says who is right.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tallystick.evaluate.places import Row, distance_km
from tallystick.model.claim import Claim, Outcome
from tallystick.model.incident import Assessment, Incident, TollRange
from tallystick.model.run import Run
from tallystick.model.when import Days
from tallystick.reconcile.figures import figures_of

NEAR_KM = 3.0
OUTCOMES: tuple[tuple[Outcome, str], ...] = (("killed", "killed"), ("injured", "injured"))
HEAD = """# The demo beside what Airwars published

<!-- Made by tallystick/evaluate/demo_beside.py from the packaged demo; edit the code instead. -->

The demo's reports are digests written for this project; Airwars assessed the same attacks from more sources. Its
figures are one careful organisation's judgement and no measure of truth. Where the ranges differ, the last column says
what sets ours, and whether a report of the demo says the other number. Civilians, policy `airwars`.

| Airwars | place, day | outcome | Airwars says | built here | why they differ |
|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What Airwars published of one attack."""

    code: str
    place: str
    day: date
    position: Row
    said: Mapping[Outcome, tuple[int, int] | None]


def read_entries(path: Path) -> list[Entry]:
    """Every published assessment once, by code."""
    listed: Mapping[str, Sequence[Mapping[str, Any]]] = json.loads(path.read_text("utf-8"))
    found = {entry["code"]: entry for entries in listed.values() for entry in entries}
    return [_entry(found[code]) for code in sorted(found)]


def _entry(fields: Mapping[str, Any]) -> Entry:
    bounds = {what: (fields[f"{what}_min"], fields[f"{what}_max"]) for what, _ in OUTCOMES}
    said = {what: None if low is None else (low, high) for what, (low, high) in bounds.items()}
    position = Row("", (), "", "", fields["lat"], fields["lon"])
    return Entry(fields["code"], fields["location"], date.fromisoformat(fields["date"]), position, said)


def find_incident(entry: Entry, run: Run) -> tuple[Incident, Assessment] | None:
    """The built incident nearest to the place on the day, else on a day beside it; None where none is within 3 km."""
    days = Days(entry.day - timedelta(1), entry.day + timedelta(1))
    weighed = {a.incident_id: a for a in run.assessments}
    near = [(i, distance_km(entry.position, i.place)) for i in run.incidents if i.place and i.days]
    fitting = [(i, km) for i, km in near if km <= NEAR_KM and i.days is not None and i.days.overlaps(days)]
    best = max(fitting, key=lambda found: _fit(entry, *found), default=None)
    return None if best is None else (best[0], weighed[best[0].incident_id])


def _fit(entry: Entry, incident: Incident, km: float) -> tuple[bool, int, int, str]:
    on_the_day = incident.days is not None and incident.days.overlaps(Days.on(entry.day))
    return on_the_day, -round(km), len(incident.claim_ids), incident.incident_id


def rows(run: Run, entries: Sequence[Entry]) -> Iterator[str]:
    """One table row per published figure."""
    claims = {c.claim_id: c for c in run.claims}
    for entry in entries:
        found = find_incident(entry, run)
        for outcome, name in OUTCOMES:
            said = entry.said[outcome]
            toll = found[1].range_of(outcome, "civilians") if found else None
            if said is None and (toll is None or toll.min is None):
                continue
            told = _told(entry, found[0] if found else None, claims, outcome)
            why = _why(said, toll, found[0] if found else None, told)
            built = _bounds((toll.min, toll.max) if toll else None)
            yield f"| {entry.code} | {entry.place}, {entry.day} | {name} | {_bounds(said)} | {built} | {why} |"


def _bounds(bounds: tuple[int | None, int | None] | None) -> str:
    if bounds is None or bounds[0] is None:
        return "unknown"
    low, high = bounds
    return f"at least {low}" if high is None else str(low) if low == high else f"{low}–{high}"


def _why(
    said: tuple[int, int] | None, toll: TollRange | None, incident: Incident | None, told: Mapping[int, str]
) -> str:
    if incident is None:
        return "No report of the demo tells of an attack there on that day or a day beside it."
    if said is None:
        return "Airwars gives no figure; the reports of the demo do."
    if toll is None or toll.min is None:
        return toll.why if toll else "No report that stands in it counts them."
    if (toll.min, toll.max) == said:
        return "The same."
    sentence = "; ".join(_differing(said, toll, incident, told))
    return f"{sentence[0].upper()}{sentence[1:]}."


def _differing(said: tuple[int, int], toll: TollRange, incident: Incident, told: Mapping[int, str]) -> Iterator[str]:
    """A clause for each bound that differs; one for both where a single number is told."""
    if toll.min == toll.max and said[0] == said[1]:
        who = _setters(toll.min_from, incident)
        yield f"the only number counted is {who}'s {toll.min}{_other(said[0], told, toll)}"
        return
    if toll.min != said[0]:
        yield f"the lowest is {_setters(toll.min_from, incident)}'s {toll.min}{_other(said[0], told, toll)}"
    if toll.max is None:
        yield f"nobody in it bounds it from above{_other(said[1], told, toll)}"
    elif toll.max != said[1]:
        yield f"the highest is {_setters(toll.max_from, incident)}'s {toll.max}{_other(said[1], told, toll)}"


def _told(entry: Entry, incident: Incident | None, claims: Mapping[str, Claim], outcome: Outcome) -> dict[int, str]:
    """The numbers that claims of the incident name, with the id of one that does; "" where it stands in another."""
    inside = {*incident.claim_ids, *incident.joint_claim_ids} if incident else set()
    named = [c for c in claims.values() if c.claim_id in inside or _is_near(entry, c)]
    figures = [f for c in named for f in figures_of(c, outcome, "civilians")]
    ordered = sorted(figures, key=lambda f: f.claim_id in inside)
    return {n: f.claim_id if f.claim_id in inside else "" for f in ordered for n in (f.toll.min, f.toll.ceiling)}


def _is_near(entry: Entry, claim: Claim) -> bool:
    return any(p.place and distance_km(entry.position, p.place) <= NEAR_KM for p in claim.where)


def _setters(ids: Sequence[str], incident: Incident) -> str:
    names = [o.name for o in incident.origins if set(o.claim_ids) & set(ids)]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else "nobody"


def _other(number: int, told: Mapping[int, str], toll: TollRange) -> str:
    """What the demo's reports make of the number that Airwars gives."""
    if number not in told:
        return f" (no report of this place says {number})"
    if not told[number]:
        return f" ({number} is told of this place in another incident)"
    aside = next((x.why for x in toll.left_out if x.claim_id == told[number]), None)
    return f" ({number} is told in it too, but set aside: {aside})" if aside else f" ({number} is told in it too)"


def page(run: Run, published: Path) -> str:
    """The whole page."""
    return "\n".join([HEAD, *rows(run, read_entries(published)), ""])


def page_of_demo(published: Path) -> str:
    """The page, from a fresh run of the demo."""
    from tallystick.pipeline import run_demo

    with TemporaryDirectory() as folder:
        return page(run_demo(Path(folder) / "demo")[0], published)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("published", type=Path)
    print(page_of_demo(parser.parse_args(arguments).published), end="")


if __name__ == "__main__":
    main()
