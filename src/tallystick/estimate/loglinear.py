"""Log-linear models of how lists depend on each other: all of them, compared by BIC, and averaged.

The expected number of people with a pattern is a product of effects of single lists and of sets of lists (terms); the
same product without any list is the number of people on none. The estimate assumes that no term ties all lists at once.

References:
    Fienberg, S. E. (1972). The multiple recapture census for closed populations and incomplete 2^k contingency tables.
    Biometrika 59, 591-603.
    Baillargeon, S. and Rivest, L.-P. (2007). Rcapture: loglinear models for capture-recapture in R. Journal of
    Statistical Software 19(5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from tallystick.estimate.existence import CLEARLY_POSITIVE, Existence, estimate_exists, is_identified, possible_patterns
from tallystick.estimate.hierarchy import MOST_LISTS_FOR_ALL_MODELS, Terms, hierarchical_models
from tallystick.estimate.poisson import fit_models

Floats = NDArray[np.float64]

PLAUSIBLE_BIC = 10.0
"""Models whose BIC is this much above the best have hardly any weight (exp(-5)) and are left out of averages."""


@dataclass(frozen=True, slots=True)
class FittedModel:
    """One log-linear model on one table."""

    terms: Terms
    bic: float
    aic: float
    unseen: float
    """Expected number of people on no list."""
    log_error: float
    """Standard error of the logarithm of `unseen`."""
    existence: Existence


@dataclass(frozen=True, slots=True)
class ModelSearch:
    """All models that were fitted to a table, best BIC first, and how many of them have no estimate.

    Models far from the best (`PLAUSIBLE_BIC`) are counted as their fit tells; those that could matter are proved.
    """

    models: tuple[FittedModel, ...]
    without_estimate: int
    complete: bool
    """True when every hierarchical model was fitted, False for a stepwise search over pairs of lists."""

    @property
    def plausible(self) -> tuple[FittedModel, ...]:
        """Models within `PLAUSIBLE_BIC` of the best."""
        return tuple(m for m in self.models if m.bic <= self.models[0].bic + PLAUSIBLE_BIC)


def search_models(counts: Floats, lists: int) -> ModelSearch:
    """Fit every hierarchical model (up to five lists), or step by step add pairs of lists while BIC falls.

    Args:
        counts: (2^lists - 1,) people per pattern, in the order of `lists.all_patterns`.
        lists: three or more.
    """
    if lists > MOST_LISTS_FOR_ALL_MODELS:
        return _stepwise(counts, lists)
    return _proved(counts, _fit_all(counts, hierarchical_models(lists)), complete=True)


def _fit_all(counts: Floats, models: Sequence[Terms]) -> list[FittedModel]:
    ordered = sorted(models, key=lambda m: (len(m), m))
    return [fit for _, same_size in groupby(ordered, key=len) for fit in _fit_same_size(counts, list(same_size))]


def _fit_same_size(counts: Floats, models: list[Terms]) -> list[FittedModel]:
    """Fits of models with equally many terms; those that are not identified have an infinite error."""
    terms = np.array(models)
    repeated = np.broadcast_to(counts, (len(models), len(counts)))
    kept = possible_patterns(repeated, terms)
    whole = np.asarray(kept.all(axis=1))
    sound = np.array([w or is_identified(m, k) for w, m, k in zip(whole, models, kept, strict=True)])
    if not sound.any():
        return [_unsound(m) for m in models]
    fitted = fit_models(repeated[sound], terms[sound], kept[sound])
    logs = log_likelihood(repeated[sound], fitted.expected, kept[sound])
    errors = np.sqrt(np.abs(np.linalg.inv(fitted.information)[:, 0, 0]))
    least = np.where(kept[sound], fitted.expected, np.inf).min(axis=1)
    size, listed = terms.shape[1], counts.sum()
    results = iter(
        FittedModel(
            terms=model,
            bic=float(-2 * logs[i] + size * np.log(listed)),
            aic=float(-2 * logs[i] + 2 * size),
            unseen=float(np.exp(fitted.coefficients[i, 0])),
            log_error=float(errors[i]),
            existence=_first_guess(settled=bool(fitted.settled[i]), least=float(least[i]), whole=bool(w)),
        )
        for i, (model, w) in enumerate((m, w) for m, w, s in zip(models, whole, sound, strict=True) if s)
    )
    return [next(results) if s else _unsound(m) for m, s in zip(models, sound, strict=True)]


def _first_guess(*, settled: bool, least: float, whole: bool) -> Existence:
    """What the fit alone tells; `none` where it does not prove itself and is to be looked into."""
    if not settled or least < CLEARLY_POSITIVE:
        return "none"
    return "exists" if whole else "boundary"


def _unsound(model: Terms) -> FittedModel:
    return FittedModel(model, np.inf, np.inf, np.inf, np.inf, "none")


def log_likelihood(counts: Floats, expected: Floats, kept: NDArray[np.bool_]) -> Floats:
    """Poisson log-likelihood of fitted patterns, one value a row; patterns that were left out do not count."""
    logs = np.log(np.where(kept & (expected > 0), expected, 1.0))
    return np.asarray((np.where(kept, counts * logs, 0.0) - expected - gammaln(counts + 1)).sum(axis=1))


def _proved(counts: Floats, fits: Iterable[FittedModel], *, complete: bool) -> ModelSearch:
    """Sort by BIC; models near the best that did not prove themselves are decided by linear programming."""
    ordered = sorted(fits, key=lambda f: (f.bic, len(f.terms), f.terms))
    good: list[FittedModel] = []
    for fit in ordered:
        if fit.existence != "none":
            good.append(fit)
        elif np.isfinite(fit.bic) and (not good or fit.bic <= good[0].bic + PLAUSIBLE_BIC):
            good += _decided(counts, fit)
    return ModelSearch(tuple(good), len(ordered) - len(good), complete)


def _decided(counts: Floats, fit: FittedModel) -> list[FittedModel]:
    kept = possible_patterns(counts[None, :], np.array([fit.terms]))[0]
    if not estimate_exists(fit.terms, counts, kept):
        return []
    existence: Existence = "exists" if kept.all() else "boundary"
    return [FittedModel(fit.terms, fit.bic, fit.aic, fit.unseen, fit.log_error, existence)]


def _stepwise(counts: Floats, lists: int) -> ModelSearch:
    """Start from independence and add the pair of lists that lowers BIC most; keep all that was fitted."""
    singles = (0, *(1 << i for i in range(lists)))
    pairs = [1 << i | 1 << j for i in range(lists) for j in range(i)]
    seen = {f.terms: f for f in _fit_all(counts, [singles])}
    best = _proved(counts, seen.values(), complete=False)
    while True:
        current = best.models[0].terms if best.models else singles
        candidates = [tuple(sorted((*current, p))) for p in pairs if p not in current]
        fresh = [c for c in candidates if c not in seen]
        if not fresh:
            return best
        seen |= {f.terms: f for f in _fit_all(counts, fresh)}
        better = _proved(counts, seen.values(), complete=False)
        if better.models and best.models and better.models[0].terms == current:
            return better
        best = better
