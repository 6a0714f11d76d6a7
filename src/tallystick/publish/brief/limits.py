"""The sections of a brief that say what is asked and what cannot be told."""

from collections.abc import Sequence

from tallystick.model.finding import SummedToll
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.brief.sums import incident_figure, open_incidents
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, Sentence, bound_figure
from tallystick.publish.wording import counted, days_in_words, language_in_words, listed, place_in_words
from tallystick.vocabulary import load_terms


def questions_section(material: Material) -> Section:
    """Questions of humanitarian law by how many incidents raise them, and in how many a fact against is told."""
    rows = [row for code in load_terms("ihl_question") if (row := _question_row(material, code))]
    if not rows:
        return Section("questions", "Questions for counsel", (("No incident raises one by rule.",),))
    header = ("Question", "ICRC customary rules", "Incidents", "With facts against")
    return Section("questions", "Questions for counsel", table=Table(header, tuple(rows)), after=(_judged(material),))


def limits_section(material: Material, toll: SummedToll) -> Section:
    """What the reports do not tell, each with how many incidents or reports it concerns."""
    book, lines = material.book, []
    told = set(toll.from_incidents)
    gaps: Sequence[tuple[tuple[str, ...], str]] = (
        (tuple(i for i in material.incident_ids if i not in told), "How many civilians were killed in {}."),
        (open_incidents(book, toll), "How many at most in {}: no account bounds the number from above."),
        (_undetermined(material), "Which party it was in {}: the evidence does not tell them apart."),
        (_unnamed(material), "Who was responsible in {}: no account names a party."),
        (_unplaced(material), "Where it was in {}."),
    )
    for incident_ids, words in gaps:
        if incident_ids:
            before, _, after = words.partition("{}")
            lines.append((before, incident_figure(book, incident_ids, counted(len(incident_ids), "incident")), after))
    return Section(
        "limits", "What cannot be told", (*_outweighing(material, toll), *lines, *_outside(material), *_unread(book))
    )


def _outweighing(material: Material, toll: SummedToll) -> list[Sentence]:
    """The incident that holds more of the sum than all others together: a reader must look at it before quoting."""
    book = material.book
    ranges = {i: book.assessments[i].range_of(toll.outcome, toll.group) for i in toll.from_incidents}
    lows = {i: r.min for i, r in ranges.items() if r is not None and r.min}
    largest = max(lows, key=lambda i: (lows[i], i), default=None)
    found = ranges[largest] if largest else None
    if largest is None or found is None or len(lows) < 3 or lows[largest] * 2 <= toll.min:
        return []
    incident = next(i for i in book.incidents if i.incident_id == largest)
    words = f" killed, {place_in_words(incident.place)}, {days_in_words(incident.days)}"
    why = ", is one attack’s number: it is more than all other incidents together."
    return [("Whether ", bound_figure(book, incident, found, "min"), words, why)]


def _question_row(material: Material, code: str) -> tuple[Sentence, ...]:
    asked = [q for q in material.questions if q.question == code and q.status != "rejected"]
    if not asked:
        return ()
    against = tuple(q.incident_id for q in asked if q.facts_against)
    term = load_terms("ihl_question")[code]
    return (
        (term.en,),
        (", ".join(map(str, term.fact("rules"))),),
        (incident_figure(material.book, tuple(q.incident_id for q in asked)),),
        (incident_figure(material.book, against) if against else "0",),
    )


def _judged(material: Material) -> Sentence:
    confirmed = tuple(q.incident_id for q in material.questions if q.status == "confirmed")
    if not confirmed:
        return ("Proposed by rule from what reports say; confirmed by nobody. None is a finding of law.",)
    figure = Figure(str(len(confirmed)), incident_figure(material.book, confirmed).claim_ids, "incidents", "confirmed")
    return (figure, " confirmed by a person as worth asking, the others proposed by rule. None is a finding of law.")


def _undetermined(material: Material) -> tuple[str, ...]:
    return tuple(
        i
        for i in material.incident_ids
        if any(a.role == "undetermined" for a in material.book.assessments[i].attribution)
    )


def _unnamed(material: Material) -> tuple[str, ...]:
    return tuple(i for i in material.incident_ids if not material.book.assessments[i].attribution)


def _unplaced(material: Material) -> tuple[str, ...]:
    return tuple(i.incident_id for i in material.book.incidents if i.place is None)


def _outside(material: Material) -> list[Sentence]:
    """Incidents that a period asked for leaves out because nobody tells their day."""
    if material.selection.days is None:
        return []
    undated = tuple(i.incident_id for i in material.whole.incidents if i.days is None)
    if not undated:
        return []
    figure = incident_figure(Casebook(material.whole), undated, counted(len(undated), "incident"))
    return [
        (
            "When it was: ",
            figure,
            " of unknown day is left out." if len(undated) == 1 else " of unknown day are left out.",
        )
    ]


def _unread(book: Casebook) -> list[Sentence]:
    unread = [r.report_id for r in book.run.readings if r.unread]
    if not unread:
        return []
    languages = sorted({language_in_words(book.language_of(r)) for r in unread})
    figure = Figure(counted(len(unread), "report"), (), "unread", "kept and not read")
    return [("What stands in ", figure, f" kept and not read ({listed(languages[:6])}).")]
