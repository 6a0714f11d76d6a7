"""Every span of every field is the very text it claims to be."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tallystick.evaluate.claims import read_documents
from tallystick.extract import read_claims
from tallystick.extract.clean import clean_text, in_order
from tallystick.extract.furniture import find_furniture
from tallystick.model.claim import Claim, Span
from tallystick.model.report import Report
from tests.conftest import SHARED
from tests.extract.reading import place_names

RUSSIAN = Path(__file__).parent / "russian" / "documents.jsonl"
MESSY = [
    "Copy link to Tweet\n\nعاجل | مقـ ـتل 3 مدنيين بغار.ة على #معرة_النعمان\u200f وإصابة ٧ آخرين\n"
    "Back to top ↑\nالله يرحمهم",
    "Page nameMarch 1 · Shared with Publicاستـ.ـشهاد طفلين بقصـ.ـف على قريـة كفرنبل.All reactions:12 comments",
    "Three ki*lled in an att*ack on Idlib. ﷺ İstanbul — “two” wounded.\nRelated articles\nTen killed elsewhere",
]


def demo_reports() -> Iterator[Report]:
    lines = files("tallystick.demo").joinpath("reports.jsonl").read_text("utf-8").splitlines()
    return (Report(d["doc_id"], d["text"], language=d["language"]) for d in map(json.loads, lines))


def spans(claim: Claim) -> Iterator[Span]:
    for field in (claim.places, claim.perpetrators, claim.targets, claim.munitions, claim.casualties):
        yield from (thing.span for thing in field)
    if claim.trigger:
        yield claim.trigger
    if claim.authority:
        yield claim.authority.span
    if claim.date and claim.date.span:
        yield claim.date.span


def assert_spans_hold(report: Report) -> int:
    held = 0
    for claim in read_claims(report, place_names()).claims:
        for span in spans(claim):
            words = span.of(report.text)
            assert span.end <= len(report.text)
            assert words == words.strip()
            assert any(letter.isalnum() for letter in words), words
            held += 1
        for place in claim.places:
            assert place.name == place.span.of(report.text)
        if claim.authority:
            assert claim.authority.name == claim.authority.span.of(report.text)
    return held


def test_spans_hold_over_the_demo_digests() -> None:
    assert sum(map(assert_spans_hold, demo_reports())) > 200


def test_spans_hold_over_invented_texts() -> None:
    messy = (Report(f"messy-{i}", text) for i, text in enumerate(MESSY))
    assert sum(map(assert_spans_hold, [*read_documents(RUSSIAN), *messy])) > 100


@pytest.mark.gold
@pytest.mark.parametrize("name", ["syria", "news"])
def test_spans_hold_over_the_annotated_reports(name: str) -> None:
    reports = read_documents(SHARED / "data" / "gold" / f"{name}.documents.jsonl")
    assert sum(map(assert_spans_hold, reports)) > 300


@pytest.mark.parametrize("text", MESSY)
def test_clean_text_keeps_the_order_of_the_original(text: str) -> None:
    clean = clean_text(text, find_furniture(text))
    assert clean.offsets is not None
    assert len(clean.offsets) == len(clean.text)
    assert in_order(clean.offsets)


def test_a_claim_has_the_same_id_in_every_reading() -> None:
    for report in demo_reports():
        first, second = (read_claims(report, place_names()).claims for _ in range(2))
        assert [c.claim_id for c in first] == [c.claim_id for c in second]
        assert len({c.claim_id for c in first}) == len(first)
