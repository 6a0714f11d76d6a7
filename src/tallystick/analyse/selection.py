"""The part of a run that a finding is about."""

from collections.abc import Iterable
from dataclasses import replace

from tallystick.model.finding import CampaignTotal, Selection
from tallystick.model.incident import Assessment, Incident
from tallystick.model.run import Run
from tallystick.vocabulary import load_terms


def select_incidents(run: Run, selection: Selection) -> Run:
    """The run with only the incidents that the selection is about; reports, readings and claims stay whole.

    An incident is within days when one of its possible days is; with days asked for, one of unknown days is left out.
    """
    assessments = {a.incident_id: a for a in run.assessments}
    chosen = tuple(
        i for i in run.incidents if _is_within(i, selection) and _is_by(assessments[i.incident_id], selection)
    )
    kept = {i.incident_id for i in chosen}
    return replace(run, incidents=chosen, assessments=tuple(a for a in run.assessments if a.incident_id in kept))


def select_campaigns(totals: Iterable[CampaignTotal], selection: Selection) -> tuple[CampaignTotal, ...]:
    """The totals over campaigns that reach into the selection's days, and those whose days nobody tells."""
    wanted = selection.days
    return tuple(t for t in totals if wanted is None or t.days is None or t.days.overlaps(wanted))


def names_party(named: str, party: str) -> bool:
    """Whether an actor's code is the party, or leaves open whether it is the party or another."""
    return named == party or party in (load_terms("actor")[named].fact("either") or ())


def _is_within(incident: Incident, selection: Selection) -> bool:
    if selection.days is None:
        return True
    return incident.days is not None and incident.days.overlaps(selection.days)


def _is_by(assessment: Assessment, selection: Selection) -> bool:
    party = selection.party
    if party is None:
        return True
    return any(names_party(a.actor, party) for a in assessment.attribution if a.claim_ids or a.admitted_by_claims)
