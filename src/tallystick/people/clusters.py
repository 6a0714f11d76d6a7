"""Pairs into people, without chaining: two groups of records join when their records match each other on average.

Average linkage on probabilities. A record that resembles two members of a family joins at most one of them: joining
both groups would need the family members themselves to match. Pairs that were not compared count as no match.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import NamedTuple

LINKED = 0.5
"""Mean probability from which two groups of records are one person: more likely so than not."""


class Edge(NamedTuple):
    """Two records by position, and the probability that they are one person."""

    left: int
    right: int
    probability: float


class Decided(NamedTuple):
    """What holds whatever the scores say."""

    same: Sequence[tuple[int, int]] = ()
    different: Iterable[tuple[int, int]] = ()
    clean_list: Mapping[int, int] = MappingProxyType({})
    """Record → number of its list, for records of lists that name nobody twice."""


NOTHING_DECIDED = Decided()


def cluster_records(
    records: int, edges: Iterable[Edge], decided: Decided = NOTHING_DECIDED, linked: float = LINKED
) -> list[int]:
    """For each record the smallest record of its person; independent of the order of the edges."""
    groups = _Groups(records, decided)
    for edge in sorted(edges):
        groups.connect(edge)
    groups.join_likeliest(linked)
    return groups.first


class _Groups:
    """Groups of records with the summed probability between them, joined from the likeliest down."""

    def __init__(self, records: int, decided: Decided) -> None:
        self.first = list(range(records))
        self.members: dict[int, list[int]] = {}
        self.between: dict[int, dict[int, float]] = {}
        self.apart: dict[int, set[int]] = {}
        self.lists = decided.clean_list
        for left, right in sorted(decided.same):
            self._unite(self.first[left], self.first[right])
        for left, right in decided.different:
            self._keep_apart(self.first[left], self.first[right])

    def connect(self, edge: Edge) -> None:
        left, right = self.first[edge.left], self.first[edge.right]
        if left != right:
            for one, other in ((left, right), (right, left)):
                row = self.between.setdefault(one, {})
                row[other] = row.get(other, 0.0) + edge.probability

    def join_likeliest(self, linked: float) -> None:
        queue = [(-self._mean(a, b), a, b) for a, row in self.between.items() for b in row if a < b]
        queue = [entry for entry in queue if -entry[0] >= linked]
        heapify(queue)
        while queue:
            mean, left, right = heappop(queue)
            if right not in self.between.get(left, ()) or self._mean(left, right) != -mean:
                continue  # one of the two has grown since
            if self._kept_apart(left, right):
                continue
            kept = self._unite(left, right)
            for other in sorted(self.between.get(kept, ())):
                if (now := self._mean(kept, other)) >= linked:
                    heappush(queue, (-now, min(kept, other), max(kept, other)))

    def _size(self, group: int) -> int:
        return len(self.members.get(group, (group,)))

    def _mean(self, left: int, right: int) -> float:
        return self.between[left][right] / (self._size(left) * self._size(right))

    def _unite(self, left: int, right: int) -> int:
        if left == right:
            return left
        kept, gone = min(left, right), max(left, right)
        moved = self.members.pop(gone, [gone])
        self.members.setdefault(kept, [kept]).extend(moved)
        for record in moved:
            self.first[record] = kept
        for other, total in sorted(self.between.pop(gone, {}).items()):
            del self.between[other][gone]
            if other != kept:
                for one, two in ((kept, other), (other, kept)):
                    row = self.between.setdefault(one, {})
                    row[two] = row.get(two, 0.0) + total
        for other in self.apart.pop(gone, set()):
            self.apart[other].discard(gone)
            self._keep_apart(kept, other)
        return kept

    def _keep_apart(self, left: int, right: int) -> None:
        if left != right:  # a later word of a person that they are the same outranks
            self.apart.setdefault(left, set()).add(right)
            self.apart.setdefault(right, set()).add(left)

    def _kept_apart(self, left: int, right: int) -> bool:
        return right in self.apart.get(left, ()) or bool(self._clean(left) & self._clean(right))

    def _clean(self, group: int) -> set[int]:
        return {self.lists[r] for r in self.members.get(group, (group,)) if r in self.lists}
