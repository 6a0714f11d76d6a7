"""Annotated reports as claims: what linking would get from an extraction without faults."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tallystick.locate import Gazetteer, locate_claims
from tallystick.model.claim import (
    Authority,
    Casualties,
    Claim,
    ClaimedActor,
    ClaimedDate,
    ClaimedMunition,
    ClaimedPlace,
    ClaimedTarget,
    Span,
)
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tallystick.model.when import Days

Json = dict[str, Any]
SETS = ("syria", "news")


@dataclass(frozen=True, slots=True)
class GoldAttack:
    """An annotated attack as a claim, and the key of the event it belongs to."""

    event: str
    claim: Claim


def read_gold(shared: Path, reports: dict[str, Report], name: str, gazetteer: Gazetteer) -> list[GoldAttack]:
    """The annotated attacks of one set, located; `reports` must hold the annotated reports."""
    found = []
    for line in (shared / "data" / "gold" / f"{name}.annotations.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        report = reports[entry["doc_id"]]
        claims = [_claim(report, n, attack) for n, attack in enumerate(entry["attacks"])]
        located = locate_claims(claims, gazetteer)
        found += [GoldAttack(a["event"], c) for a, c in zip(entry["attacks"], located, strict=True)]
    return found


def read_published(shared: Path, name: str) -> dict[str, date]:
    """The days on which the annotated reports were published, as the annotator read them."""
    lines = (shared / "data" / "gold" / f"{name}.annotations.jsonl").read_text("utf-8").splitlines()
    found = ((e["doc_id"], e["published"]) for e in map(json.loads, lines))
    return {doc_id: date.fromisoformat(day[:10]) for doc_id, day in found if day}


def read_reports(path: Path) -> dict[str, Report]:
    """The reports of a JSON lines file, as `tallystick add` would take them."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return {line["doc_id"]: _report(line) for line in lines}


def _report(line: Json) -> Report:
    published = line.get("published")
    return Report(
        report_id=line["doc_id"],
        text=line["text"],
        title=line.get("title"),
        url=line.get("url"),
        publisher=line.get("publisher"),
        published=date.fromisoformat(published[:10]) if published else None,
        raw_publication_date=line.get("raw_publication_date") or None,
        language=line.get("language"),
        source_type=line.get("source_type"),
    )


def _claim(report: Report, number: int, attack: Json) -> Claim:
    find = _Finder(report.text)
    trigger = attack.get("trigger")
    return Claim(
        claim_id=f"gold-{report.report_id}-{number}",
        report_id=report.report_id,
        extractor="gold",
        kind=attack["kind"],
        trigger=find.span(trigger) if trigger else None,
        date=find.date(attack["date"]),
        places=tuple(ClaimedPlace(p["quote"], p["role"], find.span(p["quote"])) for p in attack["places"]),
        perpetrators=tuple(
            ClaimedActor(p["actor"], p["stance"], find.span(p["quote"])) for p in attack["perpetrators"]
        ),
        targets=tuple(ClaimedTarget(t["type"], find.span(t["quote"])) for t in attack["targets"]),
        munitions=tuple(ClaimedMunition(m["type"], find.span(m["quote"])) for m in attack["munitions"]),
        casualties=tuple(find.casualties(attack["casualties"])),
        authority=Authority(attack["authority"], find.span(attack["authority"])) if attack["authority"] else None,
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """Where quotes stand in a text: a quote that occurs often is taken at its first place."""

    text: str

    def span(self, quote: str | None) -> Span:
        start = self.text.find(quote) if quote else -1
        return Span(0, 1) if start < 0 or not quote else Span(start, start + len(quote))

    def date(self, entry: Json | None) -> ClaimedDate | None:
        if entry is None:
            return None
        days = Days(date.fromisoformat(entry["start"]), date.fromisoformat(entry["end"]))
        return ClaimedDate(days, self.span(entry["quote"]) if entry.get("quote") else None)

    def casualties(self, entries: Sequence[Json]) -> Iterator[Casualties]:
        for c in entries:
            yield Casualties(c["outcome"], c["group"], Toll(c["min"], c["max"]), self.span(c["quote"]), c["partial"])
