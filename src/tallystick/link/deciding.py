"""Which pairs a run keeps in words: those that decided where a claim stands, or that a reviewer could overrule."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tallystick.link.pairs import Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.intp]

SHOWN = -2.0
"""Match weight from which a pair is reported: a reviewer can overrule near misses, not the thousands of far ones."""


def deciding_pairs(scored: Scored, groups: Sequence[Sequence[int]]) -> Scored:
    """Of the pairs within an incident each claim's best one, of those between two incidents the best one; in order.

    `groups` are the incidents as positions of claims. So there are few more pairs than claims, however often an
    attack is told of.
    """
    import numpy as np

    likely = np.flatnonzero(scored.weight >= SHOWN)
    likely = likely[np.lexsort((likely, -scored.weight[likely]))]  # best first, the first of equals
    sizes = np.array([len(members) for members in groups], np.int64)
    group = np.empty(sizes.sum(), np.int64)
    group[np.fromiter((n for members in groups for n in members), np.int64, len(group))] = np.arange(len(sizes)).repeat(
        sizes
    )
    left, right = group[scored.left[likely]], group[scored.right[likely]]
    together, apart = likely[left == right], likely[left != right]
    best = _first(np.stack([scored.left[together], scored.right[together]], axis=1).ravel()) // 2
    ends = np.sort(np.stack([group[scored.left[apart]], group[scored.right[apart]]]), axis=0)
    kept = np.concatenate([together[best], apart[_first(ends[0] << 32 | ends[1])]])
    return scored.at(np.unique(kept))


def _first(column: "NDArray[np.integer[Any]]") -> "Rows":
    """The rows in which a value stands for the first time."""
    import numpy as np

    found: Rows = np.unique(column, return_index=True)[1]
    return found
