"""Invented Russian reports and statements with annotations of our own (tests/extract/russian), read and counted."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tallystick.evaluate.claims import read_documents
from tallystick.extract import read_claims
from tests.extract.reading import place_names

FOLDER = Path(__file__).parent / "russian"
WANTED = 0.75


def entry(outcome: str, group: str, low: int, high: int | None) -> tuple[str, str, int, int | None]:
    return (outcome, "persons" if group in ("civilians", "people") else group, low, high)


def annotations() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "annotations.jsonl").read_text("utf-8").splitlines()]


def test_russian_figures_reach_the_wanted_f1() -> None:
    gold = {a["doc_id"]: a["attacks"] for a in annotations()}
    right = said = true = 0
    for report in read_documents(FOLDER / "documents.jsonl"):
        wanted = Counter(
            entry(c["outcome"], c["group"], c["min"], c["max"]) for a in gold[report.report_id] for c in a["casualties"]
        )
        claims = [c for c in read_claims(report, place_names()).claims if c.scope == "attack"]
        found = Counter(entry(f.outcome, f.group, f.toll.min, f.toll.max) for c in claims for f in c.casualties)
        right += (wanted & found).total()
        said, true = said + found.total(), true + wanted.total()
    assert 2 * right / (said + true) >= WANTED


def test_there_are_at_least_forty_russian_texts_and_every_quote_is_in_its_text() -> None:
    texts = {r.report_id: r.text for r in read_documents(FOLDER / "documents.jsonl")}
    assert len(texts) >= 40
    for annotated in annotations():
        for attack in annotated["attacks"]:
            for quoted in [*attack["casualties"], *attack["places"]]:
                assert quoted["quote"] in texts[annotated["doc_id"]]
