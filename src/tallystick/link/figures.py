"""How many people a claim says were hurt, as one range whatever groups it counts them in."""

from collections.abc import Iterable
from functools import lru_cache

from tallystick.model.claim import Claim, Outcome
from tallystick.model.toll import Toll

_WHOLE = ("people", "civilians")
_PARTS_OF_BOTH = frozenset({"medics", "journalists"})


def overall(claim: Claim, outcome: Outcome) -> Toll | None:
    """The claim's total for one outcome, fighters included; None when it states no figure.

    A claim that states a total for all people is taken at that word; else its groups are added up.
    """
    figures = [(c.group, c.toll) for c in claim.casualties if c.outcome == outcome and not c.partial]
    if len(figures) < 2:
        return figures[0][1] if figures else None
    return _overall(tuple(figures))


@lru_cache(maxsize=50_000)
def _overall(figures: tuple[tuple[str, Toll], ...]) -> Toll:
    everybody = [toll for group, toll in figures if group == "people"]
    separate = [toll for group, toll in figures if group != "people" and group not in _PARTS_OF_BOTH]
    if everybody and not separate:
        return _largest(everybody)
    groups = sorted({group for group, _ in figures})
    by_group = {g: _largest(toll for group, toll in figures if group == g) for g in groups}
    if not set(groups).isdisjoint(_WHOLE):
        fighters = [by_group["fighters"]] if "fighters" in groups else []
        return add([_largest(by_group[g] for g in _WHOLE if g in groups), *fighters])
    return add(by_group[g] for g in groups)


def add(tolls: Iterable[Toll]) -> Toll:
    """The toll of people counted apart; open where any of them is open."""
    listed = list(tolls)
    tops = [t.max for t in listed]
    return Toll(sum(t.min for t in listed), None if None in tops else sum(t for t in tops if t is not None))


def _largest(tolls: Iterable[Toll]) -> Toll:
    return max(tolls, key=lambda t: (t.ceiling, t.min, t.max is None))
