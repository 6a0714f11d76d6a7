"""Invented ground for tests of territory: squares around (35 N, 36 E), a degree is some 100 km."""

from collections.abc import Sequence
from datetime import date, timedelta

from tallystick.model.place import Place
from tallystick.model.territory import ControlArea, ControlLayer, ControlPoint, DatedPlace, Polygon, Validity
from tallystick.model.when import Days

DAY = date(2015, 10, 1)
KM = 1 / 111.0
"""Degrees of latitude in a kilometre."""


def valid(start: int = 0, length: int = 7) -> Validity:
    """So many days from `start` days after the first of October."""
    return Validity(DAY + timedelta(start), DAY + timedelta(start + length))


def square(west: float, south: float, side: float = 1.0) -> Polygon:
    """A square of `side` degrees."""
    east, north = west + side, south + side
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)


def area(party: str, *polygons: Polygon, when: Validity | None = None, maker: str = "Maker") -> ControlArea:
    """What the maker shows as held by a party, in the first week unless told otherwise."""
    return ControlArea(f"test#{party}", party, maker, when or valid(), polygons)


def layer(*areas: ControlArea, points: Sequence[ControlPoint] = (), whole: bool = True) -> ControlLayer:
    """A file of areas or points of one maker."""
    maker = areas[0].maker if areas else points[0].maker
    return ControlLayer(maker, "test.geojson", "0" * 64, whole, areas, tuple(points))


def point(party: str, lat: float, lon: float, radius_m: int = 2500, when: Validity | None = None) -> ControlPoint:
    """A town said to be held by a party."""
    return ControlPoint(f"test#{party}", "Town", party, "Press", when or valid(), lat, lon, radius_m, "a report")


def happened(
    lat: float, lon: float, radius_m: int = 1000, day: int = 0, until: int | None = None, name: str = "s"
) -> DatedPlace:
    """Something at a place, so many days after the first of October."""
    days = Days(DAY + timedelta(day), DAY + timedelta(day if until is None else until))
    return DatedPlace(name, Place("p", "Place", None, lat, lon, radius_m, "village"), days)
