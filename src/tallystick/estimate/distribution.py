"""Distributions of a total as a hundred quantiles, so that strata and draws of a linkage can be put together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PROBABILITIES: Floats = (np.arange(100) + 0.5) / 100


def weighted_quantiles(values: Floats, weights: Floats, at: ArrayLike = PROBABILITIES) -> list[float]:
    """Quantiles of values, ascending, that carry weights which add up to 1, interpolated between their middles."""
    middles = np.cumsum(weights) - weights / 2
    return [float(q) for q in np.interp(np.asarray(at, dtype=np.float64), middles, values)]


def sample_quantiles(sample: Floats) -> tuple[float, ...]:
    """The hundred quantiles of a sample."""
    return tuple(float(q) for q in np.quantile(sample, PROBABILITIES))


def draw_from(quantiles: Sequence[float], size: int, rng: np.random.Generator) -> Floats:
    """Random totals from a distribution known by its hundred quantiles."""
    return np.asarray(np.interp(rng.random(size), PROBABILITIES, np.asarray(quantiles)))
