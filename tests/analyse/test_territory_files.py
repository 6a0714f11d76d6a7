import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tallystick.analyse.territory_fields import LayerFields
from tallystick.analyse.territory_files import LayerRead, read_layer
from tallystick.analyse.territory_formats import TerritoryError
from tallystick.model.territory import ControlLayer, Polygon
from tests.analyse.ground import square

FIELDS = LayerFields("Maker", valid_from="from", valid_to="to", party_field="party")
COUNTRY = ((36.0, 48.0), (30.0, 50.0), (38.0, 46.0), (24.0, 50.0))
"""Four corners of a country that lies well north of its own longitude."""


def feature(
    polygon: Polygon | None = None,
    party: str = "russia",
    start: str = "2022-03-01",
    end: str = "2022-03-08",
    geometry: Any = None,
) -> dict[str, Any]:
    shape = geometry or {"type": "Polygon", "coordinates": [list(map(list, r)) for r in polygon or square(32, 47)]}
    return {"type": "Feature", "properties": {"party": party, "from": start, "to": end}, "geometry": shape}


def geojson(folder: Path, *features: dict[str, Any], **more: object) -> Path:
    path = folder / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **more}), "utf-8")
    return path


def read(
    folder: Path, *features: dict[str, Any], fields: LayerFields = FIELDS, earlier: Sequence[ControlLayer] = ()
) -> LayerRead:
    return read_layer(geojson(folder, *features), fields, [COUNTRY], earlier)


def refusal(folder: Path, *features: dict[str, Any], fields: LayerFields = FIELDS) -> str:
    with pytest.raises(TerritoryError) as caught:
        read(folder, *features, fields=fields)
    return str(caught.value)


def ring(*corners: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(c) for c in corners]]}


def test_a_dated_series_is_read_with_party_days_and_hash(tmp_path: Path) -> None:
    found = read(tmp_path, feature(), feature(start="2022-03-08", end="2022-03-15"))
    assert found.warnings == ()
    assert [(a.party, str(a.valid.start), str(a.valid.end)) for a in found.layer.areas] == [
        ("russia", "2022-03-01", "2022-03-08"),
        ("russia", "2022-03-08", "2022-03-15"),
    ]
    assert found.layer.areas[0].area_id == "map.geojson, feature 1"
    assert len(found.layer.sha256) == 64


def test_a_fixed_day_and_a_fixed_party_need_no_fields(tmp_path: Path) -> None:
    fields = LayerFields("Maker", valid_from="2022-03-01", party="russia")
    (area,) = read(tmp_path, feature(), fields=fields).layer.areas
    assert (area.party, str(area.valid.end)) == ("russia", "2022-03-02")


def test_the_maps_own_words_for_parties_become_codes(tmp_path: Path) -> None:
    fields = replace(FIELDS, labels={"Occupied": "russia"})
    assert read(tmp_path, feature(party="Occupied"), fields=fields).layer.areas[0].party == "russia"
    assert "'Occupied' is no code" in read(tmp_path, feature(party="Occupied")).warnings[0]


def test_a_border_that_crosses_itself_is_refused_or_mended(tmp_path: Path) -> None:
    bow = feature(geometry=ring((32, 47), (33, 48), (33, 47), (32, 48), (32, 47)))
    assert "feature 1: its border is invalid (Self-intersection" in refusal(tmp_path, bow)
    mended = read(tmp_path, bow, fields=replace(FIELDS, mend=True))
    assert len(mended.layer.areas[0].polygons) == 2
    assert mended.warnings == ("the border was mended of feature 1",)


@pytest.mark.parametrize(
    ("geometry", "says"),
    [
        (ring((32, 47), (33, 47), (33, 48), (32, 48)), "not closed"),
        (ring((32, 47), (33, 47), (32, 47)), "3 corners"),
        ({"type": "Point", "coordinates": [32, 47]}, "it is a Point"),
        ({"type": "Polygon", "coordinates": []}, "it has no area"),
        ({"type": "Polygon", "coordinates": [[["a", 1]]]}, "not lists of numbers"),
        (ring((1e400, 47), (33, 47), (33, 48), (1e400, 47)), "not a number"),
        (ring((4.1e6, 5.8e6), (4.2e6, 5.8e6), (4.2e6, 5.9e6), (4.1e6, 5.8e6)), "no degrees"),
        (ring((32, 110), (33, 110), (33, 120), (32, 110)), "look swapped"),
    ],
)
def test_a_geometry_that_is_no_area_on_earth_is_refused(tmp_path: Path, geometry: dict[str, Any], says: str) -> None:
    assert says in refusal(tmp_path, feature(geometry=geometry))


def test_a_feature_without_geometry_is_refused(tmp_path: Path) -> None:
    assert "feature without geometry" in refusal(tmp_path, feature() | {"geometry": None})


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2022-03-08", "2022-03-01", "stops being valid (2022-03-01) before"),
        ("2022-03-08", "2022-03-08", "before or when it starts"),
        ("31.02.2022", "2022-03-08", "which is no day"),
        ("", "2022-03-08", "its from is '', which is no day"),
        ("March", "2022-03-08", "'March'"),
        ("0202-03-01", "2022-03-08", "cannot be right"),
    ],
)
def test_days_that_cannot_be_are_refused(tmp_path: Path, start: str, end: str, says: str) -> None:
    assert says in refusal(tmp_path, feature(start=start, end=end))


def test_a_field_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    assert "'since' is neither a day (as 2015-10-01) nor one of its fields (party, from, to)" in refusal(
        tmp_path, feature(), fields=replace(FIELDS, valid_from="since")
    )
    assert "it has no field 'holder'" in refusal(tmp_path, feature(), fields=replace(FIELDS, party_field="holder"))
    assert "it names no party" in refusal(tmp_path, feature(party=""))


def test_two_parties_on_one_ground_on_one_day_are_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, feature(), feature(square(32.5, 47), party="ukraine"))
    assert "(russia)" in message
    assert "(ukraine) both claim" in message
    assert "from 2022-03-01 to 2022-03-07" in message
    later = feature(square(32.5, 47), party="ukraine", start="2022-03-08", end="2022-03-15")
    assert len(read(tmp_path, feature(), later).layer.areas) == 2


def test_a_later_file_of_the_same_maker_must_not_contradict_an_earlier_one(tmp_path: Path) -> None:
    earlier = read(tmp_path, feature()).layer
    contradicting = feature(party="ukraine")
    with pytest.raises(TerritoryError, match="both claim"):
        read(tmp_path, contradicting, earlier=[earlier])
    assert read(tmp_path, contradicting, fields=replace(FIELDS, maker="Other"), earlier=[earlier]).layer.areas


def test_slivers_along_a_border_are_told_and_contested_ground_may_lie_on_anybodys(tmp_path: Path) -> None:
    sliver = read(tmp_path, feature(), feature(square(32.99999, 47), party="turkey"))
    assert sliver.warnings == ("1 slivers along borders belong to two parties; what lies there counts as unsure",)
    assert read(tmp_path, feature(), feature(party="contested")).warnings == ()


def test_days_without_a_map_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, feature(), feature(start="2022-03-15", end="2022-03-22"))
    assert found.warnings == ("no map from 2022-03-08 to 2022-03-14 (7 days)",)
    hinted = read(tmp_path, feature(end="2022-03-07"), feature(start="2022-03-08", end="2022-03-15"))
    assert hinted.warnings[0].startswith("no map from 2022-03-07 to 2022-03-07 (1 day); valid-to is the first day")


def test_a_series_of_pictures_tells_only_a_gap_longer_than_usual(tmp_path: Path) -> None:
    fields = replace(FIELDS, valid_to=None)
    weekly = [feature(start=f"2022-03-{day:02}") for day in (1, 8, 15)]
    assert read(tmp_path, *weekly, fields=fields).warnings == ()
    late = feature(start="2022-04-20")
    assert read(tmp_path, *weekly, late, fields=fields).warnings == ("no map from 2022-03-16 to 2022-04-19 (35 days)",)


def test_swapped_longitude_and_latitude_are_noticed_by_the_country(tmp_path: Path) -> None:
    turned = feature(((tuple((y, x) for x, y in square(32, 47)[0])),))
    assert "look swapped" in refusal(tmp_path, turned)


def test_a_map_of_another_country_is_kept_with_a_warning(tmp_path: Path) -> None:
    assert "no country of the project's gazetteers" in read(tmp_path, feature(square(36, 35))).warnings[0]


def test_another_coordinate_system_is_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    with pytest.raises(TerritoryError, match="another coordinate system"):
        read_layer(geojson(tmp_path, feature(), crs=crs), FIELDS)
    crs["properties"] = {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}
    assert read_layer(geojson(tmp_path, feature(), crs=crs), FIELDS).layer.areas


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    message = refusal(tmp_path, feature(party=""), feature(start="never"), feature(), feature(party=""))
    assert message.startswith("map.geojson is refused, nothing of it is kept:")
    assert "feature 1 and 1 more: it names no party" in message
    assert "feature 2: its from is 'never'" in message


@pytest.mark.parametrize("text", ["", "{", "[]", '{"type": "Feature"}', '{"features": []}', '{"features": [1]}'])
def test_what_is_no_feature_collection_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(TerritoryError):
        read_layer(path, FIELDS)
