"""Records of all lists into people, with every doubt kept as a flag. Nothing is deleted or merged away."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from tallystick.model.identity import content_id
from tallystick.model.judgement import Judgement
from tallystick.model.person import PeopleLinkage, Person, PersonFlag, PersonRecord, RecordPair
from tallystick.people.clusters import LINKED, Decided, Edge, cluster_records
from tallystick.people.features import schema_of, table_of
from tallystick.people.scoring import score_records, sentences

LEAST = 0.01
"""Probability below which a pair is no candidate."""
DOUBT = 0.05
"""Kept apart at this probability or more, held to be one at less than its opposite: a person should look."""
Pair = tuple[str, str]


def link_people(
    records: Sequence[PersonRecord],
    judgements: Sequence[Judgement] = (),
    *,
    clean_lists: Collection[str] = (),
    seed: int = 0,
) -> PeopleLinkage:
    """Which records, within and across lists, are one person; the order of the records plays no part.

    `judgements` name records where their fields say claims; the latest on a pair holds and outranks every score.
    `clean_lists` are lists known to name nobody twice: no two of their rows become one person.

    Raises:
        ValueError: two records have one id.
    """
    ordered = tuple(sorted(records, key=lambda r: r.record_id))
    if len({r.record_id for r in ordered}) != len(ordered):
        raise ValueError("two records have the same id")
    used = _latest(judgements, {r.record_id for r in ordered})
    pairs = _score(ordered, seed) if len(ordered) > 1 else ()
    verdicts = {verdict: tuple(p for p, j in used.items() if j.verdict == verdict) for verdict in ("same", "different")}
    linkage = PeopleLinkage(
        ordered, (), pairs, (), tuple(sorted(j.judgement_id for j in used.values())),
        verdicts["same"], verdicts["different"], tuple(sorted(set(clean_lists))),
    )  # fmt: skip
    groups = assign_people(linkage, pairs)
    return _complete(linkage, groups)


def assign_people(linkage: PeopleLinkage, pairs: Sequence[RecordPair], *, linked: float = LINKED) -> list[int]:
    """For each record of the linkage the position of its person's first record, if these were the pairs.

    `linked` is the mean probability from which two groups of records are one person.
    """
    place = {r.record_id: n for n, r in enumerate(linkage.records)}
    numbers = {name: n for n, name in enumerate(linkage.clean_lists)}
    decided = Decided(
        [(place[a], place[b]) for a, b in linkage.same],
        [(place[a], place[b]) for a, b in linkage.different],
        {n: numbers[r.list_name] for n, r in enumerate(linkage.records) if r.list_name in numbers},
    )
    edges = (Edge(place[p.left_record], place[p.right_record], p.probability) for p in pairs)
    return cluster_records(len(linkage.records), edges, decided, linked)


def _score(records: tuple[PersonRecord, ...], seed: int) -> tuple[RecordPair, ...]:
    table = table_of(records)
    schema = schema_of(table)
    if not schema.columns:
        return ()
    scored = score_records(table, schema, seed)
    levels = list(zip(*(c.tolist() for c in scored.levels), strict=True))
    rows = zip(scored.left.tolist(), scored.right.tolist(), scored.probability.tolist(), levels, strict=True)
    return tuple(
        RecordPair(records[a].record_id, records[b].record_id, round(p, 4), sentences(schema, reached))
        for a, b, p, reached in rows
        if p >= LEAST
    )


def _latest(judgements: Sequence[Judgement], known: set[str]) -> dict[Pair, Judgement]:
    """The judgement that holds for each pair of records, in order of the pairs."""
    found: dict[Pair, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.judgement_id)):
        left, right = sorted((judgement.left_claim, judgement.right_claim))
        if {left, right} <= known and left != right:
            found[left, right] = judgement
    return {pair: found[pair] for pair in sorted(found) if found[pair].verdict != "withdrawn"}


def _complete(linkage: PeopleLinkage, groups: Sequence[int]) -> PeopleLinkage:
    members: dict[int, list[PersonRecord]] = {}
    for record, group in zip(linkage.records, groups, strict=True):
        members.setdefault(group, []).append(record)
    people = tuple(_person(of_one) for _, of_one in sorted(members.items()))
    group_of = {r.record_id: g for r, g in zip(linkage.records, groups, strict=True)}
    flags = sorted(_flags(linkage, group_of), key=lambda f: (f.left_record, f.right_record, f.kind))
    return PeopleLinkage(
        linkage.records, people, linkage.pairs, tuple(flags), linkage.judgement_ids,
        linkage.same, linkage.different, linkage.clean_lists,
    )  # fmt: skip


def _person(records: Sequence[PersonRecord]) -> Person:
    ids = tuple(r.record_id for r in records)
    return Person(content_id("person", *ids), ids, tuple(sorted({r.list_name for r in records})))


def _flags(linkage: PeopleLinkage, group: Mapping[str, int]) -> Iterator[PersonFlag]:
    list_of = {r.record_id: r.list_name for r in linkage.records}
    judged = {*linkage.same, *linkage.different}
    for pair in linkage.pairs:
        ids = pair.left_record, pair.right_record
        one = group[ids[0]] == group[ids[1]]
        if one and list_of[ids[0]] == list_of[ids[1]]:
            yield _flag("list_names_twice", pair, f"The list {list_of[ids[0]]} seems to name this person twice")
        if ids in judged:
            continue
        if one and pair.probability < 1 - DOUBT:
            yield _flag("doubtful_link", pair, "Held to be one person, and may be two")
        elif not one and pair.probability >= DOUBT:
            yield _flag("possible_duplicate", pair, "Held to be two people, and may be one")
    yield from _shared_identifiers(linkage, group)


def _flag(kind: str, pair: RecordPair, what: str) -> PersonFlag:
    why = f"{what} (probability {pair.probability:.2f}): {'; '.join(pair.reasons)}."
    return PersonFlag(kind, pair.left_record, pair.right_record, pair.probability, why)  # type: ignore[arg-type]


def _shared_identifiers(linkage: PeopleLinkage, group: Mapping[str, int]) -> Iterator[PersonFlag]:
    holders: dict[str, dict[int, str]] = {}
    for record in linkage.records:
        for identifier in record.identifiers:
            holders.setdefault(identifier, {}).setdefault(group[record.record_id], record.record_id)
    known = {(p.left_record, p.right_record): p.probability for p in linkage.pairs}
    for identifier, by_person in sorted(holders.items()):
        first, *others = sorted(by_person.values())
        for other in others:
            why = f"Two people have the identifier {identifier}: a slip, or one person after all."
            yield PersonFlag("shared_identifier", first, other, known.get((first, other), 0.0), why)


def lists_of(linkage: PeopleLinkage) -> tuple[str, ...]:
    """The lists by name, with the fullest first."""
    counts = Counter(r.list_name for r in linkage.records)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
