"""Whether independent runs of a simulation agree.

Reference: Gelman, A. and Rubin, D. B. (1992). Inference from iterative simulation using multiple sequences. Statistical
Science 7, 457-472; on ranks after Vehtari et al. (2021), Bayesian Analysis 16, 667-718.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import rankdata

Floats = NDArray[np.float64]


def between_populations(draws: Floats) -> float:
    """R-hat of draws (runs, draws): the larger of that of the ranks and that of the distances from the median.

    1 when all runs say the same. The square is the variance of all draws over that within a run, so 1.1 means that
    the runs' centres scatter by less than half of the spread within one run.

    Example:
        >>> between_populations(np.array([[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]])) <= 1.0
        True
    """
    folded = np.abs(draws - np.median(draws))
    return max(_r_hat(_normal_ranks(draws)), _r_hat(_normal_ranks(folded)))


def _normal_ranks(draws: Floats) -> Floats:
    ranks = rankdata(draws.ravel()).reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _r_hat(draws: Floats) -> float:
    within = draws.var(axis=1, ddof=1).mean()
    if within == 0:
        return 1.0 if np.ptp(draws) == 0 else float("inf")
    length = draws.shape[1]
    return float(np.sqrt((length - 1) / length + draws.mean(axis=1).var(ddof=1) / within))
