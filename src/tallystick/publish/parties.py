"""Who is named as responsible for an incident, by whom, and what the named party says to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.model.incident import Assessment, Attribution, Incident
from tallystick.publish.anchors import reports_anchor
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, reports_figure
from tallystick.publish.quotes import Voices, actor_marks, field_marks, voices
from tallystick.publish.wording import counted, listed
from tallystick.vocabulary import label, load_terms

QUOTES_PER_PARTY = 2
DENIALS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PartySection:
    """A party named as responsible, who names it, and its denial or admission beside that."""

    actor: str
    role: str
    role_means: str
    origins: Figure
    named: Voices
    denied: Voices
    admitted: Voices

    @property
    def denial(self) -> Figure | None:
        """The party's name, linked to the first words of its denial."""
        if not self.denied.quotes:
            return None
        return Figure(self.actor, (), self.denied.quotes[0].anchor, "the words of the denial")


def party_sections(book: Casebook, incident: Incident, assessment: Assessment) -> tuple[PartySection, ...]:
    """A section per party, in the order of the assessment; then those that deny and are named by nobody here."""
    named = tuple(_party(book, incident, a) for a in assessment.attribution)
    known = {a.actor for a in assessment.attribution}
    return named + tuple(
        _denier(book, incident, actor, claim_ids)
        for actor, claim_ids in sorted(_denials(book, incident).items())
        if actor not in known
    )


def responsible(assessment: Assessment) -> str:
    """Who is named as responsible, in words; parties that the evidence cannot tell apart are joined by "or"."""
    named = [a for a in assessment.attribution if a.claim_ids or a.admitted_by_claims]
    told = [label("actor", a.actor) for a in named if a.role != "undetermined"]
    untold = [label("actor", a.actor) for a in named if a.role == "undetermined"]
    return listed([*told, *filter(None, [" or ".join(untold)])]) or "nobody named"


def _party(book: Casebook, incident: Incident, named: Attribution) -> PartySection:
    term = load_terms("attribution_role")[named.role]
    claims = [c for c in named.claim_ids if c not in named.admitted_by_claims]
    return PartySection(
        actor=label("actor", named.actor),
        role=term.en,
        role_means=term.definition,
        origins=Figure(
            counted(named.origins, "origin"),
            named.claim_ids,
            reports_anchor(incident.incident_id),
            "the origins",
        ),
        named=_said(book, claims, named.actor, denied=False),
        denied=_said(book, named.denied_by_claims, named.actor, denied=True),
        admitted=_said(book, named.admitted_by_claims, named.actor, denied=False),
    )


def _denier(book: Casebook, incident: Incident, actor: str, claim_ids: Sequence[str]) -> PartySection:
    nobody = Voices((), ())
    return PartySection(
        actor=label("actor", actor),
        role="named by nobody here",
        role_means="Reports carry its denial, and none of them names it as responsible.",
        origins=reports_figure(incident, counted(0, "origin")),
        named=nobody,
        denied=_said(book, claim_ids, actor, denied=True),
        admitted=nobody,
    )


def _denials(book: Casebook, incident: Incident) -> dict[str, list[str]]:
    """By actor, the claims of the incident that carry its denial."""
    denied: dict[str, list[str]] = {}
    for claim_id in (*incident.claim_ids, *incident.joint_claim_ids):
        for actor in sorted({p.actor for p in book.claims[claim_id].perpetrators if p.stance == "denied"}):
            denied.setdefault(actor, []).append(claim_id)
    return denied


def _said(book: Casebook, claim_ids: Sequence[str], actor: str, *, denied: bool) -> Voices:
    claims = [book.claims[c] for c in claim_ids]
    marks = [actor_marks(c, actor, denied=denied) or field_marks(c, "denial" if denied else "actor") for c in claims]
    return voices(book, zip(claims, marks, strict=True), DENIALS_SHOWN if denied else QUOTES_PER_PARTY)
