"""Upgrades lose nothing: a vault as version 1 wrote it opens, reads the same and still verifies."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from tallystick.store import migrations
from tallystick.store.database import reading, writing
from tallystick.store.dump import dump_vault
from tallystick.store.errors import VaultVersionError
from tallystick.store.project import Project, open_project
from tallystick.store.rows import COLUMNS
from tallystick.store.schema import metadata
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.samples import report

FIXTURES = Path(__file__).parent / "old_vaults"


@pytest.mark.parametrize("name", sorted(p.name for p in FIXTURES.iterdir()))
def test_a_vault_of_an_earlier_version_loses_nothing(name: str, tmp_path: Path, figures: Figures) -> None:
    shutil.copytree(FIXTURES / name / "project", tmp_path / "case")
    project = open_project(tmp_path / "case")
    vault = project.vault()
    expected = (FIXTURES / name / "log.jsonl").read_text("utf-8").splitlines()
    assert [line for line in dump_vault(project) if line.startswith('{"log"')] == expected
    assert [f for f in verify_project(project) if f.level == "error"] == []
    assert vault.count_reports() == 2
    vault.add_reports([report(9)])
    assert vault.count_reports() == 3
    figures.note(16, old_vaults=len(list(FIXTURES.iterdir())), entries=len(expected), lost=0)


def test_a_vault_of_a_newer_version_is_not_touched(project: Project) -> None:
    with writing(project.vault().database) as connection:
        connection.execute(text("UPDATE about SET value = '99'"))
    before = list(dump_vault(project))
    with pytest.raises(VaultVersionError, match="newer Tallystick"):
        project.vault()
    assert list(dump_vault(project)) == before


def test_a_step_runs_once_and_whole_or_not_at_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    vault, calls = project.vault(), list[int]()

    def m002_breaks_half_way(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE extra (x TEXT)"))
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("the power went")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, m002_breaks_half_way))
    with pytest.raises(RuntimeError):
        project.vault()
    with reading(vault.database) as connection:
        assert migrations.schema_version(connection) == 1
        assert not inspect(connection).has_table("extra")
    project.vault()
    project.vault()
    assert len(calls) == 2
    with reading(vault.database) as connection:
        assert migrations.schema_version(connection) == 2


def test_the_tables_we_ask_are_the_tables_that_the_migrations_made(project: Project) -> None:
    with reading(project.vault().database) as connection:
        made = inspect(connection)
        assert set(made.get_table_names()) == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = {column["name"]: column for column in made.get_columns(name)}
            assert list(columns) == list(COLUMNS[name]) == [column.name for column in table.columns]
            assert [c.nullable for c in table.columns] == [columns[c.name]["nullable"] for c in table.columns]
            wanted = [c.type.compile(connection.dialect) for c in table.columns]
            assert wanted == [str(columns[c.name]["type"]).removesuffix(' COLLATE "C"') for c in table.columns]
            keys = {key["constrained_columns"][0]: key["referred_table"] for key in made.get_foreign_keys(name)}
            assert keys == {k.parent.name: k.column.table.name for k in table.foreign_keys}
            unique = {found["column_names"][0] for found in made.get_unique_constraints(name)}
            assert unique == {c.name for c in table.columns if c.unique}
