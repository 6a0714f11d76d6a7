"""Claims into attacks: linkage on the whole, under constraints, never bare connected components.

Two groups of claims become one only when their claims agree *on the whole*: one good link does not carry two towns
across a round-up. Claims that one report counts apart stay apart; what a person decided outranks every score.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

UNSCORED = -6.0
"""Weight of a pair that was not even a candidate: other days, other places, or too little said."""
BEST_PAIR = 0.25
"""Share that the best pair of two groups has in their likeness; the mean of all pairs has the rest. The mean alone is
too strict where most claims say little, the best pair alone would be bare connected components."""
ENOUGH = 0.0
"""Likeness (log2 of the odds) above which two groups are one attack."""

Edge = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What scores may not overrule."""

    report: Sequence[int]
    """By position: the report of each claim. One report tells of one attack once."""
    same: Sequence[tuple[int, int]] = ()
    different: Sequence[tuple[int, int]] = ()


@dataclass(slots=True)
class _Group:
    members: list[int]
    reports: set[int]
    ties: dict[int, list[float]] = field(default_factory=dict)
    """By other group: [sum of weights, number of scored pairs, best weight]."""


def cluster_claims(size: int, edges: Iterable[Edge], constraints: Constraints) -> list[list[int]]:
    """Positions of claims grouped into attacks; groups and members in order."""
    listed = list(edges)
    component = _components(size, listed, constraints.same)
    inside: dict[int, list[Edge]] = defaultdict(list)
    for edge in listed:
        if component[edge[0]] == component[edge[1]]:
            inside[component[edge[0]]].append(edge)
    members: dict[int, list[int]] = defaultdict(list)
    for position in range(size):
        members[component[position]].append(position)
    apart = _apart(constraints.different)
    bound = _bound(constraints.same)
    groups = (_split(members[root], inside.get(root, []), constraints.report, bound, apart) for root in sorted(members))
    return sorted(group for found in groups for group in found)


def _components(size: int, edges: Sequence[Edge], same: Iterable[tuple[int, int]]) -> list[int]:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    linked = [(a, b) for a, b, weight in edges if weight > ENOUGH] + list(same)
    if not linked:
        return list(range(size))
    left, right = zip(*linked, strict=True)
    graph = coo_array(([1] * len(linked), (left, right)), shape=(size, size))
    labels: list[int] = connected_components(graph, directed=False)[1].tolist()
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
    report: Sequence[int],
    bound: Mapping[int, int],
    apart: Mapping[int, set[int]],
) -> list[list[int]]:
    """The attacks within one connected component."""
    if len(members) == 1 or _all_agree(members, edges, report, apart):
        return [members]
    groups = _starting_groups(members, report, bound)
    home = {position: key for key, group in groups.items() for position in group.members}
    for left, right, weight in edges:
        if home[left] != home[right]:
            _tie(groups, home[left], home[right], (weight, 1, weight))
    heap = [(-_likeness(groups, a, b), a, b) for a in sorted(groups) for b in sorted(groups[a].ties) if a < b]
    heapify(heap)
    while heap:
        unlike, a, b = heappop(heap)
        if -unlike <= ENOUGH:
            break
        if (
            a in groups
            and b in groups
            and unlike == -_likeness(groups, a, b)
            and _may_join(groups[a], groups[b], apart)
        ):
            for other in _join(groups, a, b):
                heappush(heap, (-_likeness(groups, a, other), min(a, other), max(a, other)))
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


def _starting_groups(members: Iterable[int], report: Sequence[int], bound: Mapping[int, int]) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for position in members:
        group = groups.setdefault(bound.get(position, position), _Group([], set()))
        group.members.append(position)
        group.reports.add(report[position])
    return groups


def _tie(groups: Mapping[int, _Group], a: int, b: int, found: Sequence[float]) -> None:
    for one, other in ((a, b), (b, a)):
        total, scored, best = groups[one].ties.get(other, (0.0, 0, found[2]))
        groups[one].ties[other] = [total + found[0], scored + found[1], max(best, found[2])]


def _likeness(groups: Mapping[int, _Group], a: int, b: int) -> float:
    total, scored, best = groups[a].ties.get(b, (0.0, 0, UNSCORED))
    possible = len(groups[a].members) * len(groups[b].members)
    mean = (total + UNSCORED * (possible - scored)) / possible
    return round(BEST_PAIR * best + (1 - BEST_PAIR) * mean, 9)


def _may_join(left: _Group, right: _Group, apart: Mapping[int, set[int]]) -> bool:
    if left.reports & right.reports:
        return False
    forbidden = {x for position in left.members for x in apart.get(position, ())}
    return forbidden.isdisjoint(right.members)


def _join(groups: dict[int, _Group], a: int, b: int) -> Iterator[int]:
    """Put group `b` into `a`; yields the groups that `a` now has ties with."""
    gone = groups.pop(b)
    kept = groups[a]
    kept.members += gone.members
    kept.reports |= gone.reports
    kept.ties.pop(b, None)
    for other, found in gone.ties.items():
        if other != a and other in groups:
            del groups[other].ties[b]
            _tie(groups, a, other, found)
    yield from sorted(kept.ties)
