"""Two kinds of victims, easy and hard to find: all totals that the overlaps do not contradict.

The other families ask how many kinds the lists call for, and often the answer is one, which puts the total too low when
a hard-to-find kind was there all the same. Here two kinds are allowed whether or not the lists prove them: the interval
holds every total at which some two kinds explain the overlaps nearly as well as any (profile likelihood). Often it has
no upper end, which is the truth of it (Link 2003); so it is a warning beside the reported interval, not a part of it.
Four lists or more; three have fewer patterns than the two kinds have unknowns.

References:
    Link, W. A. (2003). Nonidentifiability of population size from capture-recapture data with heterogeneous detection
    probabilities. Biometrics 59, 1123-1130.
    Pledger, S. (2000). Unified maximum likelihood estimates for closed capture-recapture models using mixtures.
    Biometrics 56, 434-442.
    Cormack, R. M. (1992). Interval estimation for mark-recapture studies of closed populations. Biometrics 48, 567-576.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import chi2

from tallystick.estimate.lists import all_patterns, seen_counts
from tallystick.model.estimate import Answer, Estimate, NotEstimable, OverlapTable

Floats = NDArray[np.float64]

METHOD = "two_kinds"
ASSUMPTION = (
    "victims are of at most two kinds, within each of which the lists find people independently, and neither kind was "
    "out of reach of all lists"
)
FEWEST_LISTS, MOST_LISTS = 4, 10
GRID, STARTS, STEPS = 49, 6, 1200
LEAST_UNSEEN, MOST_TIMES_LISTED = 0.05, 20.0
"""The grid of unseen people, in times the listed."""
TINY = 1e-12


def estimate_two_kinds(table: OverlapTable, *, seed: int) -> Answer:
    """The likeliest total under two kinds of victims and the profile-likelihood interval.

    Args:
        table: four lists or more.
        seed: of the starting points of the search.
    """
    lists = len(table.lists)
    if not FEWEST_LISTS <= lists <= MOST_LISTS:
        code = "too_few_lists" if lists < FEWEST_LISTS else "too_many_lists"
        return NotEstimable(METHOD, code, f"Two kinds of victims need four to ten lists to be told; here are {lists}.")
    unseen = table.listed * np.geomspace(LEAST_UNSEEN, MOST_TIMES_LISTED, GRID)
    heights = profile_two_kinds(seen_counts(table), unseen, seed=seed)
    return _answer(table.listed, unseen, heights)


def hidden_kind_warning(kinds: Answer, reported: Answer) -> tuple[str, ...]:
    """What to say when the lists cannot exclude a harder-to-find kind that would put the total above the interval."""
    if not isinstance(reported, Estimate):
        return ()
    if isinstance(kinds, Estimate):
        if kinds.high <= reported.high:
            return ()
        reach = f"the total may be as high as {kinds.high:,.0f}"
    elif kinds.code == "does_not_exist":
        reach = "the lists set no upper end to the total"
    else:
        reach = "the total is higher; fewer than four lists cannot show it"
    return (f"If some victims were harder to find for every list than the overlaps show, {reach}.",)


def profile_two_kinds(seen: Floats, unseen: Floats, *, seed: int) -> Floats:
    """Log multinomial likelihood for each number unseen, the kinds fitted anew by EM from several starts."""
    lists = (len(seen) + 1).bit_length() - 1
    patterns = np.vstack([np.zeros((1, lists)), all_patterns(lists)])
    used = np.concatenate([[True], seen > 0])
    rows = np.tile(np.column_stack([unseen, np.broadcast_to(seen, (len(unseen), len(seen)))]), (STARTS, 1))
    logs = _fit_kinds(rows[:, used], patterns[used], np.random.default_rng(seed))
    best = logs.reshape(STARTS, len(unseen)).max(axis=0)
    return np.asarray(best + gammaln(unseen + seen.sum() + 1) - gammaln(unseen + 1))


def _fit_kinds(counts: Floats, patterns: Floats, rng: np.random.Generator) -> Floats:
    """Expectation maximisation for all rows at once; the log-likelihood reached: (rows,)."""
    rows, lists = len(counts), patterns.shape[1]
    total = counts.sum(axis=1)
    margin = (counts @ patterns) / total[:, None]
    chance = np.clip(margin[:, None, :] * rng.uniform(0.1, 2.5, (rows, 2, lists)), 0.005, 0.95)
    share = rng.uniform(0.2, 0.8, (rows, 1)) * np.array([[1.0, -1.0]]) + np.array([[0.0, 1.0]])
    for _ in range(STEPS):
        joint = _joint(share, chance, patterns)
        members = joint * (counts / joint.sum(axis=1))[:, None, :]
        size = members.sum(axis=2)
        share = size / total[:, None]
        chance = np.clip((members @ patterns) / np.maximum(size, TINY)[:, :, None], TINY, 1 - TINY)
    return np.asarray((counts * np.log(_joint(share, chance, patterns).sum(axis=1))).sum(axis=1))


def _joint(share: Floats, chance: Floats, patterns: Floats) -> Floats:
    """Chance of being of a kind and having a pattern: (rows, 2, patterns)."""
    off = np.log1p(-chance)
    logs = (np.log(chance) - off) @ patterns.T + (off.sum(axis=2) + np.log(np.maximum(share, TINY)))[:, :, None]
    return np.asarray(np.exp(logs) + 1e-200)


def _answer(listed: int, unseen: Floats, heights: Floats) -> Answer:
    fall = chi2.ppf(0.95, 1) / 2
    top = int(np.argmax(heights))
    inside = np.flatnonzero(heights >= heights[top] - fall)
    if inside[-1] == len(unseen) - 1:
        reason = (
            f"Two kinds of victims explain the overlaps with any total, even {MOST_TIMES_LISTED:.0f} times the listed."
        )
        return NotEstimable(METHOD, "does_not_exist", reason)
    low = unseen[0] if inside[0] == 0 else _cross(unseen, heights, inside[0] - 1, heights[top] - fall)
    high = _cross(unseen, heights, inside[-1], heights[top] - fall)
    return Estimate(METHOD, "at most two kinds", listed + float(unseen[top]), listed + low, listed + high, ASSUMPTION)


def _cross(unseen: Floats, heights: Floats, left: int, floor: float) -> float:
    """Where the likelihood passes `floor` between two grid points, on the logarithm of the unseen."""
    part = (floor - heights[left]) / (heights[left + 1] - heights[left])
    return float(unseen[left] * (unseen[left + 1] / unseen[left]) ** part)
