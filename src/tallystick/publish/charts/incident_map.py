"""The map: each incident's radius to scale, a dot by its deaths, a name that leads to its section, and a locator."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, sin, sqrt

from tallystick.model.place import Place
from tallystick.publish.charts.labels import Box, Label, Wanted, place_labels, text_box
from tallystick.publish.charts.outlines import Outline, Ring
from tallystick.publish.charts.projection import Extent, Frame, extent_of
from tallystick.publish.wording import place_name

WIDE_AREA_M = 12_000
"""From a subdistrict on, a circle is drawn as a line only, or it would tint half the map."""
WIDEST_REACH_M = 30_000
"""A radius beyond this (a whole district, a governorate) does not widen the map."""
LARGEST_SHARE = 0.5
"""A map that shows more than this of the country needs no locator."""
LEAST_WIDTH_M = 40_000
NAMED_PLACES = 60
FONT = 13.0
TURN = 2.4  # radians; dots of one place are laid out like seeds of a sunflower


@dataclass(frozen=True, slots=True)
class MapIncident:
    """What the map needs to know of an incident."""

    anchor: str
    place: Place
    deaths: int | None
    """The minimum of the range; None when no number is known."""
    words: str
    """What is read out for it: place, day, deaths."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One incident on the map."""

    anchor: str
    x: float
    y: float
    radius: float
    known: bool
    words: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The circle, true to scale, that an incident lies within; a whole area's is drawn without a tint."""

    x: float
    y: float
    radius: float
    wide: bool


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name of a place that was hit, by its dots."""

    anchor: str
    name: str
    label: Label


@dataclass(frozen=True, slots=True)
class AreaName:
    """The name of an area, where it is seen."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Locator:
    """The small map of everything, with the large map's frame in it."""

    width: float
    height: float
    path: str
    x: float
    y: float
    frame_width: float
    frame_height: float


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A length on the ground and on the map."""

    words: str
    length: float


@dataclass(frozen=True, slots=True)
class IncidentMap:
    """A drawing ready for the template."""

    width: float
    height: float
    areas: tuple[str, ...]
    """Paths of the widest areas."""
    borders: tuple[str, ...]
    """Paths of the areas within them."""
    area_names: tuple[AreaName, ...]
    reaches: tuple[Reach, ...]
    dots: tuple[Dot, ...]
    names: tuple[PlaceName, ...]
    scale_bar: ScaleBar
    locator: Locator | None


def draw_map(
    incidents: Sequence[MapIncident], outlines: Sequence[Outline], size: tuple[float, float], *, locator: bool = True
) -> IncidentMap | None:
    """The map of incidents that have a place, zoomed to them; None when none has."""
    if not incidents:
        return None
    width, height = size
    reach = [(i.place.lon, i.place.lat, min(i.place.radius_m, WIDEST_REACH_M)) for i in incidents]
    frame = Frame.around(extent_of(reach, LEAST_WIDTH_M), width, height, margin=46)
    inset = _locator(frame, outlines, min(150.0, width / 3)) if locator else None
    taken = [Box(0, height - 34, 150, height)]
    if inset:
        taken.append(Box(width - inset.width - 12, 0, width, inset.height + 12))
    dots = _dots(incidents, frame)
    names = _place_names(incidents, dots, taken, size)
    busy = [*taken, *(n.label.box for n in names), *(Box(d.x - 8, d.y - 8, d.x + 8, d.y + 8) for d in dots)]
    visible = [o for o in outlines if _meets(o.rings, frame.shown())]
    widest = [o for o in visible if o.level == 1]
    return IncidentMap(
        width=width,
        height=height,
        areas=tuple(frame.path(o.rings) for o in widest),
        borders=tuple(frame.path(o.rings) for o in visible if o.level > 1),
        area_names=_area_names(frame, widest, busy),
        reaches=_reaches(incidents, frame),
        dots=dots,
        names=names,
        scale_bar=_scale_bar(frame),
        locator=inset,
    )


def dot_radius(deaths: int | None) -> float:
    """Area in proportion to deaths, with a least size that can still be hit with a finger's help."""
    return round(max(3.5, 1.9 * sqrt(deaths or 0)), 1)


def _reaches(incidents: Sequence[MapIncident], frame: Frame) -> tuple[Reach, ...]:
    """One circle per place, the widest below."""
    circles = {(*frame.point(i.place.lon, i.place.lat), i.place.radius_m) for i in incidents}
    ordered = sorted(circles, key=lambda c: (-c[2], c))
    return tuple(Reach(x, y, frame.length(metres), metres >= WIDE_AREA_M) for x, y, metres in ordered)


def _dots(incidents: Sequence[MapIncident], frame: Frame) -> tuple[Dot, ...]:
    """The largest below, so that every dot can be seen and followed."""
    ordered = sorted(incidents, key=lambda i: (-(i.deaths or 0), i.anchor))
    at_place: dict[tuple[float, float], list[float]] = {}
    dots = []
    for incident in ordered:
        x, y = frame.point(incident.place.lon, incident.place.lat)
        radius = dot_radius(incident.deaths)
        there = at_place.setdefault((x, y), [])
        nth, away = len(there), (there[0] + 4) * sqrt(len(there)) if there else 0
        there.append(radius)
        dots.append(
            Dot(
                incident.anchor,
                round(x + away * cos(nth * TURN), 1),
                round(y + away * sin(nth * TURN), 1),
                radius,
                incident.deaths is not None,
                incident.words,
            )
        )
    return tuple(dots)


def _place_names(
    incidents: Sequence[MapIncident], dots: Sequence[Dot], taken: Sequence[Box], size: tuple[float, float]
) -> tuple[PlaceName, ...]:
    """One name per place, those with most deaths first; a place whose name finds no room keeps its dot."""
    places = {i.anchor: i.place for i in incidents}
    first: dict[str, Dot] = {}
    for dot in dots:
        first.setdefault(places[dot.anchor].gazetteer_id, dot)
    chosen = list(first.values())[:NAMED_PLACES]
    wanted = [Wanted(d.x, d.y, d.radius, (place_name(places[d.anchor]),)) for d in chosen]
    others = [Box(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots if d not in chosen]
    labels = place_labels(wanted, [*taken, *others], size, FONT)
    return tuple(
        PlaceName(dot.anchor, place_name(places[dot.anchor]), label)
        for dot, label in zip(chosen, labels, strict=True)
        if label is not None
    )


def _area_names(frame: Frame, outlines: Sequence[Outline], busy: Sequence[Box]) -> tuple[AreaName, ...]:
    """The names of areas that show enough of themselves, where nothing else is written."""
    from shapely import box, make_valid
    from shapely.geometry import Polygon

    seen = frame.shown()
    window = box(seen.west, seen.south, seen.east, seen.north)
    names: list[AreaName] = []
    for area in outlines:
        parts = [make_valid(Polygon(ring)).intersection(window) for ring in area.rings if len(ring) > 3]
        largest = max(parts, key=lambda p: p.area, default=None)
        if largest is None or largest.area < window.area * 0.02:
            continue
        point = largest.representative_point()
        x, y = frame.point(point.x, point.y)
        room = text_box(x, y, [area.name + "    "], FONT, "middle")
        if room.within(frame.width, frame.height) and not any(map(room.touches, busy)):
            names.append(AreaName(area.name, x, y))
    return tuple(names)


def _locator(frame: Frame, outlines: Sequence[Outline], width: float) -> Locator | None:
    rings = [ring for area in outlines if area.level == 1 for ring in area.rings if ring]
    if not rings:
        return None
    whole = _bounds(rings)
    squeeze = cos(whole.middle[1] * 3.14159 / 180)
    height = round(width * (whole.north - whole.south) / ((whole.east - whole.west) * squeeze), 1)
    small = Frame.around(whole, width, height, margin=6)
    seen = frame.shown()
    if seen.area > LARGEST_SHARE * whole.area:
        return None
    left, top = small.point(seen.west, seen.north)
    right, bottom = small.point(seen.east, seen.south)
    box = (left, top, round(right - left, 1), round(bottom - top, 1))
    return Locator(width, height, small.path(rings), *box)


def _scale_bar(frame: Frame) -> ScaleBar:
    """The longest round length that takes up to 120 points."""
    fitting = [km for km in (1, 2, 5, 10, 20, 50, 100, 200, 500) if frame.length(km * 1000) <= 120]
    km = fitting[-1] if fitting else 1
    return ScaleBar(f"{km} km", frame.length(km * 1000))


def _meets(rings: Sequence[Ring], seen: Extent) -> bool:
    if not any(rings):
        return False
    own = _bounds(rings)
    return own.west < seen.east and seen.west < own.east and own.south < seen.north and seen.south < own.north


def _bounds(rings: Sequence[Ring]) -> Extent:
    lons = [lon for ring in rings for lon, _ in ring]
    lats = [lat for ring in rings for _, lat in ring]
    return Extent(min(lons), min(lats), max(lons), max(lats))
