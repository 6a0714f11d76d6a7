"""How reports enter: which are new, which are there already, and which contradict one that is there."""

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from tallystick.model.report import Report
from tallystick.store.canonical import canonical_json, from_json, to_json
from tallystick.store.errors import UnknownOriginalError, VaultDamagedError
from tallystick.store.evidence import Original
from tallystick.store.schema import originals, reports

AddStatus = Literal["added", "already_there", "conflict"]
Append = Callable[[Sequence[tuple[str, str]]], list[int]]
MAX_ID = 500
ASK_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AddedReport:
    """What became of one report that was handed in, and why."""

    report_id: str
    status: AddStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report as it would enter the log; `refused` says why it cannot."""

    report_id: str
    text_sha256: str
    original_sha256: str | None
    body: str
    refused: str | None


def prepare(report: Report, original: Original | None) -> Prepared:
    """The log entry of a report, worked out before any lock is taken."""
    if report.original_sha256 is None and original is not None:
        report = dataclasses.replace(report, original_sha256=original.sha256)
    refused = _why_not(report)
    body = "" if refused else canonical_json(to_json(report))
    return Prepared(report.report_id, report.text_sha256, report.original_sha256, body, refused)


def add_batch(connection: Connection, batch: Sequence[Prepared], append: Append) -> list[AddedReport]:
    """Add one batch inside the caller's transaction; the answers are in the order of the batch."""
    known = _known_texts(connection, [p.report_id for p in batch if p.refused is None])
    _require_originals(connection, {p.original_sha256 for p in batch if p.refused is None and p.original_sha256})
    answers, fresh = [], []
    for prepared in batch:
        answer = _answer(prepared, known)
        answers.append(answer)
        if answer.status == "added":
            known[prepared.report_id] = prepared.text_sha256
            fresh.append(prepared)
    if fresh:
        numbers = append([("report_added", p.body) for p in fresh])
        connection.execute(insert(reports), [_row(p, seq) for p, seq in zip(fresh, numbers, strict=True)])
    return answers


def report_of(body: str) -> Report:
    """The report in the body of a log entry."""
    return from_json(Report, parsed(body))


def parsed(body: str) -> Any:
    """The JSON in the body of a log entry; VaultDamagedError when it is none."""
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        raise VaultDamagedError("a log entry is damaged; run `tallystick verify` and restore a backup") from error


def storable_name(name: str) -> str:
    """A file name as text that every database can hold; it is shown to people and never used as a path."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")[:1000]


def _why_not(report: Report) -> str | None:
    if not report.report_id or len(report.report_id) > MAX_ID or not report.report_id.isprintable():
        return f"the report id must be 1 to {MAX_ID} printable characters; give it another doc_id"
    try:
        canonical_json(to_json(report)).encode()
    except UnicodeEncodeError:
        return "the report holds half a character (a lone surrogate); save the file as valid UTF-8"
    return None


def _answer(prepared: Prepared, known: dict[str, str]) -> AddedReport:
    if prepared.refused is not None:
        return AddedReport(prepared.report_id, "conflict", prepared.refused)
    there = known.get(prepared.report_id)
    if there is None:
        return AddedReport(prepared.report_id, "added", "new")
    if there == prepared.text_sha256:
        return AddedReport(prepared.report_id, "already_there", "the same text is already there under this id")
    reason = f"another text already has the id {prepared.report_id!r:.80}; the first was kept, give this one its own id"
    return AddedReport(prepared.report_id, "conflict", reason)


def _known_texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for start in range(0, len(ids), ASK_AT_ONCE):
        chosen = reports.c.report_id.in_(ids[start : start + ASK_AT_ONCE])
        rows = connection.execute(select(reports.c.report_id, reports.c.text_sha256).where(chosen))
        known.update((row.report_id, row.text_sha256) for row in rows)
    return known


def _require_originals(connection: Connection, wanted: set[str]) -> None:
    for sha256 in sorted(wanted):
        if connection.execute(select(originals.c.seq).where(originals.c.sha256 == sha256)).first() is None:
            raise UnknownOriginalError(f"no original {sha256} is kept here; keep the file before its reports")


def _row(prepared: Prepared, seq: int) -> dict[str, object]:
    return {
        "report_id": prepared.report_id,
        "text_sha256": prepared.text_sha256,
        "original_sha256": prepared.original_sha256,
        "seq": seq,
    }
