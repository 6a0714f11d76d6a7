"""Classes of victims that are easier or harder to find: a Bayesian mixture with as many classes as the lists call for.

References:
    Manrique-Vallier, D. (2016). Bayesian population size estimation using Dirichlet process mixtures. Biometrics 72,
    1246-1254.
    Chopin, N. (2002). A sequential particle filter method for static models. Biometrika 89, 539-551.
    Neal, R. M. (2011). MCMC using Hamiltonian dynamics. Handbook of Markov Chain Monte Carlo, 113-162.
"""

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate.class_sampler import Plan, sample_unseen
from tallystick.estimate.convergence import between_populations
from tallystick.estimate.distribution import sample_quantiles
from tallystick.estimate.lists import seen_counts
from tallystick.model.estimate import Answer, Estimate, NotEstimable, OverlapTable

METHOD = "latent_classes"
ASSUMPTION = (
    "victims fall into a few kinds, within each of which the lists find people independently, and no kind was out of "
    "reach of all lists"
)
LARGEST_R_HAT = 1.1
FEWEST_LISTS, MOST_LISTS = 3, 10


def estimate_latent_classes(table: OverlapTable, *, seed: int, plan: Plan | None = None) -> Answer:
    """The total by a mixture of latent classes, as the R package LCMCR defines it.

    Several populations of particles are run apart; where they do not tell the same total, no number is given.

    Args:
        table: three to ten lists.
        seed: of the simulation; the same seed gives the same answer.
        plan: how much work to put in.

    Returns:
        Posterior median with the central 95 % interval.
    """
    lists = len(table.lists)
    if not FEWEST_LISTS <= lists <= MOST_LISTS:
        code = "too_few_lists" if lists < FEWEST_LISTS else "too_many_lists"
        return NotEstimable(METHOD, code, f"Latent classes need three to ten lists; here are {lists}.")
    return estimate_many([table], seed=seed, plan=plan)[0]


def estimate_many(tables: list[OverlapTable], *, seed: int, plan: Plan | None = None) -> list[Answer]:
    """The same for several tables of the same number of lists side by side, which takes little longer than one."""
    counts = np.array([seen_counts(t) for t in tables]).astype(np.int64)
    work = plan or Plan()
    unseen = sample_unseen(counts, work, np.random.default_rng(seed))
    return [_answer(u + t.listed, work) for t, u in zip(tables, unseen, strict=True)]


def _answer(totals: NDArray[np.int64], plan: Plan) -> Answer:
    logs = np.log(totals.astype(np.float64))
    r_hat = between_populations(logs)
    if r_hat > LARGEST_R_HAT:
        reason = (
            f"{len(totals)} independent runs of the simulation do not agree on the total "
            f"(R-hat {r_hat:.2f}, at most {LARGEST_R_HAT} is accepted)."
        )
        return NotEstimable(METHOD, "not_converged", reason)
    low, middle, high = np.quantile(totals, [0.025, 0.5, 0.975])
    return Estimate(
        METHOD,
        f"up to {plan.classes} classes",
        float(middle),
        float(low),
        float(high),
        ASSUMPTION,
        notes=(f"R-hat {r_hat:.3f} over {len(totals)} independent runs.",),
        quantiles=sample_quantiles(totals.ravel().astype(np.float64)),
    )
