"""A vault on a server: what the queue, the connection, the settings and the rights of the server can do to it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from tallystick.store import database as databases
from tallystick.store import postgres
from tallystick.store.backup import backup_project
from tallystick.store.database import reading, writing, written
from tallystick.store.doctor import diagnose
from tallystick.store.errors import (
    ProjectExistsError,
    UnsafeServerError,
    VaultBusyError,
    VaultDamagedError,
    VaultRacedError,
    VaultUnreachableError,
    VaultWriteError,
)
from tallystick.store.project import Project, create_project, open_project
from tallystick.store.read_only import read_only_because
from tallystick.store.vault import Vault
from tallystick.store.verify import verify_project
from tests.store.samples import NOON, report
from tests.store.server import OWNER, Server, database_of, made
from tests.store.test_verify import errors


@pytest.fixture
def project(tmp_path: Path, server: Server) -> Project:
    return create_project(tmp_path / "case", clock=lambda: NOON, database=server.new_database())


def hang_up(server: Server, project: Project) -> None:
    """End all connections to the vault's database, as a cable pulled out would."""
    server.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database_of(project)}'")


def add_behind_the_queue(server: Server, project: Project) -> None:
    """Somebody writes the next entry without waiting for a turn."""
    last = "SELECT max(seq) FROM tallystick.log"
    row = f"(({last}) + 1, '2026-01-02T12:00:00.000Z', 'x', 'note', '{{}}', '', md5(random()::text))"
    server.sql(f"INSERT INTO tallystick.log VALUES {row}", database=database_of(project))


def test_the_vault_really_runs_as_promised(project: Project) -> None:
    names = ("synchronous_commit", "fsync", "full_page_writes", "transaction_isolation", "row_security", "search_path")
    with writing(project.vault().database) as connection:
        real = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]
    assert real == ["on", "on", "on", "serializable", "off", "tallystick, pg_temp"]
    with reading(project.vault().database) as connection:
        asked = ("transaction_isolation", "transaction_read_only")
        assert [connection.exec_driver_sql(f"SHOW {n}").scalar() for n in asked] == ["repeatable read", "on"]


def test_a_server_that_commits_without_waiting_for_the_disk_is_made_to_wait(project: Project, server: Server) -> None:
    server.sql(f"ALTER DATABASE {database_of(project)} SET synchronous_commit = off")
    with writing(project.vault().database) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_a_connection_lost_before_the_commit_is_one_clear_error_and_leaves_nothing(
    project: Project, server: Server
) -> None:
    vault = project.vault()
    vault.add_reports([report(1)])
    before = vault.checkpoint()

    def interrupted(connection: Connection) -> None:
        vault._append(connection, [("note", "{}")])
        hang_up(server, project)

    with pytest.raises(VaultUnreachableError, match=r"does not answer .* do this step again"):
        written(vault.database, interrupted)
    assert vault.checkpoint() == before
    assert read_only_because(project.vault_file) is None
    assert [a.status for a in vault.add_reports([report(1), report(2)])] == ["already_there", "added"]
    assert errors(verify_project(project)) == set()


def test_a_commit_whose_answer_is_lost_can_be_done_again(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: the server has committed and nobody was told."""
    import psycopg

    vault, commit = project.vault(), psycopg.Connection.commit

    def commit_unheard(connection: "psycopg.Connection[object]") -> None:
        commit(connection)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(psycopg.Connection, "commit", commit_unheard)
        with pytest.raises(VaultUnreachableError, match="not added twice"):
            vault.add_reports([report(1)])
    assert [a.status for a in vault.add_reports([report(1)])] == ["already_there"]
    assert vault.count_reports() == 1
    assert errors(verify_project(project)) == set()


def test_who_writes_without_queueing_makes_the_other_start_anew_and_opens_no_gap(
    project: Project, server: Server
) -> None:
    vault, tries = project.vault(), list[int]()

    def raced(connection: Connection) -> int:
        connection.exec_driver_sql("SELECT 1")  # the view of the log is taken here
        if not tries:
            tries.append(1)
            add_behind_the_queue(server, project)
        (seq,) = vault._append(connection, [("note", "{}")])
        return seq

    assert written(vault.database, raced) == 3
    with reading(vault.database) as connection:
        assert list(connection.scalars(text("SELECT seq FROM log ORDER BY seq"))) == [1, 2, 3]


def test_somebody_who_never_queues_and_never_stops_is_said_in_the_end(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = project.vault()
    monkeypatch.setattr(databases, "TRIES", 3)

    def raced(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT 1")
        add_behind_the_queue(server, project)
        vault._append(connection, [("note", "{}")])

    with pytest.raises(VaultRacedError, match="try again"):
        written(vault.database, raced)
    assert vault.checkpoint().size == 1 + 3


def test_writers_wait_for_their_turn(project: Project) -> None:
    vault, done = project.vault(), list[str]()
    with writing(vault.database):
        other = threading.Thread(target=lambda: done.extend(a.status for a in vault.add_reports([report(1)])))
        other.start()
        other.join(0.5)
        assert done == []
    other.join(30)
    assert done == ["added"]


def test_a_turn_that_does_not_come_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = project.vault()
    with writing(vault.database):
        monkeypatch.setattr(postgres, "PREPARE", postgres.PREPARE.replace("'300s'", "'50ms'"))
        with pytest.raises(VaultBusyError, match="try again"):
            vault.add_reports([report(1)])


def test_an_account_that_may_only_add_can_do_all_the_work_and_undo_none(project: Project, server: Server) -> None:
    """The account that people work with need not own the tables: with these rights no guard can be taken off."""
    here = database_of(project)
    server.sql(
        "CREATE ROLE intake LOGIN",
        "GRANT USAGE ON SCHEMA tallystick TO intake",
        "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA tallystick TO intake",
        database=here,
    )
    try:
        address = project.address_file.read_text("utf-8").replace(OWNER, "intake")
        project.address_file.write_text(address, "utf-8")
        vault = project.vault("intake")
        assert vault.add_reports([report(1)], vault.keep_original(b"x", "a.txt"))[0].status == "added"
        assert errors(verify_project(project)) == set()
        for statement in ("DELETE FROM log", "ALTER TABLE log DISABLE TRIGGER ALL", "TRUNCATE reports"):
            with pytest.raises(VaultWriteError, match=r"permission denied|must be owner"), writing(vault.database) as c:
                c.execute(text(statement))
    finally:
        server.sql("DROP OWNED BY intake", "DROP ROLE intake", database=here)


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own that can be started with careless settings."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        own = made(Path(folder))
        own.start()
        own.sql(f"CREATE ROLE {OWNER} LOGIN")
        yield own
        own.kill()


def test_a_server_that_does_not_sync_is_read_but_not_written_to(careless: Server, tmp_path: Path) -> None:
    project = create_project(tmp_path / "case", database=careless.new_database())
    project.vault().add_reports([report(1)])
    for setting in ("fsync", "full_page_writes"):
        careless.stop()
        careless.start("-c", f"{setting}=off")
        with pytest.raises(UnsafeServerError, match=f"{setting}=off"):
            project.vault().add_reports([report(2)])
        assert project.vault().count_reports() == 1
        (found,) = [f for f in diagnose(project) if f.code == "doctor.server" and f.level == "warning"]
        assert f"nothing is written while {setting} is not on" in found.says
    careless.stop()
    with pytest.raises(VaultUnreachableError, match="does not answer"):
        project.vault()
    with pytest.raises(VaultUnreachableError):
        verify_project(project)
    assert read_only_because(project.vault_file) is None, "a server that is down says nothing about the vault"
    careless.start()
    assert project.vault().add_reports([report(2)])[0].status == "added"


def test_doctor_tells_how_the_server_is_set_up(project: Project, server: Server) -> None:
    told = {(f.code, f.level): f.says for f in diagnose(project)}
    setup = told["doctor.server", "note"]
    assert "reached over a socket of this machine" in setup
    says = " ".join(f.says for f in diagnose(project) if f.code == "doctor.server")
    assert "PostgreSQL" in says
    assert "fsync=on" in says
    assert "data_checksums=on" in says
    assert "only the account that made the tables" in told["doctor.rights", "note"]
    assert ("doctor.sqlite", "note") not in told
    server.sql("GRANT INSERT, DELETE ON tallystick.log TO PUBLIC", database=database_of(project))
    (found,) = [f for f in diagnose(project) if f.code == "doctor.rights"]
    assert (found.level, "everybody" in found.says) == ("warning", True)


def test_doctor_warns_of_an_account_that_may_do_everything(project: Project) -> None:
    address = project.address_file.read_text("utf-8").replace(f"{OWNER}@", "root_of_all@")
    project.address_file.write_text(address, "utf-8")
    assert any("account of its own" in f.says for f in diagnose(project) if f.level == "warning")


def test_a_database_with_the_vault_of_another_project_is_refused(project: Project, tmp_path: Path) -> None:
    project.vault().add_reports([report(1)])
    address = project.address_file.read_text("utf-8").strip()
    with pytest.raises(ProjectExistsError, match="already holds the vault of another"):
        create_project(tmp_path / "second", database=address)
    assert project.vault().count_reports() == 1


def test_a_making_that_was_interrupted_is_completed(project: Project) -> None:
    address = project.address_file.read_text("utf-8").strip()
    project.settings_file.unlink()
    again = create_project(project.folder, database=address)
    assert again.vault().checkpoint().size == 1


def test_an_address_of_a_database_without_a_vault_makes_none(project: Project, server: Server) -> None:
    empty = server.new_database()
    project.address_file.write_text(empty, "utf-8")
    with pytest.raises(VaultDamagedError, match="holds no vault"):
        open_project(project.folder).vault()
    assert server.sql("SELECT to_regnamespace('tallystick')", database=database_of(project)) == [(None,)]


def test_a_backup_taken_while_the_server_is_away_is_refused_and_leaves_nothing(
    project: Project, tmp_path: Path
) -> None:
    address = project.address_file.read_text("utf-8").replace("/case", "/nowhere")
    project.address_file.write_text(address, "utf-8")
    with pytest.raises(VaultUnreachableError):
        backup_project(project, tmp_path / "backup")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case"]


def test_two_vaults_at_once_do_not_wait_for_each_other(project: Project, tmp_path: Path, server: Server) -> None:
    other: Vault = create_project(tmp_path / "other", database=server.new_database()).vault()
    with writing(project.vault().database):
        assert other.add_reports([report(1)])[0].status == "added"
