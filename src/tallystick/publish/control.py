"""Shares of incidents in areas of control as JSON lines; keys in a fixed order."""

from collections.abc import Iterator

from tallystick.model.territory import ControlFindings, ControlShare, StatedShare, Whereabouts
from tallystick.publish.exports import Json, days_json, json_lines, span_json


def export_control(found: ControlFindings) -> Iterator[str]:
    """One line per map maker and party (`share`), and the same week by week; then one per incident and maker
    (`place`), and one per share that a report itself states (`stated`).
    """
    yield from json_lines(map(share_to_json, (*found.shares, *found.weekly)))
    yield from json_lines(map(_whereabouts, found.whereabouts))
    yield from json_lines(map(_stated, found.stated))


def share_to_json(share: ControlShare) -> Json:
    """A share as counts; there is no percentage on purpose."""
    return {
        "kind": "share",
        "unit": share.unit,
        "party": share.party,
        "maker": share.maker,
        "week": share.week and share.week.isoformat(),
        "map_days": share.map_days and days_json(share.map_days),
        "of": share.of,
        "min": share.min,
        "max": share.max,
        "outside": share.outside,
        "unclassifiable": share.unclassifiable,
        "tiers": dict(share.tiers),
        "inside_ids": list(share.inside_ids),
        "border_ids": list(share.border_ids),
        "unclassifiable_ids": list(share.unclassifiable_ids),
        "maps": list(share.layers),
        "rules": share.rules,
        "says": share.sentence,
    }


def _whereabouts(found: Whereabouts) -> Json:
    return {
        "kind": "place",
        "id": found.subject_id,
        "maker": found.maker,
        "standing": found.standing,
        "parties": list(found.parties),
        "lag_days": found.lag_days,
        "front_m": found.front_m,
        "tier": found.tier,
        "why": found.why,
    }


def _stated(stated: StatedShare) -> Json:
    return {
        "kind": "stated",
        "report_id": stated.report_id,
        "party": stated.party,
        "min": stated.min,
        "max": stated.max,
        "of": stated.of,
        "unit": stated.unit,
        "span": span_json(stated.span),
    }
