"""What parties say of one incident, each statement side by side with what independent origins tell of it."""

from dataclasses import dataclass

from tallystick.model.incident import Incident
from tallystick.model.position import Position, PositionTest, overall_result
from tallystick.publish.anchors import anchor_of, report_anchor, reports_anchor
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, Sentence, reports_figure, sentence_figures
from tallystick.publish.passages import Mark, quote_of
from tallystick.publish.quotes import Quote
from tallystick.publish.wording import counted, day_in_words, direction
from tallystick.vocabulary import label, load_terms

RESULTS = {
    "agrees": "agrees with other accounts",
    "contradicted": "contradicted",
    "mixed": "some accounts agree, some contradict",
    "not_testable": "not testable",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a party, and what its tests say."""

    anchor: str
    actor: str
    says: str
    means: str
    quote: Quote
    result: str
    result_code: str
    tests: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements about one incident, and how many general ones cover it as well."""

    rows: tuple[Statement, ...]
    general: tuple[Figure, ...]
    """Per party: how many of its statements about all its strikes this incident was held against."""


def statements_of(book: Casebook, incident: Incident) -> Statements:
    """What parties say of an incident, by party; statements that say the same in other reports stand beside it."""
    tests = book.position_tests.get(incident.incident_id, {})
    spoken = sorted((book.positions[p] for p in tests), key=lambda p: (p.speaker, p.type, p.position_id))
    rows = tuple(_row(book, incident, p, tests[p.position_id]) for p in spoken if p.scope != "all_strikes")
    general: dict[str, int] = {}
    for position in spoken:
        if position.scope == "all_strikes":
            general[position.speaker] = general.get(position.speaker, 0) + 1
    covering = [f"{label('actor', a)}: {counted(n, 'general statement')}" for a, n in sorted(general.items())]
    return Statements(rows, tuple(reports_figure(incident, words) for words in covering))


def _row(book: Casebook, incident: Incident, position: Position, tests: list[PositionTest]) -> Statement:
    term, result = load_terms("party_position")[position.type], overall_result(t.result for t in tests)
    return Statement(
        anchor=f"{anchor_of(incident.incident_id)}.{anchor_of(position.position_id)}",
        actor=label("actor", position.speaker),
        says=term.en,
        means=term.definition,
        quote=_quote(book, incident, position),
        result=RESULTS[result],
        result_code=result,
        tests=tuple(sentence_figures(book, incident, t.why) for t in tests),
    )


def _quote(book: Casebook, incident: Incident, position: Position) -> Quote:
    """The sentence of the statement, linked to its report in the incident, if the report stands there."""
    report_id = position.report_id
    held = report_id in incident.report_ids
    anchor = report_anchor(incident.incident_id, report_id) if held else reports_anchor(incident.incident_id)
    language, published = book.language_of(report_id), book.published(report_id)
    return Quote(
        segments=quote_of(book.reports[report_id].text, [Mark(position.span, "denial", anchor)]),
        language=language,
        direction=direction(language),
        publisher=book.publisher_of(report_id),
        published=day_in_words(published) if published else None,
        anchor=anchor,
    )
