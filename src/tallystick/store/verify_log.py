"""The log, read from its first entry: is each one what its hash says, and does each follow from the one before?"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tallystick.model.judgement import Judgement, QuestionJudgement
from tallystick.model.report import Report
from tallystick.store.canonical import NotThisRecordError, canonical_json, from_json
from tallystick.store.evidence import Original
from tallystick.store.findings import Finding, error
from tallystick.store.log import NO_ENTRY, Entry
from tallystick.store.rows import Row, wrong_values

SEEN = {"exported", "read_out", "backed_up", "restored", "checkpoint_handed_out", "note", "clock_went_back"}
PUT_IN = {"vault_created", "original_kept", "report_added", "judgement_added", "question_judged"}
OF_SOURCES = {"source_added", "source_read", "source_erased", "custodian_named"}
KINDS = SEEN | PUT_IN | OF_SOURCES


@dataclass(slots=True)
class Told:
    """What the log tells: the rows that the other tables must have, and which sources there must be."""

    leaves: list[str] = field(default_factory=list)
    vault_id: str = ""
    originals: dict[str, tuple[object, ...]] = field(default_factory=dict)
    reports: dict[str, tuple[object, ...]] = field(default_factory=dict)
    judgements: dict[str, tuple[object, ...]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """Pseudonym → kind of its last entry that changed something."""
    clock_went_back: int = 0
    handed_out: list[str] = field(default_factory=list)
    """When checkpoints were handed out."""


def read_log(stored: Iterable[Row], told: Told) -> Iterator[Finding]:
    """Findings of the log, entry by entry; `told` is filled on the way."""
    prev, last_at, excused, count = NO_ENTRY, "", True, 0
    for count, row in enumerate(stored, start=1):
        if row.wrong:
            yield from wrong_values("log", row)
            told.leaves.append(NO_ENTRY)
            continue
        entry = Entry(*row.values)  # type: ignore[arg-type]  # checked just now
        subject = f"log entry {entry.seq}"
        yield from _check_links(entry, count, prev, subject)
        yield from _check_time(entry, last_at, excused, subject)
        yield from _check_content(entry, told, subject)
        told.leaves.append(entry.leaf_hash)
        prev, last_at, excused = entry.leaf_hash, entry.at, entry.kind == "clock_went_back"
    if count == 0:
        yield error("log.empty", "log")


def _check_links(entry: Entry, expected: int, prev: str, subject: str) -> Iterator[Finding]:
    if entry.seq != expected:
        yield error("log.gap", subject, f"expected {expected}")
    if entry.prev != prev:
        yield error("log.chain", subject)
    if entry.true_hash != entry.leaf_hash:
        yield error("log.hash", subject)


def _check_time(entry: Entry, last_at: str, excused: bool, subject: str) -> Iterator[Finding]:
    try:
        readable = entry.at.endswith("Z") and datetime.fromisoformat(entry.at).tzinfo is not None
    except ValueError:
        readable = False
    if not readable:
        yield error("log.time", subject, f"{entry.at!r:.40}")
    elif entry.at < last_at and not excused and entry.kind != "clock_went_back":
        yield error("log.clock", subject, f"{entry.at} after {last_at}")


def _check_content(entry: Entry, told: Told, subject: str) -> Iterator[Finding]:
    if entry.kind not in KINDS:
        yield error("log.kind", subject, f"{entry.kind!r:.40}")
        return
    if (entry.seq == 1) != (entry.kind == "vault_created"):
        yield error("log.first_entry", subject)
    try:
        body = json.loads(entry.body)
        if not isinstance(body, dict) or canonical_json(body) != entry.body:
            raise NotThisRecordError("not canonical")
        yield from _READERS.get(entry.kind, _read_nothing)(entry, body, told)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        yield error("log.body", subject, f"{fault!s:.100}")


def _read_nothing(entry: Entry, _body: Any, told: Told) -> Iterator[Finding]:
    if entry.kind == "clock_went_back":
        told.clock_went_back += 1
    if entry.kind == "checkpoint_handed_out":
        told.handed_out.append(entry.at)
    yield from ()


def _read_creation(_entry: Entry, body: Any, told: Told) -> Iterator[Finding]:
    told.vault_id = str(body["vault_id"])
    yield from ()


def _read_original(entry: Entry, body: Any, told: Told) -> Iterator[Finding]:
    kept = from_json(Original, body)
    row = (kept.sha256, kept.sha512, kept.size, kept.name, entry.seq)
    yield from _put_in(told.originals, kept.sha256, row, entry)


def _read_report(entry: Entry, body: Any, told: Told) -> Iterator[Finding]:
    report = from_json(Report, body)
    if report.original_sha256 is not None and report.original_sha256 not in told.originals:
        yield error("reports.original", f"log entry {entry.seq}", report.original_sha256)
    row = (report.report_id, report.text_sha256, report.original_sha256, entry.seq)
    yield from _put_in(told.reports, report.report_id, row, entry)


def _read_judgement(entry: Entry, body: Any, told: Told) -> Iterator[Finding]:
    judgement = from_json(Judgement, body)
    yield from _put_in(told.judgements, judgement.judgement_id, (judgement.judgement_id, entry.seq), entry)


def _read_question_judgement(entry: Entry, body: Any, told: Told) -> Iterator[Finding]:
    judgement = from_json(QuestionJudgement, body)
    yield from _put_in(told.judgements, judgement.judgement_id, (judgement.judgement_id, entry.seq), entry)


def _read_source(entry: Entry, body: Any, told: Told) -> Iterator[Finding]:
    pseudonym = str(body["pseudonym"])
    if entry.kind != "source_read":
        if entry.kind == "source_added" and pseudonym in told.sources:
            yield error("log.repeated", f"log entry {entry.seq}", pseudonym)
        told.sources[pseudonym] = entry.kind


def _put_in(known: dict[str, tuple[object, ...]], key: str, row: tuple[object, ...], entry: Entry) -> Iterator[Finding]:
    if key in known:
        yield error("log.repeated", f"log entry {entry.seq}", f"{key:.80}")
    else:
        known[key] = row


Reader = Callable[[Entry, Any, Told], Iterator[Finding]]
_READERS: dict[str, Reader] = {
    "vault_created": _read_creation,
    "original_kept": _read_original,
    "report_added": _read_report,
    "judgement_added": _read_judgement,
    "question_judged": _read_question_judgement,
    "source_added": _read_source,
    "source_read": _read_source,
    "source_erased": _read_source,
}
