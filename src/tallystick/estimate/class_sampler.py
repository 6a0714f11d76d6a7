"""Draws of the number of people on no list, by populations of particles that meet the people bit by bit.

One chain of this model settles in one way of dividing the victims and stays there. So each population starts from the
prior and is shown a growing share of the people, evenly over the patterns (sequential Monte Carlo, Chopin 2002):
particles that foresaw the new people are copied, the others dropped, and all are moved by a Gibbs sweep and a long path
along the likelihood. The next share is chosen so that at least half of the particles count. Once everybody is shown,
the particles go on as chains, and those moves are kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate.class_gibbs import SMALLEST, ClassState, chance_missed, draw_unseen, from_prior, sweep
from tallystick.estimate.class_paths import FIRST_STEP, fitted, follow_path
from tallystick.estimate.lists import all_patterns

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_EFFECTIVE = 0.5
FEW_PEOPLE = 3
GOLDEN = 0.6180339887498949
HALVINGS = 18


@dataclass(frozen=True, slots=True)
class Plan:
    """How much work goes into sampling."""

    classes: int = 10
    populations: int = 4
    particles: int = 60
    moves: int = 5
    """Of every particle after each new share of the people."""
    settling_moves: int = 20
    last_moves: int = 40
    """Those that are kept, once everybody is shown."""


@dataclass(slots=True)
class _Populations:
    """Particles of all populations of all tables, population by population."""

    state: ClassState
    everybody: Ints
    """(B, patterns)"""
    patterns: Floats
    step: Floats
    """Length of a step along the likelihood, for each population."""

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.step), len(self.everybody) // len(self.step)

    def shown(self, share: Floats) -> Ints:
        """So large a share of the people of every pattern, in whole people; patterns do not all round together."""
        offsets = np.arange(1, self.everybody.shape[1] + 1) * GOLDEN % 1
        return np.floor(self.everybody * np.repeat(share, self.shape[1])[:, None] + offsets).astype(np.int64)

    def move(self, counts: Ints, times: int, rng: np.random.Generator) -> None:
        """Sweeps and paths, with steps fitted to what is kept."""
        for _ in range(times):
            self.step = fitted(self.step, self._move_once(counts, rng))

    def keep_moves(self, times: int, rng: np.random.Generator) -> Ints:
        """Moves with steps that stay as they are, and the number unlisted after each: (B, times)."""
        drawn = np.empty((len(self.everybody), times), dtype=np.int64)
        for at in range(times):
            self._move_once(self.everybody, rng)
            drawn[:, at] = draw_unseen(self.state, self.everybody.sum(axis=1), rng)
        return drawn

    def _move_once(self, counts: Ints, rng: np.random.Generator) -> Floats:
        sweep(self.state, counts, self.patterns, rng)
        kept = follow_path(self.state, counts, self.patterns, np.repeat(self.step, self.shape[1]), rng)
        return np.asarray(kept.reshape(self.shape).mean(axis=1))


def sample_unseen(counts: Ints, plan: Plan, rng: np.random.Generator) -> Ints:
    """Draws of the number of people on no list.

    Args:
        counts: (T, 2^k - 1) people per pattern, a row per table.
        plan: how many populations, particles and moves.
        rng: source of randomness.

    Returns:
        (T, populations, draws); populations share nothing, so that their agreement means something.
    """
    patterns = all_patterns((counts.shape[1] + 1).bit_length() - 1).astype(np.float64)
    number = len(counts) * plan.populations
    everybody = np.repeat(counts, plan.populations * plan.particles, axis=0)
    state = from_prior(len(everybody), patterns.shape[1], plan.classes, rng)
    them = _Populations(state, everybody, patterns, np.full(number, FIRST_STEP))
    share = np.zeros(number)
    while (share < 1).any():
        before = share
        share = _next_shares(them, share) if share.any() else _first_share(them)
        shown = them.shown(share)
        _keep_best(them, shown - them.shown(before), rng)
        them.move(shown, plan.moves, rng)
    them.move(everybody, plan.settling_moves, rng)
    return them.keep_moves(plan.last_moves, rng).reshape(len(counts), plan.populations, -1)


def _first_share(them: _Populations) -> Floats:
    """The smallest share that shows at least a few people."""
    share = np.full(len(them.step), 1e-6)
    while (few := them.shown(share).sum(axis=1).reshape(them.shape)[:, 0] < FEW_PEOPLE).any():
        share = np.where(few, np.minimum(1.0, share * 1.3), share)
    return share


def _next_shares(them: _Populations, share: Floats) -> Floats:
    """For each population the largest share at which half of its particles still count, by halving the step."""
    logs = _log_chances(them.state, them.patterns)
    known = them.shown(share)
    low, high = share.copy(), np.ones(len(share))
    for step in range(HALVINGS):
        middle = high if step == 0 else (low + high) / 2
        news = them.shown(middle) - known
        fine = _effective_share((news * logs).sum(axis=1).reshape(them.shape)) >= LEAST_EFFECTIVE
        low, high = np.where(fine, middle, low), np.where(fine, high, middle)
        if fine.all() and step == 0:
            break
    return np.asarray(np.maximum(low, np.minimum(1.0, share + 1e-6)))


def _effective_share(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(weights.sum(axis=1) ** 2 / (weights**2).sum(axis=1) / logs.shape[1])


def _log_chances(state: ClassState, patterns: Floats) -> Floats:
    """Log chance of every seen pattern for a listed person: (B, patterns)."""
    logs = patterns @ (state.log_on - state.log_off) + (state.log_share + state.log_off.sum(axis=1))[:, None, :]
    seen = np.log(np.exp(logs).sum(axis=2) + SMALLEST)
    return np.asarray(seen - np.log(np.clip(1 - chance_missed(state), 1e-12, 1))[:, None])


def _keep_best(them: _Populations, news: Ints, rng: np.random.Generator) -> None:
    """Copy particles in proportion to how well they foresaw the new people (systematic resampling per population)."""
    logs = (news * _log_chances(them.state, them.patterns)).sum(axis=1).reshape(them.shape)
    populations, particles = logs.shape
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    reach = (weights / weights.sum(axis=1, keepdims=True)).cumsum(axis=1)
    marks = (np.arange(particles) + rng.random((populations, 1))) / particles
    chosen = [
        np.minimum(np.searchsorted(r, m), particles - 1) + i * particles
        for i, (r, m) in enumerate(zip(reach, marks, strict=True))
    ]
    them.state.take(np.concatenate(chosen))
