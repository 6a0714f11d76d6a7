"""Uses of munitions and reported hazards for others: JSON lines, and GeoJSON for those who clear."""

import json
from collections.abc import Iterator, Sequence

from tallystick.model.munition import MunitionFindings, MunitionUse, ReportedHazard, StatedUses, UseCount
from tallystick.model.place import Place
from tallystick.publish.exports import Json, days_json, json_lines, span_json
from tallystick.vocabulary import load_terms

UNLISTED = "A place that is not listed has not been looked at."


def export_munitions(found: MunitionFindings) -> Iterator[str]:
    """One line per count of uses (`count`), per use (`use`), and per number of uses that a report states (`stated`)."""
    yield from json_lines(map(count_to_json, found.counts))
    yield from json_lines(map(_use, found.uses))
    yield from json_lines(map(_stated, found.stated))


def export_hazards(hazards: Sequence[ReportedHazard]) -> Iterator[str]:
    """A GeoJSON FeatureCollection, one feature a line; a hazard without a known place has no geometry."""
    head = json.dumps({"status": hazards[0].status if hazards else None, "note": UNLISTED}, ensure_ascii=False)
    yield f'{{"type": "FeatureCollection", "properties": {head}, "features": ['
    for number, hazard in enumerate(hazards, 1):
        yield json.dumps(_feature(hazard), ensure_ascii=False) + ("," if number < len(hazards) else "")
    yield "]}"


def _feature(hazard: ReportedHazard) -> Json:
    point = hazard.place and {"type": "Point", "coordinates": [hazard.place.lon, hazard.place.lat]}
    return {
        "type": "Feature",
        "id": hazard.hazard_id,
        "geometry": point,
        "properties": {
            "status": hazard.status,
            "evidence": hazard.evidence,
            "munition": hazard.munition,
            "models": list(hazard.models),
            "what_is_found": _features_named(hazard.models),
            "place": hazard.place and hazard.place.name,
            "place_local": hazard.place and hazard.place.name_local,
            "radius_m": hazard.place and hazard.place.radius_m,
            "days": hazard.days and days_json(hazard.days),
            "incident_id": hazard.incident_id,
            "claims": list(hazard.claim_ids),
            "why": hazard.why,
        },
    }


def _features_named(models: Sequence[str]) -> dict[str, str]:
    terms = load_terms("munition_model")
    return {m: str(terms[m].fact("features")) for m in models if terms[m].fact("features")}


def count_to_json(count: UseCount) -> Json:
    """Distinct uses of one munition as a range, with the incidents under it."""
    return {
        "kind": "count",
        "munition": count.munition,
        "since": count.since and count.since.isoformat(),
        "until": count.until and count.until.isoformat(),
        "actors": None if count.actors is None else list(count.actors),
        "role": count.role,
        "min": count.min,
        "max": count.max,
        "incident_ids": list(count.incident_ids),
        "why": count.why,
        "says": count.sentence,
    }


def _use(use: MunitionUse) -> Json:
    return {
        "kind": "use",
        "incident_id": use.incident_id,
        "munition": use.munition,
        "models": list(use.models),
        "evidence": use.evidence,
        "actors": list(use.actors),
        "role": use.role,
        "days": use.days and days_json(use.days),
        "place": _place(use.place),
        "origins": use.origins,
        "civilians_killed": {"min": use.killed_min, "max": use.killed_max},
        "treaties": list(use.treaties),
        "claims": list(use.claim_ids),
        "why": use.why,
    }


def _stated(stated: StatedUses) -> Json:
    return {
        "kind": "stated",
        "report_id": stated.report_id,
        "munition": stated.munition,
        "min": stated.min,
        "max": stated.max,
        "days": stated.days and days_json(stated.days),
        "span": span_json(stated.span),
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {"name": place.name, "lat": place.lat, "lon": place.lon, "radius_m": place.radius_m}
