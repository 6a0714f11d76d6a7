"""What the places that a claim names amount to for linking; worked out once for all claims that name the same ones."""

from dataclasses import dataclass
from functools import lru_cache

from tallystick.link.names import hit_names, nearby_names, unplaced_names
from tallystick.link.spots import LANDSCAPE_M, LOCALITY_M, Spot, spot_of
from tallystick.model.claim import Claim, ClaimedPlace, PlaceRole, Span
from tallystick.model.place import Place

_ANYWHERE = Span(0, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Where a claim puts its attack, and by what names. Told apart by identity: equal places give the same ground."""

    spot: Spot | None
    hit: tuple[str, ...]
    """Keys of the names of localities said to have been hit, sorted."""
    nearby: tuple[str, ...]
    """Keys of all names of localities."""
    areas: tuple[str, ...]
    """Governorates of the places that are on the map."""
    unplaced: tuple[str, ...]
    """Keys of the names of localities said to have been hit that are not on the map."""
    around: tuple[str, ...]
    """Gazetteer ids of the districts and mountains said to hold what was hit, or hit themselves."""


def ground_of(claim: Claim) -> Ground:
    """What a claim's places amount to, wherever in its report they stand."""
    return _ground(tuple([(p.name, p.role, p.place) for p in claim.places]))


@lru_cache(maxsize=50_000)
def _ground(named: tuple[tuple[str, PlaceRole, Place | None], ...]) -> Ground:
    claim = Claim("", "", "", places=tuple(ClaimedPlace(name, role, _ANYWHERE, place) for name, role, place in named))
    places = [place for _, _, place in named if place is not None]
    areas = {p.admin[0] if p.admin else p.name for p in places if p.admin or p.radius_m > LOCALITY_M}
    around = {p.gazetteer_id for p in places if LOCALITY_M < p.radius_m <= LANDSCAPE_M}
    return Ground(
        spot_of(claim),
        tuple(sorted(hit_names(claim))),
        tuple(sorted(nearby_names(claim))),
        tuple(sorted(areas)),
        tuple(sorted(unplaced_names(claim))),
        tuple(sorted(around)),
    )
