"""Questions for counsel: proposed by rule with facts on both sides, decided by people, answered by nobody here."""

import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from tallystick.analyse import ask_questions
from tallystick.model.finding import Circumstance, Question
from tallystick.model.judgement import QuestionJudgement, QuestionVerdict
from tallystick.vocabulary import load_terms
from tests.analyse.small_run import incident, run
from tests.factory import SOMEWHERE, by, claim, killed

CLINIC = claim(
    "a", killed(12), targets=["medical_facility", "military"], perpetrators=[by("russia"), by("russia", "denied")]
)


def questions(*circumstances: Circumstance, judged: tuple[QuestionJudgement, ...] = ()) -> dict[str, Question]:
    asked = ask_questions(run([(incident("i", CLINIC), [CLINIC])]), circumstances, judged)
    return {q.question: q for q in asked}


def judgement(verdict: QuestionVerdict, number: int, question: str = "medical") -> QuestionJudgement:
    at = datetime(2026, 1, number, tzinfo=UTC)
    return QuestionJudgement(f"j-{number}", "i", question, verdict, "A lawyer", at, "Two witnesses agree.")


def test_a_clinic_hit_raises_the_medical_question_with_facts_on_both_sides() -> None:
    medical = questions(Circumstance("military_absent", "a", SOMEWHERE))["medical"]
    assert [f.code for f in medical.facts_for] == ["medical_object", "military_denied"]
    assert [f.code for f in medical.facts_against] == ["military_object", "strike_denied"]
    assert all(f.claim_ids == ("a",) for f in (*medical.facts_for, *medical.facts_against))
    assert medical.status == "proposed"


def test_questions_carry_the_rules_of_the_icrc_study_that_the_methods_name() -> None:
    rules = {code: term.fact("rules") for code, term in load_terms("ihl_question").items()}
    assert rules == {
        "distinction": [1, 7], "indiscriminate": [11, 12, 13], "proportionality": [14], "precautions": [15],
        "medical": [25, 28, 29], "relief": [31, 32], "journalists": [34], "cultural": [38], "indispensable": [54],
        "incendiary": [84, 85],
    }  # fmt: skip


def test_every_fact_that_a_question_names_is_a_fact() -> None:
    for term in load_terms("ihl_question").values():
        named = {*term.fact("raised_by"), *term.fact("for"), *term.fact("against"), *(term.fact("needs") or ())}
        assert named <= set(load_terms("ihl_fact")), term.code


def test_no_question_is_raised_by_an_attack_of_which_nothing_is_told() -> None:
    bare = claim("b")
    assert ask_questions(run([(incident("i", bare), [bare])]), ()) == ()


def test_only_a_person_confirms_and_a_withdrawal_makes_it_a_proposal_again() -> None:
    confirmed = questions(judged=(judgement("confirmed", 1),))["medical"]
    assert (confirmed.status, confirmed.judgement_ids) == ("confirmed", ("j-1",))
    assert "A lawyer" in confirmed.why
    withdrawn = questions(judged=(judgement("confirmed", 1), judgement("withdrawn", 2)))["medical"]
    assert withdrawn.status == "proposed"


def test_a_question_that_a_person_raises_is_kept_though_no_rule_proposes_it() -> None:
    asked = questions(judged=(judgement("confirmed", 1, "cultural"),))
    assert asked["cultural"].status == "confirmed"


SPOKEN = ("templates", "vocabulary", "publish", "analyse", "reconcile", "estimate")


@pytest.mark.parametrize("room", SPOKEN)
def test_no_word_of_ours_calls_anything_a_crime(room: str) -> None:
    folder = files("tallystick").joinpath("publish/templates" if room == "templates" else room)
    for resource in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".yml", ".j2"}):  # type: ignore[attr-defined]
        text = resource.read_text("utf-8")
        assert not re.search(r"\bcrim(e|es|inal)\b|جريمة|جرائم|преступлени", text, re.IGNORECASE), resource
