"""Where the places are that parties speak of: judged, like those of claims, by the other places of the report."""

from collections.abc import Sequence
from dataclasses import replace

from tallystick.locate.gazetteer import Gazetteer
from tallystick.locate.geolocate import locate_claims
from tallystick.model.claim import Claim
from tallystick.model.position import Position


def locate_positions(
    positions: Sequence[Position], claims: Sequence[Claim], gazetteer: Gazetteer
) -> tuple[Position, ...]:
    """The positions of one report with every named place located, or with the reason why it is not."""
    if not any(p.places for p in positions):
        return tuple(positions)
    spoken = [Claim(p.position_id, p.report_id, "", places=p.places) for p in positions]
    located = locate_claims([*claims, *spoken], gazetteer)[len(claims) :]
    return tuple(replace(p, places=claim.places) for p, claim in zip(positions, located, strict=True))
