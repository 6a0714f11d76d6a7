"""Which part of a name is which, told from all names of the lists together.

`علي محمد` ends in a father's name and not in a family's: in these very lists محمد mostly opens names. And a name that
opens with what mostly ends names has its family first. No dictionary of given names is needed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tallystick.people.names import NameParts
from tallystick.people.spoken import spoken

CLEARLY = 2
"""So many times as often in the one place as in the other."""


def settle_places(names: Sequence[NameParts]) -> list[NameParts]:
    """The names with each part where such parts mostly stand in these lists."""
    first = Counter(_heard(n.given) for n in names if n.family)
    last = Counter(_heard(n.family) for n in names if n.family)
    return [_settled(name, first, last) for name in names]


def _settled(name: NameParts, first: Counter[str], last: Counter[str]) -> NameParts:
    if name.given is None or name.family is None:
        return name
    opening, closing = _heard(name.given), _heard(name.family)
    closing_is_given = first[closing] > CLEARLY * last[closing]
    if closing_is_given and last[opening] > CLEARLY * first[opening]:
        return _family_last(name)
    return _without_family(name) if closing_is_given else name


def _family_last(name: NameParts) -> NameParts:
    parts = [p for p in (name.father, name.grandfather, name.family) if p is not None]
    father, grandfather = (*parts[1:], None, None)[:2]
    return replace(name, given=parts[0], father=father, grandfather=grandfather, family=name.given)


def _without_family(name: NameParts) -> NameParts:
    """The last part is one more ancestor."""
    if name.father is None:
        return replace(name, father=name.family, family=None)
    if name.grandfather is None:
        return replace(name, grandfather=name.family, family=None)
    return name


def _heard(part: str | None) -> str:
    forms = spoken(part) if part else None
    return forms.heard if forms else ""
