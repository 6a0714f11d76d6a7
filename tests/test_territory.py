"""Maps of control from a file to a share: kept whole or not at all, and listed in the settings."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tallystick import demo, territory_reading
from tallystick.analyse.targets import TargetsError
from tallystick.analyse.territory_fields import LayerFields
from tallystick.analyse.territory_formats import TerritoryError
from tallystick.extract.stated_shares import read_stated_shares
from tallystick.model.finding import Selection
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.territory import StatedShare
from tallystick.settings import read_settings
from tallystick.store import Project, create_project
from tallystick.territory import add_demo_control, add_territory, load_control, locate_targets, share_targets

FIELDS = LayerFields("Maker", valid_from="from", valid_to="to", party_field="party", whole=True)


def area(party: str, west: float, **more: str) -> dict[str, Any]:
    ring = [[west, 35.2], [west + 0.5, 35.2], [west + 0.5, 36.2], [west, 36.2], [west, 35.2]]
    fields = {"party": party, "from": "2015-10-01", "to": "2015-10-08", **more}
    return {"type": "Feature", "properties": fields, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def geojson(folder: Path, *features: dict[str, Any]) -> Path:
    path = folder / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project")


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_an_accepted_map_is_kept_with_its_original_and_listed(project: Project, tmp_path: Path) -> None:
    source = geojson(tmp_path, area("isis", 36.5), area("hts_opposition", 37.0))
    added = add_territory(project, source, FIELDS)
    assert added.warnings == ()
    assert read_settings(project.folder).territory == (str(added.path.relative_to(project.folder)),)
    assert load_control(project) == (added.layer,)
    assert source.read_bytes() in everything_in(project.evidence).values()


def test_the_same_map_again_changes_nothing(project: Project, tmp_path: Path) -> None:
    source = geojson(tmp_path, area("isis", 36.5))
    add_territory(project, source, FIELDS)
    before = read_settings(project.folder)
    assert not add_territory(project, source, FIELDS).is_new
    assert read_settings(project.folder) == before


def test_of_a_refused_map_nothing_is_kept(project: Project, tmp_path: Path) -> None:
    before = everything_in(project.folder)
    source = geojson(tmp_path, area("isis", 36.5), area("isis", 37.5, to="never"))
    with pytest.raises(TerritoryError, match="nothing of it is kept"):
        add_territory(project, source, FIELDS)
    assert everything_in(project.folder) == before


@pytest.mark.parametrize(
    ("hostile", "says"),
    [
        ("def read_layer(*_): raise KeyError('x')", "damaged or not what its name says .KeyError."),
        ("def read_layer(*_): bytearray(3_000_000_000)", "needs more than 512 MB of memory"),
        ("def read_layer(*_): import os; os.kill(os.getpid(), 9)", "damaged or not what its name says .SIGKILL."),
        ("def read_layer(*_): open('/dev/null').close() or [open('/dev/null') for _ in range(500)]", "OSError"),
    ],
)
def test_a_map_whose_reader_goes_wrong_is_refused_and_nothing_else_happens(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: str, says: str
) -> None:
    """Promise 8: the parser of a map runs in a limited process of its own, as those of reports do."""
    run = "import tallystick.territory_reading as t\n{}\nt.read_layer = read_layer\nt.main()"
    monkeypatch.setattr(territory_reading, "READER", ("-c", run.format(hostile)))
    before = everything_in(project.folder)
    with pytest.raises(TerritoryError, match=says):
        add_territory(project, geojson(tmp_path, area("isis", 36.5)), FIELDS)
    assert everything_in(project.folder) == before


def test_a_map_is_not_read_by_our_own_process(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("read in our own process")

    monkeypatch.setattr("tallystick.analyse.territory_files.read_features", never)
    monkeypatch.setattr("tallystick.territory_reading.read_layer", never)
    assert add_territory(project, geojson(tmp_path, area("isis", 36.5)), FIELDS).is_new


def test_a_map_of_syria_with_swapped_positions_is_noticed_by_the_shipped_gazetteer(
    project: Project, tmp_path: Path
) -> None:
    turned = area("isis", 40.0)
    turned["geometry"]["coordinates"] = [[[y, x] for x, y in turned["geometry"]["coordinates"][0]]]
    with pytest.raises(TerritoryError, match="look swapped"):
        add_territory(project, geojson(tmp_path, turned), FIELDS)


def test_the_command_adds_a_map_and_says_a_share_with_its_assumptions(project: Project, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from tallystick.cli import app

    source = geojson(tmp_path, area("Rebels", 36.5), area("isis", 37.0))
    days = ["--valid-from", "from", "--valid-to", "2015-10-08"]
    named = ["--maker", "Maker", "--party-field", "party", "--party-as", "Rebels=hts_opposition"]
    added = CliRunner().invoke(app, ["territory", "add", str(project.folder), str(source), *days, *named])
    assert added.exit_code == 0, added.output
    assert "2 dated areas or towns of Maker" in added.output
    file = str(targets(tmp_path, "russia,A,2015-10-02,35.5,36.7,1000,briefing"))
    told = CliRunner().invoke(app, ["territory", "share", str(project.folder), "--targets", file])
    assert "1 of 1 declared targets in areas of hts_opposition, 0 not classifiable; map: Maker" in told.output
    assert "assumed: a map speaks for at most 14 days" in told.output
    assert "%" not in told.output


@pytest.mark.parametrize("options", [[], ["--party", "isis", "--party-field", "party"]])
def test_the_command_wants_the_party_said_in_one_way(project: Project, tmp_path: Path, options: list[str]) -> None:
    from typer.testing import CliRunner

    from tallystick.cli import app

    asked = [str(project.folder), str(geojson(tmp_path, area("isis", 36.5))), "--maker", "M", "--valid-from", "from"]
    assert CliRunner().invoke(app, ["territory", "add", *asked, *options]).exit_code == 2


TARGETS = "declared_by,place,date,lat,lon,radius_m,source\n"


def targets(folder: Path, *rows: str) -> Path:
    path = folder / "targets.csv"
    path.write_text(TARGETS + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_declared_targets_are_held_against_the_maps(project: Project, tmp_path: Path) -> None:
    add_territory(project, geojson(tmp_path, area("isis", 36.5), area("hts_opposition", 37.0)), FIELDS)
    file = targets(
        tmp_path,
        "russia,A,2015-10-02,35.5,36.7,1000,briefing",
        "russia,B,2015-10-02,35.5,37.0,1000,briefing",
        "russia,Nowhere At All,2015-10-02,,,,briefing",
        "turkey,C,2015-10-02,35.5,36.7,1000,briefing",
    )
    found = {s.party: s for s in share_targets(project, file, Selection(party="russia"))}
    assert found["isis"].sentence == (
        "between 1 and 2 of 3 declared targets in areas of isis, 1 not classifiable; "
        "map: Maker, 2015-10-01 to 2015-10-07"
    )


def test_a_target_without_a_position_is_looked_up_by_name(project: Project, tmp_path: Path) -> None:
    (target,) = locate_targets(project, targets(tmp_path, "russia,Talbiseh,2015-10-05,,,,briefing"))
    assert target.place is not None
    assert (round(target.place.lat, 1), round(target.place.lon, 1)) == (34.8, 36.7)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("nobody,A,2015-10-02,35.5,36.7,,", "line 2: declared_by is 'nobody'"),
        ("russia,,2015-10-02,35.5,36.7,,", "names no place"),
        ("russia,A,soon,35.5,36.7,,", "date is 'soon'"),
        ("russia,A,2015-10-02,355,36.7,,", "no place on earth"),
        ("russia,A,2015-10-02,35.5,,,", "must be numbers"),
    ],
)
def test_a_target_that_cannot_be_is_refused(project: Project, tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(TargetsError, match=says):
        locate_targets(project, targets(tmp_path, row))


def test_the_demo_says_of_each_town_who_held_it_and_who_says_so(project: Project) -> None:
    with demo.control_path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"].startswith("http") and row["note"] for row in rows)
    added = add_demo_control(project)
    assert added.warnings == ()
    assert len(added.layer.points) == len(rows)


def test_the_published_comparison_is_read_from_the_demos_reports() -> None:
    lines = demo.reports_path().read_text("utf-8").splitlines()
    found: list[StatedShare] = []
    for record in map(json.loads, lines):
        reading = Reading(record["doc_id"], "test", record.get("language"), None, ())
        found += read_stated_shares(Report(record["doc_id"], record["text"]), reading)
    assert {(s.party, s.min, s.max, s.of) for s in found} == {("isis", 0, 15, 64), ("isis", 960, 960, 6833)}
