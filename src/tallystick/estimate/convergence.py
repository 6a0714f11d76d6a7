"""Whether simulated chains agree: split R-hat on ranks, and the number of independent draws they are worth.

Reference: Vehtari, A., Gelman, A., Simpson, D., Carpenter, B. and Bürkner, P.-C. (2021). Rank-normalization, folding,
and localization: an improved R-hat for assessing convergence of MCMC. Bayesian Analysis 16, 667-718.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import rankdata

Floats = NDArray[np.float64]


def rank_r_hat(chains: Floats) -> float:
    """R-hat of draws (chains, draws): the larger of that of the ranks and that of the distances from the median.

    1 when all halves of all chains say the same; above 1.05 they do not, and nothing should be read off them.
    """
    folded = np.abs(chains - np.median(chains))
    return max(_split_r_hat(_normal_ranks(chains)), _split_r_hat(_normal_ranks(folded)))


def effective_draws(chains: Floats) -> float:
    """Independent draws that the chains (chains, draws) are worth for the middle of the distribution."""
    return _effective(_normal_ranks(_halves(chains)))


def tail_effective_draws(chains: Floats, probability: float = 0.025) -> float:
    """Independent draws that the chains are worth for the two ends of the 95 % interval; the worse of the two."""
    low, high = np.quantile(chains, [probability, 1 - probability])
    return min(_effective(_halves((chains <= low) * 1.0)), _effective(_halves((chains >= high) * 1.0)))


def _normal_ranks(chains: Floats) -> Floats:
    ranks = rankdata(chains.ravel()).reshape(chains.shape)
    return np.asarray(ndtri((ranks - 0.375) / (chains.size + 0.25)))


def _halves(chains: Floats) -> Floats:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, half : 2 * half]])


def _split_r_hat(chains: Floats) -> float:
    parts = _halves(chains)
    within = parts.var(axis=1, ddof=1).mean()
    between = parts.mean(axis=1).var(ddof=1)
    length = parts.shape[1]
    return float(np.sqrt((length - 1) / length + between / within)) if within > 0 else float("inf")


def _effective(chains: Floats) -> float:
    """Geyer's initial monotone sequence over the mean autocorrelation of all chains."""
    count, length = chains.shape
    centred = chains - chains.mean(axis=1, keepdims=True)
    spectrum = np.abs(np.fft.rfft(centred, 2 * length, axis=1)) ** 2
    covariance = np.fft.irfft(spectrum, axis=1)[:, :length].mean(axis=0) / length
    within = covariance[0] * length / (length - 1)
    variance = within * (length - 1) / length + (chains.mean(axis=1).var(ddof=1) if count > 1 else 0.0)
    if variance <= 0:
        return float(count * length)
    correlation = 1 - (within - covariance * length / (length - 1)) / variance
    correlation[0] = 1.0
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    first_negative = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    time = 2 * np.minimum.accumulate(pairs[: max(1, first_negative)]).sum() - 1
    return float(count * length / max(time, 1 / np.log10(count * length)))
