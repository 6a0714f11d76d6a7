"""Maximum likelihood for many log-linear models on one table of lists at once.

Iteratively reweighted least squares (Newton's method), all models of one size side by side. The information matrix of
a hierarchical model needs no multiplication: its entry for two terms is the sum of fitted counts over the patterns that
contain both, so it is looked up from one table of such sums per model.

Reference: Cormack, R. M. (1989). Log-linear models for capture-recapture. Biometrics 45, 395-413.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate.hierarchy import part_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOST_STEPS = 40
SETTLED = 1e-9
"""Largest difference, as a share of all people, between observed and fitted margins at which a fit has converged."""
LARGEST_LOG_COUNT = 60.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Fits of B models of p terms over C patterns."""

    coefficients: Floats
    """(B, p), the constant first; its exponential is the expected number of people on no list."""
    expected: Floats
    """(B, C) expected people per pattern; 0 where a pattern was left out."""
    information: Floats
    """(B, p, p) inverse covariance of the coefficients."""
    settled: Mask
    """(B,) whether observed and fitted margins agree."""


def fit_models(counts: Floats, models: Ints, kept: Mask) -> Fitted:
    """Fit B models of the same number of terms.

    Args:
        counts: (B, C) people per pattern; C = 2^k - 1 without the unseen pattern, or 2^k with it in front.
        models: (B, p) terms as bits, the constant 0 first.
        kept: (B, C) patterns that take part; the others are known to be impossible.
    """
    terms = _terms_in_patterns(counts.shape[1])
    weights = np.where(kept, counts + 0.5, 0.0)
    target = np.take_along_axis(np.where(kept, counts, 0.0) @ terms.T, models, axis=1)
    log_start = np.log(np.where(kept, weights, 1.0))
    coefficients = _solve(weights, weights * log_start + np.where(kept, counts - weights, 0.0), models, terms)
    expected = _expected(coefficients, models, terms, kept)
    open_rows = np.arange(len(models))
    settled = np.zeros(len(models), dtype=bool)
    limit = SETTLED * (1 + counts.sum(axis=1))
    for _ in range(MOST_STEPS):
        gap = target[open_rows] - np.take_along_axis(expected[open_rows] @ terms.T, models[open_rows], axis=1)
        done = np.abs(gap).max(axis=1) <= limit[open_rows]
        settled[open_rows[done]] = True
        open_rows, gap = open_rows[~done], gap[~done]
        if not len(open_rows):
            break
        gram = _information(expected[open_rows], models[open_rows], terms)
        step = np.linalg.solve(gram, gap[:, :, None])[:, :, 0]
        coefficients[open_rows] += np.clip(step, -5.0, 5.0)
        expected[open_rows] = _expected(coefficients[open_rows], models[open_rows], terms, kept[open_rows])
    return Fitted(coefficients, expected, _information(expected, models, terms), settled)


def _terms_in_patterns(patterns: int) -> Floats:
    lists = int(patterns).bit_length() - (patterns & (patterns - 1) == 0)
    whole = part_of(lists)
    return whole if patterns == len(whole) else whole[:, 1:]


def _information(weights: Floats, models: Ints, terms: Floats) -> Floats:
    """(B, p, p) information, made invertible where a term has no pattern left: such a term is out of the model."""
    sums = weights @ terms.T
    pairs = models[:, :, None] | models[:, None, :]
    gram = np.take_along_axis(sums, pairs.reshape(len(models), -1), axis=1).reshape(pairs.shape)
    size = models.shape[1]
    diagonal = gram[:, range(size), range(size)]
    gram[:, range(size), range(size)] = np.where(diagonal > 0, diagonal * (1 + 1e-13) + 1e-280, 1.0)
    return gram


def _solve(weights: Floats, response: Floats, models: Ints, terms: Floats) -> Floats:
    right = np.take_along_axis(response @ terms.T, models, axis=1)
    solution = np.linalg.solve(_information(weights, models, terms), right[:, :, None])[:, :, 0]
    return np.asarray(solution, dtype=np.float64)


def _expected(coefficients: Floats, models: Ints, terms: Floats, kept: Mask) -> Floats:
    spread = np.zeros((len(models), len(terms)))
    np.put_along_axis(spread, models, coefficients, axis=1)
    return np.where(kept, np.exp(np.clip(spread @ terms, -LARGEST_LOG_COUNT, LARGEST_LOG_COUNT)), 0.0)
