"""How often the reported interval holds the truth in the invented worlds, and how often it warns or refuses."""

from dataclasses import dataclass

from tallystick.estimate.class_sampler import Plan
from tallystick.estimate.lists import all_patterns, overlap_table
from tallystick.estimate.totals import estimate_side_by_side
from tallystick.model.estimate import Estimate, EstimateReport
from tests.estimate.worlds import World, replicates

QUICK = Plan(populations=2, particles=30, moves=2, settling_moves=10, last_moves=15)
BATCH = 20


@dataclass(frozen=True, slots=True)
class Calibration:
    """What came out of the replicates of one world, as shares of all of them."""

    world: str
    replicates: int
    covered: float
    """Reported and holding the truth, among those reported."""
    refused: float
    warned: float
    """Refused, or reported with a warning."""
    family_coverage: tuple[tuple[str, float], ...]
    """Each method's own 95 % interval, among the replicates in which it gave one."""
    median_width: float
    """Upper over lower end of the reported interval."""


def calibrate(world: World, count: int, *, seed: int) -> Calibration:
    """Estimate every replicate of a world and count."""
    names = ["A", "B", "C", "D"]
    patterns = [tuple(p) for p in all_patterns(4).tolist()]
    rows = replicates(world, count, seed)
    tables = [overlap_table(names, dict(zip(patterns, row, strict=True))) for row in rows.tolist()]
    reports = [
        report
        for start in range(0, count, BATCH)
        for report in estimate_side_by_side(tables[start : start + BATCH], seed=seed + start, plan=QUICK)
    ]
    return _counted(world, reports)


def _counted(world: World, reports: list[EstimateReport]) -> Calibration:
    given = [r.reported for r in reports if isinstance(r.reported, Estimate)]
    warned = sum(1 for r in reports if r.warnings or not isinstance(r.reported, Estimate))
    methods = sorted({a.method for r in reports for a in r.answers})
    widths = sorted(e.high / e.low for e in given)
    return Calibration(
        world.name,
        len(reports),
        _share_holding(given, world.total),
        1 - len(given) / len(reports),
        warned / len(reports),
        tuple((m, _share_holding(_answers(reports, m), world.total)) for m in methods),
        widths[len(widths) // 2] if widths else float("nan"),
    )


def _answers(reports: list[EstimateReport], method: str) -> list[Estimate]:
    return [a for r in reports for a in r.answers if isinstance(a, Estimate) and a.method == method]


def _share_holding(estimates: list[Estimate], truth: int) -> float:
    return sum(e.low <= truth <= e.high for e in estimates) / len(estimates) if estimates else float("nan")
