"""The map: true to scale, dots by deaths, circles once per place, names that do not cover each other."""

from dataclasses import replace
from itertools import combinations
from math import sqrt

import pytest

from tallystick.publish.charts.incident_map import IncidentMap, MapIncident, dot_radius, draw_map
from tallystick.publish.charts.labels import Wanted, place_labels
from tallystick.publish.charts.projection import Extent, Frame
from tests.publish.invented import OUTLINES, PLACES, square

SIZE = (1000.0, 600.0)


def at(place: str, deaths: int | None = 1, anchor: str | None = None) -> MapIncident:
    return MapIncident(anchor or f"incident-{place}", PLACES[place], deaths, f"{place}: {deaths}")


def drawn(*incidents: MapIncident) -> IncidentMap:
    drawing = draw_map(incidents, OUTLINES, SIZE)
    assert drawing
    return drawing


def test_without_a_place_there_is_no_map() -> None:
    assert draw_map([], OUTLINES, SIZE) is None


def test_a_kilometre_is_as_long_northwards_as_eastwards() -> None:
    # One degree of latitude is 111.32 km; one of longitude at 60 degrees north is half of that.
    frame = Frame.around(Extent(9, 59, 11, 61), 500, 500, 0)
    x, y = frame.point(10, 60)
    east, north = frame.point(11, 60)[0] - x, y - frame.point(10, 61)[1]
    assert north == pytest.approx(2 * east, abs=0.2)
    assert frame.length(111_320) == pytest.approx(north, abs=0.2)


def test_a_radius_is_drawn_to_scale() -> None:
    drawing = drawn(at("Deir Wardan"), at("Bir Salwan"))
    wide, narrow = (r.radius for r in drawing.reaches)
    assert wide / narrow == pytest.approx(2500 / 1500, rel=0.05)
    kilometres = float(drawing.scale_bar.words.split()[0])
    assert wide / 2.5 == pytest.approx(drawing.scale_bar.length / kilometres, rel=0.05)


def test_the_area_of_a_dot_grows_with_deaths() -> None:
    assert dot_radius(100) / dot_radius(25) == pytest.approx(sqrt(100 / 25), rel=0.02)
    assert dot_radius(None) == dot_radius(0) == dot_radius(1)


def test_an_unknown_number_is_told_apart_from_a_small_one() -> None:
    dots = {d.anchor: d.known for d in drawn(at("Deir Wardan", None), at("Bir Salwan", 0)).dots}
    assert dots == {"incident-Deir Wardan": False, "incident-Bir Salwan": True}


def test_incidents_of_one_place_have_a_dot_each_and_one_circle() -> None:
    drawing = drawn(*(at("Deir Wardan", n, f"incident-{n}") for n in range(1, 7)))
    assert len(drawing.reaches) == 1
    assert len({(d.x, d.y) for d in drawing.dots}) == 6
    assert [n.name for n in drawing.names] == ["Deir Wardan"]


def test_the_map_does_not_depend_on_the_order_of_incidents() -> None:
    incidents = [at(name, n) for n, name in enumerate(PLACES)]
    assert draw_map(incidents, OUTLINES, SIZE) == draw_map(incidents[::-1], OUTLINES, SIZE)


def test_a_locator_is_drawn_only_when_the_map_shows_a_part() -> None:
    assert drawn(at("Deir Wardan")).locator
    small_country = [square("All", 36.1, 34.5, 0.9)]
    whole = draw_map([at("Deir Wardan"), at("Bir Salwan")], small_country, SIZE)
    assert whole
    assert whole.locator is None


def test_many_close_places_get_names_that_do_not_cover_each_other() -> None:
    town = PLACES["Deir Wardan"]
    near = [
        MapIncident(f"i{n}", replace(town, gazetteer_id=f"p{n}", name=f"Village {n}", lat=lat, lon=lon), 1, "")
        for n, (lat, lon) in enumerate(
            (35.2 + row * 0.01, 36.2 + column * 0.01) for row in range(4) for column in range(3)
        )
    ]
    far = at("Bir Salwan")
    names = drawn(*near, far).names
    assert len(names) >= 8
    assert not [(a.name, b.name) for a, b in combinations(names, 2) if a.label.box.touches(b.label.box)]


def test_a_name_without_room_is_left_out_rather_than_laid_over_another() -> None:
    crowd = [Wanted(50, 50, 3, ("A rather long name",)) for _ in range(40)]
    labels = place_labels(crowd, (), (400, 100), 13)
    assert None in labels
    assert labels[0] is not None
