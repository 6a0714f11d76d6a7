"""How many incidents, or declared targets, lay in whose area: a range for each party and map maker.

A place is a point with a radius, a day is an interval, and a map is of its own days. A subject lies inside a party's
area for certain only when its whole circle does, on every map that may be the right one, after the circle has been
widened by what a front may have moved between the map and the day. Otherwise it may lie there, or nothing can be said.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tallystick.analyse.territory_table import ControlRules, Table, as_list, bits_of, tables_of
from tallystick.model.incident import Incident
from tallystick.model.territory import (
    CONTESTED,
    EITHER,
    ControlLayer,
    ControlShare,
    DatedPlace,
    Standing,
    Tier,
    Whereabouts,
)
from tallystick.model.when import Days

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_RULES = ControlRules()
_SAYS: dict[Standing, str] = {
    "inside": "its whole radius lies inside the area of {held} on {on}",
    "border": "its radius reaches across a border on {on}: {held}",
    "outside": "its whole radius lies outside all areas on {on}",
    "unclassifiable": "it lies outside all areas on {on}, and whose the rest is, is not said",
}
_TIERS: tuple[Tier, ...] = ("high", "moderate", "low")


def incident_places(incidents: Iterable[Incident]) -> tuple[DatedPlace, ...]:
    """Where and when incidents happened, to be held against a map."""
    return tuple(DatedPlace(i.incident_id, i.place, i.days) for i in incidents)


def control_shares(
    subjects: Sequence[DatedPlace],
    layers: Sequence[ControlLayer],
    unit: str = "incidents",
    rules: ControlRules = DEFAULT_RULES,
) -> tuple[ControlShare, ...]:
    """The share of subjects in each party's area, by map maker and party; several makers stand side by side."""
    ids = [s.subject_id for s in subjects]
    return tuple(
        _share(table, party, ids, None, (unit, rules))
        for table in tables_of(subjects, layers, rules)
        for party in _parties(table)
    )


def weekly_shares(
    subjects: Sequence[DatedPlace],
    layers: Sequence[ControlLayer],
    unit: str = "incidents",
    rules: ControlRules = DEFAULT_RULES,
) -> tuple[ControlShare, ...]:
    """The same week by week (Monday to Sunday); subjects that may be of either of two weeks are in neither."""
    import numpy as np

    ids = [s.subject_id for s in subjects]
    weeks = [_week(s.days) for s in subjects]
    rows: dict[date, list[int]] = {}
    for row, week in enumerate(weeks):
        if week is not None:
            rows.setdefault(week, []).append(row)
    return tuple(
        _share(table, party, ids, (week, np.array(rows[week])), (unit, rules))
        for table in tables_of(subjects, layers, rules)
        for party in _parties(table)
        for week in sorted(rows)
    )


def find_whereabouts(
    subjects: Sequence[DatedPlace], layers: Sequence[ControlLayer], rules: ControlRules = DEFAULT_RULES
) -> tuple[Whereabouts, ...]:
    """Where each subject lay on each maker's maps, with the reason; by maker, then in the order of the subjects."""
    return tuple(
        found for table in tables_of(subjects, layers, rules, fronts=True) for found in _explained(table, subjects)
    )


def _parties(table: Table) -> list[str]:
    return sorted({party for held_by in table.parties for party in held_by.split(EITHER)} - {CONTESTED})


def _week(days: Days | None) -> date | None:
    if days is None:
        return None
    monday = days.start - timedelta(days.start.weekday())
    return monday if days.end < monday + timedelta(7) else None


def _share(
    table: Table,
    party: str,
    ids: Sequence[str],
    week: "tuple[date, NDArray[np.int64]] | None",
    said: tuple[str, ControlRules],
) -> ControlShare:
    import numpy as np

    rows = np.arange(len(ids)) if week is None else week[1]
    bit = 1 << table.parties.index(party) if party in table.parties else 0
    states = table.states[rows]
    inside = (states == bit) & (bit > 0)
    border = ~inside & ((states & bits_of(table, party)) > 0)
    unknown = ~inside & ~border & ((states == 0) | (((states & table.none) > 0) & (not table.whole)))
    tiers = _tiers(table)[rows][~unknown]
    used = rows[(states != 0) & (table.map_last[rows] > 0)]
    return ControlShare(
        unit=said[0],
        party=party,
        maker=table.maker,
        map_days=_map_days(table, used),
        of=len(rows),
        min=int(inside.sum()),
        max=int(inside.sum() + border.sum()),
        unclassifiable=int(unknown.sum()),
        tiers=tuple((name, int((tiers == n).sum())) for n, name in enumerate(_TIERS)),
        inside_ids=tuple(ids[i] for i in as_list(rows[inside])),
        border_ids=tuple(ids[i] for i in as_list(rows[border])),
        unclassifiable_ids=tuple(ids[i] for i in as_list(rows[unknown])),
        layers=table.sha256,
        rules=said[1].words,
        week=week[0] if week else None,
    )


def _map_days(table: Table, rows: "NDArray[np.int64]") -> Days | None:
    if not len(rows):
        return None
    first, last = int(table.map_first[rows].min()), int(table.map_last[rows].max())
    return Days(date.fromordinal(first), date.fromordinal(last))


def _tiers(table: Table) -> "NDArray[np.int64]":
    """0 high, 1 moderate, 2 low, by subject."""
    import numpy as np

    single = (table.states & (table.states - 1)) == 0
    return np.where(~single, 2, np.where((table.lag == 0) & ~table.close, 0, 1))


def _explained(table: Table, subjects: Sequence[DatedPlace]) -> Iterator[Whereabouts]:
    assert table.front_m is not None
    columns = (table.states, table.lag, table.front_m, table.blind, _tiers(table))
    for subject, *values in zip(subjects, *map(as_list, columns), strict=True):
        states, lag, front, blind, tier = values
        parties = tuple(p for n, p in enumerate(table.parties) if states >> n & 1)
        elsewhere = bool(states & table.none)
        standing = _standing(parties, elsewhere, table.whole)
        known = standing != "unclassifiable"
        yield Whereabouts(
            subject_id=subject.subject_id,
            maker=table.maker,
            standing=standing,
            parties=parties,
            lag_days=lag if states else None,
            front_m=round(front) if states and front != float("inf") else None,
            tier=_TIERS[tier] if known else None,
            why=_why(standing, subject, (parties, elsewhere), lag, blind),
        )


def _standing(parties: Sequence[str], elsewhere: bool, whole: bool) -> Standing:
    if not parties:
        return "outside" if elsewhere and whole else "unclassifiable"
    return "border" if elsewhere or len(parties) > 1 else "inside"


def _why(standing: Standing, subject: DatedPlace, found: tuple[Sequence[str], bool], lag: int, blind: bool) -> str:
    if subject.place is None:
        return "its place is not known"
    if subject.days is None:
        return "its day is not known"
    if blind:
        return "no map is near enough to one of its possible days"
    parties, elsewhere = found
    held = " or ".join([*(p.replace(EITHER, " or ") for p in parties), *(["none"] if elsewhere else [])])
    on = "a map of that day" if lag == 0 else f"maps up to {lag} days away"
    return _SAYS[standing].format(held=held, on=on)
