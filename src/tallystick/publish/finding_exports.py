"""JSON lines of findings: what was hit, patterns, questions for counsel; keys in a fixed order."""

from collections.abc import Iterator, Sequence

from tallystick.model.finding import Fact, Patterns, Question, RepeatStrike, SummedToll, Tally
from tallystick.model.toll import Toll
from tallystick.publish.exports import Json, json_lines
from tallystick.vocabulary import load_terms


def export_objects(tallies: Sequence[Tally]) -> Iterator[str]:
    """One line per object, per object and party, per object and month."""
    return json_lines(tally_to_json(t) for t in tallies)


def export_patterns(patterns: Patterns) -> Iterator[str]:
    """One line per repeat strike, then per time of day, month, party, and month of attacks on medical care."""
    yield from json_lines({"pattern": "repeat", **repeat_to_json(r)} for r in patterns.repeats)
    series = ("by_time", "by_month", "by_party", "medical")
    for name in series:
        yield from json_lines({"pattern": name, **tally_to_json(t)} for t in getattr(patterns, name))


def export_questions(questions: Sequence[Question]) -> Iterator[str]:
    """One line per question of an incident. Each is for counsel; none is a finding of law."""
    return json_lines(question_to_json(q) for q in questions)


def tally_to_json(tally: Tally) -> Json:
    """Incidents under one heading; `max` is a lower bound where `open_ended` is not 0."""
    return {
        "by": dict(tally.by),
        "incidents": len(tally.incident_ids),
        "incident_ids": list(tally.incident_ids),
        "tolls": [_toll(t) for t in tally.tolls],
    }


def repeat_to_json(repeat: RepeatStrike) -> Json:
    """One place or object struck more than once."""
    return {
        "kind": repeat.kind,
        "incident_ids": list(repeat.incident_ids),
        "place": repeat.place,
        "objects": list(repeat.objects),
        "gap_days": repeat.gap_days,
        "minutes": _minutes(repeat.minutes),
        "claims": list(repeat.claim_ids),
        "why": repeat.why,
    }


def question_to_json(question: Question) -> Json:
    """A question about one incident with the facts for and against."""
    return {
        "incident_id": question.incident_id,
        "question": question.question,
        "asks": load_terms("ihl_question")[question.question].definition,
        "icrc_rules": load_terms("ihl_question")[question.question].fact("rules"),
        "status": question.status,
        "facts_for": [_fact(f) for f in question.facts_for],
        "facts_against": [_fact(f) for f in question.facts_against],
        "why": question.why,
        "judgements": list(question.judgement_ids),
    }


def _toll(toll: SummedToll) -> Json:
    return {
        "outcome": toll.outcome,
        "group": toll.group,
        "min": toll.min if toll.told else None,
        "max": toll.max if toll.told else None,
        "told": toll.told,
        "open_ended": toll.open_ended,
        "untold": toll.untold,
    }


def _fact(fact: Fact) -> Json:
    return {"fact": fact.code, "says": fact.says, "claims": list(fact.claim_ids)}


def _minutes(minutes: Toll | None) -> Json | None:
    return None if minutes is None else {"min": minutes.min, "max": minutes.max}
