"""How many people a claim says were hurt, as one range whatever groups it counts them in."""

from collections.abc import Iterable

from tallystick.model.claim import Claim, Outcome
from tallystick.model.toll import Toll

_WHOLE = ("people", "civilians")
_PARTS_OF_BOTH = frozenset({"medics", "journalists"})


def overall(claim: Claim, outcome: Outcome) -> Toll | None:
    """The claim's total for one outcome, fighters included; None when it states no figure.

    A claim that states a total for all people is taken at that word; else its groups are added up.
    """
    figures = claim.figures(outcome)
    if not figures:
        return None
    everybody = [f.toll for f in figures if f.group == "people"]
    separate = [f.toll for f in figures if f.group != "people" and f.group not in _PARTS_OF_BOTH]
    if everybody and not separate:
        return _largest(everybody)
    whole = [_largest([f.toll for f in figures if f.group == g]) for g in _WHOLE if any(f.group == g for f in figures)]
    fighters = [f.toll for f in figures if f.group == "fighters"]
    if whole:
        return add([_largest(whole), *([_largest(fighters)] if fighters else [])])
    groups = sorted({f.group for f in figures})
    return add([_largest([f.toll for f in figures if f.group == g]) for g in groups])


def stated(claim: Claim, outcome: Outcome) -> frozenset[int]:
    """Every exact number the claim states for one outcome, breakdowns included."""
    return frozenset(c.toll.min for c in claim.casualties if c.outcome == outcome and c.toll.max == c.toll.min > 0)


def add(tolls: Iterable[Toll]) -> Toll:
    """The toll of people counted apart; open where any of them is open."""
    listed = list(tolls)
    tops = [t.max for t in listed]
    return Toll(sum(t.min for t in listed), None if None in tops else sum(t for t in tops if t is not None))


def _largest(tolls: Iterable[Toll]) -> Toll:
    return max(tolls, key=lambda t: (t.ceiling, t.min, t.max is None))
