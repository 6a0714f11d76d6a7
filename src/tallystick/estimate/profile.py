"""Interval of a log-linear model by profile likelihood: all totals that the overlaps do not contradict.

Reference: Cormack, R. M. (1992). Interval estimation for mark-recapture studies of closed populations. Biometrics 48,
567-576. As in Rcapture's closedpCI.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import chi2

from tallystick.estimate.existence import possible_patterns
from tallystick.estimate.hierarchy import Terms
from tallystick.estimate.loglinear import FittedModel
from tallystick.estimate.poisson import fit_models

Floats = NDArray[np.float64]

WIDEST = 60.0
"""How many times the estimate, and what part of it, the search for an end goes."""
ERRORS_AWAY = 8.0
POINTS, ROUNDS = 25, 5


def profile_interval(counts: Floats, fit: FittedModel, level: float = 0.95) -> tuple[float, float]:
    """Lowest and highest number of unseen people; the high end is infinite where the likelihood never falls enough.

    Args:
        counts: (2^k - 1,) people per seen pattern.
        fit: the model with its estimate and standard error.
        level: of confidence.
    """
    model, unseen = fit.terms, max(fit.unseen, 1e-3)
    factor = np.exp(min(np.log(WIDEST), max(0.05, ERRORS_AWAY * fit.log_error)))
    ends = np.geomspace(unseen / factor, unseen * factor, 8 * POINTS + 1)
    heights = profile_likelihood(counts, model, ends)
    top = int(np.argmax(heights))
    peak = _peak(counts, model, ends[max(0, top - 1)], ends[min(len(ends) - 1, top + 1)])
    floor = peak - chi2.ppf(level, 1) / 2
    above = np.flatnonzero(heights >= floor)
    first, last = (int(above[0]), int(above[-1])) if len(above) else (top, top)
    low = 0.0 if first == 0 else _crossing(counts, model, ends[first - 1], ends[first], floor)
    high = np.inf if last == len(ends) - 1 else _crossing(counts, model, ends[last], ends[last + 1], floor)
    return float(low), float(high)


def profile_likelihood(counts: Floats, model: Terms, unseen: Floats) -> Floats:
    """Log multinomial likelihood of the table if so many people were on no list, all else fitted."""
    rows = len(unseen)
    full = np.column_stack([unseen, np.broadcast_to(counts, (rows, len(counts)))])
    terms = np.broadcast_to(np.array(model), (rows, len(model)))
    seen_kept = possible_patterns(np.broadcast_to(counts, (rows, len(counts))), terms)
    kept = np.column_stack([np.ones(rows, dtype=bool), seen_kept])
    expected = fit_models(full, np.ascontiguousarray(terms), kept).expected
    total = full.sum(axis=1)
    shares = np.where(kept & (full > 0), expected / total[:, None], 1.0)
    return np.asarray(gammaln(total + 1) - gammaln(unseen + 1) + (full * np.log(shares)).sum(axis=1))


def _peak(counts: Floats, model: Terms, low: float, high: float) -> float:
    return float(profile_likelihood(counts, model, np.linspace(low, high, 4 * POINTS)).max())


def _crossing(counts: Floats, model: Terms, low: float, high: float, floor: float) -> float:
    """Where the likelihood passes `floor` between two numbers on different sides of it."""
    for _ in range(ROUNDS):
        points = np.linspace(low, high, POINTS)
        inside = profile_likelihood(counts, model, points) >= floor
        change = int(np.flatnonzero(inside[1:] != inside[:-1])[0])
        low, high = float(points[change]), float(points[change + 1])
        if high - low < 1e-3:
            break
    return (low + high) / 2
