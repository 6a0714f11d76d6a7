"""The stage in one call: scored pairs, groups under constraints, joint claims tied beside them, incidents."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tallystick.link.bursts import burst_said
from tallystick.link.deciding import deciding_pairs
from tallystick.link.decisions import Decisions, decisions_of
from tallystick.link.edges import Edges
from tallystick.link.grouping import group_claims
from tallystick.link.identity import name_groups
from tallystick.link.incidents import days_said, kind_said, place_said
from tallystick.link.joint import settle_joint
from tallystick.link.origins import OriginGraph
from tallystick.link.pairs import score_pairs
from tallystick.link.pausing import collector_paused
from tallystick.link.repeats import find_repeats
from tallystick.link.spots import covers_several
from tallystick.model.claim import Claim
from tallystick.model.incident import Incident, PairScore
from tallystick.model.judgement import Judgement
from tallystick.model.work import Each, one_after_the_other


@dataclass(frozen=True, slots=True)
class Linkage:
    """Which claims speak of one attack."""

    pairs: tuple[PairScore, ...]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Attacks:
    """Claims told apart into attacks, by their numbers; the incident of each is built when it is asked for."""

    pairs: tuple[PairScore, ...]
    claims: Sequence[Claim]
    groups: Sequence[Sequence[int]]
    """By attack: the positions of its claims."""
    beside: Mapping[int, Collection[int]]
    """By attack: joint claims that stand elsewhere but speak of it too."""
    names: Sequence[tuple[str, str | None]]
    """By attack: its incident id, and a sentence where it was merged or split."""
    origins: OriginGraph
    decisions: Decisions

    def known_jointly(self) -> set[int]:
        """Attacks of which only claims about several places tell: where they were depends on all the others."""
        joint = bytearray(covers_several(c) for c in self.claims)
        return {number for number, group in enumerate(self.groups) if all(joint[n] for n in group)}

    def incident(self, number: int) -> Incident:
        """One of the attacks with its days, place, kind and origins; `settle_joint` has the last word on places."""
        return _incident(self, self.groups[number], self.beside.get(number, ()), self.names[number])


def link_claims(
    claims: Sequence[Claim], origins: OriginGraph, judgements: Sequence[Judgement], previous: Sequence[Incident] = ()
) -> Linkage:
    """Incidents from all claims of attacks, in any order of claims the same. Claims about campaigns never enter.

    A claim whose figures cover several places stands in one incident (or in one of its own) and is tied to the others
    as evidence (`joint_claim_ids`). `previous` are the incidents of the last run, whose ids live on.
    """
    with collector_paused():
        attacks = find_attacks(claims, origins, judgements, previous)
        built = [attacks.incident(number) for number in range(len(attacks.groups))]
        incidents = settle_joint(built, {c.claim_id: c for c in attacks.claims})
    return Linkage(attacks.pairs, tuple(sorted(incidents, key=lambda i: i.incident_id)))


def find_attacks(
    claims: Sequence[Claim],
    origins: OriginGraph,
    judgements: Sequence[Judgement],
    previous: Sequence[Incident] = (),
    each: Each = one_after_the_other,
) -> Attacks:
    """The same before any incident is built, for those who build them a part at a time; `each` may share out work."""
    with collector_paused():
        everybody = sorted((c for c in claims if c.scope == "attack"), key=lambda c: c.claim_id)
        judged = {claim_id for j in judgements for claim_id in (j.left_claim, j.right_claim)}
        repeats = find_repeats(everybody, origins, {n for n, c in enumerate(everybody) if c.claim_id in judged})
        ordered = [everybody[n] for n in repeats.heads]
        scored = score_pairs(ordered, origins)
        edges = Edges(scored.left, scored.right, scored.weight)
        groups, ties = group_claims(ordered, edges, _decided(judgements, ordered), each)
        spread = [repeats.spread(group) for group in groups]
        return Attacks(
            pairs=tuple(deciding_pairs(scored, groups).pair_scores(ordered)),
            claims=everybody,
            groups=spread,
            beside={group: set(repeats.spread(sorted(found))) for group, found in ties.items()},
            names=name_groups([[everybody[n].claim_id for n in group] for group in spread], previous),
            origins=origins,
            decisions=_decided(judgements, everybody),
        )


def _decided(judgements: Sequence[Judgement], ordered: Sequence[Claim]) -> Decisions:
    judged = {claim_id for j in judgements for claim_id in (j.left_claim, j.right_claim)}
    return decisions_of(judgements, {c.claim_id: n for n, c in enumerate(ordered) if c.claim_id in judged})


def _incident(
    attacks: Attacks, group: Sequence[int], beside: Collection[int], name: tuple[str, str | None]
) -> Incident:
    origins, judgement_of = attacks.origins, attacks.decisions.judgement_of
    own = sorted((attacks.claims[n] for n in group), key=lambda c: c.claim_id)
    joint = sorted((attacks.claims[n] for n in beside), key=lambda c: c.claim_id)
    everybody = own + joint
    found = origins.origins_of(everybody)
    voice = {claim_id: o.origin_id for o in found for claim_id in o.claim_ids}
    days, why_days = days_said(own, voice, origins.published)
    place, why_place = place_said(own, voice)
    kind, why_kind = kind_said(own, voice)
    judged = tuple(sorted({j for pair, j in judgement_of.items() if not set(pair).isdisjoint(group)}))
    linked = f"{_count(len(own), 'claim')} of {_count(len({c.report_id for c in own}), 'report')} agree on the whole."
    if joint:
        linked += f" {_count(len(joint), 'further claim')} about several places also speak of it."
    why = [("date", why_days), ("place", why_place), ("kind", why_kind), ("linked", linked)]
    if (burst := burst_said(found, origins.sources)) is not None:
        why.append(("copies", burst))
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
