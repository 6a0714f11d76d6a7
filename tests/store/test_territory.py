from pathlib import Path

import pytest

from tallystick.settings import Settings, read_settings, settings_text
from tallystick.store import TerritoryDamagedError, create_project, load_territory, save_territory
from tallystick.store.verify import verify_project
from tests.analyse.ground import area, layer, point, square

MAP = layer(area("isis", square(36, 35)))


def test_a_map_comes_back_as_it_was_saved_and_is_kept_once(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    towns = layer(points=[point("isis", 35.5, 36.5)], whole=False)
    names = [save_territory(project, found) for found in (MAP, towns, MAP)]
    assert names[0] == names[2] != names[1]
    assert load_territory(project, names[:2]) == (MAP, towns)
    assert names[0].startswith("territory/maker-")


def test_a_changed_or_missing_map_is_noticed(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    name = save_territory(project, MAP)
    path = project.folder / name
    path.write_text(path.read_text("utf-8").replace("isis", "rebels"), "utf-8")
    with pytest.raises(TerritoryDamagedError, match="is not what was saved"):
        load_territory(project, [name])
    path.unlink()
    with pytest.raises(TerritoryDamagedError, match="cannot be read"):
        load_territory(project, [name])


def test_verify_finds_a_changed_and_a_missing_map(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p")
    name = save_territory(project, MAP)
    project.settings_file.write_text(settings_text(Settings(territory=(name,))), "utf-8")
    assert verify_project(project) == ()
    path = project.folder / name
    path.write_text(path.read_text("utf-8").replace("36.0", "36.5", 1), "utf-8")
    assert [(f.code, f.level, f.subject) for f in verify_project(project)] == [("territory.damaged", "error", name)]
    path.unlink()
    assert [f.code for f in verify_project(project)] == ["territory.damaged"]


def test_maps_are_listed_in_the_settings_and_change_no_run(tmp_path: Path) -> None:
    with_map = Settings(territory=("territory/a.json",))
    (tmp_path / "tallystick.toml").write_text(settings_text(with_map), "utf-8")
    assert read_settings(tmp_path) == with_map
    assert with_map.settings_hash == Settings().settings_hash
