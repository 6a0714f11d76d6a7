"""A team's project from the command line: made on a server, filled, checked, handed out, backed up and restored."""

import json
import subprocess
import sys
from pathlib import Path

from tests.figures import ROOT
from tests.store.server import Server, database_of, server_of
from tests.store.spoiling import sql
from tests.test_cli import DIGEST, tallystick, write_lines


def test_a_team_works_on_a_server_with_the_commands_that_it_knows(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    assert tallystick("new", folder, "--database", server.new_database()).returncode == 0
    reports = write_lines(tmp_path / "reports.jsonl", json.dumps(DIGEST))
    for taken in (1, 0):
        ledger = json.loads(tallystick("add", folder, reports, "--json", "--as", "R").stdout)
        assert (ledger["taken"], ledger["refused"]) == (taken, 0)
    assert tallystick("run", folder).returncode == 0
    (incident,) = map(json.loads, tallystick("export", folder, "incidents").stdout.splitlines())
    assert incident["killed"]["civilians"]["min"] == 3
    assert "PostgreSQL" in tallystick("doctor", folder).stdout
    note = tallystick("checkpoint", folder, "--key", tmp_path / "key", "--new-key", "desk")
    (tmp_path / "note").write_text(note.stdout, "utf-8")
    assert tallystick("verify", folder, "--against", tmp_path / "note").returncode == 0
    assert tallystick("log", folder, "--output", tmp_path / "log.jsonl", "--as", "R").returncode == 0
    assert outsider(folder, tmp_path) == 0
    assert tallystick("backup", folder, tmp_path / "backup").returncode == 0
    assert tallystick("restore", tmp_path / "backup", tmp_path / "file").returncode == 0
    elsewhere = ("restore", tmp_path / "backup", tmp_path / "server", "--database", server.new_database())
    assert tallystick(*elsewhere).returncode == 0
    for restored in ("file", "server"):
        done = tallystick("verify", tmp_path / restored, "--against", tmp_path / "note")
        assert done.returncode == 0, done.stdout + done.stderr


def outsider(folder: Path, here: Path) -> int:
    """What the stand-alone verifier says of a log handed out."""
    script = (sys.executable, "-I", "-S", ROOT / "scripts" / "verify_vault.py", folder)
    return subprocess.run(
        [*script, "--log", here / "log.jsonl", "--against", here / "note"], check=False, capture_output=True
    ).returncode


def test_a_vault_that_was_spoiled_on_the_server_is_closed_by_verify(server: Server, tmp_path: Path) -> None:
    from tallystick.store.project import Project

    folder = tmp_path / "case"
    assert tallystick("new", folder, "--database", server.new_database()).returncode == 0
    reports = write_lines(tmp_path / "reports.jsonl", json.dumps(DIGEST))
    assert tallystick("add", folder, reports).returncode == 0
    sql("UPDATE log SET body = replace(body, 'killed 3', 'killed 0') WHERE seq = 3")(Project(folder))
    done = tallystick("verify", folder)
    assert done.returncode == 1
    assert "not what its hash says" in done.stdout
    assert "read-only from now on" in done.stderr
    more = write_lines(tmp_path / "more.jsonl", json.dumps({**DIGEST, "doc_id": "two"}))
    refused = tallystick("add", folder, more)
    assert refused.returncode != 0
    assert "read-only" in refused.stdout + refused.stderr


def test_what_goes_wrong_with_a_server_is_one_line(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    secret = tallystick("new", folder, "--database", "postgresql+psycopg://desk:hunter2@db.example.org/homs")
    assert secret.returncode == 2
    assert "hunter2" not in secret.stdout + secret.stderr
    assert "password file" in secret.stderr
    assert tallystick("new", folder, "--database", server.new_database()).returncode == 0
    where = folder / "vault.postgresql"
    where.write_text(where.read_text("utf-8").replace("host=/tmp/", "host=/nowhere/"), "utf-8")
    for command in (("verify", folder), ("run", folder), ("doctor", folder), ("add", folder, where)):
        done = tallystick(*command)
        assert done.returncode == 2, command
        assert "does not answer" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_command_leaves_no_connection_open(server: Server, tmp_path: Path) -> None:
    from tallystick.store.project import create_project

    project = create_project(tmp_path / "case", database=server.new_database())
    project.vault().count_reports()
    count = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database_of(project)}'"
    for _ in range(100):
        if (found := server_of(project).sql(count)) == [(0,)]:
            break
    assert found == [(0,)]
