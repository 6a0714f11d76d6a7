"""Gazetteers of other countries."""

import json
from pathlib import Path

import pytest

from tallystick.locate import GazetteerError, add_gazetteer_file, load_gazetteer

GEONAMES = (
    "1\tLviv Oblast\tLviv Oblast\t\t49.8\t23.9\tA\tADM1\tUA\t\t15\t\t\t\t0\t\t\tEurope/Kyiv\t2020-01-01\n"
    "2\tTestove\tTestove\tТестове,Testovo\t49.5\t24.1\tP\tPPL\tUA\t\t15\t\t\t\t7000\t\t\tEurope/Kyiv\t2020-01-01\n"
    "3\tA stream\tA stream\t\t49.5\t24.1\tH\tSTM\tUA\t\t15\t\t\t\t0\t\t\tEurope/Kyiv\t2020-01-01\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_geonames_dump_becomes_searchable_in_every_script(tmp_path: Path) -> None:
    added = add_gazetteer_file(write(tmp_path, "UA.txt", GEONAMES), tmp_path / "out")
    assert (added.places, added.refused) == (2, ())
    (town,) = load_gazetteer([added.path]).spelled_like("Тестове")
    assert (town.kind, town.parent, town.lat) == ("town", "GN1", 49.5)


def test_a_table_with_pcodes_is_read_by_its_usual_column_names(tmp_path: Path) -> None:
    table = "PCODE,Name_EN,Name_AR,Latitude,Longitude\nYE01,Testville,تستفيل,15.1,44.2\nYE02,Nowhere,,,\n"
    added = add_gazetteer_file(write(tmp_path, "yemen.csv", table), tmp_path)
    assert added.places == 1
    assert added.refused == ("line 3: no readable position",)
    assert load_gazetteer([added.path]).spelled_like("تستفيل")[0].gazetteer_id == "YE01"


def test_unusual_columns_can_be_named(tmp_path: Path) -> None:
    source = write(tmp_path, "x.csv", "ort;breite;laenge\nTestdorf;51.0;7.0\n")
    with pytest.raises(GazetteerError, match="no column for name, lat, lon among ort, breite, laenge"):
        add_gazetteer_file(source, tmp_path)
    added = add_gazetteer_file(source, tmp_path, {"name": "ort", "lat": "breite", "lon": "laenge"})
    assert added.places == 1


def test_geojson_polygons_are_placed_inside_themselves(tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[44, 15], [46, 15], [46, 17], [44, 17], [44, 15]]]}
    collection = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"name": "Square", "kind": "district"}, "geometry": square},
            {"type": "Feature", "properties": {"name": "Lost"}, "geometry": None},
        ],
    }
    added = add_gazetteer_file(write(tmp_path, "areas.geojson", json.dumps(collection)), tmp_path)
    assert (added.places, added.refused_rows) == (1, 1)
    (area,) = load_gazetteer([added.path]).spelled_like("Square")
    assert area.kind == "district"
    assert 15 < area.lat < 17


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("empty.csv", "", "is empty"),
        ("swapped.csv", "name,lat,lon\nTestville,144.2,-35.1\nOther,143.2,-34.1\n", "look swapped"),
        ("nothing.csv", "name,lat,lon\n,1,2\n", "no place with a name and a position"),
        ("broken.geojson", "{", "not valid JSON"),
        ("list.geojson", "[]", "not a GeoJSON FeatureCollection"),
    ],
)
def test_a_file_that_cannot_be_right_says_what_is_wrong(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        add_gazetteer_file(write(tmp_path, name, text), tmp_path)


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin1.csv"
    path.write_bytes("name,lat,lon\nMünchen,48,11\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match="UTF-8"):
        add_gazetteer_file(path, tmp_path)
