"""What is wrong, or odd, about a map as a whole: two parties on one ground, days without a map, swapped positions."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from tallystick.analyse.territory_days import spans_of
from tallystick.analyse.territory_ground import Plane, polygon_shape
from tallystick.model.territory import CONTESTED, ControlArea, ControlLayer, ControlPoint, Validity

Positions = Sequence[tuple[float, float]]
"""(longitude, latitude) pairs."""
_SLIVER_KM2, _SLIVER_SHARE, _MOST_SHARE = 1.0, 0.001, 0.05
_NOTHING_KM2 = 0.001  # neighbours that share a border overlap by rounding
_USUAL = 1.5
_MOSTLY = 0.5


def overlaps(layers: Sequence[ControlLayer]) -> tuple[list[str], int]:
    """Two parties that one maker shows on the same ground on the same days, one sentence each; and how many slivers.

    A sliver, a drawing error along a shared border, is below a twentieth of the smaller area, and either below a
    square kilometre or below a thousandth of it. Ground that is called contested may lie on anybody's.
    """
    areas = [a for layer in layers for a in layer.areas if a.party != CONTESTED]
    points = [p for layer in layers for p in layer.points]
    found, slivers = _overlapping_areas(areas) if areas else ([], 0)
    return [*found, *(_overlapping_points(points) if points else ())], slivers


def gaps(layer: ControlLayer) -> Iterator[str]:
    """Stretches of days for which a series has no map, one sentence each.

    A series of pictures of single days has gaps by nature: only one much longer than usual is told.
    """
    spans = spans_of([layer])
    missing = [(before, after, (after.start - before.end).days) for before, after in pairwise(spans)]
    pictures = all(span.end - span.start == timedelta(1) for span in spans)
    usual = median(days for _, _, days in missing) if pictures and missing else 0
    for before, after, count in missing:
        if count > usual * _USUAL:
            hint = "; valid-to is the first day on which a map no longer holds" if count == 1 and not pictures else ""
            first, last = before.end, after.start - timedelta(1)
            yield f"no map from {first} to {last} ({count} {'day' if count == 1 else 'days'}){hint}"


def swapped_or_elsewhere(layer: ControlLayer, countries: Sequence[Positions]) -> tuple[str | None, str | None]:
    """(error, warning) when most of the map lies in no country that the gazetteers know.

    It is an error when it does lie in one as soon as longitude and latitude are swapped.
    """
    import shapely

    if not countries:
        return None, None
    known = shapely.union_all([shapely.MultiPoint(list(c)).convex_hull.buffer(0.2) for c in countries])
    shape = _whole_shape(layer)
    if _share_inside(shape, known) >= _MOSTLY:
        return None, None
    turned = shapely.transform(shape, lambda corners: corners[:, ::-1])
    if _share_inside(turned, known) >= _MOSTLY:
        return "longitude and latitude look swapped: with them the other way round it lies in a known country", None
    return None, "most of it lies in no country of the project's gazetteers"


def _share_inside(shape: Any, known: Any) -> float:
    """Of an area its part inside; of points their number."""
    import shapely

    measure = shapely.area if shapely.area(shape) else shapely.get_num_coordinates
    return float(measure(shapely.intersection(shape, known)) / measure(shape))


def _whole_shape(layer: ControlLayer) -> Any:
    import shapely

    if layer.areas:
        return shapely.union_all([polygon_shape(p) for a in layer.areas for p in a.polygons])
    return shapely.MultiPoint(sorted({(p.lon, p.lat) for p in layer.points}))


def _overlapping_areas(areas: Sequence[ControlArea]) -> tuple[list[str], int]:
    import shapely

    west, south, east, north = shapely.MultiPoint([c for a in areas for p in a.polygons for c in p[0]]).bounds
    plane = Plane((south + north) / 2, (west + east) / 2)
    shapes = plane.project([shapely.MultiPolygon([(p[0], p[1:]) for p in a.polygons]) for a in areas])
    found, slivers = [], 0
    for left, right in _rivals(areas, shapes):
        km2 = float(shapely.area(shapely.intersection(shapes[left], shapes[right]))) / 1e6
        share = km2 * 1e6 / float(min(shapely.area(shapes[left]), shapely.area(shapes[right])))
        if (km2 > _SLIVER_KM2 and share > _SLIVER_SHARE) or share > _MOST_SHARE:
            found.append(_overlap(areas[left], areas[right], f"{km2:,.1f} square kilometres of ground"))
        else:
            slivers += km2 > _NOTHING_KM2
    return found, slivers


def _rivals(areas: Sequence[ControlArea], shapes: Any) -> Iterator[tuple[int, int]]:
    """Areas of two parties that share days and meet on the ground. In a series most that meet are of other days."""
    import numpy as np
    import shapely

    starts = np.array([a.valid.start.toordinal() for a in areas])
    ends = np.array([a.valid.end.toordinal() for a in areas])
    parties = np.unique([a.party for a in areas], return_inverse=True)[1]
    left, right = shapely.STRtree(shapes).query(shapes)
    rival = (left < right) & (parties[left] != parties[right])
    rival &= np.maximum(starts[left], starts[right]) < np.minimum(ends[left], ends[right])
    left, right = left[rival], right[rival]
    meet = shapely.intersects(np.asarray(shapes)[left], np.asarray(shapes)[right])
    yield from sorted(zip(left[meet].tolist(), right[meet].tolist(), strict=True))


def _overlapping_points(points: Sequence[ControlPoint]) -> Iterator[str]:
    import numpy as np
    import shapely

    plane = Plane(points[0].lat, points[0].lon)
    spots = shapely.points(plane.metres(np.array([p.lon for p in points]), np.array([p.lat for p in points])))
    circles = shapely.buffer(spots, [p.radius_m for p in points])
    rows, columns = shapely.STRtree(spots).query(circles, predicate="intersects")
    for left, right in sorted({(min(a, b), max(a, b)) for a, b in zip(rows.tolist(), columns.tolist(), strict=True)}):
        if points[left].party != points[right].party and _common_days(points[left], points[right]):
            yield _overlap(points[left], points[right], points[left].name)


def _overlap(left: ControlArea | ControlPoint, right: ControlArea | ControlPoint, what: str) -> str:
    common = _common_days(left, right)
    assert common is not None
    first, last = common.days.start, common.days.end
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{_name(left)} ({left.party}) and {_name(right)} ({right.party}) both claim {what} {when}"


def _name(held: ControlArea | ControlPoint) -> str:
    return held.area_id if isinstance(held, ControlArea) else held.point_id


def _common_days(left: ControlArea | ControlPoint, right: ControlArea | ControlPoint) -> Validity | None:
    start, end = max(left.valid.start, right.valid.start), min(left.valid.end, right.valid.end)
    return Validity(start, end) if start < end else None
