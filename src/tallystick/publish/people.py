"""Linked lists of victims in words and as JSON lines: who is on which list, and which doubts a person should settle."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tallystick.model.person import PeopleLinkage, Person, PersonFlag, PersonRecord, UniquePeople
from tallystick.publish.exports import Json, days_json, json_lines

FLAG_WORDS = {
    "possible_duplicate": "kept apart, though they may be one person",
    "doubtful_link": "held to be one person, though they may be two",
    "shared_identifier": "one identifier, two people",
    "list_names_twice": "one list seems to name one person twice",
}


def people_in_words(linkage: PeopleLinkage, unique: UniquePeople) -> Iterator[str]:
    """What a person at a terminal reads: lists, people with their standard error, doubts."""
    rows = Counter(record.list_name for record in linkage.records)
    for name, count in sorted(rows.items()):
        yield f"{name:<32} {count:>8,} rows"
    yield f"{'different people':<32} {unique.mean:>8,.0f} (standard error {unique.standard_error:.1f}, {_ends(unique)})"
    by_lists = Counter(len(person.lists) for person in linkage.people)
    for number, count in sorted(by_lists.items()):
        yield f"  on {number} list{'s' if number > 1 else ' '}{'':<20} {count:>8,}"
    flags = Counter(flag.kind for flag in linkage.flags)
    yield f"{'to be looked at by a person':<32} {sum(flags.values()):>8,}"
    for kind, count in sorted(flags.items()):
        yield f"  {count:,} × {FLAG_WORDS[kind]}"


def people_summary(linkage: PeopleLinkage, unique: UniquePeople) -> Json:
    """The same for machines."""
    return {
        "lists": dict(sorted(Counter(r.list_name for r in linkage.records).items())),
        "people": len(linkage.people),
        "unique": {
            "mean": unique.mean,
            "standard_error": unique.standard_error,
            "low": unique.low,
            "high": unique.high,
            "draws": unique.draws,
        },
        "flags": dict(sorted(Counter(f.kind for f in linkage.flags).items())),
        "judgements": list(linkage.judgement_ids),
    }


def export_people(linkage: PeopleLinkage) -> Iterator[str]:
    """JSON lines: one per person with every row that is held to be theirs, then one per doubt."""
    records = {record.record_id: record for record in linkage.records}
    yield from json_lines(_person(person, records) for person in linkage.people)
    yield from json_lines(_flag(flag, records) for flag in linkage.flags)


def _person(person: Person, records: Mapping[str, PersonRecord]) -> Json:
    rows = [_record(records[record_id]) for record_id in person.record_ids]
    return {"person_id": person.person_id, "lists": list(person.lists), "rows": rows}


def _flag(flag: PersonFlag, records: Mapping[str, PersonRecord]) -> Json:
    return {
        "flag": flag.kind,
        "probability": flag.probability,
        "left": _where(records, flag.left_record),
        "right": _where(records, flag.right_record),
        "why": flag.why,
    }


def _record(record: PersonRecord) -> Json:
    return {
        "record_id": record.record_id,
        "list": record.list_name,
        "file": record.file,
        "row": record.row,
        "name": record.name,
        "sex": record.sex,
        "age": record.age,
        "age_group": record.age_group,
        "place": record.place,
        "died": record.died and days_json(record.died),
        "cause": record.cause,
        "status": record.status,
        "identifiers": list(record.identifiers),
        "unread": [list(pair) for pair in record.unread],
    }


def _where(records: Mapping[str, PersonRecord], record_id: str) -> Json:
    record = records[record_id]
    return {"record_id": record_id, "list": record.list_name, "row": record.row, "name": record.name}


def _ends(unique: UniquePeople) -> str:
    return f"{unique.low:,.0f} to {unique.high:,.0f} in 95 % of {unique.draws} draws; doubt about pairs only"
