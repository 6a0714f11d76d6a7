"""Gibbs sampling of a mixture of classes of victims, many chains side by side.

The model of Manrique-Vallier (2016): each victim belongs to one of K classes; within a class the lists are independent;
class sizes come from a stick-breaking prior whose concentration has a Gamma(1/4, 1/4) prior, chances of being listed
are uniform, and the number of unlisted has the prior that makes the observed data a truncated sample (1/N).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate.lists import all_patterns

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CONCENTRATION_SHAPE = CONCENTRATION_RATE = 0.25
SMALLEST = 1e-300


@dataclass(slots=True)
class _State:
    """What the chains (B of them) know after a sweep: classes are the last axis."""

    log_share: Floats
    log_on: Floats
    log_off: Floats
    unseen: Ints
    concentration: Floats


def sample_unseen(counts: Ints, classes: int, sweeps: tuple[int, int], rng: np.random.Generator) -> Ints:
    """Draws of the number of people on no list.

    Args:
        counts: (B, 2^k - 1) people per pattern, a row per chain; rows may belong to different tables.
        classes: the most classes there may be, K.
        sweeps: how many to discard, and how many to keep.
        rng: source of randomness.

    Returns:
        (B, kept) draws.
    """
    lists = (counts.shape[1] + 1).bit_length() - 1
    patterns = all_patterns(lists).astype(np.float64)
    state = _dispersed_start(counts, patterns, classes, rng)
    kept = np.empty((len(counts), sweeps[1]), dtype=np.int64)
    for at in range(-sweeps[0], sweeps[1]):
        _sweep(state, counts, patterns, rng)
        if at >= 0:
            kept[:, at] = state.unseen
    return kept


def _dispersed_start(counts: Ints, patterns: Floats, classes: int, rng: np.random.Generator) -> _State:
    """Chains begin far apart, so that their agreement means something."""
    chains = len(counts)
    margin = (counts @ patterns) / counts.sum(axis=1, keepdims=True)
    chance = np.clip(margin[:, :, None] * rng.uniform(0.1, 1.2, (chains, patterns.shape[1], classes)), 0.001, 0.99)
    share = rng.dirichlet(np.full(classes, 0.5), size=chains) + 1e-6
    return _State(
        np.log(share / share.sum(axis=1, keepdims=True)),
        np.log(chance),
        np.log1p(-chance),
        np.zeros(chains, dtype=np.int64),
        rng.uniform(0.1, 1.0, chains),
    )


def _sweep(state: _State, counts: Ints, patterns: Floats, rng: np.random.Generator) -> None:
    listed = counts.sum(axis=1)
    members = _assign(state, counts, patterns, rng)
    unseen_members = _draw_unseen(state, listed, rng)
    size = members.sum(axis=1) + unseen_members
    on = np.matmul(patterns.T, members)
    _draw_chances(state, on, size, rng)
    _draw_shares(state, size, rng)


def _assign(state: _State, counts: Ints, patterns: Floats, rng: np.random.Generator) -> Ints:
    """Which class the people of each pattern belong to: (B, patterns, K)."""
    logs = patterns @ (state.log_on - state.log_off) + (state.log_share + state.log_off.sum(axis=1))[:, None, :]
    chance = np.exp(logs - logs.max(axis=2, keepdims=True))
    return rng.multinomial(counts, chance / chance.sum(axis=2, keepdims=True))


def _draw_unseen(state: _State, listed: Ints, rng: np.random.Generator) -> Ints:
    """How many are on no list, and their classes: (B, K)."""
    by_class = np.exp(state.log_share + state.log_off.sum(axis=1))
    missed = np.clip(by_class.sum(axis=1), SMALLEST, 1 - 1e-9)
    state.unseen = rng.negative_binomial(listed, 1 - missed)
    return rng.multinomial(state.unseen, by_class / by_class.sum(axis=1, keepdims=True))


def _draw_chances(state: _State, on: Floats, size: Ints, rng: np.random.Generator) -> None:
    """Chances of being on each list in each class, on the log scale so that near-certain misses stay apart."""
    yes = rng.standard_gamma(1 + on)
    no = rng.standard_gamma(1 + size[:, None, :] - on)
    state.log_on = np.log(yes + SMALLEST) - np.log(yes + no)
    state.log_off = np.log(no + SMALLEST) - np.log(yes + no)


def _draw_shares(state: _State, size: Ints, rng: np.random.Generator) -> None:
    """Sizes of the classes by breaking a stick, then how freely the stick breaks."""
    later = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
    taken = rng.standard_gamma(1 + size[:, :-1])
    left = rng.standard_gamma(state.concentration[:, None] + later[:, :-1])
    log_left = np.log(left + SMALLEST) - np.log(taken + left)
    log_taken = np.log(taken + SMALLEST) - np.log(taken + left)
    before = np.concatenate([np.zeros((len(size), 1)), log_left.cumsum(axis=1)], axis=1)
    state.log_share = before + np.concatenate([log_taken, np.zeros((len(size), 1))], axis=1)
    rate = CONCENTRATION_RATE - before[:, -1]
    state.concentration = rng.standard_gamma(CONCENTRATION_SHAPE + size.shape[1] - 1, len(size)) / rate
