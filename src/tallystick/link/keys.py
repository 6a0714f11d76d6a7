"""Things that claims may share, as numbers in columns, and the slices in which they are joined to candidate pairs."""

from array import array
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]
    Flags = NDArray[np.bool_]

COMMONEST = 400
"""Claims that may share a telling thing before it tells nothing."""
FULLEST = 4000
"""Claims, copies apart, that may share a day and a map cell and still be compared each with each. A town's worst day
is told by thousands of posts: they must not fall apart for being many."""
CELLS = 1 << 40
"""More than there are map cells and things that claims of a day share: a day and one of these are one number."""
SLICE = 1_000_000
"""Pairs joined and scored at a time: what bounds the memory."""


class Numbers(dict[Hashable, int]):
    """A number for everything that is asked for, in the order of asking."""

    def __missing__(self, thing: Hashable) -> int:
        self[thing] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class KeyList:
    """The keys of claims, claim after claim."""

    counts: "array[int]" = field(default_factory=lambda: array("i"))
    keys: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, keys: Collection[int]) -> None:
        """The keys of the next claim, each once."""
        self.counts.append(len(keys))
        self.keys.extend(keys)

    def columns(self) -> "tuple[Integers, Integers]":
        """Positions of claims beside their keys."""
        import numpy as np

        counts = np.array(self.counts, np.int32)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts), np.array(self.keys, np.int64)


def day_slices(keys: KeyList, report: "Integers", size: int = SLICE) -> "Iterator[dict[str, pa.Table]]":
    """Claims by day and map cell (`day_key`), some days at a time: the table `keys` of `DAYS_SQL`."""
    claim, key = _without_common(*keys.columns(), FULLEST)
    first = _changes(claim) | _changes(key % CELLS)
    order = key.argsort(kind="stable")
    claim, key, first = claim[order], key[order], first[order]
    for start, end in _cuts(key // CELLS, _run_lengths(key) * first, size):
        part = slice(start, end)
        yield {"keys": _table(claim[part], key[part], report[claim[part]], first=first[part])}


def telling_slices(
    keys: KeyList, report: "Integers", vague: "Flags", size: int = SLICE
) -> "Iterator[dict[str, pa.Table]]":
    """Vague claims, some at a time, by what they tell, and all by the same: `asking` and `asked` of `TELLING_SQL`."""
    import numpy as np

    claim, key = _without_common(*keys.columns(), COMMONEST)
    shared = np.bincount(key)
    asks = vague[claim]
    known = np.isin(key, key[asks])
    asked = _table(claim[known], key[known], report[claim[known]], vague=asks[known])
    claim, key = claim[asks], key[asks]
    for start, end in _cuts(claim, shared[key], size):
        part = slice(start, end)
        yield {"asking": _table(claim[part], key[part], report[claim[part]]), "asked": asked}


def day_key(day: int, cell: int) -> int:
    """One number for a day and a map cell (below `CELLS`)."""
    return day * CELLS + cell


def _without_common(claim: "Integers", key: "Integers", most: int) -> "tuple[Integers, Integers]":
    """The rows but for keys that too many claims share to tell anything."""
    import numpy as np

    found, shared = np.unique(key, return_counts=True)
    many = found[shared > most]
    if not len(many):
        return claim, key
    kept = ~np.isin(key, many)
    return claim[kept], key[kept]


def _changes(column: "Integers") -> "Flags":
    """Where a value differs from the one before it; the first does."""
    import numpy as np

    changed = np.ones(len(column), bool)
    changed[1:] = column[1:] != column[:-1]
    return changed


def _run_lengths(column: "Integers") -> "Integers":
    """By row: in how many rows on end its value stands."""
    import numpy as np

    starts = np.flatnonzero(_changes(column))
    lengths = np.diff(starts, append=len(column)).astype(np.int32)
    return np.repeat(lengths, lengths)


def _cuts(blocks: "Integers", work: "Integers", size: int) -> Iterator[tuple[int, int]]:
    """Stretches of rows with about `size` pairs of work, never cut within a block of equal values."""
    import numpy as np

    if not len(blocks):
        return
    starts = np.flatnonzero(_changes(blocks))
    done = np.cumsum(np.add.reduceat(work, starts, dtype=np.int64)) // size
    cuts = starts[1:][np.diff(done) > 0]
    edges = [0, *cuts.tolist(), len(blocks)]
    yield from pairwise(edges)


def _table(claim: "Integers", key: "Integers", report: "Integers", **flags: "Flags") -> "pa.Table":
    import pyarrow as pa

    return pa.table({"claim": claim, "key": key, "report": report, **flags})
