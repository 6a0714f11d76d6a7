"""The section of a brief on what the parties say of their own strikes, each statement beside what others tell."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallystick.model.position import Position, PositionSheet, PositionTest
from tallystick.publish.anchors import anchor_of
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.brief.sums import incident_figure
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import counted
from tallystick.vocabulary import label

MOST_ROWS = 9
MOST_SHEETS = 4
QUOTED = 6
TITLE = "What the parties say, and its test"
RESULTS = (
    ("agrees", "agree with other accounts"),
    ("contradicted", "contradicted"),
    ("mixed", "both"),
    ("not_testable", "not testable"),
)
_HEADER = ("Party and statement", "Told in", "Accounts against it", "Accounts for it")
_AFTER = (
    "An account is one independent origin telling of one incident. A denial lowers no count, and no test says who lies."
)

Spoken = tuple[Position, tuple[PositionTest, ...]]
"""A statement with its tests."""


def positions_section(material: Material) -> Section:
    """Per party how its statements fare, then the statements by kind and scope with the accounts on both sides."""
    if not material.sheets:
        return Section("positions", TITLE, (("No statement of a party on these incidents was read.",),))
    ordered = sorted(material.sheets, key=lambda s: (-len(s.rows), s.speaker))
    lines = tuple(_sheet_line(material, sheet) for sheet in ordered[:MOST_SHEETS])
    rows = tuple(_row(material, spoken) for spoken in _groups(material)[:MOST_ROWS])
    table = Table(_HEADER, rows) if rows else None
    return Section("positions", TITLE, lines, table, ((_AFTER,),))


def _sheet_line(material: Material, sheet: PositionSheet) -> Sentence:
    by_result = [(words, [r.position_id for r in sheet.rows if r.result == result]) for result, words in RESULTS]
    pieces: list[Figure | str] = [f"{_party(sheet.speaker)}: "]
    pieces += [_statements(material, [r.position_id for r in sheet.rows], "statement"), " ("]
    for at, (words, ids) in enumerate((words, ids) for words, ids in by_result if ids):
        pieces += [", " if at else "", _statements(material, ids), f" {words}"]
    return (*pieces, ").")


def _groups(material: Material) -> list[list[Spoken]]:
    """Statements of one party, kind and scope together; those on all strikes first, then by accounts on both sides."""
    positions = {p.position_id: p for p in material.run.positions}
    groups: dict[tuple[str, ...], list[Spoken]] = defaultdict(list)
    for sheet in material.sheets:
        for row in sheet.rows:
            spoken = positions[row.position_id], row.tests
            if any(t.result != "not_testable" for t in row.tests):
                groups[_key(*spoken)].append(spoken)
    return sorted(groups.values(), key=_rank)


def _rank(group: Sequence[Spoken]) -> tuple[bool, int, str]:
    position = group[0][0]
    return position.scope != "all_strikes", -_weight(_strongest(group)), position.position_id


def _key(position: Position, tests: Sequence[PositionTest]) -> tuple[str, ...]:
    about = () if position.scope == "all_strikes" else tuple(sorted({i for t in tests for i in t.incident_ids}))
    return position.speaker, position.type, *about


def _strongest(group: Sequence[Spoken]) -> PositionTest:
    return max((t for _, tests in group for t in tests), key=lambda t: (_weight(t), t.position_id))


def _weight(test: PositionTest) -> int:
    return test.origins_contradicting + test.origins_agreeing


def _row(material: Material, group: Sequence[Spoken]) -> tuple[Sentence, ...]:
    position, test = group[0][0], _strongest(group)
    name = f"{_party(position.speaker)}: {label('party_position', position.type)}"
    return (
        (f"{name}, {_scope(material, position, test)}",),
        (_statements(material, [p.position_id for p, _ in group], "statement"),),
        _accounts(material, test, "contradicting"),
        _accounts(material, test, "agreeing"),
    )


def _party(code: str) -> str:
    return "A party not named" if code == "unknown" else label("actor", code)


def _scope(material: Material, position: Position, test: PositionTest) -> str:
    if position.scope == "all_strikes":
        return "all strikes"
    places = [i.place.name for i in material.book.incidents if i.incident_id in test.incident_ids and i.place]
    return ", ".join(dict.fromkeys(places)) or "one attack"


def _accounts(material: Material, test: PositionTest, side: str) -> Sentence:
    claims = test.contradicting if side == "contradicting" else test.agreeing
    number = test.origins_contradicting if side == "contradicting" else test.origins_agreeing
    incidents = test.incidents_contradicting if side == "contradicting" else test.incidents_agreeing
    if not claims:
        return ("0",)
    figure = Figure(str(number), claims, anchor_of(claims[0]), test.why)
    held = dict.fromkeys(i.incident_id for c in claims if (i := material.book.incident_of.get(c)) is not None)
    return (figure, " in ", incident_figure(material.book, tuple(held), counted(incidents, "incident")))


def _statements(material: Material, position_ids: Sequence[str], noun: str | None = None) -> Figure:
    """How many statements, with the words of the first few; it rests on the claims of the reports that carry them."""
    positions = {p.position_id: p for p in material.run.positions}
    told = [positions[i] for i in position_ids]
    claims = dict.fromkeys(c.claim_id for p in told for c in material.book.claims_of(p.report_id))
    anchor = anchor_of(next(iter(claims))) if claims else f"silent.{anchor_of(told[0].report_id)}"
    words = counted(len(told), noun) if noun else str(len(told))
    return Figure(words, tuple(claims), anchor, "; ".join(_quotes(material.book, told[:QUOTED])))


def _quotes(book: Casebook, told: Sequence[Position]) -> Iterator[str]:
    for position in told:
        words = " ".join(position.span.of(book.reports[position.report_id].text).split())
        yield f"{book.publisher_of(position.report_id)}: “{words}”"
