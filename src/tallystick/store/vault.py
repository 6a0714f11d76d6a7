"""The vault: reports, judgements and who handled them. Things are added; nothing is changed or taken out."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select

from tallystick.model.judgement import Judgement, QuestionJudgement
from tallystick.model.report import Report
from tallystick.store import intake
from tallystick.store.canonical import canonical_json, digest, from_json, to_json
from tallystick.store.database import Database, open_database, reading, writing, written
from tallystick.store.errors import StoreError, VaultWriteError
from tallystick.store.evidence import Original, object_path, write_object
from tallystick.store.intake import AddedReport, Prepared
from tallystick.store.log import Checkpoint, append, checkpoint_of, moment, whole_body
from tallystick.store.migrations import bring_up_to_date, create_tables
from tallystick.store.read_only import mark_read_only, require_writable
from tallystick.store.schema import judgements, log, originals, reports

CustodyKind = Literal[
    "exported", "read_out", "backed_up", "restored", "checkpoint_handed_out", "custodian_named", "note"
]
SourceKind = Literal["source_added", "source_read", "source_erased"]
JUDGEMENT_KINDS: dict[type, str] = {Judgement: "judgement_added", QuestionJudgement: "question_judged"}
"""What the log calls an entry, by the kind of judgement in it."""
BATCH = 1000
PAGE = 500


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """Somebody handled the material: what was done, to what, and why, in words for the chain of custody."""

    kind: CustodyKind
    subject: str
    """What was handled: a report id, a run id, the hash of an original, `claims of run-…`."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Vault:
    """The inputs of one project. Every method that writes returns only when what it wrote is safely on the disk."""

    database: Database
    evidence: Path
    actor: str
    clock: Callable[[], datetime] = utc_now

    def keep_original(self, data: bytes | Path, name: str) -> Original:
        """Keep a file as it came, under its hash, and note it in the log; keeping it twice changes nothing."""
        with self._guarded():
            original = write_object(self.evidence, data, intake.storable_name(name))
        written(self.database, lambda connection: self._note_original(connection, original))
        return original

    def add_reports(self, found: Iterable[Report], original: Original | None = None) -> tuple[AddedReport, ...]:
        """Add reports, each once: same id and text is already there, same id with another text is a conflict.

        Batches of 1,000 are each one transaction. `original` is the kept file they came from, for reports that do
        not name theirs; an original that is not in the vault is an UnknownOriginalError.
        """
        waiting = iter(found)
        results: list[AddedReport] = []
        while batch := list(islice(waiting, BATCH)):
            prepared = [intake.prepare(report, original) for report in batch]
            # A page is written twice, to the journal and to its place, and the tables take their part.
            needed = 3 * sum(len(p.body.encode()) for p in prepared)
            results += written(self.database, partial(self._add_batch, prepared), needed)
        return tuple(results)

    def add_judgement(self, judgement: Judgement | QuestionJudgement) -> None:
        """Add what a person decided; adding the same one again changes nothing."""
        kind, body = JUDGEMENT_KINDS[type(judgement)], canonical_json(to_json(judgement))
        written(self.database, lambda connection: self._judge(connection, judgement.judgement_id, kind, body))

    def record_custody(self, event: CustodyEvent) -> None:
        """Note in the log that somebody handled the material."""
        self._note(event.kind, {"subject": event.subject, "detail": event.detail})

    def record_export(self, subject: str) -> None:
        """Note in the log that something of the record was handed out."""
        self.record_custody(CustodyEvent("exported", subject))

    def record_source(self, kind: SourceKind, pseudonym: str, says: str) -> None:
        """Note what was done with a confidential source: its commitment when added, else the purpose or reason."""
        self._note(kind, {"pseudonym": pseudonym, "says": says})

    def source_commitment(self, pseudonym: str) -> str | None:
        """What the log committed to when the source was added; None when it never was."""
        query = select(log.c.body).where(log.c.kind == "source_added").order_by(log.c.seq)
        with reading(self.database) as connection:
            entries = [intake.parsed(body) for body in connection.scalars(query)]
        return next((str(e["says"]) for e in entries if e["pseudonym"] == pseudonym), None)

    def load_reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Reports in the order of their ids, page by page, so that nobody is locked out meanwhile."""
        if ids is None:
            return self._stream_reports()
        return self._pick_reports(sorted(set(ids)))

    def load_judgements(self) -> tuple[Judgement, ...]:
        """All judgements on pairs of claims, in the order in which they were made."""
        return tuple(from_json(Judgement, body) for body in self._judged(Judgement))

    def load_question_judgements(self) -> tuple[QuestionJudgement, ...]:
        """All judgements on questions about incidents, in the order in which they were made; no run depends on them."""
        return tuple(from_json(QuestionJudgement, body) for body in self._judged(QuestionJudgement))

    def _judged(self, judgement: type) -> list[Any]:
        query = select(log).join(judgements, judgements.c.seq == log.c.seq).order_by(log.c.seq)
        wanted = query.where(log.c.kind == JUDGEMENT_KINDS[judgement])
        with reading(self.database) as connection:
            return [intake.parsed(whole_body(row)) for row in connection.execute(wanted)]

    def read_original(self, sha256: str) -> bytes:
        """The bytes of a kept original."""
        return object_path(self.evidence, sha256).read_bytes()

    def count_reports(self) -> int:
        """How many reports there are."""
        with reading(self.database) as connection:
            return connection.scalar(select(func.count()).select_from(reports)) or 0

    def checkpoint(self) -> Checkpoint:
        """The state of the log now: its size, the root of its tree and its last link."""
        with reading(self.database) as connection:
            return checkpoint_of(connection.scalars(select(log.c.leaf_hash).order_by(log.c.seq)))

    def vault_id(self) -> str:
        """The name that the vault's first entry gave it."""
        with reading(self.database) as connection:
            body = connection.scalar(select(log.c.body).where(log.c.seq == 1))
        return str(intake.parsed(body or "{}").get("vault_id", ""))

    def inputs_hash(self) -> str:
        """A hash of what a run derives from: reports and judgements on pairs, in whatever order they came."""
        with reading(self.database) as connection:
            of_reports = select(log.c.body).join(reports, reports.c.seq == log.c.seq).order_by(reports.c.report_id)
            of_judgements = select(log.c.body).where(log.c.kind == JUDGEMENT_KINDS[Judgement]).order_by(log.c.seq)
            hashes = [[digest(body) for body in connection.scalars(q)] for q in (of_reports, of_judgements)]
        return digest(canonical_json(hashes))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Originals are written only while the vault may be; a drive that fails makes it read-only."""
        require_writable(self.database.file)
        try:
            yield
        except OSError as error:
            said = f"the disk failed while an original was kept ({error.strerror})"
            mark_read_only(self.database.file, said)
            raise VaultWriteError(f"{said}; nothing of this step is kept") from error

    def _note(self, kind: str, content: dict[str, str]) -> None:
        body = canonical_json(content)
        written(self.database, lambda connection: self._append(connection, [(kind, body)]))

    def _note_original(self, connection: Connection, original: Original) -> None:
        known = select(originals.c.seq).where(originals.c.sha256 == original.sha256)
        if connection.execute(known).first() is None:
            body = to_json(original)
            (seq,) = self._append(connection, [("original_kept", canonical_json(body))])
            connection.execute(insert(originals), [{**body, "seq": seq}])

    def _add_batch(self, prepared: Sequence[Prepared], connection: Connection) -> list[AddedReport]:
        return intake.add_batch(connection, prepared, partial(self._append, connection))

    def _judge(self, connection: Connection, judgement_id: str, kind: str, body: str) -> None:
        query = select(log.c.body).join(judgements, judgements.c.seq == log.c.seq)
        there = connection.scalar(query.where(judgements.c.judgement_id == judgement_id))
        if there is None:
            (seq,) = self._append(connection, [(kind, body)])
            connection.execute(insert(judgements), [{"judgement_id": judgement_id, "seq": seq}])
        elif there != body:
            raise StoreError(f"judgement {judgement_id} is already there with other content; add a new one")

    def _append(self, connection: Connection, items: Sequence[tuple[str, str]]) -> list[int]:
        return append(connection, moment(self.clock()), self.actor, items)

    def _stream_reports(self) -> Iterator[Report]:
        last, size = "", self.checkpoint().size
        query = select(log, reports.c.report_id).join(reports, reports.c.seq == log.c.seq).where(log.c.seq <= size)
        while True:
            page = query.where(reports.c.report_id > last).order_by(reports.c.report_id).limit(PAGE)
            with reading(self.database) as connection:
                rows = connection.execute(page).all()
            yield from (intake.report_of(whole_body(row)) for row in rows)
            if len(rows) < PAGE:
                return
            last = rows[-1].report_id

    def _pick_reports(self, ids: Sequence[str]) -> Iterator[Report]:
        query = select(log).join(reports, reports.c.seq == log.c.seq).order_by(reports.c.report_id)
        for start in range(0, len(ids), PAGE):
            with reading(self.database) as connection:
                rows = connection.execute(query.where(reports.c.report_id.in_(ids[start : start + PAGE]))).all()
            yield from (intake.report_of(whole_body(row)) for row in rows)


def create_vault(path: Path, evidence: Path, actor: str, clock: Callable[[], datetime] = utc_now) -> Vault:
    """Make an empty vault whose first entry names it; on one that is already there, just open it."""
    path.touch(mode=0o600)
    database = open_database(path)
    with writing(database) as connection:
        if create_tables(connection):
            body = canonical_json({"vault_id": secrets.token_hex(16)})
            append(connection, moment(clock()), actor, [("vault_created", body)])
    return Vault(database, evidence, actor, clock)


def open_vault(path: Path, evidence: Path, actor: str, clock: Callable[[], datetime] = utc_now) -> Vault:
    """Open a vault, bringing its tables up to date when an older version wrote it."""
    database = open_database(path)
    bring_up_to_date(database)
    return Vault(database, evidence, actor, clock)
