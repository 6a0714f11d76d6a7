"""What one claim says of one group of people: a range, and how it was read from the figures it states."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from tallystick.model.claim import Casualties, Claim, Outcome, Span
from tallystick.model.toll import Toll

CIVILIAN_PARTS = ("children", "women", "men", "elderly", "medics", "journalists")
"""Groups presumed civilian unless said otherwise (Airwars: non-combatant unless local evidence says so)."""
OWN_RANGE = (*CIVILIAN_PARTS, "fighters")
"""Groups whose breakdowns are figures in their own right."""
_ANYWHERE = Span(0, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim's number for one outcome and group."""

    claim_id: str
    toll: Toll
    reading: str = ""
    """How it was read, when it is not simply the figure stated; a clause without a full stop."""
    parts: tuple[tuple[str, int], ...] = ()
    """(group, number) of women, children and the like that the claim counts, breakdowns included."""
    only_parts: bool = False
    """Whether the claim states no total, so that others may have died whom it does not count."""
    presumed: bool = False
    """Whether nothing in the claim says that they were civilians: they are presumed so."""

    @property
    def vague(self) -> bool:
        """'Several', 'a number of': words that tell that there were some, not how many."""
        return self.toll.max is None and self.toll.min <= 2

    @property
    def no_floor(self) -> bool:
        """'Up to seven' does not say that it could have been none."""
        return self.toll.min == 0 and self.toll.max != 0


def figures_of(claim: Claim, outcome: Outcome, group: str) -> list[Figure]:
    """The claim's figures for a group; for `civilians` one figure that presumes people of no stated status civilian."""
    stated = tuple([(c.group, c.toll, c.partial) for c in claim.casualties if c.outcome == outcome])
    read = _read(stated, group) if stated else None
    if read is None:
        return []
    return [Figure(claim.claim_id, read.toll, read.reading, read.parts, read.only_parts, read.presumed)]


@lru_cache(maxsize=50_000)
def _read(figures: tuple[tuple[str, Toll, bool], ...], group: str) -> Figure | None:
    """What some figures say of a group, whoever states them: the same few are stated again and again."""
    stated = [Casualties("killed", g, toll, _ANYWHERE, partial) for g, toll, partial in figures]
    if group == "civilians":
        figure = _presumed_civilians("", stated)
        return None if figure is None else replace(figure, parts=_parts(stated), presumed=_is_presumed(stated))
    own = [c.toll for c in stated if c.group == group and (group in OWN_RANGE or not c.partial)]
    return Figure("", _largest(own)) if own else None


def _is_presumed(stated: list[Casualties]) -> bool:
    """Whether it speaks of people alone: of nobody as civilian, woman or child."""
    return not any(c.group in ("civilians", *CIVILIAN_PARTS) for c in stated)


def _presumed_civilians(claim_id: str, stated: list[Casualties]) -> Figure | None:
    totals = [c for c in stated if not c.partial]
    civilians = [c.toll for c in totals if c.group == "civilians"]
    people = [c.toll for c in totals if c.group == "people"]
    parts = [c.toll for c in totals if c.group in CIVILIAN_PARTS]
    if civilians:
        return _with_parts(Figure(claim_id, _largest(civilians)), parts)
    broken_out = [c.toll for c in stated if c.group == "civilians" and c.partial]
    if people and broken_out:
        most = _largest(people).ceiling
        return Figure(claim_id, _largest(broken_out), f"whom it calls civilians of the {most} it counts")
    if people:
        return _with_parts(Figure(claim_id, *_without_fighters(_largest(people), stated)), parts)
    if parts:
        reading = "the sum of the groups it counts" if len(parts) > 1 else ""
        return Figure(claim_id, _sum(parts), reading, only_parts=True)
    return None


def _parts(stated: list[Casualties]) -> tuple[tuple[str, int], ...]:
    counted = {g: [c.toll for c in stated if c.group == g] for g in CIVILIAN_PARTS}
    return tuple((g, _largest(tolls).min) for g, tolls in counted.items() if tolls)


def _without_fighters(people: Toll, stated: list[Casualties]) -> tuple[Toll, str]:
    fighters = [c.toll for c in stated if c.group == "fighters" and c.partial]
    if not fighters:
        return people, "people of no stated status, presumed civilian"
    least, most = _largest(fighters).min, _largest(fighters).ceiling
    rest = Toll(max(0, people.min - most), None if people.max is None else max(0, people.max - least))
    return rest, f"its {people.ceiling} less the {most} it calls fighters"


def _with_parts(whole: Figure, parts: list[Toll]) -> Figure:
    """A total cannot be smaller than the groups counted beside it; where it is, they were counted apart."""
    if whole.toll.ceiling >= sum(p.min for p in parts):
        return whole
    return Figure(whole.claim_id, _sum([whole.toll, *parts]), "the sum of the groups it counts")


def _sum(tolls: Iterable[Toll]) -> Toll:
    listed = list(tolls)
    tops = [t.max for t in listed]
    return Toll(sum(t.min for t in listed), None if None in tops else sum(t for t in tops if t is not None))


def _largest(tolls: Iterable[Toll]) -> Toll:
    return max(tolls, key=lambda t: (t.ceiling, t.min, t.max is not None))
