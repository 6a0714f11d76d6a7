"""Uses of munitions as reports tell them, and how many distinct ones there were, as Human Rights Watch counts them.

A use is an incident in which a munition is named. Two incidents may be one use told twice, so a count is a range. Who
used it stays as open as the evidence leaves it: jointly, one of two, nobody named.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from tallystick.model.incident import Assessment, Incident
from tallystick.model.munition import Evidence, MunitionEvidence, MunitionUse, UseCount, UseRole
from tallystick.model.place import Place
from tallystick.model.run import Run
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

_EARTH_M = 6_371_000
_NEAR_DAYS = 1
"""Accounts of one attack may name neighbouring days."""


def find_uses(run: Run, evidence: Iterable[MunitionEvidence]) -> tuple[MunitionUse, ...]:
    """Every munition of every incident of the run, by day, place and munition."""
    by_claim: dict[str, list[MunitionEvidence]] = {}
    for found in evidence:
        by_claim.setdefault(found.claim_id, []).append(found)
    assessments = {a.incident_id: a for a in run.assessments}
    uses = [u for i in run.incidents for u in _uses_of(i, assessments[i.incident_id], by_claim)]
    return tuple(sorted(uses, key=_when_and_where))


def count_uses(
    uses: Sequence[MunitionUse], munition: str, since: date | None = None, until: date | None = None
) -> tuple[UseCount, ...]:
    """Distinct uses of one munition in a period: by whomever first, then by who is named and how."""
    of_type = [u for u in uses if u.munition == munition and _may_be_within(u, since, until)]
    named = sorted({(u.role, u.actors) for u in of_type})
    whole = _count(munition, of_type, (since, until), None)
    parts = (_count(munition, [u for u in of_type if (u.role, u.actors) == key], (since, until), key) for key in named)
    return (whole, *parts)


def count_all(
    uses: Sequence[MunitionUse], since: date | None = None, until: date | None = None
) -> tuple[UseCount, ...]:
    """The same for every munition that is named at all, in the order of the vocabulary."""
    named = {u.munition for u in uses}
    return tuple(c for m in load_terms("munition") if m in named for c in count_uses(uses, m, since, until))


def _uses_of(
    incident: Incident, assessment: Assessment, by_claim: Mapping[str, Sequence[MunitionEvidence]]
) -> Iterable[MunitionUse]:
    told: dict[str, list[MunitionEvidence]] = {}
    for claim_id in incident.claim_ids:
        for one in by_claim.get(claim_id, ()):
            told.setdefault(one.munition, []).append(one)
    for munition, found in sorted(told.items()):
        yield _use(incident, assessment, munition, found)


def _use(incident: Incident, assessment: Assessment, munition: str, found: Sequence[MunitionEvidence]) -> MunitionUse:
    claims = tuple(dict.fromkeys(f.claim_id for f in found))
    models = tuple(m for m in load_terms("munition_model") if any(m in f.models for f in found))
    role, actors = _attributed(assessment)
    killed = assessment.range_of("killed", "civilians")
    evidence = strongest(f.evidence for f in found)
    return MunitionUse(
        incident_id=incident.incident_id,
        munition=munition,
        models=models,
        evidence=evidence,
        actors=actors,
        role=role,
        days=incident.days,
        place=incident.place,
        origins=sum(1 for o in incident.origins if set(o.claim_ids) & set(claims)),
        killed_min=killed.min if killed else None,
        killed_max=killed.max if killed else None,
        claim_ids=claims,
        treaties=_treaties(munition, models),
        why=_why(evidence, claims, found),
    )


def strongest(grades: Iterable[Evidence]) -> Evidence:
    """The strongest of some grades of evidence."""
    order = list(load_terms("munition_evidence"))
    return min(grades, key=order.index)


def _why(evidence: Evidence, claims: Sequence[str], found: Sequence[MunitionEvidence]) -> str:
    best = sum(1 for f in found if f.evidence == evidence)
    definition = load_terms("munition_evidence")[evidence].definition
    return f"{best} of {len(claims)} claims: {definition[0].lower()}{definition[1:]}"


def _attributed(assessment: Assessment) -> tuple[UseRole, tuple[str, ...]]:
    """Who is named, and how: what leaves it open outranks what does not."""
    named = [a for a in assessment.attribution if a.claim_ids or a.admitted_by_claims]
    by_role = {role: tuple(sorted(a.actor for a in named if a.role == role)) for role in ("known", "undetermined")}
    everybody = tuple(sorted({a.actor for a in named}))
    if by_role["known"]:
        return "known", by_role["known"]
    if by_role["undetermined"]:
        return "undetermined", everybody
    if any(a.role == "joint" for a in named):
        return "joint", everybody
    if len(everybody) > 1:
        return "contested", everybody
    return ("suspected", everybody) if everybody else ("unnamed", ())


def _treaties(munition: str, models: Sequence[str]) -> tuple[str, ...]:
    """What speaks of the models named, else of the type."""
    terms = load_terms("munition_model")
    of_models = [code for m in models for code in terms[m].fact("treaties") or ()]
    of_type = load_terms("munition")[munition].fact("treaties") or ()
    found = {*of_models, *(() if of_models else of_type)}
    return tuple(code for code in load_terms("treaty") if code in found)


def _may_be_within(use: MunitionUse, since: date | None, until: date | None) -> bool:
    if use.days is None:
        return True
    return (since is None or use.days.end >= since) and (until is None or use.days.start <= until)


def _is_within(use: MunitionUse, since: date | None, until: date | None) -> bool:
    if use.days is None:
        return since is None and until is None
    return (since is None or use.days.start >= since) and (until is None or use.days.end <= until)


def _count(
    munition: str,
    uses: Sequence[MunitionUse],
    period: tuple[date | None, date | None],
    named: tuple[UseRole, tuple[str, ...]] | None,
) -> UseCount:
    sure = [u for u in uses if u.evidence != "inferred" and _is_within(u, *period)]
    distinct = _distinct(sure)
    return UseCount(
        munition=munition,
        since=period[0],
        until=period[1],
        actors=named[1] if named else None,
        role=named[0] if named else None,
        min=distinct,
        max=len(uses),
        incident_ids=tuple(u.incident_id for u in uses),
        why=(
            f"incidents that name it: {len(uses)}; {len(uses) - len(sure)} of them only by inference or perhaps on "
            f"other days; of the rest, {len(sure) - distinct} may be the same as another"
        ),
    )


def _distinct(uses: Sequence[MunitionUse]) -> int:
    """How many there are at the least: the most precisely told first, each that can be none of those counted before.

    This never exceeds the true number: no two of those that are counted can be the same.
    """
    counted: dict[date | None, list[MunitionUse]] = {}
    everything: list[MunitionUse] = []
    for use in sorted(uses, key=_vagueness):
        near = everything if use.days is None else [u for day in (*_days_near(use), None) for u in counted.get(day, ())]
        if not any(_may_be_same(use, other) for other in near):
            everything.append(use)
            for day in [None] if use.days is None else _days_of(use.days):
                counted.setdefault(day, []).append(use)
    return len(everything)


def _vagueness(use: MunitionUse) -> tuple[float, float, str]:
    return (
        use.days.width if use.days else math.inf,
        use.place.radius_m if use.place else math.inf,
        use.incident_id,
    )


def _days_near(use: MunitionUse) -> Iterable[date]:
    return _days_of(use.days.widened(_NEAR_DAYS)) if use.days else ()


def _days_of(days: Days) -> list[date]:
    return [days.start + timedelta(n) for n in range(days.width)]


def _may_be_same(left: MunitionUse, right: MunitionUse) -> bool:
    days_near = left.days is None or right.days is None or left.days.widened(_NEAR_DAYS).overlaps(right.days)
    return days_near and (
        left.place is None
        or right.place is None
        or metres_between(left.place, right.place) <= left.place.radius_m + right.place.radius_m
    )


def metres_between(left: Place, right: Place) -> float:
    """Metres between two points on the ground (haversine)."""
    lat1, lat2 = math.radians(left.lat), math.radians(right.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(right.lon - left.lon) / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(half))


def _when_and_where(use: MunitionUse) -> tuple[date, str, str, str]:
    first = use.days.start if use.days else date.max - timedelta(1)
    return first, use.place.name if use.place else "", use.munition, use.incident_id
