"""A claim as one row of plain values, for SQL to compare. Unknown stays NULL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, radians
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tallystick.link.figures import overall, stated
from tallystick.link.folding import fold
from tallystick.link.spots import Spot, spot_of
from tallystick.model.claim import Claim
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

if TYPE_CHECKING:
    import pyarrow as pa

NEIGHBOUR_DAYS = 2
"""Claims dated up to so many days apart are compared."""
LONGEST_DAYS = 10
"""A date known to no better than this many days is no date for linking."""
CELL_KM = 25.0
RARE_WORDS_FOR_BLOCK = 6
_KM_PER_DEGREE = 111.2

ALIKE_ACTORS = {
    "syrian_government_or_russia": ("russia", "syrian_government"),
    "usa": ("us_coalition",),
    "syrian_national_army": ("turkey",),
}
"""Names that reports use for one another: one of these may be meant by the other."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """Numbers for the codes of the vocabularies, so that sets become bit masks."""

    kinds: Mapping[str, int]
    families: Mapping[str, int]
    actors: Mapping[str, int]
    targets: Mapping[str, int]

    @classmethod
    def from_vocabulary(cls) -> "Encoder":
        """Codes by their order in the vocabulary files."""
        kinds = load_terms("attack_kind")
        families = sorted({str(t.fact("family")) for t in kinds.values()})
        return cls(
            {code: n for n, code in enumerate(kinds) if code not in ("unknown", "other")},
            {code: families.index(str(t.fact("family"))) for code, t in kinds.items()},
            {code: 1 << n for n, code in enumerate(load_terms("actor")) if code not in ("unknown", "other")},
            {code: 1 << n for n, code in enumerate(load_terms("target")) if code != "other"},
        )


def table_of(claims: Sequence[Claim], words: Mapping[str, tuple[str, ...]]) -> "pa.Table":
    """One row per claim in the order given; `unique_id` is the position."""
    import pyarrow as pa

    encoder = Encoder.from_vocabulary()
    reports = {r: n for n, r in enumerate(sorted({c.report_id for c in claims}))}
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA}
    for number, claim in enumerate(claims):
        row = _row(claim, encoder, words.get(claim.claim_id, ()))
        row["unique_id"], row["report"] = number, reports[claim.report_id]
        for name, values in columns.items():
            values.append(row[name])
    return pa.table({name: pa.array(columns[name], type=_arrow(kind)) for name, kind in SCHEMA.items()})


SCHEMA = {
    "unique_id": "int32",
    "report": "int32",
    "keys": "list",
    "first_day": "int32",
    "last_day": "int32",
    "lat": "double",
    "lon": "double",
    "radius_km": "double",
    "places": "list",
    "names": "list",
    "several": "bool",
    "fine": "bool",
    "kind": "int32",
    "family": "int32",
    "killed_min": "int32",
    "killed_max": "int32",
    "killed_stated": "list",
    "injured_min": "int32",
    "injured_max": "int32",
    "actors": "int64",
    "targets": "int64",
    "words": "list",
}


def _arrow(kind: str) -> Any:
    import pyarrow as pa

    return {
        "int32": pa.int32(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.int64()),
    }[kind]


def _row(claim: Claim, encoder: Encoder, words: tuple[str, ...]) -> dict[str, Any]:
    days, spot = days_of(claim), spot_of(claim)
    killed, injured = overall(claim, "killed"), overall(claim, "injured")
    codes = [crc32(w.encode()) for w in words]
    return {
        "keys": _keys(days, spot, codes),
        "first_day": days and days.start.toordinal(),
        "last_day": days and days.end.toordinal(),
        "lat": spot and spot.lat,
        "lon": spot and spot.lon,
        "radius_km": spot and spot.radius_m / 1000,
        "places": spot and [crc32(p.encode()) for p in spot.ids],
        "names": _names(claim),
        "several": bool(spot and spot.several),
        "fine": bool(spot and spot.fine),
        "kind": encoder.kinds.get(claim.kind),
        "family": encoder.families[claim.kind] if claim.kind in encoder.kinds else None,
        "killed_min": killed and killed.min,
        "killed_max": killed and killed.max,
        "killed_stated": sorted(stated(claim, "killed")) or None,
        "injured_min": injured and injured.min,
        "injured_max": injured and injured.max,
        "actors": _actor_mask(claim, encoder),
        "targets": _mask((t.type for t in claim.targets), encoder.targets),
        "words": codes or None,
    }


def days_of(claim: Claim) -> Days | None:
    """The days a claim can be placed on; a date as wide as a month places it nowhere."""
    if claim.date is None or claim.date.days.width > LONGEST_DAYS:
        return None
    return claim.date.days


def _names(claim: Claim) -> list[int] | None:
    names = {fold(p.name).removeprefix("ال").removeprefix("al ") for p in claim.places if p.role != "within"}
    return sorted(crc32(n.encode()) for n in names if n) or None


def _actor_mask(claim: Claim, encoder: Encoder) -> int | None:
    named = {p.actor for p in claim.perpetrators if p.stance != "denied"}
    return _mask((a for n in named for a in (n, *ALIKE_ACTORS.get(n, ()))), encoder.actors)


def _mask(codes: Any, bits: Mapping[str, int]) -> int | None:
    mask = 0
    for code in codes:
        mask |= bits.get(code, 0)
    return mask or None


def _keys(days: Days | None, spot: Spot | None, words: Sequence[int]) -> list[int]:
    """Two claims are compared when they share a key: a day in a map cell, a day in a province, or rare words."""
    found: set[str] = set()
    if days is not None:
        window = range(days.start.toordinal(), days.end.toordinal() + NEIGHBOUR_DAYS + 1)
        cells = _cells(spot) if spot is not None else ["?"]
        found |= {f"{cell}@{day}" for cell in cells for day in window}
    if days is None or spot is None:
        found |= {f"w{word}" for word in words[:RARE_WORDS_FOR_BLOCK]}
        found |= {f"p{place}" for place in (spot.ids if spot else ())}
    return sorted(crc32(key.encode()) for key in found)


def _cells(spot: Spot) -> list[str]:
    """Cells of about 25 km that the circle of the place touches."""
    reach = spot.radius_m / 1000 + 5.0
    rows = _span(spot.lat, reach / _KM_PER_DEGREE)
    columns = _span(spot.lon, reach / (_KM_PER_DEGREE * max(0.2, cos(radians(spot.lat)))))
    return [f"{row}:{column}" for row in rows for column in columns]


def _span(degree: float, reach: float) -> range:
    step = CELL_KM / _KM_PER_DEGREE
    return range(floor((degree - reach) / step), floor((degree + reach) / step) + 1)
