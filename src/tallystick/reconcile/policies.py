"""Named ways of reading one range out of competing figures. Each says which claims set each bound, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from tallystick.model.incident import LeftOut, TollRange
from tallystick.reconcile.evidence import Evidence
from tallystick.reconcile.figures import Figure

Policy = Callable[[Evidence], TollRange]


def airwars(evidence: Evidence) -> TollRange:
    """Minimum and maximum over independent origins (Airwars, methodology note).

    Ours where the note is silent: words such as 'several' bound nothing where anybody counts; 'up to seven' sets no
    minimum where anybody counts; a statement that nobody was harmed does not compete with counted people.
    """
    counting, aside = _counting(evidence.figures)
    if not counting:
        return _empty(evidence)
    low = min(f.toll.min for f in counting if not f.no_floor or _none_has_floor(counting))
    closed = [f for f in counting if f.toll.max is not None]
    high = max(f.toll.ceiling for f in counting) if closed else None
    return TollRange(
        outcome=evidence.outcome,
        group=evidence.group,
        min=low,
        max=high,
        policy="airwars",
        min_from=_ids(f for f in counting if f.toll.min == low),
        max_from=() if high is None else _ids(f for f in counting if f.toll.ceiling == high),
        left_out=evidence.left_out + aside,
        why=_why(evidence, counting, low, high),
    )


def _counting(figures: Sequence[Figure]) -> tuple[list[Figure], tuple[LeftOut, ...]]:
    """The figures that may set a bound, and those that may not beside them."""
    clear = [f for f in figures if not f.vague and f.toll.ceiling > 0]
    if not clear:
        zero = [f for f in figures if f.toll.ceiling == 0]
        some = [f for f in figures if f.vague]
        return (some or zero), tuple(
            LeftOut(f.claim_id, "says nobody; others say some") for f in (zero if some else [])
        )
    aside = [LeftOut(f.claim_id, "open-ended words, no count") for f in figures if f.vague]
    aside += [LeftOut(f.claim_id, "says nobody; others count people") for f in figures if f.toll.ceiling == 0]
    return clear, tuple(aside)


def _none_has_floor(figures: Sequence[Figure]) -> bool:
    return all(f.no_floor for f in figures)


def _empty(evidence: Evidence) -> TollRange:
    reasons = sorted({x.why for x in evidence.left_out})
    why = f"No figure bounds it: {'; '.join(reasons)}." if reasons else "No claim states a figure."
    return TollRange(evidence.outcome, evidence.group, None, None, "airwars", (), (), evidence.left_out, why)


def _why(evidence: Evidence, counting: Sequence[Figure], low: int, high: int | None) -> str:
    origins = sum(any(f in counting for f in t.figures) for t in evidence.testimonies)
    said = f"{origins} origin{'' if origins == 1 else 's'} give{'s' if origins == 1 else ''}"
    if high is None:
        reach = f"at least {low}, none says at most how many"
    else:
        reach = f"{low}" if low == high else f"{low} to {high}"
    readings = sorted({f.reading for f in counting if f.reading})
    return f"{said} {reach}{' (' + '; '.join(readings) + ')' if readings else ''}."


def _ids(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(sorted({f.claim_id for f in figures}))


POLICIES: Mapping[str, Policy] = MappingProxyType({"airwars": airwars})
"""The policies by name."""
