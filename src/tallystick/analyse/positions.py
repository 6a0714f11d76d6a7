"""Hold what parties say about their own strikes beside what independent origins say about the same attacks."""

from collections.abc import Mapping, Sequence

from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.position import Position, PositionSheet, PositionTest


def weigh_positions(
    positions: Sequence[Position], incidents: Sequence[Incident], claims: Mapping[str, Claim]
) -> tuple[PositionTest, ...]:
    """Every statement tested on each matter it speaks of, by position id."""
    raise NotImplementedError


def position_sheets(positions: Sequence[Position], tests: Sequence[PositionTest]) -> tuple[PositionSheet, ...]:
    """The test sheet of each party, by actor code. Give a selection of either to get the sheet of a period."""
    raise NotImplementedError
