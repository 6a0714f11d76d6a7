"""Long moves of the latent-class parameters along the slope of the likelihood (Hamiltonian Monte Carlo).

Gibbs sweeps place every victim, the unlisted too, in a class; as nearly all of that is guessed they creep: on the
Kosovo table one sweep in 280 counts as a fresh draw. Here nobody is placed. The likelihood of the patterns, with the
number of unlisted people summed out, is a short sum over classes, and a path of some forty steps along its slope
crosses the whole of one way of dividing the people.

Reference: Neal, R. M. (2011). MCMC using Hamiltonian dynamics. Handbook of Markov Chain Monte Carlo, 113-162.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate.class_gibbs import SMALLEST, ClassState, log_shares

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LENGTH, MOST_STEPS = 2.0, 60
"""How far a path goes, in units of the log odds, and the steps it may take."""
FIRST_STEP, WANTED = 0.5, 0.7
"""Length of a step to start from, and the share of paths that should be accepted."""
FARTHEST = 690.0
"""Log odds beyond which a chance is 0 or 1."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Where chains are, in log odds: of the stick's breaks (B, K - 1) and of being listed (lists, B, K)."""

    breaks: Floats
    listing: Floats

    def moved(self, along: "_Point", by: Floats) -> "_Point":
        return _Point(self.breaks + by[:, None] * along.breaks, self.listing + by[None, :, None] * along.listing)

    def squared(self) -> Floats:
        return np.asarray((self.breaks**2).sum(axis=1) + (self.listing**2).sum(axis=(0, 2)))


@dataclass(frozen=True, slots=True)
class _Target:
    """What the density depends on besides the point: people by pattern, and how freely the stick breaks."""

    counts: Floats
    """(patterns, B), only patterns that somebody has."""
    patterns: Floats
    concentration: Floats

    def slope(self, at: _Point) -> tuple[Floats, _Point]:
        """Log density of the log odds (B,), and its slope."""
        rows, classes = at.listing.shape[1:]
        taken, left, off = _log_chance(at.breaks), _log_chance(-at.breaks), _log_chance(-at.listing)
        base = log_shares(taken, left) + off.sum(axis=0)
        along = self.patterns @ at.listing.reshape(len(at.listing), -1)
        cells = np.exp(along.reshape(-1, rows, classes) + base)
        chance = cells.sum(axis=2) + SMALLEST
        unseen = np.exp(base)
        seen = np.maximum(1 - unseen.sum(axis=1), 1e-12)
        listed = self.counts.sum(axis=0)
        height = (self.counts * np.log(chance)).sum(axis=0) - listed * np.log(seen)
        height += (taken + self.concentration[:, None] * left).sum(axis=1) + (at.listing + 2 * off).sum(axis=(0, 2))
        members = cells * (self.counts / chance)[:, :, None]
        on = (self.patterns.T @ members.reshape(len(cells), -1)).reshape(at.listing.shape)
        size = members.sum(axis=0) + (listed / seen)[:, None] * unseen
        later = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
        share = np.exp(taken)
        breaks = (1 + size[:, :-1]) * (1 - share) - share * (later[:, :-1] + self.concentration[:, None])
        return height, _Point(breaks, on + 1 - (size + 2) * np.exp(at.listing + off))


def follow_path(state: ClassState, counts: Ints, patterns: Floats, step: Floats, rng: np.random.Generator) -> Floats:
    """Move every chain along a path of its own and keep the end where the density allows; 1 where it was kept: (B,)."""
    used = counts.any(axis=0)
    target = _Target(counts.T[used].astype(np.float64), patterns[used], state.concentration)
    start = _point(state)
    with np.errstate(all="ignore"):  # a path that leaves what can be told apart from 0 or 1 ends in nan and is dropped
        end, gain = _along(target, start, step * rng.uniform(0.6, 1.2, len(step)), rng)
        kept = np.log(rng.random(len(step))) < gain
    breaks = np.where(kept[:, None], end.breaks, start.breaks)
    listing = np.where(kept[None, :, None], end.listing, start.listing)
    state.log_share = log_shares(_log_chance(breaks), _log_chance(-breaks))
    state.log_on, state.log_off = (np.ascontiguousarray(_log_chance(s * listing).swapaxes(0, 1)) for s in (1, -1))
    return kept.astype(np.float64)


def fitted(step: Floats, accepted: Floats) -> Floats:
    """Shorter steps where too few paths were kept, longer ones where more were than needed."""
    return np.asarray(step * np.exp(np.clip(0.7 * (accepted - WANTED), -0.35, 0.15)))


def _along(target: _Target, start: _Point, step: Floats, rng: np.random.Generator) -> tuple[_Point, Floats]:
    """The end of the leapfrog path from `start`, and the log of how likely it is to be kept."""
    speed = _Point(rng.standard_normal(start.breaks.shape), rng.standard_normal(start.listing.shape))
    height, slope = target.slope(start)
    energy = height - speed.squared() / 2
    at, half = start, step / 2
    for _ in range(min(MOST_STEPS, int(np.ceil(LENGTH / step.min())))):
        speed = speed.moved(slope, half)
        at = at.moved(speed, step)
        height, slope = target.slope(at)
        speed = speed.moved(slope, half)
    return at, np.asarray(height - speed.squared() / 2 - energy)


def _point(state: ClassState) -> _Point:
    """The chains' parameters as log odds."""
    rest = np.logaddexp.accumulate(state.log_share[:, ::-1], axis=1)[:, ::-1]
    breaks = np.clip(state.log_share[:, :-1] - rest[:, 1:], -FARTHEST, FARTHEST)
    listing = np.clip(state.log_on - state.log_off, -FARTHEST, FARTHEST)
    return _Point(breaks, np.ascontiguousarray(listing.swapaxes(0, 1)))


def _log_chance(odds: Floats) -> Floats:
    return np.asarray(-np.log1p(np.exp(-odds)))
