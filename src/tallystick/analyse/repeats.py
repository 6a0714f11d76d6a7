"""One place or object struck more than once: as reports say, or as the days and places of incidents show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tallystick.model.finding import Circumstance, RepeatKind, RepeatStrike
from tallystick.model.incident import Assessment, Incident
from tallystick.model.run import Run

WINDOW_DAYS = 7
"""Two incidents at one place count as a repeat when no more than so many days lie between them."""
NAMED_PLACE_M = 5000
"""A place known less exactly than this (a district, a large city) is no one place."""


def find_repeats(
    run: Run, circumstances: Sequence[Circumstance], window_days: int = WINDOW_DAYS
) -> tuple[RepeatStrike, ...]:
    """Second strikes that reports speak of, then incidents at one place within the window, by place and day."""
    assessments = {a.incident_id: a for a in run.assessments}
    said = _said(run, circumstances)
    shown = _shown(run.incidents, assessments, window_days)
    return (*said, *sorted(shown, key=lambda r: (r.gap_days, r.place or "", r.incident_ids)))


def _said(run: Run, circumstances: Sequence[Circumstance]) -> Iterator[RepeatStrike]:
    told: dict[str, list[Circumstance]] = defaultdict(list)
    for circumstance in circumstances:
        if circumstance.code == "struck_again":
            told[circumstance.claim_id].append(circumstance)
    targets = {a.incident_id: a.targets for a in run.assessments}
    for incident in sorted(run.incidents, key=lambda i: i.incident_id):
        words = [c for claim_id in incident.claim_ids for c in told.get(claim_id, ())]
        if words:
            yield _as_said(incident, words, targets[incident.incident_id])


def _as_said(incident: Incident, words: Sequence[Circumstance], objects: tuple[str, ...]) -> RepeatStrike:
    claims = tuple(dict.fromkeys(c.claim_id for c in words))
    minutes = next((c.minutes for c in words if c.minutes is not None), None)
    origins = [o for o in incident.origins if set(o.claim_ids) & set(claims)]
    after = "" if minutes is None else f", {minutes.min} minutes after the first"
    why = f"Told as a second strike{after}, by {len(origins)} of {len(incident.origins)} independent origins."
    place = incident.place.name if incident.place else None
    return RepeatStrike("said", (incident.incident_id,), place, objects, 0, minutes, claims, why)


def _shown(
    incidents: Sequence[Incident], assessments: Mapping[str, Assessment], window_days: int
) -> Iterator[RepeatStrike]:
    by_place: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        if incident.place is not None and incident.place.radius_m <= NAMED_PLACE_M and incident.days is not None:
            by_place[incident.place.gazetteer_id].append(incident)
    for at_place in by_place.values():
        ordered = sorted(at_place, key=lambda i: (str(i.days and i.days.start), i.incident_id))
        for first, second in pairwise(ordered):
            repeat = _pair(first, second, assessments)
            if repeat is not None and repeat.gap_days <= window_days:
                yield repeat


def _pair(first: Incident, second: Incident, assessments: Mapping[str, Assessment]) -> RepeatStrike | None:
    if first.days is None or second.days is None or first.place is None:
        return None
    gap = first.days.gap_days(second.days)
    both = [assessments[i.incident_id].targets for i in (first, second)]
    shared = tuple(t for t in both[0] if t in both[1])
    kind: RepeatKind = "within_days" if gap else "same_day"
    apart = f"{gap} days apart" if gap > 1 else "on neighbouring days" if gap else "on the same day"
    why = f"Two incidents at {first.place.name} {apart}; whether two attacks or one told as two is for a person to say."
    ids = (first.incident_id, second.incident_id)
    return RepeatStrike(kind, ids, first.place.name, shared, gap, None, (*first.claim_ids, *second.claim_ids), why)
