"""Geometry of a map as polygons of ours, or the sentence that says what is wrong with it."""

from collections.abc import Iterator, Sequence
from typing import Any

from tallystick.model.territory import Polygon, Ring

MOST_CORNERS = 5_000_000


class GeometryError(ValueError):
    """What is wrong with one geometry, as the end of a sentence that names the feature."""


def polygons_of(geometry: Any, mend: bool = False) -> tuple[Polygon, ...]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, checked; `mend` repairs crossing borders instead of refusing.

    GeometryError says what is wrong: another kind of geometry, unreadable or unclosed rings, positions that are no
    degrees, borders that cross themselves.
    """
    import shapely

    rings = tuple(_polygons(geometry))
    polygons = tuple(p for p in rings if p)
    if not polygons:
        raise GeometryError("it has no area")
    for polygon in polygons:
        for ring in polygon:
            _check_ring(ring)
    shape = shapely.MultiPolygon([(p[0], p[1:]) for p in polygons])
    if not shapely.is_valid(shape):
        if not mend:
            raise GeometryError(f"its border is invalid ({shapely.is_valid_reason(shape)}); mend it, or use --mend")
        return _mended(shape)
    return polygons


def _polygons(geometry: Any) -> Iterator[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise GeometryError(f"it is a {kind or 'feature without geometry'}, not a Polygon or MultiPolygon")
    coordinates = geometry.get("coordinates") or ()
    try:
        for polygon in [coordinates] if kind == "Polygon" else coordinates:
            yield tuple(_ring(ring) for ring in polygon)
    except (TypeError, ValueError, IndexError) as error:
        raise GeometryError("its coordinates are not lists of numbers") from error


def _ring(corners: Sequence[Sequence[float]]) -> Ring:
    return tuple((float(c[0]), float(c[1])) for c in corners)


def _check_ring(ring: Ring) -> None:
    if len(ring) < 4:
        raise GeometryError(f"a ring of it has {len(ring)} corners; it takes four, the last equal to the first")
    if ring[0] != ring[-1]:
        raise GeometryError("a ring of it is not closed: its last corner must equal its first")
    check_positions(ring)


def check_positions(positions: Sequence[tuple[float, float]]) -> None:
    """GeometryError when some position is not (longitude, latitude) in degrees."""
    farthest = max(max(abs(x), abs(y)) for x, y in positions)
    if not farthest < float("inf"):
        raise GeometryError("one of its positions is not a number")
    if farthest > 180:
        raise GeometryError(
            f"its coordinates go up to {farthest:,.0f}, so they are no degrees: save the map in WGS 84 (EPSG:4326)"
        )
    if any(abs(y) > 90 for _, y in positions):
        swapped = all(abs(x) <= 90 for x, _ in positions)
        hint = "; longitude and latitude look swapped" if swapped else ""
        raise GeometryError(f"no place on earth has such a latitude{hint}")


def _mended(shape: Any) -> tuple[Polygon, ...]:
    import shapely

    parts = shapely.get_parts(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    return tuple(
        tuple(tuple((float(x), float(y)) for x, y in shapely.get_coordinates(r)) for r in shapely.get_rings(part))
        for part in parts
        if part.geom_type == "Polygon"
    )
