"""What log-linear models say of the total: the best one, all plausible ones averaged, and the best one chosen anew in
every resample."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from tallystick.estimate.distribution import PROBABILITIES, sample_quantiles
from tallystick.estimate.existence import is_identified, possible_patterns
from tallystick.estimate.hierarchy import model_name
from tallystick.estimate.loglinear import FittedModel, ModelSearch, log_likelihood
from tallystick.estimate.poisson import fit_models
from tallystick.estimate.profile import profile_interval
from tallystick.model.estimate import Answer, Estimate, NotEstimable, OverlapTable

Floats = NDArray[np.float64]

BEST, AVERAGE, BOOTSTRAP = "loglinear_bic", "loglinear_average", "loglinear_bootstrap"
ASSUMPTION = (
    "the lists depend on each other only through the terms of the model, none of which ties all lists at once, and "
    "everybody had the same chances given those terms"
)
RESAMPLES = 200
MOST_CANDIDATES = 40
FINITE_SHARE = 0.975
"""With fewer resamples than these having an estimate, the upper end of the interval is one that does not exist."""
MOST_TIMES_LISTED = 1000.0
WIDE_GRID = np.linspace(-6, 6, 1201)


def best_model(table: OverlapTable, counts: Floats, search: ModelSearch) -> Answer:
    """The model with the lowest BIC and its profile-likelihood interval, as Rcapture's closedpMS and closedpCI.

    The interval takes the model as known; `averaged_models` and `resampled_choice` do not.
    """
    if not search.models:
        return _nothing(BEST, search)
    fit = search.models[0]
    low, high = profile_interval(counts, fit)
    name = model_name(fit.terms, table.lists)
    if not np.isfinite(high):
        reason = f"The interval of the best model {name} has no upper end: any total is compatible with the overlaps."
        return NotEstimable(BEST, "does_not_exist", reason)
    listed = table.listed
    return Estimate(BEST, name, listed + fit.unseen, listed + low, listed + high, ASSUMPTION, notes=_notes(search))


def averaged_models(table: OverlapTable, search: ModelSearch) -> Answer:
    """All plausible models, each weighed by exp(-BIC/2): a mixture of log-normal distributions of the unseen.

    Reference: Buckland, S. T., Burnham, K. P. and Augustin, N. H. (1997). Model selection: an integral part of
    inference. Biometrics 53, 603-618.
    """
    models = [m for m in search.plausible if np.isfinite(m.log_error)]
    if not models:
        return _nothing(AVERAGE, search)
    bics = np.array([m.bic for m in models])
    weights = np.exp(-(bics - bics.min()) / 2)
    low, middle, high, *rest = _mixture_quantiles(models, weights / weights.sum(), [0.025, 0.5, 0.975, *PROBABILITIES])
    listed = table.listed
    return Estimate(
        AVERAGE,
        f"average over {len(models)} plausible of {len(search.models)} models",
        listed + middle,
        listed + low,
        listed + high,
        ASSUMPTION,
        quantiles=tuple(listed + q for q in rest),
    )


def _mixture_quantiles(models: list[FittedModel], weights: Floats, at: list[float]) -> list[float]:
    centres = np.log([max(m.unseen, 1e-9) for m in models])
    errors = np.array([np.hypot(m.log_error, 1 / np.sqrt(max(m.unseen, 1.0))) for m in models])
    points = np.unique((centres[:, None] + errors[:, None] * WIDE_GRID[None, ::10]).ravel())
    heights = weights @ ndtr((points[None, :] - centres[:, None]) / errors[:, None])
    return [float(q) for q in np.exp(np.interp(at, heights, points))]


def resampled_choice(table: OverlapTable, counts: Floats, search: ModelSearch, *, seed: int) -> Answer:
    """Percentiles over resamples of the listed people, the model chosen anew among the plausible ones in each.

    Reference: Buckland, S. T. and Garthwaite, P. H. (1991). Quantifying precision of mark-recapture estimates using the
    bootstrap and related methods. Biometrics 47, 255-268.
    """
    if not search.models:
        return _nothing(BOOTSTRAP, search)
    rng = np.random.default_rng(seed)
    samples = rng.multinomial(table.listed, counts / counts.sum(), size=RESAMPLES).astype(np.float64)
    unseen = _unseen_by_best(samples, search.plausible[:MOST_CANDIDATES])
    unseen = unseen[unseen < MOST_TIMES_LISTED * table.listed]
    if len(unseen) < FINITE_SHARE * RESAMPLES:
        reason = f"In {RESAMPLES - len(unseen)} of {RESAMPLES} resamples of the listed people no model has an estimate."
        return NotEstimable(BOOTSTRAP, "does_not_exist", reason)
    totals = unseen + table.listed
    low, high = np.quantile(totals, [0.025, 0.975])
    best = table.listed + search.models[0].unseen
    name = f"best of {len(search.plausible[:MOST_CANDIDATES])} in each of {RESAMPLES} resamples"
    quantiles = sample_quantiles(totals)
    return Estimate(BOOTSTRAP, name, best, float(low), float(high), ASSUMPTION, quantiles=quantiles)


def _unseen_by_best(samples: Floats, candidates: tuple[FittedModel, ...]) -> Floats:
    best = np.full(len(samples), np.inf)
    unseen = np.full(len(samples), np.inf)
    for model in candidates:
        terms = np.tile(np.array(model.terms), (len(samples), 1))
        kept = possible_patterns(samples, terms)
        shapes = {k.tobytes(): is_identified(model.terms, k) for k in kept}
        sound = np.array([shapes[k.tobytes()] for k in kept])
        if not sound.any():
            continue
        fitted = fit_models(samples[sound], terms[sound], kept[sound])
        logs = log_likelihood(samples[sound], fitted.expected, kept[sound])
        bic = np.full(len(samples), np.inf)
        bic[sound] = np.where(fitted.settled, -2 * logs + terms.shape[1] * np.log(samples[sound].sum(axis=1)), np.inf)
        found = np.full(len(samples), np.inf)
        found[sound] = np.exp(fitted.coefficients[:, 0])
        unseen = np.where(bic < best, found, unseen)
        best = np.minimum(bic, best)
    return unseen


def _nothing(method: str, search: ModelSearch) -> NotEstimable:
    reason = f"None of the {search.without_estimate} log-linear models has a finite estimate on this table."
    return NotEstimable(method, "does_not_exist", reason)


def _notes(search: ModelSearch) -> tuple[str, ...]:
    fitted = len(search.models) + search.without_estimate
    notes = [f"{fitted:,} models fitted." if search.complete else f"{fitted:,} models fitted, step by step."]
    if search.without_estimate:
        notes.append(f"{search.without_estimate:,} of them have no finite estimate on this table and were left out.")
    boundary = sum(m.existence == "boundary" for m in search.models)
    if boundary:
        notes.append(f"{boundary:,} of them tie lists that share nobody; those patterns are taken as impossible.")
    if search.models[0].existence == "boundary":
        notes.append("The best model is one of these.")
    return tuple(notes)
