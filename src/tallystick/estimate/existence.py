"""Whether a log-linear model has an estimate on this table at all.

A model asks the table for certain sums (how many are on lists 1 and 2, whatever else). The estimate exists exactly when
some table with people in every pattern has the same sums (Haberman; Fienberg and Rinaldo). Three answers:

exists     such a table was found: the fitted one itself, if all its entries are well above zero, else by linear
           programming
boundary   some term of the model is on lists that share nobody; its patterns are taken as impossible, and the rest of
           the model has an estimate (the extended estimate of SparseMSE)
none       no finite estimate, or more than one

References:
    Fienberg, S. E. and Rinaldo, A. (2012). Maximum likelihood estimation in log-linear models. Annals of Statistics 40,
    996-1023.
    Chan, L., Silverman, B. W. and Vincent, K. (2021). Multiple systems estimation for sparse capture data: inferential
    challenges when there are nonoverlapping lists. Journal of the American Statistical Association 116, 1297-1306.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from tallystick.estimate.hierarchy import Terms, part_of

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Existence = Literal["exists", "boundary", "none"]

CLEARLY_POSITIVE = 1e-4
"""People expected in every pattern, as a fit finds them, from which on it is its own proof of existence."""


def possible_patterns(counts: Floats, models: NDArray[np.int64]) -> Mask:
    """Patterns that stay possible in each model: those without a term whose lists share nobody.

    Args:
        counts: (B, C) people per seen pattern.
        models: (B, p) terms as bits.

    Returns:
        (B, C) mask.
    """
    terms = _seen_parts(counts.shape[1])
    shared = np.take_along_axis(counts @ terms.T, models, axis=1)
    empty = np.zeros((len(models), len(terms)))
    np.put_along_axis(empty, models, (shared == 0).astype(np.float64), axis=1)
    return np.asarray(empty @ terms == 0)


def is_identified(model: Terms, kept: Mask) -> bool:
    """Whether the patterns that are left determine every term that is left."""
    design = _design(model, kept)
    return bool(np.linalg.matrix_rank(design) == design.shape[1])


def estimate_exists(model: Terms, counts: Floats, kept: Mask) -> bool:
    """Fienberg and Rinaldo's linear programme: can every possible pattern be given people without changing the sums?"""
    design = _design(model, kept)
    patterns = design.shape[0]
    sums = design.T @ counts[kept]
    scale = max(1.0, float(counts.sum()))
    least = np.zeros(patterns + 1)
    least[-1] = -1.0
    found = linprog(
        least,
        A_ub=np.hstack([-np.eye(patterns), np.ones((patterns, 1))]),
        b_ub=np.zeros(patterns),
        A_eq=np.hstack([design.T, np.zeros((design.shape[1], 1))]),
        b_eq=sums / scale,
        bounds=[(0, None)] * patterns + [(0, None)],
        method="highs",
    )
    return bool(found.status == 0 and -found.fun * scale > CLEARLY_POSITIVE / 100)


def _design(model: Terms, kept: Mask) -> Floats:
    columns = _seen_parts(len(kept))[list(model)][:, kept].T
    return np.asarray(columns[:, columns.any(axis=0)])


def _seen_parts(patterns: int) -> Floats:
    return part_of((patterns + 1).bit_length() - 1)[:, 1:]
