"""Work on many parts, that one process or several may do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Each(Protocol):
    """Does a piece of work for each part, and gives the results in the order of the parts."""

    def __call__(self, work: Callable[[T], R], parts: Sequence[T]) -> Iterable[R]:
        """Like `map`."""
        ...


def one_after_the_other(work: Callable[[T], R], parts: Sequence[T]) -> Iterator[R]:
    """Everything in this process."""
    return map(work, parts)
