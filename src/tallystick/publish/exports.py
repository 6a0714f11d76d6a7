"""The public JSON lines (contracts version 1): claims, campaign claims, incidents, reports; keys in a fixed order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tallystick.model.claim import Claim, ClaimedPlace, Outcome, Span
from tallystick.model.incident import Assessment, Attribution, Incident, TollRange
from tallystick.model.place import Place
from tallystick.model.position import Position
from tallystick.model.report import Report
from tallystick.model.run import Run
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

Json = dict[str, object]


def claim_to_json(claim: Claim, incident_id: str | None) -> Json:
    """One report's account of one attack, with the incident that holds it (None: no incident holds it)."""
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "incident_id": incident_id,
        "extractor": claim.extractor,
        "kind": claim.kind,
        "trigger": span_json(claim.trigger),
        "date": None if claim.date is None else {**days_json(claim.date.days), "span": span_json(claim.date.span)},
        "places": [place_json(p) for p in claim.places],
        "perpetrators": [{"actor": p.actor, "stance": p.stance, "span": span_json(p.span)} for p in claim.perpetrators],
        "targets": [{"type": t.type, "span": span_json(t.span)} for t in claim.targets],
        "munitions": [{"type": m.type, "span": span_json(m.span)} for m in claim.munitions],
        "casualties": [
            {
                "outcome": c.outcome,
                "group": c.group,
                "min": c.toll.min,
                "max": c.toll.max,
                "partial": c.partial,
                "span": span_json(c.span),
            }
            for c in claim.casualties
        ],
        "authority": claim.authority and {"name": claim.authority.name, "span": span_json(claim.authority.span)},
    }


def incident_to_json(incident: Incident, assessment: Assessment, positions: Sequence[Position] = ()) -> Json:
    """One attack as far as the claims tell; `missing` is there only when somebody was reported missing.

    `positions` are the statements of parties about this very attack, or about its place and day.
    """
    missing = _ranges(assessment, "missing")
    return {
        "incident_id": incident.incident_id,
        "date": None if incident.days is None else days_json(incident.days),
        "kind": incident.kind,
        "place": None if incident.place is None else _place(incident.place),
        "killed": _ranges(assessment, "killed"),
        "injured": _ranges(assessment, "injured"),
        **({"missing": missing} if missing else {}),
        "attribution": [_attribution(a, positions) for a in assessment.attribution],
        "strike_status": assessment.strike_status,
        "grade": assessment.grade,
        "why": dict(incident.why + assessment.why),
        "targets": list(assessment.targets),
        "munitions": list(assessment.munitions),
        "origins": len(incident.origins),
        "claims": list(incident.claim_ids),
        "reports": list(incident.report_ids),
        "judgements": list(incident.judgement_ids),
    }


def report_to_json(report: Report) -> Json:
    """One report as it was taken in; `text` is what every span of its claims counts code points in."""
    return {
        "report_id": report.report_id,
        "text": report.text,
        "title": report.title,
        "url": report.url,
        "publisher": report.publisher,
        "author": report.author,
        "published": _day(report.published),
        "raw_publication_date": report.raw_publication_date,
        "language": report.language,
        "source_type": report.source_type,
        "media_type": report.media_type,
        "text_order": report.text_order,
        "text_sha256": report.text_sha256,
        "original_sha256": report.original_sha256,
    }


def export_claims(run: Run) -> Iterator[str]:
    """JSON lines of every claim of an attack, by id; claims about campaigns are in `export_campaigns` alone."""
    holder = {claim_id: i.incident_id for i in run.incidents for claim_id in i.claim_ids}
    return json_lines(claim_to_json(c, holder.get(c.claim_id)) for c in _by_id(run.claims) if c.scope == "attack")


def export_campaigns(run: Run) -> Iterator[str]:
    """JSON lines of claims about many days or places at once, by id; no incident holds them."""
    return json_lines(claim_to_json(c, None) for c in _by_id(run.claims) if c.scope == "campaign")


def export_incidents(run: Run) -> Iterator[str]:
    """JSON lines of every incident with its assessment, by id."""
    assessments = {a.incident_id: a for a in run.assessments}
    ordered = sorted(run.incidents, key=lambda i: i.incident_id)
    spoken = positions_by_incident(run)
    return json_lines(incident_to_json(i, assessments[i.incident_id], spoken.get(i.incident_id, ())) for i in ordered)


def positions_by_incident(run: Run) -> dict[str, list[Position]]:
    """Statements of parties by the incident they speak of; general ones, about all strikes, stand under none."""
    positions = {p.position_id: p for p in run.positions if p.scope != "all_strikes"}
    held: dict[str, list[Position]] = {}
    meant = sorted(
        {(i, t.position_id) for t in run.position_tests for i in t.incident_ids if t.position_id in positions}
    )
    for incident_id, position_id in meant:
        held.setdefault(incident_id, []).append(positions[position_id])
    return held


def export_reports(run: Run) -> Iterator[str]:
    """JSON lines of every report, by id."""
    return json_lines(report_to_json(r) for r in sorted(run.reports, key=lambda r: r.report_id))


def json_lines(records: Iterable[Json]) -> Iterator[str]:
    """One line of JSON per record."""
    return (json.dumps(record, ensure_ascii=False) for record in records)


def _by_id(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: c.claim_id)


def span_json(span: Span | None) -> list[int] | None:
    """Start and end of some characters."""
    return None if span is None else [span.start, span.end]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def days_json(days: Days) -> Json:
    """First and last day."""
    return {"start": days.start.isoformat(), "end": days.end.isoformat()}


def place_json(claimed: ClaimedPlace) -> Json:
    """A place as a report names it, with where it is, or why that cannot be told."""
    place = claimed.place
    return {
        "name": claimed.name,
        "role": claimed.role,
        "span": span_json(claimed.span),
        "gazetteer_id": place and place.gazetteer_id,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "radius_m": place and place.radius_m,
        "precision": place and place.precision,
        "why_not": claimed.why_not,
    }


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "name_local": place.name_local,
        "lat": place.lat,
        "lon": place.lon,
        "radius_m": place.radius_m,
        "precision": place.precision,
        "admin": list(place.admin),
    }


def _ranges(assessment: Assessment, outcome: Outcome) -> Json:
    order = list(load_terms("casualty_group"))
    ranges = [r for r in assessment.ranges if r.outcome == outcome]
    return {r.group: _range(r) for r in sorted(ranges, key=lambda r: order.index(r.group))}


def _range(toll: TollRange) -> Json:
    return {
        "min": toll.min,
        "max": toll.max,
        "policy": toll.policy,
        "min_from": list(toll.min_from),
        "max_from": list(toll.max_from),
    }


def _attribution(attribution: Attribution, positions: Sequence[Position]) -> Json:
    return {
        "actor": attribution.actor,
        "role": attribution.role,
        "origins": attribution.origins,
        "positions": sorted(p.position_id for p in positions if p.speaker == attribution.actor),
    }
