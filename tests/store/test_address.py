"""An address of a database holds no secret, and no message repeats one."""

import builtins
from pathlib import Path
from types import ModuleType

import pytest

from tallystick.store.address import read_address, shown_address
from tallystick.store.errors import AddressError, DriverMissingError, NotAProjectError, ProjectExistsError
from tallystick.store.postgres import _engine
from tallystick.store.project import create_project, open_project

SECRET = "correct-horse"  # noqa: S105  (an invented one, to be looked for)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///homs",
        "postgresql+psycopg:///homs",
        "postgresql+psycopg:///homs?host=/run/postgresql",
        "postgresql+psycopg://desk@db.example.org:5433/homs?sslmode=verify-full&sslrootcert=/etc/ca.pem",
        "postgresql+psycopg:///?service=homs",
    ],
)
def test_an_address_without_a_secret_is_taken_and_shown_as_it_is(address: str) -> None:
    assert read_address(address).drivername == "postgresql+psycopg"
    assert shown_address(f"{address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql+psycopg://desk:{SECRET}@db.example.org/homs",
        f"postgresql+psycopg://desk@db.example.org/homs?password={SECRET}",
        f"postgresql+psycopg:///homs?sslpassword={SECRET}",
        f"postgresql+psycopg:///homs?options=-c%20password={SECRET}",
        f"postgresql+psycopg://desk:{SECRET}@db:notaport/homs",
        f"mysql://desk:{SECRET}@db/homs",
        f"host=db user=desk password={SECRET} dbname=homs",
        f"sqlite:///{SECRET}",
        f"postgresql+psycopg://desk:{SECRET}@db.example.org",
        "postgresql+psycopg://",
        "postgresql+psycopg2:///homs",
        "",
        "homs",
    ],
)
def test_what_is_no_address_or_holds_a_secret_is_refused_without_repeating_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(AddressError) as refused:
        create_project(tmp_path / "case", database=address)
    assert SECRET not in str(refused.value)
    assert SECRET not in repr(refused.value.__cause__)
    assert SECRET not in shown_address(address)
    assert not (tmp_path / "case" / "vault.postgresql").exists()
    assert all(SECRET not in p.read_text("utf-8", "replace") for p in tmp_path.rglob("*") if p.is_file())


def test_an_address_that_somebody_put_a_secret_into_is_not_used(tmp_path: Path) -> None:
    project = create_project(tmp_path / "case")
    project.vault_file.unlink()
    project.address_file.write_text(f"postgresql+psycopg://desk:{SECRET}@/homs\n", "utf-8")
    with pytest.raises(AddressError, match="password file") as refused:
        open_project(project.folder).vault()
    assert SECRET not in str(refused.value)


def test_a_server_that_is_not_there_is_said_without_a_traceback_full_of_settings(tmp_path: Path) -> None:
    from tallystick.store.errors import VaultUnreachableError

    with pytest.raises(VaultUnreachableError, match="does not answer") as failed:
        create_project(tmp_path / "case", database=f"postgresql+psycopg://desk@/homs?host={tmp_path}")
    assert "\n" not in str(failed.value)


def test_a_folder_with_two_vaults_is_not_guessed_about(tmp_path: Path) -> None:
    project = create_project(tmp_path / "case")
    project.address_file.write_text("postgresql+psycopg:///homs\n", "utf-8")
    with pytest.raises(NotAProjectError, match="only one can be its vault"):
        open_project(project.folder)


def test_a_vault_in_a_file_is_not_exchanged_for_a_server_by_making_it_again(tmp_path: Path) -> None:
    project = create_project(tmp_path / "case")
    project.settings_file.unlink()
    with pytest.raises(ProjectExistsError, match="already has a vault in a file"):
        create_project(project.folder, database="postgresql+psycopg:///homs")
    assert not project.address_file.exists()


def test_a_missing_driver_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    really = builtins.__import__

    def without_driver(name: str, *rest: object, **more: object) -> ModuleType:
        if name.split(".", maxsplit=1)[0] == "psycopg":
            raise ModuleNotFoundError("No module named 'psycopg'")
        return really(name, *rest, **more)  # type: ignore[arg-type]

    _engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without_driver)
    with pytest.raises(DriverMissingError, match=r"tallystick\[teams\]"):
        create_project(tmp_path / "case", database="postgresql+psycopg:///homs")
