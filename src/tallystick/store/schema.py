"""The tables of the vault: the log, which is the record, and projections of it that make it quick to ask.

They are made by the numbered files in `migrations_sql`; a test holds these names and columns to them.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()
Whole = BigInteger().with_variant(Integer, "sqlite")
"""Sizes and numbers of entries, which PostgreSQL's INTEGER would cut at two thousand million."""

# The record. `prev` and `leaf_hash` chain the entries; `body` is canonical JSON.
log = Table(
    "log",
    metadata,
    Column("seq", Whole, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("leaf_hash", Text, nullable=False, unique=True),
)


def _entry() -> "Column[int]":
    return Column("seq", Whole, ForeignKey("log.seq"), nullable=False, unique=True)


originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("sha512", Text, nullable=False),
    Column("size", Whole, nullable=False),
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
