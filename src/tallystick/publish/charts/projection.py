"""From degrees to points of a drawing: equirectangular about the middle latitude, near true to scale in one country."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from tallystick.publish.charts.outlines import Ring

METRES_PER_DEGREE = 111_320
"""Of latitude, on average (GRS 80: 110.6 to 111.7 km)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the earth in degrees that does not cross the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def area(self) -> float:
        """In square degrees."""
        return (self.east - self.west) * (self.north - self.south)

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing of `width` by `height` points about a middle, with so many points to a degree of latitude."""

    width: float
    height: float
    lon: float
    lat: float
    scale: float

    @classmethod
    def around(cls, extent: Extent, width: float, height: float, margin: float) -> "Frame":
        """The largest drawing that holds the extent and leaves `margin` points on every side."""
        lon, lat = extent.middle
        wide = max((extent.east - extent.west) * cos(radians(lat)), 1e-6)
        high = max(extent.north - extent.south, 1e-6)
        return cls(width, height, lon, lat, min((width - 2 * margin) / wide, (height - 2 * margin) / high))

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a spot is drawn; y grows southwards."""
        x = self.width / 2 + (lon - self.lon) * cos(radians(self.lat)) * self.scale
        return round(x, 1), round(self.height / 2 - (lat - self.lat) * self.scale, 1)

    def length(self, metres: float) -> float:
        """How long a distance is drawn."""
        return round(metres / METRES_PER_DEGREE * self.scale, 1)

    def shown(self) -> Extent:
        """What the drawing shows, to its very edges."""
        wide = self.width / 2 / self.scale / cos(radians(self.lat))
        high = self.height / 2 / self.scale
        return Extent(self.lon - wide, self.lat - high, self.lon + wide, self.lat + high)

    def path(self, rings: Sequence[Ring]) -> str:
        """The rings as an SVG path, without corners that would fall on the one before."""
        return "".join(self._ring(ring) for ring in rings)

    def _ring(self, ring: Ring) -> str:
        corners: list[tuple[float, float]] = []
        for lon, lat in ring:
            x, y = self.point(lon, lat)
            if not corners or abs(x - corners[-1][0]) + abs(y - corners[-1][1]) >= 1:
                corners.append((x, y))
        if len(corners) < 3:
            return ""
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in corners) + "Z"


def extent_of(spots: Sequence[tuple[float, float, float]], least_metres: float) -> Extent:
    """The extent of spots given as (lon, lat, radius in metres), at least so many metres wide and high."""
    reach = [(lon, lat, radius / METRES_PER_DEGREE) for lon, lat, radius in spots]
    squeeze = cos(radians(sum(lat for _, lat, _ in reach) / len(reach)))
    extent = Extent(
        min(lon - r / squeeze for lon, _, r in reach),
        min(lat - r for _, lat, r in reach),
        max(lon + r / squeeze for lon, _, r in reach),
        max(lat + r for _, lat, r in reach),
    )
    lon, lat = extent.middle
    half = least_metres / METRES_PER_DEGREE / 2
    return Extent(
        min(extent.west, lon - half / squeeze),
        min(extent.south, lat - half),
        max(extent.east, lon + half / squeeze),
        max(extent.north, lat + half),
    )
