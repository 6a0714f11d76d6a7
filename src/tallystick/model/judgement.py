"""What a person decided. Judgements are rows that are added, never edited; they outrank every score."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["same", "different", "withdrawn"]
QuestionVerdict = Literal["confirmed", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reviewer's word on whether two claims speak of the same attack.

    The latest judgement on a pair holds; `withdrawn` takes an earlier one back.
    """

    judgement_id: str
    left_claim: str
    right_claim: str
    verdict: Verdict
    reviewer: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionJudgement:
    """A reviewer's word on whether a question about an incident is worth putting to counsel. It answers nothing.

    The latest judgement on a question holds; `withdrawn` takes an earlier one back.
    """

    judgement_id: str
    incident_id: str
    question: str
    """A code of the vocabulary `ihl_question`."""
    verdict: QuestionVerdict
    reviewer: str
    at: datetime
    reason: str
