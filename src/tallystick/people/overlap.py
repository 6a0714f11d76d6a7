"""How lists overlap, as often as the linkage may be drawn: what is unsure about who is who stays unsure in the tables.

In each draw all probabilities are shifted together by as much as the model's weights may be wrong (`calibration`),
every pair is one person or two by its own probability, and the records are then grouped by the usual rule; judgements
hold in every draw. How many of the pairs of a group must be drawn is drawn as well: pairs are drawn one by one, so that
one person's three records seldom have all three, and neither half of them nor a fifth is the right demand.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from tallystick.model.estimate import NotEstimable, OverlapTable
from tallystick.model.person import PeopleLinkage, PersonRecord, UniquePeople
from tallystick.people.calibration import calibrate_pairs, log_odds
from tallystick.people.linkage import assign_people
from tallystick.people.spoken import spoken

Part = Literal["place", "month", "sex", "age"]
LEAST_LISTS = 3
CHILD_BELOW = 18
UNKNOWN = "unknown"
LEAST_LINKED, MOST_LINKED = 0.2, 0.5
"""Share of the pairs between two groups that must be drawn for them to be one person."""


def draw_people(linkage: PeopleLinkage, draws: int, seed: int) -> Iterator[list[int]]:
    """For each draw: the position of each record's person. Sure pairs are always drawn."""
    import numpy as np

    odds = np.array(log_odds([p.probability for p in linkage.pairs]))
    sure = np.array([p.probability == 1.0 for p in linkage.pairs], dtype=bool)
    known = calibrate_pairs(linkage)
    random = np.random.default_rng(seed)
    for _ in range(draws):
        shifted = odds + random.normal(known.shift, known.error)
        drawn = sure | (random.random(len(odds)) < 1 / (1 + np.exp(-shifted)))
        kept = [replace(p, probability=1.0) for p, is_one in zip(linkage.pairs, drawn.tolist(), strict=True) if is_one]
        yield assign_people(linkage, kept, linked=random.uniform(LEAST_LINKED, MOST_LINKED))


def count_unique(linkage: PeopleLinkage, draws: int = 100, seed: int = 0) -> UniquePeople:
    """How many different people the records name, with the standard error of the pairs' and the model's doubt."""
    import numpy as np

    counts = np.array([len(set(groups)) for groups in draw_people(linkage, draws, seed)], dtype=float)
    low, high = np.quantile(counts, (0.025, 0.975))
    error = float(counts.std(ddof=1)) if draws > 1 else 0.0
    return UniquePeople(float(counts.mean()), error, float(low), float(high), draws)


def overlap_draws(
    linkage: PeopleLinkage, lists: Sequence[str], draws: int, seed: int, by: Part | None = None
) -> list[OverlapTable]:
    """One overlap table per draw of the linkage; give each to the estimate and put the answers together.

    People who are on none of `lists` are left out. `by` divides the people into strata that do not overlap.
    """
    part = _part_of(by, linkage.records) if by else None
    return [_table(linkage.records, groups, tuple(lists), by, part) for groups in draw_people(linkage, draws, seed)]


def refuse_few_lists(table: OverlapTable) -> tuple[NotEstimable, ...]:
    """The table and those of its strata in which fewer than three lists name anybody; no model then."""
    found = []
    for part in (table, *table.strata):
        valid = [name for n, name in enumerate(part.lists) if part.on(n)]
        if len(valid) < LEAST_LISTS:
            where = f"In {part.name}" if part.name else "In all"
            reason = f"{where} {len(valid)} lists name anybody ({', '.join(valid) or 'none'}); three are needed."
            found.append(NotEstimable(part.name or "all", "too_few_lists", reason))
    return tuple(found)


def _table(
    records: Sequence[PersonRecord],
    groups: Sequence[int],
    lists: tuple[str, ...],
    by: Part | None,
    part: Mapping[str, str] | None,
) -> OverlapTable:
    members: dict[int, list[PersonRecord]] = {}
    for record, group in zip(records, groups, strict=True):
        if record.list_name in lists:
            members.setdefault(group, []).append(record)
    strata: dict[str, Counter[tuple[int, ...]]] = {}
    for of_one in members.values():
        on = {r.list_name for r in of_one}
        pattern = tuple(int(name in on) for name in lists)
        strata.setdefault(_most([part.get(r.record_id) for r in of_one]) if part else "", Counter())[pattern] += 1
    whole = sum(strata.values(), Counter[tuple[int, ...]]())
    parts = (
        tuple(_counted(lists, counts, f"{by}={name or UNKNOWN}") for name, counts in sorted(strata.items()))
        if part
        else ()
    )
    return replace(_counted(lists, whole, None), strata=parts)


def _counted(lists: tuple[str, ...], counts: Counter[tuple[int, ...]], name: str | None) -> OverlapTable:
    patterns = tuple(sorted(counts, reverse=True))
    return OverlapTable(lists, patterns, tuple(counts[p] for p in patterns), name)


def _most(values: Sequence[str | None]) -> str:
    """What most records of a person say; the first in order where they disagree evenly; empty where none says it."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else ""


def _part_of(by: Part, records: Sequence[PersonRecord]) -> dict[str, str]:
    read = _READ.get(by)
    if read is not None:
        return {r.record_id: value for r in records if (value := read(r))}
    sounds = {r.record_id: forms.heard for r in records if r.place and (forms := spoken(r.place))}
    written: dict[str, Counter[str]] = {}
    for record in records:
        if record.place and record.record_id in sounds:
            written.setdefault(sounds[record.record_id], Counter())[record.place] += 1
    return {record_id: _most(list(written[sound].elements())) for record_id, sound in sounds.items()}


def _month(record: PersonRecord) -> str | None:
    days = record.died
    within = days is not None and days.start.strftime("%Y-%m") == days.end.strftime("%Y-%m")
    return days.start.strftime("%Y-%m") if days is not None and within else None


def _age(record: PersonRecord) -> str | None:
    if record.age is None:
        return record.age_group
    return "child" if record.age < CHILD_BELOW else "adult"


_READ: dict[str, Callable[[PersonRecord], str | None]] = {"month": _month, "sex": lambda r: r.sex, "age": _age}
