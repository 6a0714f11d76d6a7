"""One state of a map on a plane in metres: in whose area a circle lies, or may lie, and how far the front is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tallystick.model.territory import ControlArea, Polygon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    States = NDArray[np.int64]

_EDGE_DEGREES = 0.1  # a longer edge, straight on the map, would bend by more than a metre or two on the plane
_BETWEEN_MARKS = 500  # metres: no point of an edge is farther from one of the marks along it


class Plane:
    """An azimuthal equidistant projection: at 1,000 km from its centre, distances are right to about half a percent."""

    def __init__(self, lat: float, lon: float) -> None:
        from pyproj import CRS, Transformer

        crs = CRS.from_dict({"proj": "aeqd", "lat_0": lat, "lon_0": lon, "ellps": "WGS84", "units": "m"})
        self._transformer = Transformer.from_crs("EPSG:4326", crs, always_xy=True)

    def metres(self, lon: "Numbers", lat: "Numbers") -> "Numbers":
        """Positions in metres east and north of the centre, one row each."""
        import numpy as np

        return np.column_stack(self._transformer.transform(lon, lat))

    def project(self, geometries: Any) -> Any:
        """Shapely geometries in degrees, in metres; long edges keep the course they have in degrees."""
        import shapely

        return shapely.transform(shapely.segmentize(geometries, _EDGE_DEGREES), self._moved)

    def _moved(self, corners: "Numbers") -> "Numbers":
        return self.metres(corners[:, 0], corners[:, 1])


@dataclass(frozen=True, slots=True)
class Found:
    """Of each circle: the states it may be in, and whether another party's ground is near its centre."""

    states: "States"
    close: "NDArray[np.bool_]"


class Ground:
    """The areas of all parties in one state of a map, indexed.

    A state is a set of bits: `1 << party` for each party that a circle may be with, and `1 << len(parties)` for none.
    """

    def __init__(self, shapes: Mapping[str, Any], parties: Sequence[str]) -> None:
        import numpy as np
        import shapely
        from scipy.spatial import KDTree

        self._none = 1 << len(parties)
        held = {parties.index(party): shapes[party] for party in sorted(shapes)}
        parts = {number: shapely.get_parts(shape) for number, shape in held.items()}
        self._party = np.repeat(list(parts), [len(p) for p in parts.values()])
        self._parts = np.concatenate(list(parts.values()))
        shapely.prepare(self._parts)
        self._tree = shapely.STRtree(self._parts)
        self._edges = shapely.STRtree(_segments(list(held.values())))
        self._marks = KDTree(shapely.get_coordinates(shapely.segmentize(self._parts, 2 * _BETWEEN_MARKS)))
        self._rim = shapely.STRtree(_segments([shapely.union_all(list(held.values()))]))
        self._others = {1 << n: _edges_but(held, n) for n in held} | {self._none: self._edges}

    def find(self, spots: "Numbers", reach: "Numbers", clear: float) -> "Found":
        """Where circles of radius `reach` (metres, all that makes their position uncertain) around spots may lie."""
        import numpy as np
        import shapely

        held = self._held_at(spots)
        most = max(float(reach.max(initial=0)), clear) + _BETWEEN_MARKS
        edge = self._marks.query(spots, distance_upper_bound=most)[0] - _BETWEEN_MARKS  # never more than it really is
        states, close = np.array(held), np.zeros(len(spots), dtype=np.bool_)
        near = np.flatnonzero(edge <= reach)
        if len(near):
            states[near] = self._near_an_edge(shapely.points(spots[near]), reach[near], held[near])
        for state, edges in self._others.items():
            here = np.flatnonzero((edge <= clear) & (held == state))
            rows, _ = edges.query(shapely.points(spots[here]), predicate="dwithin", distance=clear)
            close[here[rows]] = True
        return Found(states, close)

    def fronts(self, spots: "Numbers") -> "Numbers":
        """Metres to the nearest ground of another party; where the map shows one party alone, to its own edge."""
        import numpy as np
        import shapely

        front, held = np.zeros(len(spots)), self._held_at(spots)
        for state, edges in self._others.items():
            here = np.flatnonzero(held == state)
            if len(here):
                points = shapely.points(spots[here])
                _, front[here] = edges.query_nearest(points, all_matches=False, return_distance=True)
        return front

    def _held_at(self, spots: "Numbers") -> "States":
        """The party in whose area each spot is."""
        import numpy as np
        import shapely

        x, y = spots[:, 0], spots[:, 1]
        order = np.argsort(x)
        states, sorted_x = np.zeros(len(spots), dtype=np.int64), x[order]
        for part, party in zip(self._parts, self._party.tolist(), strict=True):
            west, south, east, north = part.bounds
            here = order[np.searchsorted(sorted_x, west) : np.searchsorted(sorted_x, east, "right")]
            here = here[(y[here] >= south) & (y[here] <= north)]
            states[here[shapely.intersects_xy(part, x[here], y[here])]] |= 1 << party
        states[states == 0] = self._none
        return states

    def _near_an_edge(self, points: Any, reach: "Numbers", held: "States") -> "States":
        """All parties that each circle meets, and none where it reaches ground that is nobody's."""
        import numpy as np

        states = np.array(held)
        rows, parts = self._tree.query(points, predicate="dwithin", distance=reach)
        np.bitwise_or.at(states, rows, np.left_shift(1, self._party[parts]))
        rows, _ = self._rim.query(points, predicate="dwithin", distance=reach)
        states[rows] |= self._none
        return states


def area_shapes(areas: Iterable[ControlArea]) -> dict[str, Any]:
    """The ground of each party as one shape in degrees: neighbouring areas of one party have no border between them."""
    import shapely

    shapes: dict[str, list[Any]] = {}
    for area in areas:
        shapes.setdefault(area.party, []).extend(polygon_shape(p) for p in area.polygons)
    return {party: shapely.union_all(found) for party, found in shapes.items()}


def polygon_shape(polygon: Polygon) -> Any:
    """A polygon of ours as shapely knows it."""
    import shapely

    return shapely.Polygon(polygon[0], polygon[1:])


def _edges_but(held: Mapping[int, Any], party: int) -> Any:
    """An index of the edges of all ground but one party's; of its own where there is no other."""
    import shapely

    others = [shape for number, shape in held.items() if number != party]
    return shapely.STRtree(_segments(others or list(held.values())))


def _segments(shapes: Sequence[Any]) -> Any:
    """Every edge of the shapes as a line of its own, so that the nearest one is found by an index."""
    import numpy as np

    return np.concatenate([*_edges_of(shapes)])


def _edges_of(shapes: Sequence[Any]) -> Iterator[Any]:
    import numpy as np
    import shapely

    for ring in shapely.get_rings(shapely.get_parts(shapes)):
        corners = shapely.get_coordinates(ring)
        yield shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1))
