"""How well statements of parties are read, against annotated texts.

An annotated text is one JSON line: `text` (or the `id` of a report of the demo), `published`, `publisher`, and
`positions`, each with `type`, `scope`, `speaker`, the `quote` it is told in and, where deaths are conceded, `min` and
`max`. A text without positions is a trap: claims of victims, denials by others, threats, background.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tallystick import demo
from tallystick.extract import PlaceNames, read_claims
from tallystick.locate import load_gazetteer
from tallystick.model.position import Position
from tallystick.model.report import Report


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the positions a person found in it."""

    report: Report
    positions: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PositionScores:
    """Counts over all texts. A finding is right when type and speaker are those of an annotated statement that its
    words meet or stand in one sentence with; its scope is judged only then."""

    annotated: int
    found: int
    right: int
    right_scope: int
    right_toll: int
    tolls: int
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    misread: tuple[str, ...]
    """One line for each missed, added or wrongly scoped statement."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall on type and speaker; 1 when there was nothing to find."""
        return 2 * self.right / (self.annotated + self.found) if self.annotated + self.found else 1.0

    @property
    def scope_accuracy(self) -> float:
        """Share of the rightly found statements whose scope is right too; 1 when none was found."""
        return self.right_scope / self.right if self.right else 1.0


def read_annotated(path: Path) -> list[Annotated]:
    """The annotated texts of a JSON lines file."""
    known = {r["doc_id"]: r for r in map(json.loads, demo.reports_path().read_text("utf-8").splitlines())}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_annotated(line, known.get(line["id"], {})) for line in lines]


def measure_positions(texts: Iterable[Annotated], names: PlaceNames) -> PositionScores:
    """Read every text and compare what is found with what is annotated."""
    annotated = found = right = scope = tolls = right_tolls = 0
    missed: list[str] = []
    extra: list[str] = []
    misread: list[str] = []
    for text in texts:
        positions = read_claims(text.report, names).positions
        pairs = list(_paired(text, positions))
        annotated, found, right = annotated + len(text.positions), found + len(positions), right + len(pairs)
        scope += sum(g["scope"] == p.scope for g, p in pairs)
        tolls += sum("min" in g for g, _ in pairs)
        right_tolls += sum("min" in g and _toll(p) == (g["min"], g["max"]) for g, p in pairs)
        kept = [p.position_id for _, p in pairs]
        missed += [_line(text, g) for g in text.positions if not any(g is h for h, _ in pairs)]
        extra += [_found_line(text, p) for p in positions if p.position_id not in kept]
        misread += [f"{_line(text, g)} read as {p.scope}" for g, p in pairs if g["scope"] != p.scope]
    return PositionScores(
        annotated, found, right, scope, right_tolls, tolls, tuple(missed), tuple(extra), tuple(misread)
    )


def _annotated(line: dict[str, Any], known: dict[str, Any]) -> Annotated:
    facts = known | line
    published = facts.get("published")
    report = Report(
        line["id"],
        facts["text"],
        publisher=facts.get("publisher"),
        published=date.fromisoformat(published) if published else None,
        language=facts.get("language"),
        source_type=facts.get("source_type"),
    )
    return Annotated(report, tuple(line["positions"]))


def _paired(text: Annotated, positions: Sequence[Position]) -> Iterator[tuple[dict[str, Any], Position]]:
    """Annotated statements with the finding of the same type and speaker, one to one, the same scope preferred."""
    left = list(positions)
    for gold in text.positions:
        alike = [p for p in left if (p.type, p.speaker) == (gold["type"], gold["speaker"]) and _meets(text, gold, p)]
        if alike:
            best = min(alike, key=lambda p: p.scope != gold["scope"])
            left.remove(best)
            yield gold, best


def _meets(text: Annotated, gold: dict[str, Any], position: Position) -> bool:
    start = text.report.text.index(gold["quote"])
    end = start + len(gold["quote"])
    if position.span.start < end and start < position.span.end:
        return True
    between = text.report.text[min(end, position.span.end) : max(start, position.span.start)]
    return not any(mark in between for mark in (". ", "؟", "!", "\n"))


def _toll(position: Position) -> tuple[int | None, int | None]:
    return (position.conceded.min, position.conceded.max) if position.conceded else (None, None)


def _line(text: Annotated, gold: dict[str, Any]) -> str:
    return f"{text.report.report_id}: {gold['type']} {gold['scope']} {gold['speaker']}: {gold['quote']}"


def _found_line(text: Annotated, position: Position) -> str:
    words = position.span.of(text.report.text)
    return f"{text.report.report_id}: {position.type} {position.scope} {position.speaker}: {words}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Scores of every annotated file of a folder, and what was missed, added or wrongly scoped."""
    parser = argparse.ArgumentParser(prog="tallystick.evaluate.positions", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="JSON lines files of annotated texts, say tests/extract/positions")
    parser.add_argument("--limit", type=int, default=5, help="how many misses of each file to show")
    chosen = parser.parse_args(arguments)
    names = PlaceNames.build(load_gazetteer().names())
    for path in sorted(chosen.folder.glob("*.jsonl")):
        scores = measure_positions(read_annotated(path), names)
        sys.stdout.write(
            f"{path.stem}: {scores.annotated} statements, {scores.found} found, {scores.right} right, "
            f"F1 {scores.f1:.3f}, scope {scores.scope_accuracy:.3f}\n"
        )
        for kind, lines in (("missed", scores.missed), ("extra", scores.extra), ("scope", scores.misread)):
            sys.stdout.writelines(f"  {kind:<7} {line:.150}\n" for line in lines[: chosen.limit])
