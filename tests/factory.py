"""Small builders for claims and reports: a test names what matters and leaves the rest out."""

from collections.abc import Sequence
from datetime import date

from tallystick.model.claim import (
    Authority,
    Casualties,
    Claim,
    ClaimedActor,
    ClaimedDate,
    ClaimedMunition,
    ClaimedPlace,
    ClaimedTarget,
    Outcome,
    PlaceRole,
    Scope,
    Span,
    Stance,
)
from tallystick.model.incident import Incident, Origin
from tallystick.model.place import Place
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tallystick.model.when import Days

SOMEWHERE = Span(0, 1)
"""For values whose passage does not matter to the test."""

TOWNS = {
    "Qamar": Place("t-1", "Qamar", "قمر", 35.00, 36.50, 2500, "town", ("Idleb", "Ariha")),
    "Zahra": Place("t-2", "Zahra", "زهرة", 35.40, 36.90, 2500, "town", ("Idleb", "Ariha")),
    "Nahr": Place("t-3", "Nahr", "نهر", 35.02, 36.57, 1500, "village", ("Idleb", "Ariha")),
    "Bustan": Place("t-4", "Bustan", "بستان", 35.005, 36.505, 500, "neighbourhood", ("Idleb", "Ariha", "Qamar")),
}
"""Invented towns. Nahr is a village 7 km from Qamar; Bustan is a quarter of Qamar; Zahra is far from all."""


def town(name: str, role: PlaceRole = "where") -> ClaimedPlace:
    """One of the invented towns, located."""
    return ClaimedPlace(name, role, SOMEWHERE, TOWNS[name])


def unlocated(name: str, why_not: str = "no gazetteer lists this name", role: PlaceRole = "where") -> ClaimedPlace:
    """A place name that is not on the map."""
    return ClaimedPlace(name, role, SOMEWHERE, None, why_not)


def on(start: str, end: str | None = None) -> ClaimedDate:
    """A claimed date from ISO days."""
    return ClaimedDate(Days(date.fromisoformat(start), date.fromisoformat(end or start)), SOMEWHERE)


def count(
    group: str, low: int, high: int | None = -1, outcome: Outcome = "killed", partial: bool = False
) -> Casualties:
    """A stated figure; exact when only `low` is given, open-ended when `high` is None."""
    return Casualties(outcome, group, Toll(low, low if high == -1 else high), SOMEWHERE, partial)


def killed(low: int, high: int | None = -1, group: str = "civilians", partial: bool = False) -> Casualties:
    """So many killed."""
    return count(group, low, high, "killed", partial)


def injured(low: int, high: int | None = -1, group: str = "civilians", partial: bool = False) -> Casualties:
    """So many injured."""
    return count(group, low, high, "injured", partial)


def by(actor: str, stance: Stance = "asserted") -> ClaimedActor:
    """An actor named as responsible."""
    return ClaimedActor(actor, stance, SOMEWHERE)


def claim(  # noqa: PLR0913
    claim_id: str,
    *casualties: Casualties,
    report: str | None = None,
    places: Sequence[ClaimedPlace] | None = None,
    day: ClaimedDate | None = None,
    kind: str = "airstrike",
    perpetrators: Sequence[ClaimedActor] = (),
    targets: Sequence[str] = (),
    munitions: Sequence[str] = (),
    authority: str | None = None,
    scope: Scope = "attack",
) -> Claim:
    """A claim, by default of an air strike on Qamar by nobody named, on no day named, in a report of its own."""
    return Claim(
        claim_id=claim_id,
        report_id=report or f"report-{claim_id}",
        extractor="test/1",
        kind=kind,
        scope=scope,
        date=day,
        places=tuple([town("Qamar")] if places is None else places),
        perpetrators=tuple(perpetrators),
        targets=tuple(ClaimedTarget(t, SOMEWHERE) for t in targets),
        munitions=tuple(ClaimedMunition(m, SOMEWHERE) for m in munitions),
        casualties=casualties,
        authority=Authority(authority, SOMEWHERE) if authority else None,
    )


def report(report_id: str, text: str = "", publisher: str | None = None, **more: object) -> Report:
    """A report; without a publisher it stands for itself."""
    return Report(report_id, text, publisher=publisher, **more)  # type: ignore[arg-type]


def reports_of(claims: Sequence[Claim]) -> dict[str, Report]:
    """An otherwise empty report for each claim, each of its own publisher."""
    return {c.report_id: report(c.report_id, publisher=f"Paper {c.report_id}") for c in claims}


def incident(*claims: Claim, origins: Sequence[Sequence[Claim]] | None = None, joint: Sequence[Claim] = ()) -> Incident:
    """An incident of these claims; every claim is an origin of its own unless `origins` groups them."""
    groups = [[c] for c in (*claims, *joint)] if origins is None else [list(g) for g in origins]
    return Incident(
        incident_id="incident-test",
        claim_ids=tuple(c.claim_id for c in claims),
        report_ids=tuple(sorted({c.report_id for c in (*claims, *joint)})),
        kind="airstrike",
        days=None,
        place=TOWNS["Qamar"],
        origins=tuple(_origin(n, group) for n, group in enumerate(groups)),
        origin_edges=(),
        joint_claim_ids=tuple(c.claim_id for c in joint),
    )


def _origin(number: int, claims: Sequence[Claim]) -> Origin:
    reports = tuple(sorted({c.report_id for c in claims}))
    return Origin(f"origin-{number}", f"Origin {number}", reports, tuple(c.claim_id for c in claims))
