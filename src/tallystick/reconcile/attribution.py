"""Who is said to be responsible, by how many independent origins, and who denies or admits it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tallystick.model.claim import Claim
from tallystick.model.incident import Attribution, AttributionRole, Incident

NAMES = ("asserted", "alleged", "admitted")
EITHER = {"syrian_government_or_russia": ("russia", "syrian_government")}
"""Codes that leave open which of two actors it was."""
NOBODY = ("unknown",)


def attribute(incident: Incident, claims: Mapping[str, Claim]) -> tuple[Attribution, ...]:
    """Every actor named, most origins first. Denials stand beside it and take nothing away."""
    votes: dict[str, dict[str, set[AttributionRole]]] = defaultdict(lambda: defaultdict(set))
    for origin in incident.origins:
        for claim_id in origin.claim_ids:
            for actor, role in _roles(claims[claim_id]).items():
                votes[actor][origin.origin_id].add(role)
    spoken = [claims[c] for c in sorted({*incident.claim_ids, *incident.joint_claim_ids})]
    found = [_attribution(actor, votes[actor], spoken) for actor in sorted(votes)]
    return tuple(sorted(found, key=lambda a: (-a.origins, a.actor)))


def denials(incident: Incident, claims: Mapping[str, Claim]) -> dict[str, tuple[str, ...]]:
    """By actor: the claims that carry its denial, also where nobody names it."""
    denied: dict[str, set[str]] = defaultdict(set)
    for claim_id in (*incident.claim_ids, *incident.joint_claim_ids):
        for p in claims[claim_id].perpetrators:
            if p.stance == "denied":
                denied[p.actor].add(claim_id)
    return {actor: tuple(sorted(ids)) for actor, ids in sorted(denied.items())}


def _roles(claim: Claim) -> Mapping[str, AttributionRole]:
    """In what way one claim names each actor."""
    return _roles_of(tuple([(p.actor, p.stance) for p in claim.perpetrators]))


@lru_cache(maxsize=10_000)
def _roles_of(said: tuple[tuple[str, str], ...]) -> Mapping[str, AttributionRole]:
    named = {actor: stance for actor, stance in said if stance in NAMES and actor not in NOBODY}
    roles: dict[str, AttributionRole] = {}
    for actor, stance in sorted(named.items()):
        for one in EITHER.get(actor, (actor,)):
            roles[one] = _role(actor, stance, named)
    return roles


def _role(actor: str, stance: str, named: Mapping[str, str]) -> AttributionRole:
    if stance == "admitted":
        return "known"
    if actor in EITHER:
        return "undetermined"
    others = [s for a, s in named.items() if a != actor]
    if not others:
        return "suspected"
    return "undetermined" if stance == "alleged" and "alleged" in others else "joint"


def _attribution(actor: str, by_origin: Mapping[str, set[AttributionRole]], spoken: Sequence[Claim]) -> Attribution:
    naming = [c for c in spoken if actor in _roles(c)]
    return Attribution(
        actor=actor,
        role=_overall(by_origin),
        origins=len(by_origin),
        claim_ids=tuple(c.claim_id for c in naming),
        denied_by_claims=_with_stance(spoken, actor, "denied"),
        admitted_by_claims=_with_stance(spoken, actor, "admitted"),
    )


def _overall(by_origin: Mapping[str, set[AttributionRole]]) -> AttributionRole:
    """Admitted by anybody is known; an origin that cannot tell two actors apart is not certain of one."""
    if any("known" in roles for roles in by_origin.values()):
        return "known"
    order: tuple[AttributionRole, ...] = ("undetermined", "suspected", "joint")
    votes = Counter(next(role for role in order if role in roles) for roles in by_origin.values())
    return max(order, key=lambda role: votes[role])


def _with_stance(spoken: Sequence[Claim], actor: str, stance: str) -> tuple[str, ...]:
    return tuple(c.claim_id for c in spoken if (actor, stance) in [(p.actor, p.stance) for p in c.perpetrators])
