"""Same person, kin, or strangers: three answers where the usual model has two.

The usual model asks whether a pair agrees more than strangers do; kin who were killed together agree on family, father,
place and day, and would pass for one person. Here the pairs are a mixture: one person; different people in each kind of
company, who share what the company shares and agree on the rest no more than strangers; strangers. Chances of agreement
within each are learnt by expectation maximisation (Dempster, Laird and Rubin 1977); those of strangers are counted from
random pairs and stay. So do the chances, for one person, of what kin do not share (given name, age, sex, identifier):
learnt, they would drift to those of kin. Pairs that were never compared count as strangers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

ROUNDS = 200
PRIOR_PAIRS = 20.0
"""So many pairs the starting chances weigh; they steady what few pairs teach."""
_SETTLED = 1e-7


@dataclass(frozen=True, slots=True)
class Answers:
    """What the comparisons said of each pair: one array per column."""

    levels: "list[Integers]"
    """Level reached, 0 the best; -1 where one side says nothing."""
    rarity: "list[Floats]"
    """log2 of how much more an agreement weighs because the value is rare; 0 where it does not apply."""
    same: "list[Floats]"
    """Chance of each level for records of one person, to start from."""
    strangers: "list[Floats]"
    """Chance of each level for records of two random people."""


def probabilities(answers: Answers, company: Sequence[Sequence[int]], all_pairs: float, learn: bool) -> "Floats":
    """Probability that each pair is one person; `company` lists the columns that each kind of company shares."""
    import numpy as np

    if not answers.levels or not len(answers.levels[0]):
        return np.empty(0)
    columns = range(len(answers.levels))
    classes = [tuple(columns), *(tuple(c) for c in company)]
    chances = [[answers.same[c].copy() for c in columns] for _ in classes]
    pairs = len(answers.levels[0])
    taught = set[int]().union(*map(set, company))
    shares = np.full(len(classes), min(0.1, pairs / all_pairs / 10))
    found = np.zeros((len(classes), pairs))
    for _ in range(ROUNDS):
        odds = np.stack([_likelihood(answers, m, cs) for m, cs in zip(chances, classes, strict=True)])
        odds += np.log(shares)[:, None]
        found = np.exp(odds - np.logaddexp(0.0, np.logaddexp.reduce(odds, axis=0)))
        before, shares = shares, np.maximum(found.sum(axis=1), 0.25) / all_pairs
        if learn:
            chances = [_learnt(answers, w, taught & set(cs)) for w, cs in zip(found, classes, strict=True)]
        if np.abs(np.log(shares / before)).max() < _SETTLED:
            break
    return np.asarray(found[0], dtype=np.float64)


def _likelihood(answers: Answers, chances: "list[Floats]", columns: Sequence[int]) -> "Floats":
    """log of how much likelier each pair's answers are in a class than among strangers."""
    import numpy as np

    total: Floats = np.zeros(len(answers.levels[0]))
    for c in columns:
        ratio = np.log(np.append(chances[c] / answers.strangers[c], 1.0))  # -1 takes the last: says nothing
        total += ratio[answers.levels[c]] + answers.rarity[c] * np.log(2)
    return total


def _learnt(answers: Answers, weights: "Floats", columns: set[int]) -> "list[Floats]":
    """Chances of each level among the pairs of a class, by their weights."""
    import numpy as np

    found = [m.copy() for m in answers.same]
    for c in sorted(columns):
        said = answers.levels[c] >= 0
        seen = np.bincount(answers.levels[c][said], weights[said], minlength=len(found[c]))
        counts = seen + PRIOR_PAIRS * answers.same[c]
        found[c] = counts / counts.sum()
    return found
