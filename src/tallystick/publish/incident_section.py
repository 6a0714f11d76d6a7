"""All that the page says of one incident, in the order it says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.model.claim import Claim, Outcome, Span
from tallystick.model.incident import Assessment, Incident
from tallystick.publish.anchors import anchor_of, passage_anchor, reports_anchor
from tallystick.publish.casebook import Casebook
from tallystick.publish.evidence import OriginGroup, origin_groups
from tallystick.publish.figures import (
    Figure,
    RangeFigure,
    Sentence,
    day_figure,
    range_figure,
    reports_figure,
    sentence_figures,
)
from tallystick.publish.parties import PartySection, party_sections
from tallystick.publish.ranges import (
    OUTCOMES,
    BoundSection,
    GroupRow,
    LeftOutRow,
    bound_sections,
    group_rows,
    headline_range,
    left_out_rows,
    outcomes_told,
)
from tallystick.publish.statements import Statements, statements_of
from tallystick.publish.wording import counted, days_in_words, place_in_words, radius_in_words
from tallystick.vocabulary import label, load_terms

TOPICS = {"attribution": "responsible", "date": "day", "linked": "joined", "identity": "kept"}
"""What people read for a topic; other topics are read as they are."""
REASON_APART = ("grade", "strike_status")


@dataclass(frozen=True, slots=True)
class Headline:
    """One outcome in large figures."""

    outcome: str
    group: str
    figure: RangeFigure


@dataclass(frozen=True, slots=True)
class Reason:
    """A decision with what it means and why it was taken; `code` None when it could not be taken."""

    code: str | None
    value: str
    means: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class IncidentSection:
    """One incident as the page shows it."""

    anchor: str
    place: str
    place_local: str | None
    kind: str
    days: Figure
    spot: Figure | None
    headlines: tuple[Headline, ...]
    bounds: tuple[BoundSection, ...]
    outcomes: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    left_out: tuple[LeftOutRow, ...]
    parties: tuple[PartySection, ...]
    statements: Statements
    denials: tuple[Figure, ...]
    """Parties that deny, each linked to its words; printed beside the deaths."""
    grade: Reason
    strike_status: Reason
    targets: tuple[Figure, ...]
    munitions: tuple[Figure, ...]
    cannot_tell: tuple[Sentence, ...]
    reasons: tuple[tuple[str, Sentence], ...]
    """(what was decided, why) of all but grade and strike status."""
    judgements: Figure | None
    reports_anchor: str
    origin_count: Figure
    report_count: Figure
    origins: tuple[OriginGroup, ...]


def incident_section(book: Casebook, incident: Incident) -> IncidentSection:
    """Everything the page says of an incident, every number with its claims."""
    assessment = book.assessments[incident.incident_id]
    parties = party_sections(book, incident, assessment)
    return IncidentSection(
        anchor=anchor_of(incident.incident_id),
        place=place_in_words(incident.place),
        place_local=incident.place.name_local if incident.place else None,
        kind=label("attack_kind", incident.kind),
        days=day_figure(book, incident, incident.days, days_in_words(incident.days)),
        spot=_spot(book, incident),
        headlines=_headlines(book, incident, assessment),
        bounds=bound_sections(book, incident, headline_range(assessment, "killed")),
        outcomes=tuple(label("outcome", o) for o in outcomes_told(assessment)),
        groups=group_rows(book, incident, assessment),
        left_out=left_out_rows(book, incident, assessment),
        parties=parties,
        statements=statements_of(book, incident),
        denials=tuple(p.denial for p in parties if p.denial),
        grade=_reason(book, incident, assessment, ("grade", assessment.grade)),
        strike_status=_reason(book, incident, assessment, ("strike_status", assessment.strike_status)),
        targets=_things(book, incident, "target", assessment.targets),
        munitions=_things(book, incident, "munition", assessment.munitions),
        cannot_tell=tuple(sentence_figures(book, incident, s, of_people=True) for s in assessment.cannot_tell),
        reasons=_reasons(book, incident, assessment),
        judgements=reports_figure(incident, counted(len(incident.judgement_ids), "judgement"))
        if incident.judgement_ids
        else None,
        reports_anchor=reports_anchor(incident.incident_id),
        origin_count=reports_figure(incident, counted(len(incident.origins), "independent origin")),
        report_count=reports_figure(incident, counted(len(incident.report_ids), "report")),
        origins=origin_groups(book, incident),
    )


def _headlines(book: Casebook, incident: Incident, assessment: Assessment) -> tuple[Headline, ...]:
    """Deaths always, even when nobody says a number; other outcomes and fighters when somebody does."""
    shown = []
    told = outcomes_told(assessment)
    outcomes: tuple[Outcome, ...] = told if "killed" in told else ("killed", *told)
    for outcome in outcomes:
        toll = headline_range(assessment, outcome)
        group = toll.group if toll else "people"
        shown.append(Headline(outcome, label("casualty_group", group), range_figure(book, incident, toll)))
    return tuple(shown)


def _spot(book: Casebook, incident: Incident) -> Figure | None:
    """How exactly the place is known, linked to the words that name it."""
    place = incident.place
    if place is None:
        return None
    words = f"{label('place_precision', place.precision)}, within {radius_in_words(place.radius_m)}"
    for claim in _claims(book, incident):
        for named in claim.places:
            if named.place and named.place.gazetteer_id == place.gazetteer_id:
                return Figure(words, (claim.claim_id,), passage_anchor(claim.claim_id, named.span), "the place")
    return reports_figure(incident, words)


def _things(book: Casebook, incident: Incident, field: str, codes: Sequence[str]) -> tuple[Figure, ...]:
    """Objects hit or weapons, each linked to the first words that name it."""
    said: dict[str, tuple[str, Span]] = {}
    for claim in _claims(book, incident):
        for thing in claim.targets if field == "target" else claim.munitions:
            said.setdefault(thing.type, (claim.claim_id, thing.span))
    return tuple(_thing(incident, label(field, code), said.get(code)) for code in codes)


def _thing(incident: Incident, words: str, said: tuple[str, Span] | None) -> Figure:
    if said is None:
        return reports_figure(incident, words)
    claim_id, span = said
    return Figure(words, (claim_id,), passage_anchor(claim_id, span), "as named")


def _judgements(incident: Incident) -> Figure | None:
    number = len(incident.judgement_ids)
    return reports_figure(incident, counted(number, "judgement")) if number else None


def _reasons(book: Casebook, incident: Incident, assessment: Assessment) -> tuple[tuple[str, Sentence], ...]:
    told = dict(incident.why + assessment.why)
    ranges = [(r.outcome, r.why) for r in assessment.ranges if r.outcome not in told]
    shown = [(t, why) for t, why in dict.fromkeys((*assessment.why, *ranges, *incident.why)) if t not in REASON_APART]
    return tuple(
        (TOPICS.get(topic, topic), sentence_figures(book, incident, why, of_people=topic in OUTCOMES))
        for topic, why in shown
        if why
    )


def _reason(book: Casebook, incident: Incident, assessment: Assessment, decided: tuple[str, str | None]) -> Reason:
    topic, code = decided
    why = sentence_figures(book, incident, dict(assessment.why).get(topic, ""))
    if code is None:
        return Reason(None, "not graded", "", why)
    term = load_terms(topic)[code]
    return Reason(code, term.en, term.definition, why)


def _claims(book: Casebook, incident: Incident) -> list[Claim]:
    return [book.claims[c] for c in incident.claim_ids]
