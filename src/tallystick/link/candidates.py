"""Which pairs of claims are compared at all: same days in the same map cell, or telling things in common."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import cos, floor, log, radians

from tallystick.link.ground import Ground
from tallystick.link.keys import day_key
from tallystick.link.spots import Spot
from tallystick.model.claim import Claim, Outcome
from tallystick.model.toll import Toll
from tallystick.model.when import Days

NEIGHBOUR_DAYS = 2
"""Claims dated up to so many days apart are compared."""
LONGEST_DAYS = 10
"""A date known to no better than this many days is no date for linking."""
BEFORE_PUBLICATION = 7
CELL_KM = 25.0
REACH_KM = 5.0
"""Places that far outside each other's circles are still compared."""
RARE_WORDS = 6
LARGE = 20
"""Dead from which about the same number on the same days is compared though the places differ: one may be misplaced."""
ABOUT = 1.1
"""Large numbers that differ by no more than this factor are about the same."""
_KM_PER_DEGREE = 111.2
_ROWS, _COLUMNS = 1 << 10, 1 << 11

CANDIDATE_COLUMNS = "match_key VARCHAR, join_key_l INTEGER, join_key_r INTEGER"
DAYS_SQL = """
    SELECT DISTINCT '0' AS match_key, least(l.claim, r.claim) AS join_key_l, greatest(l.claim, r.claim) AS join_key_r
    FROM keys l JOIN keys r
    ON l.key = r.key AND r.first AND l.report <> r.report AND (NOT l.first OR l.claim < r.claim)
"""
"""Claims that have day and place, by day windows in map cells: two meet on the first day that both windows hold."""
TELLING_SQL = """
    SELECT DISTINCT '0' AS match_key, least(l.claim, r.claim) AS join_key_l, greatest(l.claim, r.claim) AS join_key_r
    FROM asking l JOIN asked r ON l.key = r.key AND l.report <> r.report AND (NOT r.vague OR l.claim < r.claim)
"""
"""Claims without day or place with all others, by any telling thing in common."""


def days_of(claim: Claim) -> Days | None:
    """The days a claim can be placed on; a date as wide as a month places it nowhere."""
    if claim.date is None or claim.date.days.width > LONGEST_DAYS:
        return None
    return claim.date.days


def report_days(claims: Iterable[Claim], published: Mapping[str, date]) -> dict[str, Days]:
    """About when each report speaks: the days its dated claims span, else the week before its publication."""
    found = {r: Days(day - timedelta(BEFORE_PUBLICATION), day) for r, day in published.items()}
    spans: dict[str, Days] = {}
    for claim in claims:
        days = days_of(claim)
        if days is not None:
            other = spans.get(claim.report_id, days)
            spans[claim.report_id] = Days(min(days.start, other.start), max(days.end, other.end))
    return found | spans


def cells_of(spot: Spot | None) -> tuple[int, ...]:
    """Numbers of the map cells that two claims share when they are near in space."""
    return _cells(spot.lat, spot.lon, spot.radius_m) if spot is not None else ()


def beside_cells(numbers: Iterable[int]) -> tuple[int, ...]:
    """The same for things that make claims of the same days worth comparing wherever the map puts them."""
    return tuple([_ROWS * _COLUMNS + number for number in numbers])


def day_keys(days: Days | None, cells: Iterable[int]) -> list[int]:
    """Keys that two claims share when they are near in time as well, cell by cell and day by day."""
    if days is None:
        return []
    window = range(day_key(_first(days), 0), day_key(_last(days), 0) + 1, day_key(1, 0))
    return [day + cell for cell in cells for day in window]


def names_hit(ground: Ground) -> list[tuple[object, ...]]:
    """Names of what was hit, on the map or off it, that claims of the same days share."""
    return [("name", name) for name in ground.hit]


def large_toll(killed: Toll | None) -> list[tuple[object, ...]]:
    """About so many dead, which few attacks of the same days reach."""
    if killed is None or killed.min < LARGE:
        return []
    step = int(log(killed.min, ABOUT))
    return [("killed", step), ("killed", step + 1)]


def telling_words(words: Sequence[str]) -> list[tuple[object, ...]]:
    """The rarest words, which few claims share."""
    return [("word", w) for w in words[:RARE_WORDS]]


def telling_days(days: Days | None) -> list[tuple[object, ...]]:
    """The days, where they are few."""
    if days is None or days.width > LONGEST_DAYS:
        return []
    return [("day", day) for day in range(_first(days), _last(days) + 1)]


def telling_tolls(tolls: Mapping[Outcome, Toll], areas: Sequence[str]) -> list[tuple[object, ...]]:
    """The number of victims in a governorate, which few claims share."""
    return [(outcome, toll.min, area) for outcome, toll in tolls.items() if toll.min >= 1 for area in areas]


def telling_names(ground: Ground) -> list[tuple[object, ...]]:
    """What few claims share of their places: the locality, names, the governorate."""
    ids = ground.spot.ids if ground.spot is not None else ()
    named = (("place", ids), ("name", ground.nearby), ("area", ground.areas))
    return [(kind, name) for kind, names in named for name in names]


def _first(days: Days) -> int:
    return days.start.toordinal()


def _last(days: Days) -> int:
    """The last of the days and those after, so that claims a little apart share one."""
    return days.end.toordinal() + NEIGHBOUR_DAYS


@lru_cache(maxsize=50_000)
def _cells(lat: float, lon: float, radius_m: float) -> tuple[int, ...]:
    """Numbers of the cells of about 25 km that the circle of a place touches."""
    reach = radius_m / 1000 + REACH_KM
    rows = _span(lat, reach / _KM_PER_DEGREE)
    columns = _span(lon, reach / (_KM_PER_DEGREE * max(0.2, cos(radians(lat)))))
    return tuple((row + _ROWS // 2) * _COLUMNS + column + _COLUMNS // 2 for row in rows for column in columns)


def _span(degree: float, reach: float) -> range:
    step = CELL_KM / _KM_PER_DEGREE
    return range(floor((degree - reach) / step), floor((degree + reach) / step) + 1)
