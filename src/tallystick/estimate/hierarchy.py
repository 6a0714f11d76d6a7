"""All hierarchical log-linear models on k lists, as sets of terms; a term is a set of lists written as bits.

List 1 is the highest bit, so that terms and patterns of `lists.all_patterns` share one numbering: pattern `0b1100`
are the people on lists 1 and 2 alone, term `0b1100` ties lists 1 and 2 together.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Terms = tuple[int, ...]
"""Ascending bits of every term of a model, the constant (0) and all single lists included."""

MOST_LISTS_FOR_ALL_MODELS = 5
"""Six lists have 7,785,061 such models; from there on a stepwise search over pairs takes over."""


@lru_cache(maxsize=8)
def hierarchical_models(lists: int) -> tuple[Terms, ...]:
    """Every model that keeps all single lists, contains the parts of each of its terms, and stops short of the term
    of all lists together, which no data can tell: 8 for three lists, 113 for four, 6,893 for five.

    Example:
        >>> [len(hierarchical_models(k)) for k in (3, 4)]
        [8, 113]
    """
    if lists > MOST_LISTS_FOR_ALL_MODELS:
        raise ValueError(f"too many models on {lists} lists to fit them all")
    singles = tuple(sorted(1 << i for i in range(lists)))
    found = [frozenset(singles)]
    for order in range(2, lists):
        terms = _terms_of_order(lists, order)
        found = [model | added for model in found for added in _addable(model, terms)]
    return tuple(sorted(((0, *sorted(m)) for m in found), key=lambda m: (len(m), m)))


def _terms_of_order(lists: int, order: int) -> list[int]:
    return sorted(sum(1 << i for i in chosen) for chosen in combinations(range(lists), order))


def _addable(model: frozenset[int], terms: list[int]) -> Iterator[frozenset[int]]:
    free = [t for t in terms if all(t & ~(1 << i) in model for i in range(t.bit_length()) if t >> i & 1)]
    for size in range(len(free) + 1):
        yield from map(frozenset, combinations(free, size))


def generators(model: Terms) -> Terms:
    """The terms of a model that are part of no other: its name in the literature."""
    return tuple(t for t in model if t and not any(t != other and t & other == t for other in model))


def model_name(model: Terms, lists: tuple[str, ...]) -> str:
    """The generators in brackets: `[EXH ABA OSCE][EXH HRW][OSCE HRW]`."""
    named = [[i for i in range(len(lists)) if t >> (len(lists) - 1 - i) & 1] for t in generators(model)]
    return "".join(f"[{' '.join(lists[i] for i in group)}]" for group in sorted(named))


@lru_cache(maxsize=16)
def part_of(lists: int) -> NDArray[np.float64]:
    """Which term is part of which pattern: shape (2^lists, 2^lists), 1 where row's bits all stand in column's."""
    bits = np.arange(1 << lists)
    parts = (bits[:, None] & bits[None, :]) == bits[:, None]
    return np.asarray(parts, dtype=np.float64)
