from pathlib import Path

import pytest

from tallystick.settings import Settings, read_settings
from tallystick.store.errors import NotAProjectError, ProjectExistsError
from tallystick.store.project import create_project, open_project


def test_a_new_project_can_be_opened_again(tmp_path: Path) -> None:
    created = create_project(tmp_path / "case", Settings(title="Market attacks"))
    assert open_project(tmp_path / "case") == created
    assert read_settings(created.folder).title == "Market attacks"
    assert created.vault().count_reports() == 0


def test_a_project_is_for_its_owner_alone(tmp_path: Path) -> None:
    project = create_project(tmp_path / "case")
    assert project.folder.stat().st_mode & 0o077 == 0
    assert project.vault_file.stat().st_mode & 0o077 == 0


def test_a_second_project_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    create_project(tmp_path / "case")
    with pytest.raises(ProjectExistsError, match="tallystick add"):
        create_project(tmp_path / "case")


def test_a_folder_with_foreign_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(ProjectExistsError, match=r"thesis\.doc"):
        create_project(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


def test_an_interrupted_creation_is_completed(tmp_path: Path) -> None:
    first = create_project(tmp_path / "case")
    first.settings_file.unlink()
    again = create_project(tmp_path / "case")
    assert again.vault().checkpoint().size == 1


@pytest.mark.parametrize("missing", ["tallystick.toml", "vault.sqlite"])
def test_a_folder_without_a_project_says_what_to_do(tmp_path: Path, missing: str) -> None:
    project = create_project(tmp_path / "case")
    (project.folder / missing).unlink()
    with pytest.raises(NotAProjectError, match=r"tallystick new|restore a backup"):
        open_project(project.folder)


def test_a_missing_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotAProjectError, match="tallystick new"):
        open_project(tmp_path / "nowhere")
