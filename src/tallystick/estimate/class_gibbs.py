"""Gibbs sampling of a mixture of classes of victims, many chains side by side.

The model of Manrique-Vallier (2016): each victim belongs to one of K classes; within a class the lists are independent;
class sizes come from a stick-breaking prior whose concentration has a Gamma(1/4, 1/4) prior, chances of being listed
are uniform, and the number of unlisted has the prior that makes the observed data a truncated sample (1/N).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CONCENTRATION_SHAPE = CONCENTRATION_RATE = 0.25
SMALLEST = 1e-300
LABEL_SWAPS = 3


@dataclass(slots=True)
class ClassState:
    """What the chains (B of them) hold of the model; classes (K) are the last axis."""

    log_share: Floats
    """(B, K)"""
    log_on: Floats
    """Log chance of being on each list: (B, lists, K)."""
    log_off: Floats
    concentration: Floats
    """How freely the stick breaks: (B,)."""

    def take(self, rows: Ints) -> None:
        """Go on with these chains only; some may stand twice."""
        self.log_share, self.concentration = self.log_share[rows], self.concentration[rows]
        self.log_on, self.log_off = self.log_on[rows], self.log_off[rows]


def from_prior(rows: int, lists: int, classes: int, rng: np.random.Generator) -> ClassState:
    """Chains that have seen nobody."""
    chance = np.clip(rng.random((rows, lists, classes)), SMALLEST, 1 - 1e-12)
    concentration = np.maximum(rng.standard_gamma(CONCENTRATION_SHAPE, rows) / CONCENTRATION_RATE, 1e-3)
    state = ClassState(np.zeros((rows, classes)), np.log(chance), np.log1p(-chance), concentration)
    _draw_shares(state, np.zeros((rows, classes), dtype=np.int64), rng)
    return state


def sweep(state: ClassState, counts: Ints, patterns: Floats, rng: np.random.Generator) -> None:
    """Everybody, listed or not, is given a class; then the classes' chances and sizes are drawn anew.

    Args:
        state: of B chains; changed in place.
        counts: (B, patterns) people.
        patterns: (patterns, lists) of 0 and 1.
        rng: source of randomness.
    """
    members = _assign(state, counts, patterns, rng)
    unseen = _assign_unseen(state, draw_unseen(state, counts.sum(axis=1), rng), rng)
    size = members.sum(axis=1) + unseen
    _draw_chances(state, np.matmul(patterns.T, members), size, rng)
    size = _swap_labels(state, size, rng)
    _draw_shares(state, size, rng)


def chance_missed(state: ClassState) -> Floats:
    """Chance of being on no list: (B,)."""
    return np.asarray(np.exp(state.log_share + state.log_off.sum(axis=1)).sum(axis=1))


def draw_unseen(state: ClassState, listed: Ints, rng: np.random.Generator) -> Ints:
    """How many people are on no list, given how many are listed and all else: (B,)."""
    return np.asarray(rng.negative_binomial(listed, 1 - np.clip(chance_missed(state), SMALLEST, 1 - 1e-9)))


def log_shares(taken: Floats, left: Floats) -> Floats:
    """Sizes of the classes from the logs of what each break takes of the stick and leaves: (B, K - 1) to (B, K)."""
    none = np.zeros((len(taken), 1))
    return np.asarray(np.concatenate([none, left.cumsum(axis=1)], axis=1) + np.concatenate([taken, none], axis=1))


def _assign(state: ClassState, counts: Ints, patterns: Floats, rng: np.random.Generator) -> Ints:
    """Which class the people of each pattern belong to: (B, patterns, K)."""
    logs = patterns @ (state.log_on - state.log_off) + (state.log_share + state.log_off.sum(axis=1))[:, None, :]
    chance = np.exp(logs - logs.max(axis=2, keepdims=True))
    return np.asarray(rng.multinomial(counts, chance / chance.sum(axis=2, keepdims=True)))


def _assign_unseen(state: ClassState, unseen: Ints, rng: np.random.Generator) -> Ints:
    """Which class those on no list belong to: (B, K)."""
    by_class = np.exp(state.log_share + state.log_off.sum(axis=1)) + SMALLEST
    return rng.multinomial(unseen, by_class / by_class.sum(axis=1, keepdims=True))


def _draw_chances(state: ClassState, on: Floats, size: Ints, rng: np.random.Generator) -> None:
    """Chances of being on each list in each class, on the log scale so that near-certain misses stay apart."""
    yes = rng.standard_gamma(1 + on)
    no = rng.standard_gamma(1 + size[:, None, :] - on)
    state.log_on = np.log(yes + SMALLEST) - np.log(yes + no)
    state.log_off = np.log(no + SMALLEST) - np.log(yes + no)


def _swap_labels(state: ClassState, size: Ints, rng: np.random.Generator) -> Ints:
    """Let two random classes change places in the stick, as often as the stick allows (Papaspiliopoulos, Roberts 2008).

    Without this, a big class that sits late in the stick stays there for thousands of sweeps.
    """
    rows = np.arange(len(size))
    for _ in range(LABEL_SWAPS):
        first, second = rng.integers(0, size.shape[1], (2, len(size)))
        odds = (state.log_share[rows, first] - state.log_share[rows, second]) * (size[rows, second] - size[rows, first])
        swap = np.log(rng.random(len(size))) < odds
        order = np.tile(np.arange(size.shape[1]), (len(size), 1))
        order[rows[swap], first[swap]], order[rows[swap], second[swap]] = second[swap], first[swap]
        size = np.take_along_axis(size, order, axis=1)
        state.log_on = np.take_along_axis(state.log_on, order[:, None, :], axis=2)
        state.log_off = np.take_along_axis(state.log_off, order[:, None, :], axis=2)
    return size


def _draw_shares(state: ClassState, size: Ints, rng: np.random.Generator) -> None:
    """Sizes of the classes by breaking a stick, then how freely the stick breaks."""
    later = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
    taken = rng.standard_gamma(1 + size[:, :-1])
    left = rng.standard_gamma(state.concentration[:, None] + later[:, :-1])
    log_left = np.log(left + SMALLEST) - np.log(taken + left)
    state.log_share = log_shares(np.log(taken + SMALLEST) - np.log(taken + left), log_left)
    rate = CONCENTRATION_RATE - log_left.sum(axis=1)
    state.concentration = rng.standard_gamma(CONCENTRATION_SHAPE + size.shape[1] - 1, len(size)) / rate
