"""Which pairs of claims are compared at all: same days in the same map cell, or telling things in common."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import cos, floor, radians
from typing import TYPE_CHECKING
from zlib import crc32

from tallystick.link.figures import overall
from tallystick.link.names import nearby_names
from tallystick.link.spots import LOCALITY_M, Spot
from tallystick.model.claim import Claim
from tallystick.model.when import Days

if TYPE_CHECKING:
    import pyarrow as pa

NEIGHBOUR_DAYS = 2
"""Claims dated up to so many days apart are compared."""
LONGEST_DAYS = 10
"""A date known to no better than this many days is no date for linking."""
BEFORE_PUBLICATION = 7
CELL_KM = 25.0
REACH_KM = 5.0
"""Places that far outside each other's circles are still compared."""
RARE_WORDS = 6
COMMONEST = 400
"""Claims that may share a telling thing before it tells nothing."""
_KM_PER_DEGREE = 111.2

BLOCKING_SQL = """
    SELECT DISTINCT '0' AS match_key, l.claim AS join_key_l, r.claim AS join_key_r
    FROM day_cells l JOIN day_cells r ON l.key = r.key AND l.claim < r.claim AND l.report <> r.report
    UNION
    SELECT DISTINCT '0', least(l.claim, r.claim), greatest(l.claim, r.claim)
    FROM telling l JOIN telling r ON l.key = r.key AND l.vague AND l.claim <> r.claim AND l.report <> r.report
"""
"""Day windows in map cells for claims that have both; for the others any telling thing in common."""


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


def day_cells(days: Days | None, spot: Spot | None) -> list[int]:
    """Keys that two claims share when they are near in time and space."""
    if days is None or spot is None:
        return []
    return [_code(f"{cell}@{day}") for cell in _cells(spot) for day in _ordinals(days)]


def telling_keys(claim: Claim, spot: Spot | None, around: Days | None, words: Sequence[str]) -> list[int]:
    """Keys that few claims share: rare words, the locality, the day, the number of victims in that governorate."""
    days = days_of(claim) or around
    keys = {f"day:{day}" for day in _ordinals(days)} if days is not None and days.width <= LONGEST_DAYS else set()
    keys |= {f"word:{w}" for w in words[:RARE_WORDS]}
    keys |= {f"place:{i}" for i in spot.ids} if spot is not None else set()
    keys |= {f"name:{n}" for n in nearby_names(claim)}
    keys |= {f"area:{area}" for area in _governorates(claim)}
    for outcome in ("killed", "injured"):
        toll = overall(claim, outcome)
        if toll is not None and toll.min >= 1:
            keys |= {f"{outcome}:{toll.min}:{area}" for area in _governorates(claim)}
    return sorted(_code(k) for k in keys)


def key_table(keys: Sequence[Sequence[int]], reports: Sequence[int], vague: Sequence[bool]) -> "pa.Table":
    """The keys of all claims as one table, without those that too many claims share to tell anything."""
    import pyarrow as pa

    many = {key for key, count in Counter(k for found in keys for k in found).items() if count > COMMONEST}
    rows = [(n, key) for n, found in enumerate(keys) for key in found if key not in many]
    return pa.table(
        {
            "claim": pa.array((n for n, _ in rows), pa.int32()),
            "key": pa.array((key for _, key in rows), pa.int64()),
            "report": pa.array((reports[n] for n, _ in rows), pa.int32()),
            "vague": pa.array((vague[n] for n, _ in rows), pa.bool_()),
        }
    )


def _ordinals(days: Days) -> range:
    """The days and those after, so that claims a little apart share one."""
    return range(days.start.toordinal(), days.end.toordinal() + NEIGHBOUR_DAYS + 1)


def _governorates(claim: Claim) -> Iterable[str]:
    located = [p.place for p in claim.places if p.place is not None]
    return sorted({p.admin[0] if p.admin else p.name for p in located if p.admin or p.radius_m > LOCALITY_M})


@lru_cache(maxsize=50_000)
def _cells(spot: Spot) -> list[str]:
    """Cells of about 25 km that the circle of the place touches."""
    reach = spot.radius_m / 1000 + REACH_KM
    rows = _span(spot.lat, reach / _KM_PER_DEGREE)
    columns = _span(spot.lon, reach / (_KM_PER_DEGREE * max(0.2, cos(radians(spot.lat)))))
    return [f"{row}:{column}" for row in rows for column in columns]


def _span(degree: float, reach: float) -> range:
    step = CELL_KM / _KM_PER_DEGREE
    return range(floor((degree - reach) / step), floor((degree + reach) / step) + 1)


@lru_cache(maxsize=500_000)
def _code(key: str) -> int:
    return crc32(key.encode())
