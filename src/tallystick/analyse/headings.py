"""Under which headings an incident counts: what was hit, by whom, in which month."""

from collections.abc import Iterator

from tallystick.model.incident import Assessment, Incident

MEDICAL = ("medical_facility", "ambulance_or_medics")
UNKNOWN = "unknown"


def object_headings(assessment: Assessment) -> tuple[str, ...]:
    """The objects said to be hit (an incident counts under each); `unknown` where nobody says."""
    return assessment.targets or (UNKNOWN,)


def party_headings(assessment: Assessment) -> tuple[str, ...]:
    """The parties named as responsible; those that the evidence cannot tell apart are one heading, joined by `|`."""
    named = [a for a in assessment.attribution if a.claim_ids or a.admitted_by_claims]
    told = [a.actor for a in named if a.role != "undetermined"]
    untold = sorted(a.actor for a in named if a.role == "undetermined")
    return tuple(told) + (("|".join(untold),) if untold else ()) or (UNKNOWN,)


def month_headings(incident: Incident) -> Iterator[str]:
    """The month as `2015-10`; an incident whose days reach over two months, or are not known, is `unknown`."""
    days = incident.days
    same = days is not None and (days.start.year, days.start.month) == (days.end.year, days.end.month)
    yield f"{days.start:%Y-%m}" if days is not None and same else UNKNOWN
