"""What claims say as plain values for SQL to compare, worked out once for all claims that say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tallystick.link.candidates import beside_cells, cells_of, large_toll, names_hit, telling_names
from tallystick.link.figures import overall
from tallystick.link.ground import Ground
from tallystick.link.keys import Numbers
from tallystick.model.claim import Claim, Outcome
from tallystick.model.toll import Toll
from tallystick.vocabulary import load_terms

AT_ONCE = 20_000
"""Claims whose rows are in Python at a time."""
PLACE_COLUMNS = {
    "lat": "double",
    "lon": "double",
    "radius_km": "double",
    "places": "list",
    "fine": "bool",
    "several": "bool",
    "quarter": "bool",
    "hit": "list",
    "nearby": "list",
    "unplaced": "list",
    "around": "list",
}
ACCOUNT_COLUMNS = {
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


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where claims put their attack: columns, and what they share with others. Told apart by identity."""

    columns: Mapping[str, Any]
    telling: tuple[int, ...]
    of_a_day: tuple[int, ...]
    """What counts only together with a day: map cells, and names of what was hit."""


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What claims say of an attack besides place and time. Told apart by identity."""

    columns: Mapping[str, Any]
    tolls: Mapping[Outcome, Toll]
    of_a_day: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Numbers for the codes of the vocabularies, so that sets become bit masks. What tells nothing has none."""

    kinds: Mapping[str, int]
    families: Mapping[str, int]
    actors: Mapping[str, int]
    targets: Mapping[str, int]
    numbers: Numbers
    """For names and words, in the order in which they come."""
    placed: dict[Ground, Placed]
    """What was worked out of the grounds met last."""
    accounts: dict[tuple[object, ...], Account]
    """And of the accounts met last."""

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
            {},
        )

    def numbered(self, kind: str, names: Iterable[str]) -> list[int] | None:
        """A number per name; None for no names at all."""
        return [self.numbers[kind, name] for name in names] or None

    def keys(self, things: Iterable[tuple[object, ...]]) -> list[int]:
        """A number per thing."""
        return [self.numbers[thing] for thing in things]

    def place(self, ground: Ground) -> Placed:
        """A ground, worked out once while it is among those met last."""
        found = self.placed.get(ground)
        if found is None:
            _make_room(self.placed)
            shared = (*cells_of(ground.spot), *beside_cells(self.keys(names_hit(ground))))
            found = Placed(_places(ground, self), tuple({*self.keys(telling_names(ground))}), shared)
            self.placed[ground] = found
        return found

    def account(self, claim: Claim) -> Account:
        """A claim's account of its attack, worked out once while it is among those met last."""
        killed, injured = overall(claim, "killed"), overall(claim, "injured")
        named = frozenset([p.actor for p in claim.perpetrators if p.stance != "denied"])
        key = (claim.kind, killed, injured, named, tuple([t.type for t in claim.targets]))
        found = self.accounts.get(key)
        if found is None:
            _make_room(self.accounts)
            tolls: dict[Outcome, Toll | None] = {"killed": killed, "injured": injured}
            stated = {outcome: toll for outcome, toll in tolls.items() if toll is not None}
            shared = beside_cells(self.keys(large_toll(killed)))
            found = self.accounts[key] = Account(_account(claim, stated, named, self), stated, shared)
        return found


def _make_room(met: dict[Any, Any]) -> None:
    if len(met) >= AT_ONCE:
        met.clear()


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
        "unplaced": encoder.numbered("name", ground.unplaced),
        "around": encoder.numbered("place", ground.around),
    }


def _account(claim: Claim, tolls: Mapping[Outcome, Toll], named: frozenset[str], encoder: Encoder) -> dict[str, Any]:
    killed, injured = tolls.get("killed"), tolls.get("injured")
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
