"""The stage in one call: scored pairs, groups under constraints, joint claims tied beside them, incidents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.link.cluster import Constraints, Edge, cluster_claims
from tallystick.link.decisions import Decisions, decisions_of
from tallystick.link.identity import name_groups
from tallystick.link.incidents import days_said, kind_said, place_said
from tallystick.link.joint import settle_joint
from tallystick.link.origins import OriginGraph
from tallystick.link.pairs import Scored, score_pairs
from tallystick.link.pausing import collector_paused
from tallystick.link.spots import covers_several, is_undated_denial, places_covered
from tallystick.model.claim import Claim
from tallystick.model.incident import Incident, PairScore
from tallystick.model.judgement import Judgement

SHOWN = -2.0
"""Match weight from which a pair is reported: a reviewer can overrule near misses, not the thousands of far ones."""
TIED = 0.0
"""Mean weight from which a claim about several places counts as evidence for an incident."""
HOME = 4.0
"""Mean weight from which it stands there rather than in an incident of its own, when all its places have incidents."""

ANSWERED = -2.5
"""Mean weight from which an undated denial stands in the incident it fits best: who denies a charge seldom dates it."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Which claims speak of one attack."""

    pairs: tuple[PairScore, ...]
    incidents: tuple[Incident, ...]


def link_claims(
    claims: Sequence[Claim], origins: OriginGraph, judgements: Sequence[Judgement], previous: Sequence[Incident] = ()
) -> Linkage:
    """Incidents from all claims of attacks, in any order of claims the same. Claims about campaigns never enter.

    A claim whose figures cover several places stands in one incident (or in one of its own) and is tied to the others
    as evidence (`joint_claim_ids`). `previous` are the incidents of the last run, whose ids live on.
    """
    with collector_paused():
        return _linked(claims, origins, judgements, previous)


def _linked(
    claims: Sequence[Claim], origins: OriginGraph, judgements: Sequence[Judgement], previous: Sequence[Incident]
) -> Linkage:
    ordered = sorted((c for c in claims if c.scope == "attack"), key=lambda c: c.claim_id)
    scored = score_pairs(ordered, origins)
    decisions = decisions_of(judgements, {c.claim_id: n for n, c in enumerate(ordered)})
    edges = list(zip(scored.left.tolist(), scored.right.tolist(), scored.weight.tolist(), strict=True))
    groups, ties = _group(ordered, edges, decisions)
    built = _incidents(ordered, groups, ties, origins, decisions, previous)
    incidents = settle_joint(built, {c.claim_id: c for c in ordered})
    return Linkage(_shown(scored, ordered), tuple(sorted(incidents, key=lambda i: i.incident_id)))


def _shown(scored: Scored, ordered: Sequence[Claim]) -> tuple[PairScore, ...]:
    return tuple(scored.at(scored.weight >= SHOWN).pair_scores(ordered))


def _group(
    ordered: Sequence[Claim], edges: Sequence[Edge], decisions: Decisions
) -> tuple[list[list[int]], Mapping[int, set[int]]]:
    """Groups of positions, and by group the joint claims that stand elsewhere but also speak of it."""
    numbers = {r: n for n, r in enumerate(sorted({c.report_id for c in ordered}))}
    constraints = Constraints([numbers[c.report_id] for c in ordered], decisions.same, decisions.different)
    judged = {p for pair in decisions.same for p in pair}
    denials = {n for n, c in enumerate(ordered) if is_undated_denial(c) and n not in judged}
    joint = {n for n, c in enumerate(ordered) if covers_several(c) and n not in judged} | denials
    single_edges = [e for e in edges if e[0] not in joint and e[1] not in joint]
    groups = [g for g in cluster_claims(len(ordered), single_edges, constraints) if g[0] not in joint]
    ties = _ties(edges, groups, joint, denials, decisions)
    best = {claim: max(sorted(found), key=lambda g: found[g]) for claim, found in ties.items() if found}
    homes = {
        claim: group
        for claim, group in best.items()
        if claim in denials or (ties[claim][group] > HOME and len(ties[claim]) >= places_covered(ordered[claim]))
    }
    for claim, home in sorted(homes.items()):
        groups[home].append(claim)
    homeless = joint - set(homes)
    joint_edges = [e for e in edges if e[0] in homeless and e[1] in homeless]
    groups += [g for g in cluster_claims(len(ordered), joint_edges, constraints) if g[0] in homeless]
    beside: dict[int, set[int]] = defaultdict(set)
    for claim, found in ties.items():
        for group in found:
            if group != homes.get(claim) and claim not in denials:
                beside[group].add(claim)
    return groups, beside


def _ties(
    edges: Sequence[Edge], groups: Sequence[Sequence[int]], joint: set[int], denials: set[int], decisions: Decisions
) -> dict[int, dict[int, float]]:
    """By joint claim: the groups it speaks of, with the mean weight."""
    group_of = {position: n for n, group in enumerate(groups) for position in group}
    weights: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for left, right, weight in edges:
        for claim, other in ((left, right), (right, left)):
            if claim in joint and other not in joint:
                weights[claim][group_of[other]].append(weight)
    apart = {frozenset(pair) for pair in decisions.different}
    means = {
        claim: {
            g: sum(found) / len(found)
            for g, found in by_group.items()
            if not any(frozenset((claim, m)) in apart for m in groups[g])
        }
        for claim, by_group in sorted(weights.items())
    }
    return {
        claim: {g: mean for g, mean in found.items() if mean > (ANSWERED if claim in denials else TIED)}
        for claim, found in means.items()
    }


def _incidents(
    ordered: Sequence[Claim],
    groups: Sequence[Sequence[int]],
    beside: Mapping[int, set[int]],
    origins: OriginGraph,
    decisions: Decisions,
    previous: Sequence[Incident],
) -> list[Incident]:
    names = name_groups([[ordered[n].claim_id for n in group] for group in groups], previous)
    return [
        _incident(ordered, group, beside.get(number, set()), origins, decisions, name)
        for number, (group, name) in enumerate(zip(groups, names, strict=True))
    ]


def _incident(
    ordered: Sequence[Claim],
    group: Sequence[int],
    beside: set[int],
    origins: OriginGraph,
    decisions: Decisions,
    name: tuple[str, str | None],
) -> Incident:
    own = sorted((ordered[n] for n in group), key=lambda c: c.claim_id)
    joint = sorted((ordered[n] for n in beside), key=lambda c: c.claim_id)
    everybody = own + joint
    found = origins.origins_of(everybody)
    voice = {claim_id: o.origin_id for o in found for claim_id in o.claim_ids}
    days, why_days = days_said(own, voice, origins.published)
    place, why_place = place_said(own, voice)
    kind, why_kind = kind_said(own, voice)
    judged = tuple(sorted({j for pair, j in decisions.judgement_of.items() if set(pair) & set(group)}))
    linked = f"{_count(len(own), 'claim')} of {_count(len({c.report_id for c in own}), 'report')} agree on the whole."
    if joint:
        linked += f" {_count(len(joint), 'further claim')} about several places also speak of it."
    why = [("date", why_days), ("place", why_place), ("kind", why_kind), ("linked", linked)]
    if name[1] is not None:
        why.append(("identity", name[1]))
    return Incident(
        incident_id=name[0],
        claim_ids=tuple(c.claim_id for c in own),
        report_ids=tuple(sorted({c.report_id for c in everybody})),
        kind=kind,
        days=days,
        place=place,
        origins=found,
        origin_edges=origins.edges_among(everybody),
        judgement_ids=judged,
        why=tuple(why),
        joint_claim_ids=tuple(c.claim_id for c in joint),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
