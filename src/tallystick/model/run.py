"""Everything derived from one state of the vault."""

from dataclasses import dataclass

from tallystick.model.claim import Claim
from tallystick.model.incident import Assessment, Incident, PairScore
from tallystick.model.position import Position, PositionTest
from tallystick.model.reading import Reading
from tallystick.model.report import Report


@dataclass(frozen=True, slots=True)
class Run:
    """An immutable snapshot: same vault, same settings, same code give the same content, byte for byte.

    `claims` holds attack and campaign claims of all readings, located. Every tuple is sorted by id.
    """

    run_id: str
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    pairs: tuple[PairScore, ...]
    incidents: tuple[Incident, ...]
    assessments: tuple[Assessment, ...]
    manifest: tuple[tuple[str, str], ...]
    """(name, value) pairs: vault checkpoint, settings hash, code version, content hashes of the parts."""
    positions: tuple[Position, ...] = ()
    """Statements of parties in all readings, their places located."""
    position_tests: tuple[PositionTest, ...] = ()
    """Each of them beside what independent origins say, sorted by position id."""
