from pathlib import Path

import pytest

from tallystick.analyse.territory_files import read_layer
from tallystick.analyse.territory_formats import TerritoryError
from tests.analyse.test_territory_files import COUNTRY, FIELDS, feature, read

HEAD = "name,lat,lon,radius_m,party,from,to,source,note\n"


def towns(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "towns.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_towns_are_read_with_their_source_and_note(tmp_path: Path) -> None:
    rows = "Novytown,47.5,32.5,,russia,2022-03-01,2022-03-08,A newspaper,held since morning"
    (point,) = read_layer(towns(tmp_path, rows), FIELDS, [COUNTRY]).layer.points
    assert (point.name, point.lat, point.lon, point.radius_m) == ("Novytown", 47.5, 32.5, 2500)
    assert (point.source, point.note) == ("A newspaper", "held since morning")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("T,north,32.5,,russia,2022-03-01,2022-03-08,,", "line 2: its lat is 'north'"),
        ("T,,32.5,,russia,2022-03-01,2022-03-08,,", "line 2: its lat is ''"),
        ("T,47.5,32.5,0,russia,2022-03-01,2022-03-08,,", "radius_m is 0"),
        ("T,32.5,47.5,,russia,2022-03-01,2022-03-08,,", "look swapped"),
        ("T,147.5,32.5,,russia,2022-03-01,2022-03-08,,", "no place on earth"),
        ("T,47.5,32.5,,,2022-03-01,2022-03-08,,", "names no party"),
    ],
)
def test_a_town_that_cannot_be_is_refused(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(TerritoryError, match=says):
        read_layer(towns(tmp_path, row), FIELDS, [COUNTRY])


def test_one_town_in_two_hands_on_a_day_is_refused(tmp_path: Path) -> None:
    row = "T,47.5,32.5,,{},2022-03-01,2022-03-08,,"
    with pytest.raises(TerritoryError, match=r"both claim T from 2022-03-01"):
        read_layer(towns(tmp_path, row.format("russia"), row.format("ukraine")), FIELDS, [COUNTRY])


def test_a_maker_gives_areas_or_towns_but_not_both(tmp_path: Path) -> None:
    areas = read(tmp_path, feature()).layer
    row = "T,47.5,32.5,,russia,2022-03-01,2022-03-08,,"
    with pytest.raises(TerritoryError, match="already gives areas"):
        read_layer(towns(tmp_path, row), FIELDS, [COUNTRY], [areas])


def test_a_table_without_positions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TerritoryError, match="no column lat, lon"):
        read_layer(towns(tmp_path, "T,russia", head="name,party\n"), FIELDS)
