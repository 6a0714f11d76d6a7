"""How far all probabilities of a linkage may be off together: the weights of the model are estimates too.

A common shift on the log odds of every pair. Judgements by people, where there are any, say where it lies; without them
it is around zero, as wide as the probabilities were off in invented countries whose truth is known
(docs/method/people.md). Lists too short to learn weights from are compared with usual ones, which are less sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from tallystick.model.person import PeopleLinkage

ERROR, ERROR_OF_FEW = 0.4, 0.8
"""Standard deviation of the shift before any judgement: with learnt weights, and with the usual ones."""
FEW_RECORDS = 500
SUREST = 0.9999
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Calibration:
    """The shift of all log odds: where it lies, and its standard error."""

    shift: float
    error: float
    judged: int
    """Judged pairs it rests on."""


def calibrate_pairs(linkage: PeopleLinkage) -> Calibration:
    """The shift that the judged pairs call for, held back towards zero by what is known without them.

    The mode of a logistic model with one unknown, by Newton's steps; its curvature gives the error.
    """
    prior = ERROR if len(linkage.records) >= FEW_RECORDS else ERROR_OF_FEW
    judged = _judged(linkage)
    shift = 0.0
    for _ in range(_STEPS):
        chances = [1 / (1 + exp(-odds - shift)) for odds, _ in judged]
        slope = sum(same - p for (_, same), p in zip(judged, chances, strict=True)) - shift / prior**2
        curve = sum(p * (1 - p) for p in chances) + 1 / prior**2
        shift += max(-1.0, min(1.0, slope / curve))
    return Calibration(shift, 1 / sqrt(curve), len(judged))


def log_odds(probabilities: Sequence[float]) -> list[float]:
    """Log odds, no pair being surer than one in ten thousand of an error."""
    held = (min(max(p, 1 - SUREST), SUREST) for p in probabilities)
    return [log(p / (1 - p)) for p in held]


def _judged(linkage: PeopleLinkage) -> list[tuple[float, float]]:
    """Log odds of the judged pairs that were also scored, with 1 for the same person and 0 for two."""
    verdicts = dict.fromkeys(linkage.same, 1.0) | dict.fromkeys(linkage.different, 0.0)
    scored = [p for p in linkage.pairs if (p.left_record, p.right_record) in verdicts]
    odds = log_odds([p.probability for p in scored])
    return [(o, verdicts[p.left_record, p.right_record]) for o, p in zip(odds, scored, strict=True)]
