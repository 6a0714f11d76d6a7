"""A run of a few invented incidents, weighed as a real one would be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.run import Run
from tallystick.model.when import Days
from tallystick.reconcile import assess_incident
from tests import factory


def incident(incident_id: str, *claims: Claim, day: str | None = "2015-10-15", place: str | None = "Qamar") -> Incident:
    """An incident of these claims, each its own origin, on one day (or none) at an invented town (or nowhere known)."""
    days = Days.on(date.fromisoformat(day)) if day else None
    found = factory.TOWNS[place] if place else None
    return replace(factory.incident(*claims), incident_id=incident_id, days=days, place=found)


def run(incidents: Sequence[tuple[Incident, Sequence[Claim]]], campaigns: Sequence[Claim] = ()) -> Run:
    """A run that holds these incidents, with empty reports under their claims."""
    claims = {c.claim_id: c for _, held in incidents for c in held} | {c.claim_id: c for c in campaigns}
    return Run(
        run_id="run-test",
        reports=tuple(factory.reports_of(list(claims.values())).values()),
        readings=(),
        claims=tuple(claims[c] for c in sorted(claims)),
        pairs=(),
        incidents=tuple(i for i, _ in incidents),
        assessments=tuple(assess_incident(i, claims) for i, _ in incidents),
        manifest=(("title", "Invented"), ("inputs", "0")),
    )
