import io
import random
import zipfile
from pathlib import Path

import pytest
import shapefile

from tallystick.analyse.territory_files import read_layer
from tallystick.analyse.territory_formats import TerritoryError
from tests.analyse.ground import square
from tests.analyse.test_territory_files import COUNTRY, FIELDS, feature, geojson


def shapes(folder: Path, *, prj: str = "WGS_1984", hole: bool = False) -> Path:
    outer, inner = [list(c) for c in square(32, 47)[0]][::-1], [list(c) for c in square(32.4, 47.4, 0.2)[0]]
    with shapefile.Writer(folder / "map.shp", encoding="utf-8") as writer:
        writer.field("party", "C", 40)
        writer.field("from", "D")
        writer.field("to", "C", 10)
        writer.poly([outer, inner] if hole else [outer])
        writer.record("russia", "20220301", "2022-03-08")
    names = {"WGS_1984": 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
                         'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'}  # fmt: skip
    (folder / "map.prj").write_text(names.get(prj, prj))
    return folder / "map.shp"


def zipped(folder: Path, *endings: str) -> Path:
    path = folder / "map.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for ending in endings:
            archive.write(folder / f"map{ending}", f"inner/map{ending}")
    return path


def test_a_shapefile_is_read_plain_and_zipped_with_its_holes(tmp_path: Path) -> None:
    plain = read_layer(shapes(tmp_path, hole=True), FIELDS, [COUNTRY]).layer
    packed = read_layer(zipped(tmp_path, ".shp", ".dbf", ".prj"), FIELDS, [COUNTRY]).layer
    for found in (plain, packed):
        (area,) = found.areas
        assert (area.party, str(area.valid.start), str(area.valid.end)) == ("russia", "2022-03-01", "2022-03-08")
        assert len(area.polygons[0]) == 2


def test_a_shapefile_without_its_fields_or_in_metres_is_refused(tmp_path: Path) -> None:
    from pyproj import CRS

    shapes(tmp_path, prj=CRS.from_epsg(32636).to_wkt("WKT1_ESRI"))
    with pytest.raises(TerritoryError, match="another coordinate system"):
        read_layer(zipped(tmp_path, ".shp", ".dbf", ".prj"), FIELDS)
    with pytest.raises(TerritoryError, match=r"without its \.dbf"):
        read_layer(zipped(tmp_path, ".shp", ".prj"), FIELDS)


def test_damaged_archives_and_shapefiles_are_refused(tmp_path: Path) -> None:
    source = shapes(tmp_path)
    (tmp_path / "map.shp").write_bytes(source.read_bytes()[:130])
    with pytest.raises(TerritoryError):
        read_layer(source, FIELDS)
    torn = tmp_path / "torn.zip"
    torn.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(TerritoryError, match="cannot be unpacked"):
        read_layer(torn, FIELDS)


def test_an_archive_must_hold_one_map(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.shp", b"")
        archive.writestr("b.shp", b"")
    (tmp_path / "two.zip").write_bytes(content.getvalue())
    with pytest.raises(TerritoryError, match="holds 2 shapefiles"):
        read_layer(tmp_path / "two.zip", FIELDS)


def spoiled(content: bytes, draw: random.Random) -> bytes:
    """The bytes with some changed, cut off, doubled or blanked."""
    at = draw.randrange(len(content))
    changed = bytes(draw.randrange(256) for _ in range(6))
    return draw.choice(
        [
            content[:at],
            content[:at] + changed + content[at + 6 :],
            content[:at] + bytes(8) + content[at + 8 :],
            content[:at] + content[max(0, at - 100) : at] + content[at:],
        ]
    )


@pytest.mark.parametrize("ending", [".shp", ".dbf", ".prj", ".zip", ".geojson", ".csv"])
def test_a_spoiled_map_is_read_or_refused_and_nothing_else(tmp_path: Path, ending: str) -> None:
    draw = random.Random(ending)  # noqa: S311
    shapes(tmp_path, hole=True)
    zipped(tmp_path, ".shp", ".dbf", ".prj")
    geojson(tmp_path, feature(), feature(party="ukraine", start="2022-03-09", end="2022-03-10"))
    (tmp_path / "map.csv").write_text("name,lat,lon,party,from,to\nT,47.5,32.5,russia,2022-03-01,2022-03-08\n", "utf-8")
    spoilt = tmp_path / f"map{ending}"
    whole = spoilt.read_bytes()
    source = tmp_path / "map.shp" if ending in (".dbf", ".prj") else spoilt
    outcomes = set()
    for _ in range(40):
        spoilt.write_bytes(spoiled(whole, draw))
        try:
            read_layer(source, FIELDS, [COUNTRY])
            outcomes.add("read")
        except TerritoryError:
            outcomes.add("refused")
    assert "refused" in outcomes
