"""A project is a folder: settings, vault, originals, runs and rendered reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.settings import FILE_NAME, Settings, settings_text
from tallystick.store.errors import NotAProjectError, ProjectExistsError
from tallystick.store.evidence import ensure_folder, write_durably

if TYPE_CHECKING:
    from tallystick.store.vault import Vault

NOBODY = "unnamed"


@dataclass(frozen=True, slots=True)
class Project:
    """Where everything of one project lies, and who is at work in it."""

    folder: Path
    actor: str = NOBODY
    """The name that the log gives for what is done from here, unless a call names somebody else."""

    @property
    def settings_file(self) -> Path:
        """tallystick.toml, for people to edit."""
        return self.folder / FILE_NAME

    @property
    def vault_file(self) -> Path:
        """The log and its projections, or the address of the server that holds them."""
        return self.address_file if self.address_file.is_file() else self.folder / "vault.sqlite"

    @property
    def address_file(self) -> Path:
        """Where a team's PostgreSQL database is; without this file the vault is a SQLite file."""
        return self.folder / "vault.postgresql"

    @property
    def evidence(self) -> Path:
        """The kept originals, named by their hashes."""
        return self.folder / "evidence"

    @property
    def runs(self) -> Path:
        """Snapshots of everything derived."""
        return self.folder / "runs"

    @property
    def reports(self) -> Path:
        """Rendered pages, made anew at will."""
        return self.folder / "reports"

    @property
    def sources(self) -> Path:
        """Sealed records of confidential sources, which only the custodian can open."""
        return self.folder / "sources"

    @property
    def cache(self) -> Path:
        """What can be deleted at any time and is worked out again."""
        return self.folder / "cache"

    def vault(self, actor: str | None = None, clock: "Callable[[], datetime] | None" = None) -> "Vault":
        """The inputs; `actor` is the name that the log will give for what is done through it."""
        from tallystick.store.vault import open_vault, utc_now  # SQLAlchemy takes 0.2 s to import

        return open_vault(self.vault_file, self.evidence, actor or self.actor, clock or utc_now)


def create_project(
    folder: Path,
    settings: Settings | None = None,
    clock: "Callable[[], datetime] | None" = None,
    database: str | None = None,
) -> Project:
    """Make a new project in an empty or missing folder; what an interrupted attempt left is completed.

    `database` is the address of an empty PostgreSQL database for the log and its tables; without it they are a file.
    """
    from tallystick.store.vault import create_vault, utc_now

    project = Project(folder)
    _refuse_taken(project)
    ensure_folder(folder)
    for part in (project.evidence, project.runs, project.reports):
        ensure_folder(part)
    if database is not None:
        if project.vault_file.suffix == ".sqlite" and project.vault_file.exists():
            raise ProjectExistsError(f"{folder} already has a vault in a file; choose a new folder")
        write_address(project, database)
    vault = create_vault(project.vault_file, project.evidence, NOBODY, clock or utc_now)
    if database is not None and vault.checkpoint().size > 1:
        raise ProjectExistsError("this database already holds the vault of another project; make one of its own")
    # Last, because it is what makes the folder a project.
    write_durably(project.settings_file, settings_text(settings or Settings()).encode())
    return project


def write_address(project: Project, database: str) -> None:
    """Note where the project's PostgreSQL database is; AddressError when that is no address or holds a password."""
    from tallystick.store.address import read_address, shown_address

    read_address(database)
    write_durably(project.address_file, f"{shown_address(database)}\n".encode())


def open_project(folder: Path, actor: str = NOBODY) -> Project:
    """The project in `folder`, with `actor` at work in it; NotAProjectError when there is none."""
    project = Project(folder, actor)
    if not folder.is_dir():
        raise NotAProjectError(f"{folder} is no folder; make a project with `tallystick new {folder}`")
    if not project.settings_file.is_file():
        raise NotAProjectError(f"{folder} holds no {FILE_NAME}; make a project with `tallystick new {folder}`")
    if project.address_file.exists() and (folder / "vault.sqlite").exists():
        raise NotAProjectError(
            f"{folder} holds both vault.sqlite and vault.postgresql, and only one can be its vault; move the other away"
        )
    if not project.vault_file.is_file():
        raise NotAProjectError(f"{folder} has lost its vault.sqlite; restore a backup")
    return project


def _refuse_taken(project: Project) -> None:
    if project.settings_file.exists():
        raise ProjectExistsError(f"{project.folder} already holds a project; add to it with `tallystick add`")
    ours = {p.name for p in (project.evidence, project.runs, project.reports)}
    made = ("vault.", project.settings_file.name)
    there = sorted(p.name for p in project.folder.iterdir()) if project.folder.is_dir() else []
    if foreign := [name for name in there if name not in ours and not name.startswith(made)]:
        raise ProjectExistsError(f"{project.folder} is not empty ({foreign[0]}); choose a new folder")
