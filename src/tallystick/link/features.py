"""A claim as one row of plain values, for SQL to compare. Unknown stays NULL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tallystick.link.candidates import (
    day_keys,
    days_of,
    report_days,
    telling_names,
    telling_things,
    things_of_a_day,
)
from tallystick.link.figures import overall
from tallystick.link.ground import Ground, ground_of
from tallystick.link.keys import KeyList, Numbers
from tallystick.link.origins import OriginGraph
from tallystick.model.claim import Claim
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

AT_ONCE = 20_000
"""Claims whose rows are in Python at a time."""

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
    "kind": "int64",
    "family": "int32",
    "mistaken": "int64",
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


MISTAKEN = {
    "airstrike": ("rocket_or_missile", "artillery"),
    "drone_strike": ("rocket_or_missile",),
    "artillery": ("airstrike",),
    "rocket_or_missile": ("airstrike", "drone_strike", "mine_or_erw"),
    "mine_or_erw": ("rocket_or_missile",),
}
"""Kinds of attack that witnesses take for one another: what fell from the sky, what flew and what lay on the ground."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What SQL compares: one row per claim (`unique_id` is its position), and the keys that make pairs."""

    claims: "pa.Table"
    days: KeyList
    telling: KeyList
    report: "NDArray[np.int32]"
    """By position: the number of the claim's report."""
    vague: "NDArray[np.bool_]"
    """By position: whether the claim lacks a day or a place."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """Numbers for the codes of the vocabularies, so that sets become bit masks. What tells nothing has none."""

    kinds: Mapping[str, int]
    families: Mapping[str, int]
    actors: Mapping[str, int]
    targets: Mapping[str, int]
    numbers: Numbers
    """For names and words, in the order in which they come."""
    placed: dict[Ground, "Placed"]
    """What was worked out of the grounds met last."""

    @classmethod
    def from_vocabulary(cls) -> "Encoder":
        """Codes by their order in the vocabulary files."""
        kinds = load_terms("attack_kind")
        families = sorted({str(t.fact("family")) for t in kinds.values()})
        return cls(
            {code: 1 << n for n, code in enumerate(kinds) if code not in ("unknown", "other", "explosion")},
            {code: families.index(str(t.fact("family"))) for code, t in kinds.items()},
            {code: 1 << n for n, code in enumerate(load_terms("actor")) if code not in ("unknown", "other")},
            {code: 1 << n for n, code in enumerate(load_terms("target")) if code != "other"},
            Numbers(),
            {},
        )

    def numbered(self, kind: str, names: Iterable[str]) -> list[int] | None:
        """A number per name; None for no names at all."""
        return [self.numbers[kind, name] for name in names] or None

    def place(self, ground: Ground) -> "Placed":
        """The columns and keys of a ground, worked out once while it is among those met last."""
        found = self.placed.get(ground)
        if found is None:
            if len(self.placed) >= AT_ONCE:
                self.placed.clear()
            found = self.placed[ground] = Placed(_places(ground, self), _keys(telling_names(ground), self))
        return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A ground as columns and as things that other claims may share."""

    columns: dict[str, Any]
    keys: frozenset[int]


def tables_of(claims: Sequence[Claim], origins: OriginGraph) -> Tables:
    """The claims, in the order given, as SQL will see them."""
    import numpy as np
    import pyarrow as pa

    encoder, around = Encoder.from_vocabulary(), report_days(claims, origins.published)
    numbers = {r: n for n, r in enumerate(sorted({c.report_id for c in claims}))}
    days, telling, vague, batches = KeyList(), KeyList(), [], []
    for start in range(0, len(claims), AT_ONCE):
        rows = []
        for claim in claims[start : start + AT_ONCE]:
            ground, about = ground_of(claim), around.get(claim.report_id)
            placed, words = encoder.place(ground), origins.words.get(claim.claim_id, ())
            rows.append(placed.columns | _row(claim, encoder) | _told(claim, origins, about, encoder))
            shared = _keys(things_of_a_day(claim, ground), encoder)
            days.add(day_keys(days_of(claim), ground.spot, sorted(shared)))
            telling.add(placed.keys | _keys(telling_things(claim, ground, about, words), encoder))
            vague.append(days_of(claim) is None or ground.spot is None)
        batches.append(_batch(rows, start))
    report = np.array([numbers[c.report_id] for c in claims], np.int32)
    return Tables(pa.Table.from_batches(batches), days, telling, report, np.array(vague, bool))


def _batch(rows: Sequence[Mapping[str, Any]], start: int) -> "pa.RecordBatch":
    import pyarrow as pa

    types = {
        "int32": pa.int32(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.int32()),
    }
    arrays = {name: pa.array([row[name] for row in rows], types[kind]) for name, kind in COLUMNS.items()}
    return pa.record_batch({"unique_id": pa.array(range(start, start + len(rows)), pa.int32()), **arrays})


def _told(claim: Claim, origins: OriginGraph, around: Days | None, encoder: Encoder) -> dict[str, Any]:
    """What only the report tells: its words, whether it is a copy, and about when it speaks."""
    days = claim.date.days if claim.date is not None else around
    copied = origins.copied_from.get(claim.report_id)
    return {
        "dated": claim.date is not None,
        "first_day": days and days.start.toordinal(),
        "last_day": days and days.end.toordinal(),
        "words": encoder.numbered("word", origins.words.get(claim.claim_id, ())),
        "copy": copied and encoder.numbers["copy", copied],
    }


def _keys(things: Iterable[tuple[object, ...]], encoder: Encoder) -> frozenset[int]:
    return frozenset([encoder.numbers[thing] for thing in things])


def _places(ground: Ground, encoder: Encoder) -> dict[str, Any]:
    spot = ground.spot
    return {
        "lat": spot and spot.lat,
        "lon": spot and spot.lon,
        "radius_km": spot and spot.radius_m / 1000,
        "places": spot and encoder.numbered("place", spot.ids),
        "fine": spot is not None and spot.fine,
        "several": spot is not None and spot.several,
        "quarter": spot is not None and spot.quarter,
        "hit": encoder.numbered("name", ground.hit),
        "nearby": encoder.numbered("name", ground.nearby),
    }


def _row(claim: Claim, encoder: Encoder) -> dict[str, Any]:
    killed, injured = overall(claim, "killed"), overall(claim, "injured")
    named = frozenset([p.actor for p in claim.perpetrators if p.stance != "denied"])
    return {
        "kind": encoder.kinds.get(claim.kind),
        "mistaken": _mask(MISTAKEN.get(claim.kind, ()), encoder.kinds) or 0,
        "family": encoder.families[claim.kind] if claim.kind in encoder.kinds else None,
        "killed_min": killed and killed.min,
        "killed_max": killed and killed.max,
        "injured_min": injured and injured.min,
        "injured_max": injured and injured.max,
        "actors": _mask(_meant(named), encoder.actors),
        "allies": _mask(_allied(named), encoder.actors),
        "targets": _mask([t.type for t in claim.targets], encoder.targets),
    }


@cache
def _meant(named: frozenset[str]) -> tuple[str, ...]:
    """The actors named, and those that may be meant by them."""
    return tuple(a for n in sorted(named) for a in (n, *ALIKE_ACTORS.get(n, ())))


@cache
def _allied(named: frozenset[str]) -> tuple[str, ...]:
    return tuple(a for camp in CAMPS if camp & named for a in sorted(camp))


def _mask(codes: Iterable[str], bits: Mapping[str, int]) -> int | None:
    mask = 0
    for code in codes:
        mask |= bits.get(code, 0)
    return mask or None
