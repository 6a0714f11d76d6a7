"""The public JSON lines of what parties say about their own strikes, each statement with its tests."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tallystick.model.position import Position, PositionTest, overall_result
from tallystick.model.run import Run
from tallystick.publish.exports import Json, days_json, place_json, span_json


def export_positions(run: Run) -> Iterator[str]:
    """JSON lines of every statement of a party, by id, with its scope, its words and its tests."""
    tests: Mapping[str, list[PositionTest]] = defaultdict(list)
    for test in run.position_tests:
        tests[test.position_id].append(test)
    ordered = sorted(run.positions, key=lambda p: p.position_id)
    return (json.dumps(position_to_json(p, tests[p.position_id]), ensure_ascii=False) for p in ordered)


def position_to_json(position: Position, tests: Sequence[PositionTest]) -> Json:
    """One statement; every span counts code points of its report's text."""
    return {
        "position_id": position.position_id,
        "report_id": position.report_id,
        "type": position.type,
        "scope": position.scope,
        "speaker": position.speaker,
        "voice": position.voice,
        "span": span_json(position.span),
        "speaker_span": span_json(position.speaker_span),
        "spoken_by": position.spoken_by
        and {"name": position.spoken_by.name, "span": span_json(position.spoken_by.span)},
        "conceded": position.conceded and {"min": position.conceded.min, "max": position.conceded.max},
        "date": position.date and {**days_json(position.date.days), "span": span_json(position.date.span)},
        "told": position.told and days_json(position.told),
        "places": [place_json(p) for p in position.places],
        "targets": [{"type": t.type, "span": span_json(t.span)} for t in position.targets],
        "munitions": [{"type": m.type, "span": span_json(m.span)} for m in position.munitions],
        "claims": list(position.claim_ids),
        "why": position.why,
        "result": overall_result(t.result for t in tests),
        "tests": [_test(t) for t in tests],
    }


def _test(test: PositionTest) -> Json:
    return {
        "matter": test.matter,
        "result": test.result,
        "incidents": list(test.incident_ids),
        "incidents_agreeing": test.incidents_agreeing,
        "incidents_contradicting": test.incidents_contradicting,
        "origins_agreeing": test.origins_agreeing,
        "origins_contradicting": test.origins_contradicting,
        "agreeing": list(test.agreeing),
        "contradicting": list(test.contradicting),
        "why": test.why,
    }
