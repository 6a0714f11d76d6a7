"""Groups of claims, with the claims about several places and the undated denials settled among them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tallystick.link.candidates import days_of
from tallystick.link.cluster import Constraints, cluster_claims
from tallystick.link.decisions import Decisions
from tallystick.link.edges import Edges
from tallystick.link.spots import is_joint, is_undated_denial, places_covered
from tallystick.model.claim import Claim
from tallystick.model.work import Each, one_after_the_other

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TIED = 0.0
"""Mean weight from which a claim about several places counts as evidence for an incident."""
HOME = 4.0
"""Mean weight from which it stands there rather than in an incident of its own, when all its places have incidents."""

ANSWERED = -2.5
"""Mean weight from which an undated denial stands in the incident it fits best: who denies a charge seldom dates it."""


def group_claims(
    ordered: Sequence[Claim], edges: Edges, decisions: Decisions, each: Each = one_after_the_other
) -> tuple[list[list[int]], Mapping[int, set[int]]]:
    """Groups of positions, and by group the joint claims that stand elsewhere but also speak of it."""
    numbers = {r: n for n, r in enumerate(sorted({c.report_id for c in ordered}))}
    reports = [numbers[c.report_id] for c in ordered]
    constraints = Constraints(reports, decisions.same, decisions.different, [days_of(c) for c in ordered])
    judged = {p for pair in decisions.same for p in pair}
    denials = {n for n, c in enumerate(ordered) if is_undated_denial(c) and n not in judged}
    joint = {n for n, c in enumerate(ordered) if is_joint(c) and n not in judged} | denials
    in_joint = _flags(joint, len(ordered))
    left, right = in_joint[edges.left], in_joint[edges.right]
    groups = [
        g for g in cluster_claims(len(ordered), edges.at(~(left | right)), constraints, each) if g[0] not in joint
    ]
    ties = _ties(edges.at(left != right), groups, joint, denials, decisions)
    best = {claim: max(sorted(found), key=lambda g: found[g]) for claim, found in ties.items() if found}
    homes = {
        claim: group
        for claim, group in best.items()
        if claim in denials or (ties[claim][group] > HOME and len(ties[claim]) >= places_covered(ordered[claim]))
    }
    for claim, home in sorted(homes.items()):
        groups[home].append(claim)
    homeless = joint - set(homes)
    alone = _flags(homeless, len(ordered))
    joint_edges = edges.at(alone[edges.left] & alone[edges.right])
    groups += [g for g in cluster_claims(len(ordered), joint_edges, constraints) if g[0] in homeless]
    beside: dict[int, set[int]] = defaultdict(set)
    for claim, found in ties.items():
        for group in found:
            if group != homes.get(claim) and claim not in denials:
                beside[group].add(claim)
    return groups, beside


def _flags(positions: Iterable[int], size: int) -> "NDArray[np.bool_]":
    import numpy as np

    flags = np.zeros(size, bool)
    flags[list(positions)] = True
    return flags


def _ties(
    edges: Edges, groups: Sequence[Sequence[int]], joint: set[int], denials: set[int], decisions: Decisions
) -> dict[int, dict[int, float]]:
    """By joint claim: the groups it speaks of, with the mean weight; `edges` are those with one joint end."""
    group_of = {position: n for n, group in enumerate(groups) for position in group}
    weights: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for left, right, weight in edges:
        claim, other = (left, right) if left in joint else (right, left)
        weights[claim][group_of[other]].append(weight)
    apart = {frozenset(pair) for pair in decisions.different}
    means = {
        claim: {
            g: sum(found) / len(found)
            for g, found in by_group.items()
            if not apart or not any(frozenset((claim, m)) in apart for m in groups[g])
        }
        for claim, by_group in sorted(weights.items())
    }
    return {
        claim: {g: mean for g, mean in found.items() if mean > (ANSWERED if claim in denials else TIED)}
        for claim, found in means.items()
    }
