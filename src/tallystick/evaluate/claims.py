"""Measure extraction on annotated reports: `python -m tallystick.evaluate.claims DATA`.

Runs extraction over DATA/data/gold, has DATA/score/score_claims.py score the claims, and lists the figures that are
missing or wrong, so that the causes can be seen.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tallystick.extract import PlaceNames, read_claims
from tallystick.locate import load_gazetteer
from tallystick.model.claim import Claim
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.publish.exports import claim_to_json

Json = dict[str, Any]
SETS = ("syria", "news")
FIELDS = ("casualties", "places", "perpetrators", "kinds", "dates")

Reader = Callable[[Report], Reading]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report, what an annotator read in it, and what extraction did."""

    report: Report
    gold: list[Json]
    claims: tuple[Claim, ...]


def read_documents(path: Path) -> list[Report]:
    """The reports of a `*.documents.jsonl`."""
    return [_report(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _report(line: Json) -> Report:
    published = line.get("published")
    return Report(
        report_id=line["doc_id"],
        text=line["text"],
        publisher=line.get("publisher"),
        published=date.fromisoformat(published[:10]) if published else None,
        raw_publication_date=line.get("raw_publication_date") or None,
        language=line.get("language"),
        source_type=line.get("source_type"),
    )


def read_annotated(folder: Path, name: str, read: Reader, half: str | None = None) -> list[Annotated]:
    """One annotated set, read by an extractor. `half` keeps the reports at even or odd positions only."""
    lines = (folder / f"{name}.annotations.jsonl").read_text("utf-8").splitlines()
    gold = {entry["doc_id"]: entry["attacks"] for entry in map(json.loads, lines)}
    reports = read_documents(folder / f"{name}.documents.jsonl")
    if half:
        reports = reports[half == "odd" :: 2]
    return [Annotated(r, gold[r.report_id], _attack_claims(read(r))) for r in reports]


def _attack_claims(reading: Reading) -> tuple[Claim, ...]:
    return tuple(c for c in reading.claims if c.scope == "attack")


def _reader(url: str | None, model: str | None) -> Reader:
    """The rules, or the model behind an endpoint when one is named, so that extractors can be compared."""
    if url and model:
        from tallystick.extract.llm import LlmEndpoint, read_claims_with_llm

        endpoint = LlmEndpoint(url, model)
        return lambda report: read_claims_with_llm(report, endpoint).reading
    names = PlaceNames.build(load_gazetteer([]).names())
    return lambda report: read_claims(report, names)


def score(script: Path, annotated: Sequence[Annotated]) -> str:
    """The table that the scoring script prints."""
    with tempfile.TemporaryDirectory() as folder:
        gold, claims = Path(folder, "gold.jsonl"), Path(folder, "claims.jsonl")
        _write_lines(gold, ({"doc_id": a.report.report_id, "attacks": a.gold} for a in annotated))
        _write_lines(claims, (claim_to_json(c, None) for a in annotated for c in a.claims))
        command = [sys.executable, str(script), str(gold), str(claims)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _write_lines(path: Path, lines: Iterable[Json]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def differences(annotated: Annotated, field: str) -> Iterator[tuple[str, tuple[Any, ...], str]]:
    """(missed or wrong, entry, words) for every entry of a field on which gold and extraction disagree."""
    gold, found = Counter[Any](), Counter[Any]()
    words: dict[Any, str] = {}
    text = annotated.report.text
    for attack in annotated.gold:
        for entry, quote in _entries(attack, field, text):
            gold[entry] += 1
            words[entry] = quote
    for claim in annotated.claims:
        for entry, quote in _entries(claim_to_json(claim, None), field, text):
            found[entry] += 1
            words.setdefault(entry, quote)
    if field != "casualties":
        gold, found = Counter(dict.fromkeys(gold, 1)), Counter(dict.fromkeys(found, 1))
    for entry in sorted((gold - found).elements(), key=repr):
        yield ("missed", entry, words[entry])
    for entry in sorted((found - gold).elements(), key=repr):
        yield ("wrong", entry, words[entry])


def _entries(attack: Json, field: str, text: str) -> Iterator[tuple[Any, str]]:
    if field == "casualties":
        for c in attack["casualties"]:
            group = "persons" if c["group"] in ("civilians", "people") else c["group"]
            yield (c["outcome"], group, c["min"], c["max"], "partial" if c["partial"] else "total"), _quote(c, text)
    elif field == "places":
        for p in attack["places"]:
            if p["role"] == "where":
                yield ((p.get("quote") or p.get("name")),), _quote(p, text)
    elif field == "perpetrators":
        for p in attack["perpetrators"]:
            yield (p["actor"], "denied" if p["stance"] == "denied" else "named"), _quote(p, text)
    elif field == "kinds":
        yield (attack["kind"],), attack["trigger"] if isinstance(attack["trigger"], str) else ""
    elif attack["date"]:
        yield (attack["date"]["start"], attack["date"]["end"]), _quote(attack["date"], text)


def _quote(entry: Json, text: str) -> str:
    if entry.get("quote"):
        return str(entry["quote"])
    span = entry.get("span")
    return text[max(0, span[0] - 25) : span[1] + 25].replace("\n", "⏎") if span else ""


def worst(annotated: Sequence[Annotated], field: str, limit: int) -> Iterator[str]:
    """Lines that name what was missed or wrong, grouped by cause (the entry without its numbers)."""
    causes: dict[tuple[str, ...], list[str]] = {}
    for item in annotated:
        for fault, entry, quote in differences(item, field):
            cause = (fault, *(str(part) for part in entry if field != "casualties" or isinstance(part, str)))
            causes.setdefault(cause if field in ("casualties", "perpetrators", "kinds") else (fault,), []).append(
                f"    {item.report.report_id[:18]} {entry} «{quote}»"
            )
    for cause, lines in sorted(causes.items(), key=lambda c: (-len(c[1]), c[0]))[:limit]:
        yield f"  {len(lines):4d} {' '.join(cause)}"
        yield from lines[:limit]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores of both development sets, and on demand the faults of one field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds data/gold and score/")
    parser.add_argument("--set", choices=SETS, action="append", dest="sets")
    parser.add_argument("--half", choices=("even", "odd"), help="only the reports at even or odd positions")
    parser.add_argument("--faults", choices=FIELDS, help="list what is missed or wrong in this field")
    parser.add_argument("--limit", type=int, default=12, help="causes, and examples per cause")
    parser.add_argument("--llm-url", help="measure a model behind an OpenAI-compatible endpoint instead of the rules")
    parser.add_argument("--llm-model")
    chosen = parser.parse_args(arguments)
    read = _reader(chosen.llm_url, chosen.llm_model)
    for name in chosen.sets or SETS:
        annotated = read_annotated(chosen.data / "data" / "gold", name, read, chosen.half)
        sys.stdout.write(f"\n{name}\n{score(chosen.data / 'score' / 'score_claims.py', annotated)}")
        if chosen.faults:
            sys.stdout.write("\n".join(worst(annotated, chosen.faults, chosen.limit)) + "\n")


if __name__ == "__main__":
    main()
