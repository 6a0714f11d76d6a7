"""One incident weighed under one policy: ranges, attribution, status, grade, and what cannot be told."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from tallystick.model.claim import Claim, ClaimedMunition, ClaimedTarget, Outcome
from tallystick.model.errors import ExpectedError
from tallystick.model.incident import Assessment, Attribution, Incident, TollRange
from tallystick.reconcile.attribution import attribute, denials
from tallystick.reconcile.evidence import gather
from tallystick.reconcile.figures import CIVILIAN_PARTS, OWN_RANGE
from tallystick.reconcile.grade import grade_of, status_of
from tallystick.reconcile.policies import POLICIES
from tallystick.vocabulary import label

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "missing")


class UnknownPolicyError(ExpectedError):
    """A range policy nobody has defined."""


def assess_incident(incident: Incident, claims: Mapping[str, Claim], policy: str = "airwars") -> Assessment:
    """What one policy says of one incident, each part with its one-sentence reason."""
    if policy not in POLICIES:
        raise UnknownPolicyError(f"there is no range policy {policy!r}; known: {', '.join(POLICIES)}")
    spoken = [claims[c] for c in sorted({*incident.claim_ids, *incident.joint_claim_ids})]
    ranges = tuple(
        POLICIES[policy](gather(incident, claims, outcome, group))
        for outcome in OUTCOMES
        for group in _groups(spoken, outcome)
    )
    attribution = attribute(incident, claims)
    status, why_status = status_of(attribution)
    grade, why_grade = grade_of(incident, claims, attribution, status, ranges)
    return Assessment(
        incident_id=incident.incident_id,
        policy=policy,
        ranges=ranges,
        attribution=attribution,
        strike_status=status,
        grade=grade,
        targets=_by_origins(incident, claims, lambda c: c.targets),
        munitions=_by_origins(incident, claims, lambda c: c.munitions),
        why=(
            *_why_ranges(ranges),
            ("attribution", _why_attribution(attribution, denials(incident, claims))),
            ("strike_status", why_status),
            ("grade", why_grade),
        ),
        cannot_tell=tuple(_cannot_tell(incident, ranges, attribution)),
    )


def _groups(spoken: Sequence[Claim], outcome: Outcome) -> list[str]:
    """Groups that get a range: civilians when anybody not called a fighter is counted, then those counted by name."""
    said = {c.group for claim in spoken for c in claim.casualties if c.outcome == outcome}
    civilians = ["civilians"] if said & {"civilians", "people", *CIVILIAN_PARTS} else []
    return civilians + [g for g in OWN_RANGE if g in said]


def _by_origins(
    incident: Incident,
    claims: Mapping[str, Claim],
    named: Callable[[Claim], Sequence[ClaimedTarget | ClaimedMunition]],
) -> tuple[str, ...]:
    """Types named, those by most origins first."""
    votes: Counter[str] = Counter()
    for origin in incident.origins:
        votes.update({one.type for c in origin.claim_ids for one in named(claims[c])})
    return tuple(sorted(votes, key=lambda t: (-votes[t], t)))


def _why_ranges(ranges: Sequence[TollRange]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for outcome in OUTCOMES:
        sentences = [f"{label('casualty_group', r.group)}: {r.why}" for r in ranges if r.outcome == outcome]
        if sentences:
            found.append((outcome, " ".join(s[0].upper() + s[1:] for s in sentences)))
    return found


def _why_attribution(attribution: Sequence[Attribution], denied: Mapping[str, Sequence[str]]) -> str:
    named = [f"{label('actor', a.actor)} ({label('attribution_role', a.role)}) by {a.origins}" for a in attribution]
    said = f"Origins naming each: {', '.join(named)}." if named else "No claim names a party."
    if denied:
        said += f" Denied by {', '.join(label('actor', a) for a in denied)}; a denial changes neither counts nor grade."
    return said


def _cannot_tell(incident: Incident, ranges: Sequence[TollRange], attribution: Sequence[Attribution]) -> Iterable[str]:
    if incident.days is None:
        yield "On what day it happened: no claim gives one."
    if incident.place is None:
        yield "Where it happened: no place named could be put on the map."
    undetermined = [label("actor", a.actor) for a in attribution if a.role == "undetermined"]
    if undetermined:
        yield f"Which party it was: the evidence does not tell {' and '.join(undetermined)} apart."
    for r in ranges:
        what = f"{label('casualty_group', r.group)} {label('outcome', r.outcome)}"
        if r.min is None:
            yield f"How many {what}: {r.why}"
        elif r.max is None:
            yield f"How many {what} at most: no origin bounds it from above."
