"""Averaging over all decomposable graphs: every way the lists may depend, weighed by how well it explains the overlaps.

The model of Madigan and York, as in the R package dga: hyper-Dirichlet prior with the same weight on every cell of the
full table, all graphs alike beforehand, and a prior for the number unseen that falls as 1/N up to a highest number.
The posterior of the total is then a sum over graphs of products over cliques, with no simulation.

References:
    Madigan, D. and York, J. C. (1997). Bayesian methods for estimation of the size of a closed population.
    Biometrika 84, 19-31.
    Dawid, A. P. and Lauritzen, S. L. (1993). Hyper Markov laws. Annals of Statistics 21, 1272-1317.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from tallystick.estimate.distribution import weighted_quantiles
from tallystick.estimate.graphs import MOST_LISTS_FOR_ALL_GRAPHS, clique_balance
from tallystick.estimate.lists import seen_counts
from tallystick.model.estimate import Answer, Estimate, NotEstimable, OverlapTable

Floats = NDArray[np.float64]

METHOD = "decomposable_graphs"
ASSUMPTION = (
    "some decomposable graph of conditional independences between the lists holds for everybody, and nobody was out of "
    "reach of all lists"
)
FEWEST_POINTS, TIMES_LISTED = 20_000, 10
"""The prior reaches up to ten times the listed, and at least to 20,000 unseen, as dga's users set it."""
GRID_POINTS = 4000
EDGE_SHARE, EDGE_MASS = 0.9, 0.01


def estimate_decomposable(table: OverlapTable, *, highest_unseen: int | None = None) -> Answer:
    """The total by averaging over all decomposable graphs on the lists.

    Args:
        table: three to six lists.
        highest_unseen: largest number of unlisted people the prior allows; ten times the listed when None.

    Returns:
        Posterior median with the central 95 % interval.
    """
    lists = len(table.lists)
    if not 3 <= lists <= MOST_LISTS_FOR_ALL_GRAPHS:
        code = "too_few_lists" if lists < 3 else "too_many_lists"
        return NotEstimable(METHOD, code, f"Averaging over all graphs needs three to six lists; here are {lists}.")
    highest = highest_unseen or max(FEWEST_POINTS, TIMES_LISTED * table.listed)
    unseen = _grid(highest)
    by_graph = log_posterior(seen_counts(table), unseen, lists)
    weights = _cell_weights(by_graph, unseen)
    totals = table.listed + unseen
    low, middle, high = weighted_quantiles(totals, weights, (0.025, 0.5, 0.975))
    return Estimate(
        METHOD,
        f"average over {len(by_graph)} graphs",
        middle,
        low,
        high,
        ASSUMPTION,
        notes=_notes(unseen, weights, highest),
        quantiles=tuple(weighted_quantiles(totals, weights)),
    )


def log_posterior(seen: Floats, unseen: Floats, lists: int) -> Floats:
    """Logarithm of the posterior, up to a constant, of every graph and number unseen: shape (graphs, len(unseen))."""
    balance, components = clique_balance(lists)
    cells = 2**lists
    listed = seen.sum()
    total = listed + unseen
    weight = _cell_prior(lists) * cells
    by_clique = balance @ _clique_evidence(seen, unseen, lists)
    normaliser = gammaln(weight) - gammaln(total + weight)
    orders = gammaln(total + 1) - gammaln(unseen + 1)
    return np.asarray(by_clique + components[:, None] * normaliser + orders - np.log(total))


def _cell_prior(lists: int) -> float:
    """As many imaginary people in all as one: 2^-k in each of the 2^k cells."""
    return float(2.0**-lists)


def _clique_evidence(seen: Floats, unseen: Floats, lists: int) -> Floats:
    """Log marginal likelihood of the margin of every set of lists, for every number unseen: (2^lists, len(unseen))."""
    bits = np.arange(1 << lists)
    evidence = np.zeros((len(bits), len(unseen)))
    for subset in range(1, len(bits)):
        margin = np.bincount((bits & subset)[1:], weights=seen, minlength=len(bits))
        inside = np.unique(bits & subset)
        prior = _cell_prior(lists) * 2 ** (lists - subset.bit_count())
        fixed = (gammaln(margin[inside[1:]] + prior) - gammaln(prior)).sum()
        evidence[subset] = fixed + gammaln(margin[0] + unseen + prior) - gammaln(prior)
    return evidence


def _grid(highest: int) -> Floats:
    """Whole numbers from 1, every one at first, then at steps of a fraction of a per cent."""
    return np.unique(np.round(np.geomspace(1, highest, GRID_POINTS)))


def _cell_weights(by_graph: Floats, unseen: Floats) -> Floats:
    """Posterior mass of the numbers that each grid point stands for."""
    edges = np.concatenate([[0.5], (unseen[1:] + unseen[:-1]) / 2, [unseen[-1] + 0.5]])
    logs = logsumexp(by_graph, axis=0) + np.log(np.diff(edges))
    return np.asarray(np.exp(logs - logsumexp(logs)))


def _notes(unseen: Floats, weights: Floats, highest: int) -> tuple[str, ...]:
    at_edge = weights[unseen > EDGE_SHARE * highest].sum()
    if at_edge <= EDGE_MASS:
        return ()
    return (f"The upper end is set by the prior, which stops at {highest:,} unlisted people, not by the lists.",)
