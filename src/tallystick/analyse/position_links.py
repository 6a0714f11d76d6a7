"""Which attacks a statement of a party speaks of: by the claims it answers, by place and day, or all of the party's."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.place import Place
from tallystick.model.position import Position
from tallystick.model.when import Days

EITHER = {"syrian_government_or_russia": ("russia", "syrian_government")}
"""Codes that leave open which of two parties it was: such an attack is put to both."""
_WIDE = ("subdistrict", "district", "province", "country")
_SLACK_M = 2000
_LOOKS_BACK = 60
"""Days before a statement within which an attack may lie that it answers without saying when it was."""


class Links:
    """Incidents looked up by claim and by party. `testified` tells whether anybody but a party tells of an incident."""

    def __init__(
        self, incidents: Sequence[Incident], claims: Mapping[str, Claim], testified: Callable[[Incident, str], bool]
    ) -> None:
        self.claims = claims
        self._testified = testified
        self.incidents = sorted(incidents, key=lambda i: i.incident_id)
        self._holding: dict[str, list[Incident]] = defaultdict(list)
        self._of_party: dict[str, list[Incident]] = defaultdict(list)
        for incident in self.incidents:
            for claim_id in (*incident.claim_ids, *incident.joint_claim_ids):
                self._holding[claim_id].append(incident)
            for actor in sorted({a for c in incident.claim_ids for a in parties_named(claims[c])}):
                self._of_party[actor].append(incident)

    def of(self, position: Position) -> tuple[Incident, ...]:
        """The incidents a statement speaks of, by id; none where nothing tells which they are."""
        if position.scope == "all_strikes":
            return tuple(i for i in self._of_party[position.speaker] if _may_be_meant(position, i))
        if position.scope == "place_and_day":
            return tuple(i for i in self._of_party[position.speaker] if _on_its_days(position, i) and _at(position, i))
        held = {i.incident_id: i for c in position.claim_ids for i in self._holding[c]}
        told = [i for _, i in sorted(held.items()) if self._testified(i, position.speaker)]
        return tuple(told) or self._at_its_place(position) or tuple(i for _, i in sorted(held.items()))[:1]

    def _at_its_place(self, position: Position) -> tuple[Incident, ...]:
        """The attack at the place named: that of the day named, else the last one before the statement."""
        if not any(p.place for p in position.places):
            return ()
        near = [i for i in self.incidents if _at(position, i) and _before(position, i)]
        near = [i for i in near if i.days and self._testified(i, position.speaker)]
        if position.date is not None:
            days = position.date.days.widened(1)
            near = [i for i in near if i.days and i.days.overlaps(days)] or near
        struck = {t.type for t in position.targets} - {"military", "other"}
        alike = [i for i in near if struck & {t.type for c in i.claim_ids for t in self.claims[c].targets}]
        if struck and not alike and len(near) > 1:
            return ()  # several attacks at the place, and nobody says that the object denied was hit in one
        return tuple(sorted(alike or near, key=_latest)[-1:])


def _latest(incident: Incident) -> tuple[date, str]:
    return (incident.days.start if incident.days else date.min), incident.incident_id


def parties_named(claim: Claim) -> set[str]:
    """Every party that a claim names as responsible, by itself or as one of two."""
    named = {p.actor for p in claim.perpetrators if p.stance != "denied"}
    return {one for actor in named for one in EITHER.get(actor, (actor,))}


def is_denial(claim: Claim) -> bool:
    """Whether a claim names parties only to carry their denial."""
    return bool(claim.perpetrators) and all(p.stance == "denied" for p in claim.perpetrators)


def _before(position: Position, incident: Incident) -> bool:
    if position.told is None or incident.days is None:
        return True
    earliest = position.told.start - timedelta(_LOOKS_BACK)
    return earliest <= incident.days.end and incident.days.start <= position.told.end


def _may_be_meant(position: Position, incident: Incident) -> bool:
    """Whether an attack lies in the period of a general statement: its own days, else all before it was made."""
    if incident.days is None:
        return position.told is None and position.date is None
    if position.date is not None and position.date.days.width > 1:
        return incident.days.overlaps(position.date.days)
    return position.told is None or incident.days.start <= position.told.end


def _on_its_days(position: Position, incident: Incident) -> bool:
    days = position.date.days if position.date else position.told
    if days is None or incident.days is None:
        return False
    return incident.days.overlaps(days if position.date else Days(days.start - timedelta(1), days.end))


def _at(position: Position, incident: Incident) -> bool:
    """Whether an attack lies at one of the places named; any place will do for a statement that names none."""
    places = [p.place for p in position.places if p.place is not None]
    if not position.places:
        return True
    return incident.place is not None and any(_near(place, incident.place) for place in places)


def _near(named: Place, place: Place) -> bool:
    if named.precision in _WIDE:
        return named.name in place.admin or named.gazetteer_id == place.gazetteer_id
    return _metres(named, place) <= max(named.radius_m, place.radius_m) + _SLACK_M


def _metres(left: Place, right: Place) -> float:
    a, b, c, d = (radians(x) for x in (left.lat, left.lon, right.lat, right.lon))
    return 12_742_000 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
