-- Frozen: vaults were made with these very words, and verify compares what they made. A later change is a later file.

CREATE SCHEMA IF NOT EXISTS tallystick

CREATE TABLE tallystick.log (
  seq BIGINT NOT NULL PRIMARY KEY,
  at TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  prev TEXT COLLATE "C" NOT NULL,
  leaf_hash TEXT COLLATE "C" NOT NULL UNIQUE
)

CREATE TABLE tallystick.originals (
  sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  sha512 TEXT COLLATE "C" NOT NULL,
  size BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL UNIQUE REFERENCES tallystick.log (seq)
)

CREATE TABLE tallystick.reports (
  report_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  text_sha256 TEXT COLLATE "C" NOT NULL,
  original_sha256 TEXT COLLATE "C" REFERENCES tallystick.originals (sha256),
  seq BIGINT NOT NULL UNIQUE REFERENCES tallystick.log (seq)
)

CREATE TABLE tallystick.judgements (
  judgement_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL UNIQUE REFERENCES tallystick.log (seq)
)

CREATE TABLE tallystick.about (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value TEXT COLLATE "C" NOT NULL
)

CREATE FUNCTION tallystick.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_TABLE_NAME || ' is append-only';
END
$$

CREATE FUNCTION tallystick.refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM tallystick.log) THEN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
      MESSAGE = 'log entries follow each other without a gap';
  END IF;
  RETURN NEW;
END
$$

CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tallystick.log
FOR EACH STATEMENT EXECUTE FUNCTION tallystick.refuse_change()

CREATE TRIGGER log_gap_free BEFORE INSERT ON tallystick.log
FOR EACH ROW EXECUTE FUNCTION tallystick.refuse_gap()

CREATE TRIGGER originals_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tallystick.originals
FOR EACH STATEMENT EXECUTE FUNCTION tallystick.refuse_change()

CREATE TRIGGER reports_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tallystick.reports
FOR EACH STATEMENT EXECUTE FUNCTION tallystick.refuse_change()

CREATE TRIGGER judgements_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tallystick.judgements
FOR EACH STATEMENT EXECUTE FUNCTION tallystick.refuse_change()

ALTER TABLE tallystick.log ENABLE ALWAYS TRIGGER log_no_change

ALTER TABLE tallystick.log ENABLE ALWAYS TRIGGER log_gap_free

ALTER TABLE tallystick.originals ENABLE ALWAYS TRIGGER originals_no_change

ALTER TABLE tallystick.reports ENABLE ALWAYS TRIGGER reports_no_change

ALTER TABLE tallystick.judgements ENABLE ALWAYS TRIGGER judgements_no_change
