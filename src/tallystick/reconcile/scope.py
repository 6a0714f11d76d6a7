"""Whose figures may bound this incident: those about it alone, from someone who is not merely denying it."""

from math import asin, cos, radians, sin, sqrt

from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.place import Place

MANY_NAMES = 3
"""Names of which none is on the map before they are taken for several places: two may be a place and its quarter."""


def out_of_scope(claim: Claim, incident: Incident) -> str | None:
    """Why a claim's figures set no bound here; None when they may."""
    if claim.scope == "campaign":
        return "covers a campaign, not this attack"
    if claim.claim_id in incident.joint_claim_ids or covers_several(claim):
        return f"covers several places ({', '.join(sorted({p.name for p in claim.where}))})"
    if is_denial(claim):
        return "repeats the figure in order to deny it"
    return None


def is_denial(claim: Claim) -> bool:
    """Whether a claim names actors only to carry their denial."""
    return bool(claim.perpetrators) and all(p.stance == "denied" for p in claim.perpetrators)


def separate_places(claim: Claim) -> list[Place]:
    """The localities a claim names as hit that cannot be one: none within another's reach."""
    kept: list[Place] = []
    hit = {p.place.gazetteer_id: p.place for p in claim.where if p.place is not None}
    for place in sorted(hit.values(), key=lambda p: (p.radius_m, p.gazetteer_id)):
        if all(_metres(place, other) > max(place.radius_m, other.radius_m) for other in kept):
            kept.append(place)
    return kept


def covers_several(claim: Claim) -> bool:
    """Whether its figures may belong to more than one place: localities apart, or many names none on the map."""
    if len(claim.places) < 2:
        return False
    located = separate_places(claim)
    return len(located) > 1 or (not located and len({p.name for p in claim.where}) >= MANY_NAMES)


def _metres(left: Place, right: Place) -> float:
    a, b, c, d = (radians(x) for x in (left.lat, left.lon, right.lat, right.lon))
    return 12_742_000 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
