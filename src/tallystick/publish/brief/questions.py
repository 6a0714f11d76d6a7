"""The questions of humanitarian law incident by incident, each with the facts told for and against it."""

from collections.abc import Sequence

from tallystick.model.finding import Fact, Question
from tallystick.model.incident import Incident
from tallystick.publish.anchors import anchor_of
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import days_in_words, place_in_words
from tallystick.vocabulary import load_terms

_TITLE = "Questions for counsel, incident by incident"
_HEADER = ("Incident", "Question", "Told for it", "Told against it", "Status")
_AFTER = "Each fact leads to the account that tells it. Proposed: by rule; confirmed: a person finds it worth asking."


def question_list_section(material: Material) -> Section:
    """A row per question that is not rejected, by day of its incident; for the full report, too long for a brief."""
    asked: dict[str, list[Question]] = {}
    for question in material.questions:
        if question.status != "rejected":
            asked.setdefault(question.incident_id, []).append(question)
    rows = tuple(_row(i, q) for i in material.book.incidents for q in asked.get(i.incident_id, ()))
    if not rows:
        return Section("question-list", _TITLE, (("No incident raises one by rule.",),))
    return Section("question-list", _TITLE, table=Table(_HEADER, rows), after=((_AFTER,),))


def _row(incident: Incident, question: Question) -> tuple[Sentence, ...]:
    words = f"{place_in_words(incident.place)}, {days_in_words(incident.days, short=True)}"
    term = load_terms("ihl_question")[question.question]
    return (
        (Figure(words, incident.claim_ids, anchor_of(incident.incident_id), "the incident"),),
        (term.en,),
        _facts(question.facts_for),
        _facts(question.facts_against),
        (question.status if question.status == "proposed" else question.why,),
    )


def _facts(facts: Sequence[Fact]) -> Sentence:
    pieces: list[Figure | str] = []
    for fact in facts:
        words = fact.says.removesuffix(".")
        anchor = anchor_of(fact.claim_ids[0]) if fact.claim_ids else "incidents"
        pieces += ["; " if pieces else "", Figure(words, fact.claim_ids, anchor, "as told")]
    return tuple(pieces) or ("nothing told",)
