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


LEAST_EFFECTIVE = 0.5
LABEL_SWAPS = 3
FEW_PEOPLE = 3
GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Plan:
    """How much work goes into sampling."""

    classes: int = 10
    populations: int = 4
    particles: int = 500
    sweeps: int = 8
    last_sweeps: int = 120
    concentration: float | None = None
    """How evenly people are spread over the classes beforehand; None leaves it to be learnt, as in LCMCR."""


@dataclass(slots=True)
class _State:
    """What the chains (B of them) know after a sweep: classes are the last axis."""

    log_share: Floats
    log_on: Floats
    log_off: Floats
    unseen: Ints
    concentration: Floats
    learns_concentration: bool


def sample_unseen(counts: Ints, plan: "Plan", rng: np.random.Generator) -> Ints:
    """Draws of the number of people on no list, by populations of particles that meet the people bit by bit.

    One chain of this sampler settles in one way of dividing the victims and stays there for thousands of sweeps.
    So each population starts from the prior and is shown a growing share of the people, evenly over the patterns
    (sequential Monte Carlo, Chopin 2002): particles that foresaw the new people are copied, the others dropped, and all
    are moved by Gibbs sweeps. The next share is chosen so that at least half of the particles count.

    Args:
        counts: (T, 2^k - 1) people per pattern, a row per table.
        plan: how many populations, particles and sweeps.
        rng: source of randomness.

    Returns:
        (T, populations, draws); populations share nothing, so that their agreement means something.
    """
    tables, patterns = len(counts), _patterns(counts)
    groups = np.repeat(np.repeat(counts, plan.populations, axis=0), plan.particles, axis=0)
    state = _from_prior(len(groups), patterns.shape[1], plan, rng)
    shape = (tables * plan.populations, plan.particles)
    share = np.zeros(shape[0])
    while (share < 1).any():
        before = share
        share = _next_shares(state, groups, share, shape) if share.any() else _first_share(groups, shape)
        news = _first(groups, share, shape) - _first(groups, before, shape)
        _keep_best(state, _log_foreseen(state, news, patterns).reshape(shape), rng)
        shown = _first(groups, share, shape)
        for _ in range(plan.sweeps):
            _sweep(state, shown, patterns, rng)
    kept = np.empty((plan.last_sweeps, len(groups)), dtype=np.int64)
    for at in range(plan.last_sweeps):
        _sweep(state, groups, patterns, rng)
        kept[at] = state.unseen
    return np.ascontiguousarray(
        kept.reshape(plan.last_sweeps, tables, plan.populations, -1).transpose(1, 2, 0, 3)
    ).reshape(tables, plan.populations, -1)


def _patterns(counts: Ints) -> Floats:
    return all_patterns((counts.shape[1] + 1).bit_length() - 1).astype(np.float64)


def _from_prior(rows: int, lists: int, plan: Plan, rng: np.random.Generator) -> _State:
    shape = (rows, plan.classes)
    chance = np.clip(rng.random((rows, lists, plan.classes)), SMALLEST, 1 - 1e-12)
    concentration = np.maximum(rng.standard_gamma(CONCENTRATION_SHAPE, rows) / CONCENTRATION_RATE, 1e-3)
    learnt = plan.concentration is None
    if plan.concentration is not None:
        concentration = np.full(rows, plan.concentration)
    unseen = np.zeros(rows, dtype=np.int64)
    state = _State(np.zeros(shape), np.log(chance), np.log1p(-chance), unseen, concentration, learnt)
    _draw_shares(state, np.zeros(shape, dtype=np.int64), rng)
    return state


def _first(groups: Ints, share: Floats, shape: tuple[int, int]) -> Ints:
    """So large a share of the people of every pattern, as whole people; patterns do not all round at the same time."""
    offsets = np.arange(1, groups.shape[1] + 1) * GOLDEN % 1
    return np.floor(groups * np.repeat(share, shape[1])[:, None] + offsets).astype(np.int64)


def _first_share(groups: Ints, shape: tuple[int, int]) -> Floats:
    """The smallest share that shows at least a few people."""
    share = np.full(shape[0], 1e-6)
    while (few := _first(groups, share, shape).sum(axis=1).reshape(shape)[:, 0] < FEW_PEOPLE).any():
        share = np.where(few, np.minimum(1.0, share * 1.3), share)
    return share


def _next_shares(state: _State, groups: Ints, share: Floats, shape: tuple[int, int]) -> Floats:
    """For each population the largest share at which half of its particles still count, by halving the step."""
    patterns = _patterns(groups)
    logs = _log_chances(state, patterns)
    known = _first(groups, share, shape)
    low, high = share.copy(), np.ones(len(share))
    for step in range(18):
        middle = high if step == 0 else (low + high) / 2
        news = _first(groups, middle, shape) - known
        fine = _effective_share((news * logs).sum(axis=1).reshape(shape)) >= LEAST_EFFECTIVE
        low, high = np.where(fine, middle, low), np.where(fine, high, middle)
        if fine.all() and step == 0:
            break
    return np.asarray(np.maximum(low, np.minimum(1.0, share + 1e-6)))


def _effective_share(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(weights.sum(axis=1) ** 2 / (weights**2).sum(axis=1) / logs.shape[1])


def _log_chances(state: _State, patterns: Floats) -> Floats:
    """Log chance of every seen pattern for a listed person: (rows, patterns)."""
    logs = patterns @ (state.log_on - state.log_off) + (state.log_share + state.log_off.sum(axis=1))[:, None, :]
    seen = np.log(np.exp(logs).sum(axis=2) + SMALLEST)
    missed = np.exp(state.log_share + state.log_off.sum(axis=1)).sum(axis=1)
    return np.asarray(seen - np.log(np.clip(1 - missed, 1e-12, 1))[:, None])


def _log_foreseen(state: _State, news: Ints, patterns: Floats) -> Floats:
    return np.asarray((news * _log_chances(state, patterns)).sum(axis=1))


def _keep_best(state: _State, logs: Floats, rng: np.random.Generator) -> None:
    """Copy particles in proportion to how well they foresaw the new people (systematic resampling per population)."""
    populations, particles = logs.shape
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    reach = (weights / weights.sum(axis=1, keepdims=True)).cumsum(axis=1)
    marks = (np.arange(particles) + rng.random((populations, 1))) / particles
    chosen = [
        np.minimum(np.searchsorted(r, m), particles - 1) + i * particles
        for i, (r, m) in enumerate(zip(reach, marks, strict=True))
    ]
    rows = np.concatenate(chosen)
    state.log_share, state.log_on, state.log_off = state.log_share[rows], state.log_on[rows], state.log_off[rows]
    state.concentration, state.unseen = state.concentration[rows], state.unseen[rows]


def _sweep(state: _State, counts: Ints, patterns: Floats, rng: np.random.Generator) -> None:
    listed = counts.sum(axis=1)
    members = _assign(state, counts, patterns, rng)
    unseen_members = _draw_unseen(state, listed, rng)
    size = members.sum(axis=1) + unseen_members
    on = np.matmul(patterns.T, members)
    _draw_chances(state, on, size, rng)
    size = _swap_labels(state, size, rng)
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


def _swap_labels(state: _State, size: Ints, rng: np.random.Generator) -> Ints:
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


def _draw_shares(state: _State, size: Ints, rng: np.random.Generator) -> None:
    """Sizes of the classes by breaking a stick, then how freely the stick breaks."""
    later = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
    taken = rng.standard_gamma(1 + size[:, :-1])
    left = rng.standard_gamma(state.concentration[:, None] + later[:, :-1])
    log_left = np.log(left + SMALLEST) - np.log(taken + left)
    log_taken = np.log(taken + SMALLEST) - np.log(taken + left)
    before = np.concatenate([np.zeros((len(size), 1)), log_left.cumsum(axis=1)], axis=1)
    state.log_share = before + np.concatenate([log_taken, np.zeros((len(size), 1))], axis=1)
    if not state.learns_concentration:
        return
    rate = CONCENTRATION_RATE - before[:, -1]
    state.concentration = rng.standard_gamma(CONCENTRATION_SHAPE + size.shape[1] - 1, len(size)) / rate
