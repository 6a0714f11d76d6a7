"""All subjects against all maps of one maker at once: what each may be in, as bits in arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tallystick.analyse.territory_days import Circles, pair_with_spans, spans_of
from tallystick.analyse.territory_ground import Ground, Plane, area_shapes
from tallystick.analyse.territory_towns import Reach, Towns
from tallystick.model.territory import ControlLayer, DatedPlace, Validity, may_hold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

Maps = tuple[Sequence[ControlLayer], Plane]
"""The maps of one maker, and the plane they are drawn on."""
MOST_PARTIES = 60  # one bit each


@dataclass(frozen=True, slots=True)
class ControlRules:
    """What is assumed where a map and an incident are not of the same day and spot. Ours, and to be stated with it."""

    max_lag_days: int = 14
    """A map speaks for no day farther from its own days than this."""
    drift_m_per_day: int = 1000
    """How far a front may move in a day between the map and the incident."""
    clear_of_front_m: int = 5000
    """A place nearer than this to another party's ground is known only moderately well."""

    @property
    def words(self) -> str:
        """The assumptions as a sentence."""
        return (
            f"a map speaks for at most {self.max_lag_days} days before or after its own; a place is inside only when "
            f"all of its radius is, widened by {self.drift_m_per_day} m for each day between it and the map"
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Where each subject may lie on one maker's maps; arrays run over the subjects."""

    maker: str
    parties: tuple[str, ...]
    whole: bool
    sha256: tuple[str, ...]
    states: "NDArray[np.int64]"
    """Bits of the parties, and the bit after the last for ground that is none of theirs; 0: unclassifiable."""
    lag: "NDArray[np.int64]"
    close: "NDArray[np.bool_]"
    """Whether another party's ground is nearer than the rules hold clear."""
    front_m: "NDArray[np.float64] | None"
    """Metres to the nearest ground of another party; None when nobody asked."""
    map_first: "NDArray[np.int64]"
    """Ordinal of the first day of the maps that each subject was held against."""
    map_last: "NDArray[np.int64]"
    blind: "NDArray[np.bool_]"
    """No map near enough in time."""

    @property
    def none(self) -> int:
        """The bit of ground outside all areas."""
        return 1 << len(self.parties)


def tables_of(
    subjects: Sequence[DatedPlace], layers: Sequence[ControlLayer], rules: ControlRules, fronts: bool = False
) -> list[Table]:
    """One table per map maker, by name; with the distance to the front, which takes as long again, when asked."""
    makers = {maker: [la for la in layers if la.maker == maker] for maker in sorted({la.maker for la in layers})}
    return [_table(maker, subjects, theirs, rules, fronts) for maker, theirs in makers.items()]


def _table(
    maker: str, subjects: Sequence[DatedPlace], layers: Sequence[ControlLayer], rules: ControlRules, fronts: bool
) -> Table:
    import numpy as np

    parties = tuple(
        sorted({a.party for la in layers for a in la.areas} | {p.party for la in layers for p in la.points})
    )
    if len(parties) > MOST_PARTIES:
        raise ValueError(f"{maker} names {len(parties)} parties; at most {MOST_PARTIES} can be told apart")
    count = len(subjects)
    table = Table(
        maker, parties, any(la.whole for la in layers), tuple(sorted(la.sha256 for la in layers)),
        states=np.zeros(count, dtype=np.int64), lag=np.zeros(count, dtype=np.int64),
        close=np.zeros(count, dtype=np.bool_), front_m=np.full(count, np.inf) if fronts else None,
        map_first=np.full(count, np.iinfo(np.int64).max),
        map_last=np.zeros(count, dtype=np.int64), blind=np.zeros(count, dtype=np.bool_),
    )  # fmt: skip
    known = [i for i, s in enumerate(subjects) if s.place is not None and s.days is not None]
    if known:
        plane = Plane(*_middle(layers))
        fill = _fill_from_areas if any(layer.areas for layer in layers) else _fill_from_towns
        fill(table, np.array(known), _circles([subjects[i] for i in known], plane), (layers, plane), rules)
    return table


def _circles(subjects: Sequence[DatedPlace], plane: Plane) -> Circles:
    import numpy as np

    places, days = [s.place for s in subjects if s.place], [s.days for s in subjects if s.days]
    return Circles(
        spots=plane.metres(np.array([p.lon for p in places]), np.array([p.lat for p in places])),
        radius=np.array([float(p.radius_m) for p in places]),
        first=np.array([d.start.toordinal() for d in days], dtype=np.int64),
        last=np.array([d.end.toordinal() for d in days], dtype=np.int64),
    )


def _fill_from_areas(table: Table, rows: "Whole", circles: Circles, maps: Maps, rules: ControlRules) -> None:
    """Write the whereabouts of located and dated subjects into their rows, one state of the map after the other."""
    import numpy as np

    layers, plane = maps
    spans = spans_of(layers)
    pairing = pair_with_spans(circles, spans, rules.max_lag_days)
    order = np.argsort(pairing.state, kind="stable")
    bounds = np.searchsorted(pairing.state[order], np.arange(len(spans) + 1))
    for number in np.unique(pairing.state):
        here = order[bounds[number] : bounds[number + 1]]
        subject, target = pairing.subject[here], rows[pairing.subject[here]]
        ground = _ground(layers, spans[number], plane, table.parties)
        reach = circles.radius[subject] + pairing.lag[here] * float(rules.drift_m_per_day)
        found = ground.find(circles.spots[subject], reach, rules.clear_of_front_m)
        table.states[target] |= found.states
        table.close[target] |= found.close
        if table.front_m is not None:
            table.front_m[target] = np.minimum(table.front_m[target], ground.fronts(circles.spots[subject]))
        _note_days(table, target, pairing.lag[here], spans[number])
    table.blind[rows] = pairing.blind
    table.states[rows[pairing.blind]] = 0


def _fill_from_towns(table: Table, rows: "Whole", circles: Circles, maps: Maps, rules: ControlRules) -> None:
    """The same with towns, each of which speaks for the days near its own."""
    import numpy as np

    layers, plane = maps
    points = [p for layer in layers for p in layer.points]
    spots = plane.metres(np.array([p.lon for p in points]), np.array([p.lat for p in points]))
    towns = Towns(points, spots, table.parties)
    found = towns.find(circles, Reach(rules.drift_m_per_day, rules.max_lag_days, rules.clear_of_front_m))
    table.states[rows], table.lag[rows], table.close[rows] = found.states, found.lag, found.close
    table.map_first[rows], table.map_last[rows] = found.told_first, found.told_last
    if table.front_m is not None:
        table.front_m[rows] = towns.fronts(circles, found.states, rules.max_lag_days)


def _note_days(table: Table, rows: "NDArray[np.int64]", lag: "NDArray[np.int64]", span: Validity) -> None:
    import numpy as np

    table.lag[rows] = np.maximum(table.lag[rows], lag)
    table.map_first[rows] = np.minimum(table.map_first[rows], span.days.start.toordinal())
    table.map_last[rows] = np.maximum(table.map_last[rows], span.days.end.toordinal())


def _ground(layers: Sequence[ControlLayer], span: Validity, plane: Plane, parties: Sequence[str]) -> Ground:
    areas = [a for la in layers for a in la.areas if _covers(a.valid, span)]
    return Ground({party: plane.project(shape) for party, shape in area_shapes(areas).items()}, parties)


def _covers(valid: Validity, span: Validity) -> bool:
    return valid.start <= span.start and span.end <= valid.end


def _middle(layers: Sequence[ControlLayer]) -> tuple[float, float]:
    """Latitude and longitude in the middle of all that the layers show."""
    corners: list[tuple[float, float]] = [c for la in layers for a in la.areas for p in a.polygons for c in p[0]]
    corners += [(p.lon, p.lat) for la in layers for p in la.points]
    lon, lat = [c[0] for c in corners], [c[1] for c in corners]
    return (min(lat) + max(lat)) / 2, (min(lon) + max(lon)) / 2


def bits_of(table: Table, party: str) -> int:
    """The bits of all ground that is, or may be, the party's."""
    return sum(1 << number for number, held_by in enumerate(table.parties) if may_hold(held_by, party))


def as_list(values: Any) -> list[Any]:
    """An array as plain Python values."""
    return list(values.tolist())
