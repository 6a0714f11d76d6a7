"""Where a claim puts its attack: one circle, and whether the claim in truth speaks of several places."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from tallystick.model.claim import Claim
from tallystick.model.place import Place

EARTH_KM = 6371.0
LOCALITY_M = 10_000
"""A radius above which a name says little: a district, a province."""
LANDSCAPE_M = 40_000
"""The radius of a mountain or a district at most: larger areas are governorates, which most claims share."""
QUARTERS = frozenset({"exact", "vicinity", "street", "nearby_landmark", "neighbourhood"})
MANY_NAMES = 3
"""Names of which none is on the map before they are taken for several places."""
NEARBY_M = 8_000
"""How far from a place something 'near' it may lie."""
ONE_ATTACK_KM = 15.0
"""Villages so near each other may be hit by one attack, and reports name now the one, now both."""
WIDEST_M = 130_000
"""A circle larger than a governorate places nothing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The circle in which a claim's attack lies. `several` when it names localities that cannot be one."""

    lat: float
    lon: float
    radius_m: float
    ids: tuple[str, ...]
    """Gazetteer ids of the localities named as hit, or of the smallest area named."""
    several: bool
    fine: bool
    """Whether the name is that of a locality, not of a district or province."""
    quarter: bool
    """Whether it is a part of a settlement: a quarter, a street, a building."""


def spot_of(claim: Claim) -> Spot | None:
    """The circle around the localities a claim names as hit; else around the smallest place named near it."""
    hit = [p.place for p in claim.places if p.role == "where" and p.place is not None]
    near = [p.place for p in claim.places if p.role == "near" and p.place is not None]
    within = [p.place for p in claim.places if p.role == "within" and p.place is not None]
    named = _innermost(hit)
    if named:
        spot = _circle(named, several=len(named) > 1)
    else:
        around = near or within
        if not around:
            return None
        smallest = min(around, key=lambda p: (p.radius_m, p.gazetteer_id))
        spot = _around(smallest)
    return spot if spot.radius_m <= WIDEST_M else None


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    a, b, c, d = (radians(x) for x in (lat, lon, other_lat, other_lon))
    return 2 * EARTH_KM * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def apart(left: Place, right: Place) -> bool:
    """Whether two places cannot be one spot: each lies outside the other's circle."""
    return kilometres(left.lat, left.lon, right.lat, right.lon) * 1000 > max(left.radius_m, right.radius_m)


def covers_several(claim: Claim) -> bool:
    """Whether a claim's figures may belong to more than one place."""
    if len(claim.places) < 2:
        return False
    located = _innermost([p.place for p in claim.where if p.place is not None])
    return len(located) > 1 or (not located and len({p.name for p in claim.where}) >= MANY_NAMES)


def is_joint(claim: Claim) -> bool:
    """Whether a claim's figures cover places too far apart (or unknown) to be one attack as people tell it."""
    if not covers_several(claim):
        return False
    located = _innermost([p.place for p in claim.where if p.place is not None])
    pairs = combinations(located, 2)
    return not located or any(kilometres(a.lat, a.lon, b.lat, b.lon) > ONE_ATTACK_KM for a, b in pairs)


def is_undated_denial(claim: Claim) -> bool:
    """Whether a claim names one place and carries only denials, without a day: it answers a charge others date."""
    if claim.date is not None or not claim.perpetrators:
        return False
    return all(p.stance == "denied" for p in claim.perpetrators) and places_covered(claim) == 1


def places_covered(claim: Claim) -> int:
    """How many localities on the map a claim names as hit that cannot be one."""
    return len(_innermost([p.place for p in claim.where if p.place is not None]))


def _innermost(places: Sequence[Place]) -> list[Place]:
    """The places with every one left out that merely contains a smaller one named beside it."""
    if len(places) == 1:
        return list(places)
    kept: list[Place] = []
    for place in sorted({p.gazetteer_id: p for p in places}.values(), key=lambda p: (p.radius_m, p.gazetteer_id)):
        if all(apart(place, other) for other in kept):
            kept.append(place)
    return kept


def _around(place: Place) -> Spot:
    """Somewhere near or within a place: that place's own name is not the name of what was hit."""
    reach = max(2.0 * place.radius_m, float(NEARBY_M))
    return Spot(place.lat, place.lon, reach, (place.gazetteer_id,), several=False, fine=False, quarter=False)


def _circle(places: Sequence[Place], several: bool) -> Spot:
    lat = sum(p.lat for p in places) / len(places)
    lon = sum(p.lon for p in places) / len(places)
    reach = max(1000 * kilometres(lat, lon, p.lat, p.lon) + p.radius_m for p in places) if several else 0.0
    ids = tuple(sorted(p.gazetteer_id for p in places))
    fine = all(p.radius_m <= LOCALITY_M for p in places)
    quarter = all(p.precision in QUARTERS for p in places)
    return Spot(lat, lon, reach if several else places[0].radius_m, ids, several, fine, quarter)
