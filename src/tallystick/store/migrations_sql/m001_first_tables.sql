-- Frozen: vaults were made with these very words, and verify compares them. A later change is a later file.

CREATE TABLE log (
  seq INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  leaf_hash TEXT NOT NULL UNIQUE
)

CREATE TABLE originals (
  sha256 TEXT NOT NULL PRIMARY KEY,
  sha512 TEXT NOT NULL,
  size INTEGER NOT NULL,
  name TEXT NOT NULL,
  seq INTEGER NOT NULL UNIQUE REFERENCES log (seq)
)

CREATE TABLE reports (
  report_id TEXT NOT NULL PRIMARY KEY,
  text_sha256 TEXT NOT NULL,
  original_sha256 TEXT REFERENCES originals (sha256),
  seq INTEGER NOT NULL UNIQUE REFERENCES log (seq)
)

CREATE TABLE judgements (
  judgement_id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE REFERENCES log (seq)
)

CREATE TABLE about (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
)

CREATE TRIGGER log_no_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'log is append-only'); END

CREATE TRIGGER log_no_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'log is append-only'); END

CREATE TRIGGER log_gap_free BEFORE INSERT ON log
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'log entries follow each other without a gap'); END

CREATE TRIGGER originals_no_update BEFORE UPDATE ON originals
BEGIN SELECT RAISE(ABORT, 'originals is append-only'); END

CREATE TRIGGER originals_no_delete BEFORE DELETE ON originals
BEGIN SELECT RAISE(ABORT, 'originals is append-only'); END

CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports
BEGIN SELECT RAISE(ABORT, 'reports is append-only'); END

CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports
BEGIN SELECT RAISE(ABORT, 'reports is append-only'); END

CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END

CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END
