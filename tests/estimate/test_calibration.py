"""The known-truth worlds: the reported interval holds the truth where its assumption does, and else warns."""

import pytest

from tests.estimate.calibration import calibrate
from tests.estimate.worlds import COVERAGE_PASS, WARNING_PASS, WORLDS, World

FEW = 5
MANY = 200
IDS = [w.name for w in WORLDS]


@pytest.mark.parametrize("world", WORLDS, ids=IDS)
def test_chances_of_all_patterns_add_up_to_one(world: World) -> None:
    assert world.chances().sum() == pytest.approx(1)


@pytest.mark.slow
@pytest.mark.parametrize("world", [w for w in WORLDS if w.name in {"pairwise", "two_kinds", "hardly_overlapping"}])
def test_a_few_replicates_already_tell_gross_faults(world: World) -> None:
    _judge(world, FEW, slack=0.1)


@pytest.mark.torture
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("world", WORLDS, ids=IDS)
def test_two_hundred_replicates_of_every_world(world: World) -> None:
    _judge(world, MANY, slack=0.0)


def _judge(world: World, count: int, *, slack: float) -> None:
    result = calibrate(world, count, seed=2026)
    if world.meets_assumption:
        assert result.refused <= 0.1
        assert result.covered >= COVERAGE_PASS - slack, result
    else:
        assert result.warned >= WARNING_PASS - slack, result
