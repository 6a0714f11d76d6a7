"""Hold what parties say about their own strikes beside what independent origins say about the same attacks.

A statement about one attack is tested on that attack; a general one on all incidents attributed to the party in its
period. Nothing here changes a count, a grade or an origin.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tallystick.analyse.position_evidence import Bearing, Testimony, bearing
from tallystick.analyse.position_links import Links
from tallystick.analyse.position_words import reason, reason_untested
from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.position import Matter, Position, PositionRow, PositionSheet, PositionTest, overall_result

MATTERS: Mapping[str, tuple[Matter, ...]] = {
    "denies_all": ("strike",),
    "denies_location": ("place",),
    "denies_civilian_harm": ("civilian_harm", "women_and_children"),
    "denies_weapon": ("munition",),
    "asserts_military_target": ("object",),
    "concedes": ("deaths_conceded",),
}
"""What each type of statement can be tested on; a type that is missing here says nothing that could be tested."""


def weigh_positions(
    positions: Sequence[Position], incidents: Sequence[Incident], claims: Mapping[str, Claim]
) -> tuple[PositionTest, ...]:
    """Every statement tested on each matter it speaks of, by position id."""
    testimony = Testimony(positions, claims)
    links = Links(incidents, claims, testimony.is_told_apart)

    made: dict[tuple[object, ...], Bearing] = {}

    def weighed(position: Position, matter: Matter, incident: Incident) -> Bearing:
        key = (*_question(position), matter, incident.incident_id)
        if key not in made:
            made[key] = bearing(position, matter, testimony.origins(incident, position.speaker))
        return made[key]

    tests: list[PositionTest] = []
    for position in sorted(positions, key=lambda p: p.position_id):
        meant = links.of(position)
        for matter in MATTERS.get(position.type, ()):
            found = [(i, weighed(position, matter, i)) for i in meant]
            tests.append(_test(position, matter, found, claims))
        if position.type not in MATTERS:
            tests.append(_untested(position, "none", meant, "it says nothing that could be tested"))
    return tuple(tests)


def position_sheets(positions: Sequence[Position], tests: Sequence[PositionTest]) -> tuple[PositionSheet, ...]:
    """The test sheet of each party, by actor code. Give a selection of either to get the sheet of a period."""
    speakers = {p.position_id: p.speaker for p in positions}
    held: dict[str, list[PositionTest]] = defaultdict(list)
    for test in tests:
        if test.position_id in speakers:
            held[test.position_id].append(test)
    rows: dict[str, list[PositionRow]] = defaultdict(list)
    for position_id in sorted(held):
        row = PositionRow(position_id, overall_result(t.result for t in held[position_id]), tuple(held[position_id]))
        rows[speakers[position_id]].append(row)
    return tuple(_sheet(speaker, rows[speaker]) for speaker in sorted(rows))


def _sheet(speaker: str, rows: Sequence[PositionRow]) -> PositionSheet:
    counts = Counter(r.result for r in rows)
    return PositionSheet(
        speaker, tuple(rows), counts["agrees"], counts["contradicted"], counts["mixed"], counts["not_testable"]
    )


def _question(position: Position) -> tuple[object, ...]:
    """All that the test of a statement depends on besides the attack, so that like statements are weighed once."""
    return position.speaker, position.conceded, tuple(sorted({m.type for m in position.munitions}))


def _test(
    position: Position, matter: Matter, found: Sequence[tuple[Incident, Bearing]], claims: Mapping[str, Claim]
) -> PositionTest:
    told = [(i, b) for i, b in found if b.told]
    agreeing = [b for _, b in told if b.agreeing]
    contradicting = [b for _, b in told if b.contradicting]
    if not agreeing and not contradicting:
        return _untested(position, matter, [i for i, _ in found], reason_untested(position, matter, found))
    return PositionTest(
        position_id=position.position_id,
        matter=matter,
        result="mixed" if agreeing and contradicting else "agrees" if agreeing else "contradicted",
        incident_ids=tuple(i.incident_id for i, _ in found),
        incidents_agreeing=len(agreeing),
        incidents_contradicting=len(contradicting),
        origins_agreeing=sum(len(b.agreeing) for b in agreeing),
        origins_contradicting=sum(len(b.contradicting) for b in contradicting),
        agreeing=_shown(position, [b.agreeing for b in agreeing]),
        contradicting=_shown(position, [b.contradicting for b in contradicting]),
        why=reason(position, matter, told, claims),
    )


def _shown(position: Position, claims: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The claims of every origin; of a general statement one for each incident, which leads to the others."""
    return tuple(sorted({c for held in claims for c in (held[:1] if position.scope == "all_strikes" else held)}))


def _untested(position: Position, matter: Matter, meant: Sequence[Incident], why: str) -> PositionTest:
    ids = tuple(i.incident_id for i in meant)
    return PositionTest(position.position_id, matter, "not_testable", ids, 0, 0, 0, 0, (), (), f"Not testable: {why}.")
