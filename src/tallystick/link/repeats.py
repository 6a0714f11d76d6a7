"""Claims that copies of one report repeat word for word stand for one another: linked once, then put back.

A thousand copies weigh as much as one when it is decided which claims speak of one attack, and cannot crowd out
what others tell of the same place and day.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tallystick.link.origins import OriginGraph
from tallystick.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Repeats:
    """Positions of the claims to be linked, and by those that others repeat all of these (itself first)."""

    heads: tuple[int, ...]
    all_of: Mapping[int, tuple[int, ...]]

    def spread(self, group: Sequence[int]) -> list[int]:
        """Positions among all claims for positions among the heads."""
        return sorted(p for n in group for p in self.all_of.get(self.heads[n], (self.heads[n],)))


def find_repeats(ordered: Sequence[Claim], origins: OriginGraph, judged: Collection[int]) -> Repeats:
    """Which claims stand for which; claims that a person judged (`judged`, by position) stand for themselves."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    heads = []
    for position, claim in enumerate(ordered):
        copies = origins.copied_from.get(claim.report_id)
        if copies is None or position in judged:
            heads.append(position)
            continue
        telling = (copies, *_telling(claim), claim.date is None and origins.published.get(claim.report_id))
        nth = seen[(claim.report_id, telling)]  # a report that tells the same of two attacks has two claims
        seen[(claim.report_id, telling)] += 1
        alike[(*telling, nth)].append(position)
    heads += [group[0] for group in alike.values()]
    return Repeats(tuple(sorted(heads)), {g[0]: tuple(g) for g in alike.values() if len(g) > 1})


def _telling(claim: Claim) -> tuple[object, ...]:
    """Everything that linking compares, without where in the text it stands."""
    return (
        claim.kind,
        claim.date and claim.date.days,
        tuple(sorted((p.name, p.role, p.place.gazetteer_id if p.place else "") for p in claim.places)),
        tuple(sorted((p.actor, p.stance) for p in claim.perpetrators)),
        tuple(sorted(t.type for t in claim.targets)),
        tuple(sorted(m.type for m in claim.munitions)),
        tuple(sorted((c.outcome, c.group, c.toll.min, c.toll.max or -1, c.partial) for c in claim.casualties)),
    )
