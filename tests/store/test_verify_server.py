"""Ways to spoil a vault on a server, most of them open to a superuser alone; each is found under its code."""

from pathlib import Path

import pytest

from tallystick.store.checkpoints import make_signing_key, write_checkpoint
from tallystick.store.dump import dump_log
from tallystick.store.errors import VaultDamagedError
from tallystick.store.project import Project
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.server import Server, database_of, server_of
from tests.store.spoiling import an_original, copied, good_project, overwrite, sql
from tests.store.test_verify import OURS_ALONE, SPOILED, Spoiler, beside, errors, script_accepts

OF_A_FILE = (
    "body as a blob", "size as text", "text that is not UTF-8", "guard dropped", "guard replaced", "trigger added",
    "table added", "database cut in half", "database replaced", "database emptied", "two reports swapped",
)  # fmt: skip
"""What only SQLite can hold, or what is said in its own words; the same in PostgreSQL's words below."""


def in_one_go(*statements: str) -> Spoiler:
    """In one session, so that a setting holds for the statements after it."""

    def spoil(project: Project) -> None:
        with server_of(project).connected(database_of(project)) as session:
            for statement in ("SET search_path = tallystick", *statements):
                session.execute(statement.encode())

    return spoil


ON_A_SERVER: dict[str, tuple[Spoiler, set[str]]] = {
    "guard dropped": (in_one_go("DROP TRIGGER log_no_change ON log"), {"schema.changed"}),
    "guard switched off": (in_one_go("ALTER TABLE log DISABLE TRIGGER log_no_change"), {"schema.changed"}),
    "guard heeded by replicas alone": (
        in_one_go("ALTER TABLE log ENABLE REPLICA TRIGGER log_no_change"),
        {"schema.changed"},
    ),
    "guard's function emptied": (
        in_one_go(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        ),
        {"schema.changed"},
    ),
    "trigger switched off, row changed, trigger on again": (
        in_one_go(
            "ALTER TABLE log DISABLE TRIGGER log_no_change",
            "UPDATE log SET body = replace(body, 'Four', 'Zero') WHERE seq = 3",
            "ALTER TABLE log ENABLE ALWAYS TRIGGER log_no_change",
        ),
        {"log.hash"},
    ),
    "trigger added": (
        in_one_go("CREATE TRIGGER x AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION refuse_gap()"),
        {"schema.changed"},
    ),
    "rule that swallows": (
        in_one_go("CREATE RULE quiet AS ON INSERT TO reports DO INSTEAD NOTHING"),
        {"schema.changed"},
    ),
    "policy that hides": (
        in_one_go("ALTER TABLE log ENABLE ROW LEVEL SECURITY", "CREATE POLICY half ON log USING (seq < 5)"),
        {"schema.changed"},
    ),
    "table added": (in_one_go("CREATE TABLE notes (x TEXT)"), {"schema.changed"}),
    "view added": (in_one_go("CREATE VIEW v AS SELECT * FROM log"), {"schema.changed"}),
    "child put under the log": (in_one_go("CREATE TABLE public.more () INHERITS (log)"), {"schema.changed"}),
    "table no longer logged": (
        in_one_go("ALTER TABLE judgements SET UNLOGGED"),
        {"schema.changed"},
    ),
    "column added": (in_one_go("ALTER TABLE log ADD approved TEXT"), {"schema.changed"}),
    "column of another type": (in_one_go("ALTER TABLE originals ALTER size TYPE NUMERIC"), {"schema.changed"}),
    "uniqueness dropped": (
        in_one_go("ALTER TABLE reports DROP CONSTRAINT reports_pkey"),
        {"schema.changed"},
    ),
    "value taken away": (
        sql("ALTER TABLE reports ALTER text_sha256 DROP NOT NULL", "UPDATE reports SET text_sha256 = NULL WHERE seq=3"),
        {"schema.changed", "value.type", "reports.differs"},
    ),
    "two reports swapped": (
        sql(
            "UPDATE reports SET seq = -1 WHERE seq = 3",
            "UPDATE reports SET seq = 3 WHERE seq = 4",
            "UPDATE reports SET seq = 4 WHERE seq = -1",
        ),
        {"reports.differs"},
    ),
    "foreign keys switched off": (in_one_go("ALTER TABLE reports DISABLE TRIGGER ALL"), {"schema.changed"}),
    "index set aside": (
        in_one_go("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'log_leaf_hash_key'::regclass"),
        {"schema.changed"},
    ),
    "index emptied": (
        in_one_go("UPDATE pg_index SET indisready = false WHERE indexrelid = 'judgements_pkey'::regclass"),
        {"schema.changed"},
    ),
    "schema gone": (in_one_go("DROP SCHEMA tallystick CASCADE"), {"schema.changed", "log.empty", "schema.version"}),
}
EVERY = {name: case for name, case in SPOILED.items() if name not in OF_A_FILE} | ON_A_SERVER


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Project:
    return good_project(tmp_path_factory.mktemp("good") / "case", server.new_database())


def handed_out(project: Project) -> str:
    """The log as somebody else would get it."""
    path = project.folder.parent / "log.jsonl"
    path.write_text("".join(f"{line}\n" for line in dump_log(project)), "utf-8")
    return str(path)


def test_a_whole_vault_on_a_server_has_nothing_worse_than_notes(good: Project) -> None:
    note, key = beside(good, "checkpoint"), beside(good, "pub")
    assert errors(verify_project(good, note, key)) == set()
    against = str(good.folder.parent / "case.checkpoint")
    assert script_accepts(good, "--log", handed_out(good), "--against", against, "--key", key)
    assert not script_accepts(good), "without a log handed out there is nothing to read"


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_spoiled_vault_on_a_server_is_found_under_its_code(
    good: Project, tmp_path: Path, name: str, figures: Figures
) -> None:
    spoil, expected = EVERY[name]
    case = copied(good, tmp_path / "case")
    spoil(case)
    note, key = beside(good, "checkpoint"), beside(good, "pub")
    found = errors(verify_project(case, note, key))
    assert expected <= found
    against = str(good.folder.parent / "case.checkpoint")
    outsider = script_accepts(case, "--log", handed_out(case), "--against", against, "--key", key)
    if any(not code.startswith(OURS_ALONE) for code in found):
        assert not outsider, "the stand-alone verifier overlooks what ours finds"
    figures.note(5, bad_vaults_on_a_server=1, overlooked=0)


def test_a_changed_report_on_a_server_is_not_even_read(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    sql("UPDATE log SET body = replace(body, 'Four killed', 'Nine killed') WHERE seq = 3")(case)
    with pytest.raises(VaultDamagedError, match="tallystick verify"):
        list(case.vault().load_reports())


def test_an_original_in_the_folder_is_still_held_to_the_log_on_the_server(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    overwrite(an_original(case), b"changed")
    assert "evidence.size" in errors(verify_project(case))


def test_an_index_that_tells_another_story_is_found(good: Project, tmp_path: Path) -> None:
    """As after a crash of a disk, or a library update that sorts in another way: a row that its index does not know."""
    case = copied(good, tmp_path / "case")
    in_one_go(
        "UPDATE pg_index SET indisready = false, indislive = false WHERE indexrelid = 'reports_pkey'::regclass",
        "ALTER TABLE reports DISABLE TRIGGER ALL",
        "INSERT INTO reports VALUES ('ghost', 'x', NULL, 14)",
        "ALTER TABLE reports ENABLE TRIGGER ALL",
        "ALTER TABLE reports ENABLE ALWAYS TRIGGER reports_no_change",
        "UPDATE pg_index SET indisready = true, indislive = true WHERE indexrelid = 'reports_pkey'::regclass",
    )(case)
    findings = verify_project(case)
    assert {"vault.integrity", "reports.extra"} <= errors(findings)
    assert any("index on report_id" in f.says for f in findings)


def test_a_checkpoint_of_a_vault_on_a_server_holds_after_more_was_added(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    make_signing_key(tmp_path / "key", "second.example.org")
    signed = write_checkpoint(case, tmp_path / "key")
    case.vault().record_export("claims of run-1")
    assert errors(verify_project(case, signed.note)) == set()
