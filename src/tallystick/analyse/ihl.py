"""Questions of humanitarian law that an incident raises, with the facts for and against. Never an answer.

Which facts raise which question is data: vocabulary/ihl_question.yml, by the rules of the ICRC study.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tallystick.analyse.facts import Told, facts_of
from tallystick.model.finding import Circumstance, Fact, Question, Status
from tallystick.model.judgement import QuestionJudgement
from tallystick.model.run import Run
from tallystick.vocabulary import Term, load_terms

STATUS: Mapping[str, Status] = {"confirmed": "confirmed", "rejected": "rejected", "withdrawn": "proposed"}


def ask_questions(
    run: Run, circumstances: Sequence[Circumstance], judgements: Sequence[QuestionJudgement] = ()
) -> tuple[Question, ...]:
    """Every question that an incident of the run raises, by incident in the order of the run.

    `proposed` by rule until a person confirms or rejects it; the latest judgement holds, and one on a question that no
    rule proposes (any more) is kept with the facts there are.
    """
    claims = {c.claim_id: c for c in run.claims}
    assessments = {a.incident_id: a for a in run.assessments}
    by_claim: dict[str, list[Circumstance]] = defaultdict(list)
    for circumstance in circumstances:
        by_claim[circumstance.claim_id].append(circumstance)
    asked: list[Question] = []
    for incident in run.incidents:
        own = [c for claim_id in incident.claim_ids for c in by_claim.get(claim_id, ())]
        told = Told(incident, assessments[incident.incident_id], claims, own)
        asked += _questions(incident.incident_id, facts_of(told), judgements)
    return tuple(asked)


def _questions(
    incident_id: str, facts: Mapping[str, Fact], judgements: Sequence[QuestionJudgement]
) -> Iterator[Question]:
    for code, term in load_terms("ihl_question").items():
        judged = [j for j in judgements if (j.incident_id, j.question) == (incident_id, code)]
        raised = [f for f in term.fact("raised_by") if f in facts]
        if not (raised and _holds(term, facts)) and (not judged or judged[-1].verdict == "withdrawn"):
            continue
        yield Question(
            incident_id=incident_id,
            question=code,
            facts_for=_listed(term, "for", facts),
            facts_against=_listed(term, "against", facts),
            status=STATUS[judged[-1].verdict] if judged else "proposed",
            why=_why(raised, judged),
            judgement_ids=tuple(j.judgement_id for j in judged),
        )


def _holds(term: Term, facts: Mapping[str, Fact]) -> bool:
    return all(f in facts for f in term.fact("needs") or ())


def _listed(term: Term, side: str, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    return tuple(facts[f] for f in term.fact(side) if f in facts)


def _why(raised: Sequence[str], judged: Sequence[QuestionJudgement]) -> str:
    if judged and judged[-1].verdict != "withdrawn":
        return f"{judged[-1].verdict.capitalize()} by {judged[-1].reviewer}: {judged[-1].reason}"
    named = ", ".join(load_terms("ihl_fact")[f].en for f in raised)
    return f"Proposed by rule, for reports tell of this: {named}." if raised else "Raised by a person and withdrawn."
