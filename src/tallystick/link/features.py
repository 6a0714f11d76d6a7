"""A claim as one row of plain values, for SQL to compare. Unknown stays NULL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tallystick.link.candidates import day_cells, days_of, key_table, report_days, telling_keys
from tallystick.link.figures import overall
from tallystick.link.names import hit_names, nearby_names
from tallystick.link.origins import OriginGraph
from tallystick.link.spots import Spot, spot_of
from tallystick.model.claim import Claim
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = {
    "first_day": "int32",
    "last_day": "int32",
    "dated": "bool",
    "lat": "double",
    "lon": "double",
    "radius_km": "double",
    "places": "list",
    "fine": "bool",
    "several": "bool",
    "quarter": "bool",
    "hit": "list",
    "nearby": "list",
    "kind": "int32",
    "family": "int32",
    "killed_min": "int32",
    "killed_max": "int32",
    "injured_min": "int32",
    "injured_max": "int32",
    "actors": "int64",
    "allies": "int64",
    "targets": "int64",
    "words": "list",
    "copy": "int64",
}
ALIKE_ACTORS = {
    "syrian_government_or_russia": ("russia", "syrian_government"),
    "usa": ("us_coalition",),
    "syrian_national_army": ("turkey",),
}
"""Names that reports use for one another: one of these may be meant by the other."""


CAMPS = (
    frozenset({"russia", "syrian_government", "syrian_government_or_russia", "iran_militias"}),
    frozenset({"usa", "us_coalition", "sdf_ypg"}),
    frozenset({"turkey", "syrian_national_army", "hts_opposition"}),
)
"""Parties that fight side by side, so that reports take one for another."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What SQL compares: one row per claim (`unique_id` is its position), and the keys that make pairs."""

    claims: "pa.Table"
    day_cells: "pa.Table"
    telling: "pa.Table"


@dataclass(frozen=True, slots=True)
class Encoder:
    """Numbers for the codes of the vocabularies, so that sets become bit masks. What tells nothing has none."""

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
            {code: n for n, code in enumerate(kinds) if code not in ("unknown", "other", "explosion")},
            {code: families.index(str(t.fact("family"))) for code, t in kinds.items()},
            {code: 1 << n for n, code in enumerate(load_terms("actor")) if code not in ("unknown", "other")},
            {code: 1 << n for n, code in enumerate(load_terms("target")) if code != "other"},
        )


def tables_of(claims: Sequence[Claim], origins: OriginGraph) -> Tables:
    """The claims, in the order given, as SQL will see them."""
    encoder, around = Encoder.from_vocabulary(), report_days(claims, origins.published)
    numbers = {r: n for n, r in enumerate(sorted({c.report_id for c in claims}))}
    reports = [numbers[c.report_id] for c in claims]
    places = [(days_of(c), spot_of(c)) for c in claims]
    rows = [
        _row(c, p[1], encoder) | _told(c, origins, around.get(c.report_id)) for c, p in zip(claims, places, strict=True)
    ]
    vague = [days is None or spot is None for days, spot in places]
    telling = [
        telling_keys(c, p[1], around.get(c.report_id), origins.words.get(c.claim_id, ()))
        for c, p in zip(claims, places, strict=True)
    ]
    return Tables(
        _claim_table(rows),
        key_table([day_cells(*p) for p in places], reports, vague),
        key_table(telling, reports, vague),
    )


def _claim_table(rows: Sequence[Mapping[str, Any]]) -> "pa.Table":
    import pyarrow as pa

    types = {
        "int32": pa.int32(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.int64()),
    }
    arrays = {name: pa.array((row[name] for row in rows), types[kind]) for name, kind in COLUMNS.items()}
    return pa.table({"unique_id": pa.array(range(len(rows)), pa.int32()), **arrays})


def _told(claim: Claim, origins: OriginGraph, around: Days | None) -> dict[str, Any]:
    """What only the report tells: its words, whether it is a copy, and about when it speaks."""
    days = claim.date.days if claim.date is not None else around
    return {
        "dated": claim.date is not None,
        "first_day": days and days.start.toordinal(),
        "last_day": days and days.end.toordinal(),
        "words": _codes(origins.words.get(claim.claim_id, ())),
        "copy": _copy(claim, origins.copied_from),
    }


def _row(claim: Claim, spot: Spot | None, encoder: Encoder) -> dict[str, Any]:
    killed, injured = overall(claim, "killed"), overall(claim, "injured")
    return {
        "lat": spot and spot.lat,
        "lon": spot and spot.lon,
        "radius_km": spot and spot.radius_m / 1000,
        "places": spot and _codes(spot.ids),
        "fine": bool(spot and spot.fine),
        "several": bool(spot and spot.several),
        "quarter": bool(spot and spot.quarter),
        "hit": _codes(sorted(hit_names(claim))),
        "nearby": _codes(sorted(nearby_names(claim))),
        "kind": encoder.kinds.get(claim.kind),
        "family": encoder.families[claim.kind] if claim.kind in encoder.kinds else None,
        "killed_min": killed and killed.min,
        "killed_max": killed and killed.max,
        "injured_min": injured and injured.min,
        "injured_max": injured and injured.max,
        "actors": _actor_mask(claim, encoder),
        "allies": _ally_mask(claim, encoder),
        "targets": _mask((t.type for t in claim.targets), encoder.targets),
    }


def _codes(names: Iterable[str]) -> list[int] | None:
    return [crc32(n.encode()) for n in names] or None


def _copy(claim: Claim, copied_from: Mapping[str, str]) -> int | None:
    return crc32(copied_from[claim.report_id].encode()) if claim.report_id in copied_from else None


def _actor_mask(claim: Claim, encoder: Encoder) -> int | None:
    named = {p.actor for p in claim.perpetrators if p.stance != "denied"}
    return _mask((a for n in named for a in (n, *ALIKE_ACTORS.get(n, ()))), encoder.actors)


def _ally_mask(claim: Claim, encoder: Encoder) -> int | None:
    named = {p.actor for p in claim.perpetrators if p.stance != "denied"}
    return _mask((a for camp in CAMPS if camp & named for a in sorted(camp)), encoder.actors)


def _mask(codes: Iterable[str], bits: Mapping[str, int]) -> int | None:
    mask = 0
    for code in codes:
        mask |= bits.get(code, 0)
    return mask or None
