"""All decomposable graphs on k lists, each as its cliques and separators.

A decomposable (chordal) graph says which lists depend on each other given the rest, in a way that lets probabilities be
multiplied clique by clique: there are 8 on three lists, 61 on four, 822 on five and 18,154 on six (OEIS A058862).

Reference: Lauritzen, S. L. (1996). Graphical Models. Oxford University Press, chapter 2.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

MOST_LISTS_FOR_ALL_GRAPHS = 6


@lru_cache(maxsize=4)
def clique_balance(lists: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per graph: +1 for each clique and -1 for each separator among all sets of lists, and its number of components.

    Returns:
        (graphs, 2^lists) signed counts by the bits of the set, and (graphs,) connected components.
    """
    if lists > MOST_LISTS_FOR_ALL_GRAPHS:
        raise ValueError(f"too many graphs on {lists} lists to average over them all")
    graphs = [counted for edges in _all_graphs(lists) if (counted := _cliques_less_separators(edges)) is not None]
    balance = np.zeros((len(graphs), 1 << lists), dtype=np.int64)
    for row, counted in enumerate(graphs):
        for subset, count in counted.items():
            balance[row, subset] = count
    components = balance[:, 1:].sum(axis=1)
    balance[:, 0] = 0
    return balance, components


def _all_graphs(lists: int) -> Iterator[tuple[int, ...]]:
    """Every graph, as the bits of each list's neighbours."""
    pairs = list(combinations(range(lists), 2))
    for chosen in range(1 << len(pairs)):
        neighbours = [0] * lists
        for at, (i, j) in enumerate(pairs):
            if chosen >> at & 1:
                neighbours[i] |= 1 << j
                neighbours[j] |= 1 << i
        yield tuple(neighbours)


def _cliques_less_separators(neighbours: tuple[int, ...]) -> Counter[int] | None:
    """Cliques minus separators by maximum cardinality search; None if the graph is not decomposable."""
    left, visited = set(range(len(neighbours))), 0
    counted: Counter[int] = Counter()
    clique = 0
    while left:
        node = max(sorted(left), key=lambda i: (neighbours[i] & visited).bit_count())
        before = neighbours[node] & visited
        if any(before & ~(neighbours[i] | 1 << i) for i in range(len(neighbours)) if before >> i & 1):
            return None
        if before != clique:
            counted[clique] += 1
            counted[before] -= 1
        clique = before | 1 << node
        visited |= 1 << node
        left.remove(node)
    counted[clique] += 1
    return counted
