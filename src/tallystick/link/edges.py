"""Scored pairs as three columns: a million claims have more pairs than Python can hold one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]
    Floats = NDArray[np.float64]
    Rows = Integers | NDArray[np.bool_] | slice

Edge = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of positions of claims with their match weight (log2 of the odds)."""

    left: "Integers"
    right: "Integers"
    weight: "Floats"

    @classmethod
    def of(cls, listed: Sequence[Edge]) -> "Edges":
        """Columns from tuples."""
        import numpy as np

        left, right, weight = zip(*listed, strict=True) if listed else ((), (), ())
        return cls(np.array(left, np.int64), np.array(right, np.int64), np.array(weight, np.float64))

    def at(self, rows: "Rows") -> "Edges":
        """Some of the pairs."""
        return Edges(self.left[rows], self.right[rows], self.weight[rows])

    def __iter__(self) -> Iterator[Edge]:
        return zip(self.left.tolist(), self.right.tolist(), self.weight.tolist(), strict=True)
