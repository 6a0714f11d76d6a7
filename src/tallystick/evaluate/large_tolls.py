"""What it tells that two large tolls all but agree, where no two annotated reports show it.

Estimated given that one side states a large toll: how often two reports of one attack come within a tenth of each other
(annotated pairs, tolls of four and more), against how often any two candidates do (tolls of `MANY` and more).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tallystick.evaluate.training import SMOOTHING, Parameters, Sample, labels
from tallystick.link.comparisons import MANY
from tallystick.link.figures import overall
from tallystick.model.claim import Claim, Outcome

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured")
SOME = 4
TENTH = 1.1


def with_large_tolls(parameters: Parameters, samples: Sequence[Sample]) -> Parameters:
    """The parameters with the level `near_many` of the dead and of the injured estimated so."""
    comparisons = dict(parameters["comparisons"])
    for outcome in OUTCOMES:
        comparisons[outcome] = comparisons[outcome] | {"near_many": large_toll_shares(samples, outcome)}
    return {**parameters, "comparisons": comparisons}


def large_toll_shares(samples: Sequence[Sample], outcome: Outcome) -> dict[str, float]:
    """The level `near_many`: `different` is its share among all candidates with tolls, `same` so many times more."""
    one, any_two, near = ([0.0, 0.0] for _ in range(3))
    for sample in samples:
        larger, smaller = _tolls(sample, outcome)
        same = labels(sample) == 1
        agreeing = larger <= TENTH * smaller
        _count(one, same & (larger >= SOME), agreeing)
        _count(any_two, ~same & (larger >= MANY), agreeing)
        _count(near, ~same & (smaller >= 0), agreeing & (smaller >= MANY))
    ratio = (_share(one) / _share(any_two)) if any_two[0] else 1.0
    different = max(0.0001, round(_share(near), 4))
    return {"same": round(ratio * different, 4), "different": different}


def _tolls(sample: Sample, outcome: Outcome) -> "tuple[NDArray[Any], NDArray[Any]]":
    """By pair the larger and the smaller number of victims; below nought where one side states none."""
    import numpy as np

    told = np.array([_told(c, outcome) for c in sample.claims])
    left, right = told[sample.scored.left], told[sample.scored.right]
    known = (left >= 0) & (right >= 0)
    return np.where(known, np.maximum(left, right), -1), np.where(known, np.minimum(left, right), -1)


def _told(claim: Claim, outcome: Outcome) -> int:
    toll = overall(claim, outcome)
    return -1 if toll is None else toll.min if toll.max is None else toll.max


def _count(found: list[float], among: "NDArray[np.bool_]", holds: "NDArray[np.bool_]") -> None:
    found[0] += int(among.sum())
    found[1] += int((among & holds).sum())


def _share(found: Sequence[float]) -> float:
    return (found[1] + SMOOTHING) / (found[0] + 2 * SMOOTHING)
