"""The tables of the vault: the log, which is the record, and projections of it that make it quick to ask."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()

# The record. `prev` and `leaf_hash` chain the entries; `body` is canonical JSON.
log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("leaf_hash", Text, nullable=False, unique=True),
)


def _entry() -> "Column[int]":
    return Column("seq", Integer, ForeignKey("log.seq"), nullable=False, unique=True)


originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("sha512", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("name", Text, nullable=False),
    _entry(),
)

reports = Table(
    "reports",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("text_sha256", Text, nullable=False),
    Column("original_sha256", Text, ForeignKey("originals.sha256")),
    _entry(),
)

judgements = Table(
    "judgements",
    metadata,
    Column("judgement_id", Text, primary_key=True),
    _entry(),
)

about = Table(
    "about",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

APPEND_ONLY = ("log", "originals", "reports", "judgements")


def trigger_statements() -> tuple[str, ...]:
    """SQLite's guards: nothing is changed or taken out, and the log has no gaps."""
    guards = [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    gap_free = (
        "CREATE TRIGGER log_gap_free BEFORE INSERT ON log "
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log) "
        "BEGIN SELECT RAISE(ABORT, 'log entries follow each other without a gap'); END"
    )
    return (*guards, gap_free)
