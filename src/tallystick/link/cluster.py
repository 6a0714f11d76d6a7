"""Claims into attacks: linkage on the whole, under constraints, never bare connected components.

Two groups of claims become one only when their claims agree *on the whole*: one good link does not carry two towns
across a round-up. Claims that one report counts apart stay apart; what a person decided outranks every score.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

from tallystick.link.edges import Edge, Edges
from tallystick.model.when import Days
from tallystick.model.work import Each, one_after_the_other

if TYPE_CHECKING:
    from tallystick.link.edges import Integers

UNSCORED = -6.0
"""Weight of a pair that was not even a candidate: other days, other places, or too little said."""
BEST_PAIR = 0.35
"""Share that the best pair of two groups has in their likeness; the mean of all pairs has the rest. The mean alone is
too strict where most claims say little, the best pair alone would be bare connected components."""
ENOUGH = 0.0
"""Likeness (log2 of the odds) above which two groups are one attack."""
WEEK = 7
"""Days between what two groups give beyond which they are two attacks, whatever else they share: claims without a day
must not tie one year's attack on a town to the next year's."""

DATED = 2
"""Claims that must give days on either side for that: one stray date is outweighed by what the others agree on."""

AT_ONCE = 20_000
"""Pairs and claims that one process looks at before it takes more."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What scores may not overrule."""

    report: Sequence[int]
    """By position: the report of each claim. One report tells of one attack once."""
    same: Sequence[tuple[int, int]] = ()
    different: Sequence[tuple[int, int]] = ()
    days: Sequence[Days | None] = ()
    """By position: the days that a claim gives. What is said of days far apart is never one attack."""


@dataclass(slots=True)
class _Group:
    members: list[int]
    reports: set[int]
    days: Days | None
    """From the first to the last day that a member gives."""
    dated: int = 0
    """Members that give a day."""
    ties: dict[int, list[float]] = field(default_factory=dict)
    """By other group: [sum of weights, number of scored pairs, best weight, likeness]; both groups hold one list."""


def cluster_claims(
    size: int, edges: Edges, constraints: Constraints, each: Each = one_after_the_other
) -> list[list[int]]:
    """Positions of claims grouped into attacks; groups and members in order."""
    components = _Components.of(size, edges, constraints.same)
    apart, bound = _apart(constraints.different), _bound(constraints.same)

    def split(numbers: range) -> list[list[int]]:
        groups: list[list[int]] = []
        for members, inside in components.at(numbers):
            groups += [members] if len(members) == 1 else _split(members, inside, constraints, bound, apart)
        return groups

    return sorted(group for part in each(split, components.parts()) for group in part)


@dataclass(frozen=True, slots=True)
class _Components:
    """Claims that some chain of likely pairs connects, with all pairs among them."""

    members: "Integers"
    first_member: "Integers"
    """By component: where its members begin."""
    pairs: Edges
    first_pair: "Integers"

    @classmethod
    def of(cls, size: int, edges: Edges, same: Sequence[tuple[int, int]]) -> "_Components":
        """All of them, every claim in one."""
        import numpy as np

        component = _connected(size, edges, same)
        inside = np.flatnonzero(component[edges.left] == component[edges.right])
        inside = inside[component[edges.left[inside]].argsort(kind="stable")]
        order = component.argsort(kind="stable")
        numbers = np.arange(component.max(initial=-1) + 2)
        first_member = component[order].searchsorted(numbers)
        return cls(order, first_member, edges.at(inside), component[edges.left[inside]].searchsorted(numbers))

    def at(self, numbers: range) -> Iterator[tuple[list[int], list[Edge]]]:
        """Some of them, one after the other."""
        these = slice(numbers.start, numbers.stop + 1)
        for member, pair in zip(
            pairwise(self.first_member[these].tolist()), pairwise(self.first_pair[these].tolist()), strict=True
        ):
            members = self.members[slice(*member)].tolist()
            yield members, list(self.pairs.at(slice(*pair))) if len(members) > 1 else []

    def parts(self) -> list[range]:
        """Numbers of components, as many at a time as have some ten thousand pairs."""
        import numpy as np

        work = (self.first_pair + self.first_member) // AT_ONCE
        cuts = [0, *(np.flatnonzero(np.diff(work)) + 1).tolist(), len(work) - 1]
        return [range(start, end) for start, end in pairwise(cuts) if start < end]


def _connected(size: int, edges: Edges, same: Sequence[tuple[int, int]]) -> "Integers":
    """By position: the number of its component."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    likely = edges.weight > ENOUGH
    judged = np.array(same, np.int64).reshape(-1, 2)
    left = np.concatenate([edges.left[likely], judged[:, 0]])
    right = np.concatenate([edges.right[likely], judged[:, 1]])
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(size, size))
    labels: Integers = connected_components(graph, directed=False)[1]
    return labels


def _apart(different: Iterable[tuple[int, int]]) -> Mapping[int, set[int]]:
    apart: dict[int, set[int]] = defaultdict(set)
    for left, right in different:
        apart[left].add(right)
        apart[right].add(left)
    return apart


def _bound(same: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """By position: the first claim of those that a person called one attack."""
    root: dict[int, int] = {}
    for left, right in same:
        a, b = _top(root, left), _top(root, right)
        if a != b:
            root[max(a, b)] = min(a, b)
    return {position: _top(root, position) for pair in same for position in pair}


def _top(root: Mapping[int, int], position: int) -> int:
    while position in root:
        position = root[position]
    return position


def _split(
    members: list[int],
    edges: list[Edge],
    constraints: Constraints,
    bound: Mapping[int, int],
    apart: Mapping[int, set[int]],
) -> list[list[int]]:
    """The attacks within one connected component."""
    if len(members) == 1 or _all_agree(members, edges, constraints.report, apart):
        return [members]
    groups = _starting_groups(members, constraints, bound)
    home = {position: key for key, group in groups.items() for position in group.members}
    for left, right, weight in edges:
        if home[left] != home[right]:
            _tie(groups, home[left], home[right], weight)
    heap = [(-tie[3], a, b) for a in groups for b, tie in groups[a].ties.items() if a < b and _weighed(groups, a, b)]
    heapify(heap)
    while heap:
        unlike, a, b = heappop(heap)
        if a in groups and b in groups and unlike == -groups[a].ties[b][3] and _may_join(groups[a], groups[b], apart):
            for other in _join(groups, a, b):
                if _weighed(groups, a, other):
                    heappush(heap, (-groups[a].ties[other][3], min(a, other), max(a, other)))
    return [sorted(group.members) for group in groups.values()]


def _all_agree(members: list[int], edges: list[Edge], report: Sequence[int], apart: Mapping[int, set[int]]) -> bool:
    """Whether every pair agrees and nothing speaks against it: then there is nothing to weigh."""
    possible = len(members) * (len(members) - 1) // 2
    return (
        len(edges) == possible
        and all(weight > ENOUGH for _, _, weight in edges)
        and len({report[m] for m in members}) == len(members)
        and not any(m in apart for m in members)
    )


def _starting_groups(members: Iterable[int], constraints: Constraints, bound: Mapping[int, int]) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for position in members:
        group = groups.setdefault(bound.get(position, position), _Group([], set(), None))
        group.members.append(position)
        group.reports.add(constraints.report[position])
        days = constraints.days[position] if constraints.days else None
        group.days, group.dated = _both(group.days, days), group.dated + (days is not None)
    return groups


def _both(left: Days | None, right: Days | None) -> Days | None:
    if left is None or right is None:
        return left or right
    return Days(min(left.start, right.start), max(left.end, right.end))


def _tie(groups: Mapping[int, _Group], a: int, b: int, weight: float) -> None:
    tie = groups[a].ties.get(b)
    if tie is None:
        groups[a].ties[b] = groups[b].ties[a] = [weight, 1, weight, 0.0]
    else:
        _add(tie, [weight, 1, weight])


def _add(tie: list[float], found: Sequence[float]) -> None:
    tie[0] += found[0]
    tie[1] += found[1]
    tie[2] = max(tie[2], found[2])


def _weighed(groups: Mapping[int, _Group], a: int, b: int) -> bool:
    """Whether two groups that have scored pairs are alike enough to be one; how alike is noted in their tie."""
    tie = groups[a].ties[b]
    tie[3] = ENOUGH
    if tie[2] <= ENOUGH:  # the whole cannot be liker than its best pair
        return False
    possible = len(groups[a].members) * len(groups[b].members)
    mean = (tie[0] + UNSCORED * (possible - tie[1])) / possible
    tie[3] = round(BEST_PAIR * tie[2] + (1 - BEST_PAIR) * mean, 9)
    return tie[3] > ENOUGH


def _may_join(left: _Group, right: _Group, apart: Mapping[int, set[int]]) -> bool:
    if left.reports & right.reports:
        return False
    if _weeks_apart(left, right):
        return False
    forbidden = {x for position in left.members for x in apart.get(position, ())}
    return forbidden.isdisjoint(right.members)


def _weeks_apart(left: _Group, right: _Group) -> bool:
    """Whether their days are too far apart, and neither side's is one stray day against several that agree."""
    if left.days is None or right.days is None or left.days.gap_days(right.days) <= WEEK:
        return False
    return left.dated == right.dated or min(left.dated, right.dated) >= DATED


def _join(groups: dict[int, _Group], a: int, b: int) -> Iterable[int]:
    """Put group `b` into `a`; the groups that `a` now has ties with."""
    gone = groups.pop(b)
    kept = groups[a]
    kept.members += gone.members
    kept.reports |= gone.reports
    kept.days, kept.dated = _both(kept.days, gone.days), kept.dated + gone.dated
    del kept.ties[b], gone.ties[a]
    for other, found in gone.ties.items():
        del groups[other].ties[b]
        if other in kept.ties:
            _add(kept.ties[other], found)
        else:
            kept.ties[other] = groups[other].ties[a] = found
    return list(kept.ties)
