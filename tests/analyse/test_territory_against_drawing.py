"""The quick answer by indexes against the slow one: draw every circle and lay it over every area."""

import random

import shapely

from tallystick.analyse.territory import find_whereabouts
from tallystick.analyse.territory_ground import Plane, area_shapes
from tallystick.model.territory import ControlArea, DatedPlace
from tests.analyse.ground import area, happened, layer

PARTIES = ("isis", "hts_opposition", "syrian_government", "contested")
SIZE = 6
RADII = (300, 1500, 5000, 20_000)


def patchwork(draw: random.Random) -> list[ControlArea]:
    """Crooked fields that share their corners, of four parties, with holes of nobody's ground between them."""
    corner = {
        (i, j): (36 + 0.3 * (i + draw.uniform(-0.3, 0.3)), 34 + 0.3 * (j + draw.uniform(-0.3, 0.3)))
        for i in range(SIZE + 1)
        for j in range(SIZE + 1)
    }
    fields = []
    for i in range(SIZE):
        for j in range(SIZE):
            ring = [corner[i, j], corner[i + 1, j], corner[i + 1, j + 1], corner[i, j + 1], corner[i, j]]
            if draw.random() < 0.85:
                fields.append(area(draw.choice(PARTIES), (tuple(ring),)))
    return fields


def drawn(subject: DatedPlace, shapes: dict[str, object], plane: Plane, grow: float) -> set[str]:
    """The parties that a circle, a little larger or smaller than it is, meets; `none` where it leaves all areas."""
    assert subject.place is not None
    (centre,) = plane.metres([subject.place.lon], [subject.place.lat])  # type: ignore[arg-type]
    circle = shapely.Point(centre).buffer(subject.place.radius_m * grow, quad_segs=64)
    met = {party for party, shape in shapes.items() if shapely.intersects(shape, circle)}
    return met | (set() if shapely.covers(shapely.union_all(list(shapes.values())), circle) else {"none"})


def test_every_circle_meets_the_areas_that_it_meets_when_drawn() -> None:
    draw = random.Random(7)  # noqa: S311
    fields = patchwork(draw)
    subjects = [
        happened(
            draw.uniform(33.8, 36.0), draw.uniform(35.8, 38.0), draw.choice((300, 1500, 5000, 20_000)), name=str(n)
        )
        for n in range(400)
    ]
    lats = [y for f in fields for p in f.polygons for _, y in p[0]]
    lons = [x for f in fields for p in f.polygons for x, _ in p[0]]
    plane = Plane((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    shapes = {party: plane.project(shape) for party, shape in area_shapes(fields).items()}
    compared, standings = 0, set()
    for subject, found in zip(subjects, find_whereabouts(subjects, [layer(*fields)]), strict=True):
        wide, narrow = drawn(subject, shapes, plane, 1.01), drawn(subject, shapes, plane, 0.99)
        if wide == narrow:  # else the drawing itself is too close to call
            elsewhere = {"none"} if found.standing == "outside" or " or none" in found.why else set()
            assert set(found.parties) | elsewhere == wide, subject
            compared += 1
            standings.add(found.standing)
    assert compared > 350
    assert standings == {"inside", "border", "outside"}
