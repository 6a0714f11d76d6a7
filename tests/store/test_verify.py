"""Forty ways to spoil a vault, each found under its code; and the stand-alone verifier agrees."""

import ast
import dataclasses
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.store.checkpoints import (
    CheckpointError,
    is_signed_by,
    make_signing_key,
    read_checkpoint,
    write_checkpoint,
)
from tallystick.store.errors import VaultDamagedError
from tallystick.store.evidence import write_object
from tallystick.store.findings import CODES, Finding
from tallystick.store.log import Entry
from tallystick.store.project import Project
from tallystick.store.verify import verify_project
from tests.figures import ROOT, Figures
from tests.store.samples import report
from tests.store.spoiling import an_original, copied, good_project, overwrite, rewritten, sql, with_body

SCRIPT = ROOT / "scripts" / "verify_vault.py"
Spoiler = Callable[[Project], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return good_project(tmp_path_factory.mktemp("good") / "case")


def beside(project: Project, ending: str) -> str:
    return (project.folder.parent / f"{project.folder.name}.{ending}").read_text("utf-8")


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings if finding.level == "error"}


def script_accepts(project: Project, *arguments: str) -> bool:
    """Run the stand-alone verifier the way an outsider would: another process, isolated from our packages."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, project.folder, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return done.returncode == 0


def drop_entry(number: int) -> Callable[[list[Entry]], list[Entry]]:
    return lambda entries: entries[: number - 1] + entries[number:]


def insert_entry(entries: list[Entry]) -> list[Entry]:
    return [
        *entries[:3],
        dataclasses.replace(entries[3], kind="note", body='{"detail":"","subject":"x"}'),
        *entries[3:],
    ]


def swap_entries(entries: list[Entry]) -> list[Entry]:
    return [*entries[:3], entries[4], entries[3], *entries[5:]]


def reword(entries: list[Entry]) -> list[Entry]:
    return [*entries[:2], with_body(entries[2], text="nobody was hurt"), *entries[3:]]


def other_kind(entries: list[Entry]) -> list[Entry]:
    return [*entries[:-1], dataclasses.replace(entries[-1], kind="approved_by_ministry")]


def spaced_body(entries: list[Entry]) -> list[Entry]:
    return [*entries[:-1], dataclasses.replace(entries[-1], body=entries[-1].body.replace(":", ": ", 1))]


def no_time(entries: list[Entry]) -> list[Entry]:
    return [*entries[:-1], dataclasses.replace(entries[-1], at="3 March")]


def earlier_time(entries: list[Entry]) -> list[Entry]:
    return [*entries[:4], dataclasses.replace(entries[4], at="2020-01-01T00:00:00.000Z"), *entries[5:]]


def second_creation(entries: list[Entry]) -> list[Entry]:
    return [*entries, entries[0]]


def same_report_again(entries: list[Entry]) -> list[Entry]:
    return [*entries, entries[2]]


def unknown_field(entries: list[Entry]) -> list[Entry]:
    return [*entries[:2], with_body(entries[2], verified=True), *entries[3:]]


def foreign_original(entries: list[Entry]) -> list[Entry]:
    return [*entries[:2], with_body(entries[2], original_sha256="0" * 64), *entries[3:]]


def swap_originals(project: Project) -> None:
    paths = [p for p in sorted(project.evidence.rglob("*")) if p.is_file()]
    first, second = paths[0].read_bytes(), paths[1].read_bytes()
    overwrite(paths[0], second)
    overwrite(paths[1], first)


def link_original(project: Project) -> None:
    path = an_original(project)
    elsewhere = project.folder / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def same_length(project: Project) -> None:
    path = an_original(project)
    overwrite(path, path.read_bytes().replace(b"bytes", b"words"))


def damage_run(project: Project) -> None:
    path = project.runs / "run-1" / "claims.parquet"
    path.write_bytes(path.read_bytes() + b"\0")


def truncate_database(project: Project) -> None:
    data = project.vault_file.read_bytes()
    project.vault_file.write_bytes(data[: len(data) // 2])


SPOILED: dict[str, tuple[Spoiler, set[str]]] = {
    "body changed": (
        sql("UPDATE log SET body = replace(body, 'Four', 'Zero') WHERE seq = 3"),
        {"log.hash", "reports.differs"},
    ),
    "actor changed": (sql("UPDATE log SET actor = 'somebody else' WHERE seq = 5"), {"log.hash"}),
    "time changed": (sql("UPDATE log SET at = '2026-01-02T12:00:00.001Z' WHERE seq = 12"), {"log.hash"}),
    "kind changed": (sql("UPDATE log SET kind = 'note' WHERE kind = 'exported'"), {"log.hash"}),
    "hash changed": (
        sql("UPDATE log SET leaf_hash = substr(leaf_hash, 2) || '0' WHERE seq = 4"),
        {"log.hash", "log.chain"},
    ),
    "hash not hexadecimal": (sql("UPDATE log SET leaf_hash = 'xyz' WHERE seq = 4"), {"log.hash", "log.chain"}),
    "link changed": (sql("UPDATE log SET prev = upper(prev) WHERE seq = 4"), {"log.chain", "log.hash"}),
    "last entries gone": (sql("DELETE FROM log WHERE seq > 12"), {"checkpoint.truncated"}),
    "entry gone": (sql("DELETE FROM log WHERE seq = 6"), {"log.gap", "log.chain", "reports.extra", "vault.integrity"}),
    "first entry gone": (sql("DELETE FROM log WHERE seq = 1"), {"log.gap", "log.chain"}),
    "log emptied": (sql("DELETE FROM log"), {"log.empty", "reports.extra"}),
    "entry given another number": (sql("UPDATE log SET seq = 99 WHERE seq = 14"), {"log.gap", "log.hash"}),
    "body as a blob": (sql("UPDATE log SET body = CAST(body AS BLOB) WHERE seq = 3"), {"value.type"}),
    "size as text": (sql("UPDATE originals SET size = 'many' WHERE seq = 2"), {"value.type", "originals.differs"}),
    "text that is not UTF-8": (sql("UPDATE log SET actor = CAST(x'ff00' AS TEXT) WHERE seq = 3"), {"value.type"}),
    "report row gone": (sql("DELETE FROM reports WHERE report_id = 'r-0002'"), {"reports.missing"}),
    "report row added": (sql("INSERT INTO reports VALUES ('ghost', 'x', NULL, 14)"), {"reports.extra"}),
    "report row changed": (sql("UPDATE reports SET text_sha256 = 'x' WHERE seq = 3"), {"reports.differs"}),
    "report row cut from its original": (
        sql("UPDATE reports SET original_sha256 = NULL WHERE seq = 3"),
        {"reports.differs"},
    ),
    "two reports swapped": (
        sql(
            "UPDATE reports SET seq = -1 WHERE seq = 3",
            "UPDATE reports SET seq = 3 WHERE seq = 4",
            "UPDATE reports SET seq = 4 WHERE seq = -1",
        ),
        {"reports.differs"},
    ),
    "original row gone": (sql("DELETE FROM originals WHERE seq = 2"), {"originals.missing", "vault.integrity"}),
    "original row added": (sql("INSERT INTO originals VALUES ('ghost', 'x', 1, 'x', 14)"), {"originals.extra"}),
    "original row changed": (sql("UPDATE originals SET name = 'x' WHERE seq = 2"), {"originals.differs"}),
    "judgement row gone": (sql("DELETE FROM judgements WHERE judgement_id = 'j-1'"), {"judgements.missing"}),
    "judgement row added": (sql("INSERT INTO judgements VALUES ('ghost', 14)"), {"judgements.extra"}),
    "judgement row changed": (sql("UPDATE judgements SET seq = 14 WHERE judgement_id = 'j-1'"), {"judgements.differs"}),
    "guard dropped": (lambda p: sql_plain(p, "DROP TRIGGER log_no_update"), {"schema.changed"}),
    "guard replaced": (
        lambda p: sql_plain(
            p, "DROP TRIGGER log_no_update", "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT 1; END"
        ),
        {"schema.changed"},
    ),
    "trigger added": (
        lambda p: sql_plain(p, "CREATE TRIGGER x AFTER INSERT ON log BEGIN SELECT 1; END"),
        {"schema.changed"},
    ),
    "table added": (sql("CREATE TABLE notes (x)"), {"schema.changed"}),
    "version changed": (sql("UPDATE about SET value = '99'"), {"schema.version"}),
    "table dropped": (sql("DROP TABLE about"), {"schema.changed", "schema.version"}),
    "database cut in half": (truncate_database, {"vault.unreadable"}),
    "database replaced": (lambda p: overwrite(p.vault_file, b"not a database" * 100), {"vault.unreadable"}),
    "database emptied": (lambda p: overwrite(p.vault_file, b""), {"log.empty", "schema.changed"}),
    "original gone": (lambda p: an_original(p).unlink(), {"evidence.missing"}),
    "original longer": (lambda p: overwrite(an_original(p), an_original(p).read_bytes() + b"!"), {"evidence.size"}),
    "original changed": (same_length, {"evidence.changed"}),
    "originals swapped": (swap_originals, {"evidence.size"}),
    "original a link": (link_original, {"evidence.not_a_file"}),
    "run damaged": (damage_run, {"runs.damaged"}),
    "rewritten: time unreadable": (rewritten(no_time), {"log.time"}),
    "rewritten: time runs back": (rewritten(earlier_time), {"log.clock", "checkpoint.rewritten"}),
    "rewritten: unknown kind": (rewritten(other_kind), {"log.kind"}),
    "rewritten: body not canonical": (rewritten(spaced_body), {"log.body"}),
    "rewritten: unknown field": (rewritten(unknown_field), {"log.body", "checkpoint.rewritten"}),
    "rewritten: second creation": (rewritten(second_creation), {"log.first_entry"}),
    "rewritten: same report again": (rewritten(same_report_again), {"log.repeated"}),
    "rewritten: report of an original never kept": (rewritten(foreign_original), {"reports.original"}),
    "rewritten: entry taken out": (rewritten(drop_entry(12)), {"checkpoint.rewritten"}),
    "rewritten: entry put in": (rewritten(insert_entry), {"checkpoint.rewritten"}),
    "rewritten: entries swapped": (rewritten(swap_entries), {"checkpoint.rewritten"}),
    "rewritten: words changed": (rewritten(reword), {"checkpoint.rewritten"}),
    "rewritten: end cut off": (rewritten(lambda entries: entries[:5]), {"checkpoint.truncated"}),
}  # fmt: skip
# What the stand-alone verifier does not look at: our tables, guards and runs beside the log.
OURS_ALONE = (
    "reports.", "judgements.", "originals.", "schema.", "runs.", "log.time", "log.clock", "log.kind", "log.body",
    "log.first_entry", "log.repeated", "value.type", "vault.integrity",
)  # fmt: skip


def sql_plain(project: Project, *statements: str) -> None:
    with sqlite3.connect(project.vault_file) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_whole_vault_has_nothing_worse_than_notes(good: Project, figures: Figures) -> None:
    note, key = beside(good, "checkpoint"), beside(good, "pub")
    assert errors(verify_project(good, note, key)) == set()
    folder = good.folder.parent
    assert script_accepts(good, "--against", str(folder / "case.checkpoint"), "--key", key)
    figures.note(6, checkpoint_bytes=len(note.encode()))


@pytest.mark.parametrize("name", sorted(SPOILED))
def test_a_spoiled_vault_is_found_under_its_code(good: Project, tmp_path: Path, name: str) -> None:
    spoil, expected = SPOILED[name]
    case = copied(good, tmp_path / "case")
    spoil(case)
    note, key = beside(good, "checkpoint"), beside(good, "pub")
    found = errors(verify_project(case, note, key))
    assert expected <= found
    outsider = script_accepts(case, "--against", str(good.folder.parent / "case.checkpoint"), "--key", key)
    if any(not code.startswith(OURS_ALONE) for code in found):
        assert not outsider, "the stand-alone verifier overlooks what ours finds"


def test_a_changed_report_is_not_even_read(good: Project, tmp_path: Path) -> None:
    """A run never takes in a number that somebody changed, also when nobody ran `verify` before it."""
    case = copied(good, tmp_path / "case")
    sql("UPDATE log SET body = replace(body, 'Four killed', 'Nine killed') WHERE seq = 3")(case)
    vault = case.vault()
    for chosen in (None, ["r-0002"]):
        with pytest.raises(VaultDamagedError, match="tallystick verify"):
            list(vault.load_reports(chosen))
    assert len(vault.load_judgements()) == 2
    sql("UPDATE log SET body = replace(body, 'same street', 'other street') WHERE kind = 'judgement_added'")(case)
    with pytest.raises(VaultDamagedError):
        vault.load_judgements()


def test_the_fixtures_reach_every_code_that_they_can(figures: Figures) -> None:
    reached = {code for _, codes in SPOILED.values() for code in codes}
    others = {c for c in CODES if c.startswith(("doctor.", "sources.", "territory."))} | {
        "checkpoint.signature", "checkpoint.unsigned", "checkpoint.other_vault",
        "evidence.extra", "evidence.unfinished", "evidence.unreadable",
    }  # fmt: skip
    assert set(CODES) - others == reached
    figures.note(5, bad_vaults=len(SPOILED), codes=len(reached), overlooked=0)


def test_what_a_killed_import_leaves_is_noted_not_blamed(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    write_object(case.evidence, b"kept, but killed before it was noted", "x")
    (case.evidence / "incoming" / "1-abc").write_bytes(b"half")
    findings = verify_project(case)
    assert errors(findings) == set()
    assert {"evidence.extra", "evidence.unfinished"} <= {f.code for f in findings}


def test_a_checkpoint_of_another_vault_is_told_apart(good: Project, tmp_path: Path) -> None:
    other = good_project(tmp_path / "other")
    assert errors(verify_project(other, beside(good, "checkpoint"))) == {"checkpoint.other_vault"}
    assert not script_accepts(other, "--against", str(good.folder.parent / "case.checkpoint"))


def test_a_checkpoint_signed_by_another_key_is_refused(good: Project, tmp_path: Path) -> None:
    """rfc3161-client CVE-2025-52556: a whole signature was taken without asking whose it is."""
    stranger = make_signing_key(tmp_path / "stranger.key", "desk.example.org")
    assert errors(verify_project(good, beside(good, "checkpoint"), stranger)) == {"checkpoint.signature"}
    assert not script_accepts(good, "--against", str(good.folder.parent / "case.checkpoint"), "--key", stranger)


def test_every_changed_character_of_a_checkpoint_breaks_it(good: Project, tmp_path: Path, figures: Figures) -> None:
    note, key = beside(good, "checkpoint"), beside(good, "pub")
    tried = 0
    for place, letter in enumerate(note):
        bent = note[:place] + ("A" if letter != "A" else "B") + note[place + 1 :]
        try:
            assert not is_signed_by(bent, key), place
            assert errors(verify_project(good, bent, key)) if place % 40 == 0 else True
        except CheckpointError:
            pass
        tried += 1
    (tmp_path / "bent").write_text(note.replace("\n13\n", "\n12\n"), "utf-8")
    assert not script_accepts(good, "--against", str(tmp_path / "bent"), "--key", key)
    figures.note(6, characters_of_a_checkpoint_changed=tried, accepted=0)


def test_a_checkpoint_still_holds_after_more_was_added(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    case.vault().add_reports([report(50)])
    assert errors(verify_project(case, beside(good, "checkpoint"), beside(good, "pub"))) == set()


def test_handing_out_a_checkpoint_is_itself_noted(good: Project, tmp_path: Path) -> None:
    case = copied(good, tmp_path / "case")
    make_signing_key(tmp_path / "key", "second.example.org")
    before = case.vault().checkpoint()
    signed = write_checkpoint(case, tmp_path / "key")
    assert signed.checkpoint == before == read_checkpoint(signed.note).checkpoint
    assert case.vault().checkpoint().size == before.size + 1


@pytest.mark.parametrize("text", ["", "hello", "a\n1\nb\nc\nd\n\n— x y\n", "tallystick.vault/1\nten\n\n\n\n"])
def test_what_is_no_checkpoint_is_said_to_be_none(good: Project, text: str) -> None:
    with pytest.raises(CheckpointError, match="handed out"):
        verify_project(good, text)


def test_a_signing_key_is_never_overwritten_and_not_readable_by_others(tmp_path: Path) -> None:
    make_signing_key(tmp_path / "key", "desk")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(CheckpointError, match="already there"):
        make_signing_key(tmp_path / "key", "desk")
    with pytest.raises(CheckpointError, match="one word"):
        make_signing_key(tmp_path / "other", "two words")


def test_the_script_is_short_and_uses_the_standard_library_alone() -> None:
    source = SCRIPT.read_text("utf-8")
    imported = {
        n.name.split(".")[0] for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for n in node.names
    }
    assert imported <= set(sys.stdlib_module_names)
    assert len(source.splitlines()) <= 180
