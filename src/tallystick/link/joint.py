"""Incidents known from joint accounts alone stand for the place that no other incident of those days stands for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tallystick.link.spots import covers_several
from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.place import Place
from tallystick.model.when import Days


def settle_joint(incidents: Sequence[Incident], claims: Mapping[str, Claim]) -> list[Incident]:
    """The incidents, those told of by joint accounts alone moved to a place that has none of its own."""
    joint = [i for i in incidents if all(covers_several(claims[c]) for c in i.claim_ids)]
    known_from_joint = {i.incident_id for i in joint}
    taken: dict[str, list[Days | None]] = defaultdict(list)
    for incident in incidents:
        if incident.incident_id not in known_from_joint and incident.place is not None:
            taken[incident.place.gazetteer_id].append(incident.days)
    settled = {i.incident_id: _settled(i, claims, taken) for i in joint}
    return [settled.get(i.incident_id, i) for i in incidents]


def _settled(incident: Incident, claims: Mapping[str, Claim], taken: Mapping[str, list[Days | None]]) -> Incident:
    named = [p.place for c in incident.claim_ids for p in claims[c].where if p.place is not None]
    free = {p.gazetteer_id: p for p in named if not _stands(incident.days, taken.get(p.gazetteer_id, []))}
    if not free or (incident.place is not None and incident.place.gazetteer_id in free):
        return incident
    votes = Counter(p.gazetteer_id for p in named if p.gazetteer_id in free)
    place: Place = free[max(sorted(votes), key=lambda key: votes[key])]
    why = f"{place.name}, named only beside other places; the others have incidents of their own."
    return replace(incident, place=place, why=tuple((t, why if t == "place" else w) for t, w in incident.why))


def _stands(days: Days | None, others: Sequence[Days | None]) -> bool:
    """Whether an incident of these days (or of no known days) is already there."""
    return any(days is None or other is None or days.gap_days(other) <= 1 for other in others)
