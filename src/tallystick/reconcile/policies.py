"""Named ways of reading one range out of competing figures. Each says which claims set each bound, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tallystick.model.incident import LeftOut, TollRange
from tallystick.reconcile.evidence import Evidence
from tallystick.reconcile.figures import Figure
from tallystick.reconcile.readings import acled_number, detail

Policy = Callable[[Evidence], TollRange]
AGREEING = 3
"""Origins that must tell of one group alone, twice as many as count others with it, before that is a count of all."""
OUTLIER = 3
"""A figure more than so many times the next one, told by one origin among three or more, stands alone."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The figures that may set a bound, and those that may not beside them."""

    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...] = ()


def airwars(evidence: Evidence) -> TollRange:
    """Minimum and maximum over independent origins (Airwars, methodology note).

    Ours where the note is silent: words such as 'several' bound nothing where anybody counts; 'up to seven' sets no
    minimum where anybody counts; a statement that nobody was harmed does not compete with counted people; a report of
    one victim is no count of all; whom one origin calls civilian and another a fighter may be none in each column.
    """
    counting = _counting(evidence)
    if not counting.figures:
        return _empty(evidence, "airwars")
    low = _floor(counting.figures)
    high = _ceiling(counting.figures)
    found = _range("airwars", evidence, counting, low, high)
    return _halved(found, evidence) if evidence.contested and low else found


def ucdp(evidence: Evidence) -> TollRange:
    """Low and high of the reliable figures; of equally reliable ones the lowest is best (UCDP GED codebook).

    `min` is the low estimate, `max` the high one; the best estimate stands in `why`.
    """
    counting = _counting(evidence)
    if not counting.figures:
        return _empty(evidence, "ucdp")
    exact = [f for f in counting.figures if f.toll.max is not None] or list(counting.figures)
    best = min(f.toll.min for f in exact if not f.no_floor or all(x.no_floor for x in exact))
    low, high = _floor(counting.figures), _ceiling(counting.figures)
    note = f"the best estimate is {best}, the lowest of equally reliable figures"
    return _range("ucdp", evidence, counting, low, high, note)


def iraq_body_count(evidence: Evidence) -> TollRange:
    """Minimum and maximum over distinct reports, provisional until two independent origins count (Iraq Body Count)."""
    counting = _counting(evidence, alone_counts=True)
    if not counting.figures:
        return _empty(evidence, "iraq_body_count")
    origins = _origins(evidence, counting.figures)
    note = f"provisional: only {origins} origin counts" if origins < 2 else f"{origins} independent origins count"
    return _range("iraq_body_count", evidence, counting, _floor(counting.figures), _ceiling(counting.figures), note)


def acled(evidence: Evidence) -> TollRange:
    """The most conservative figure; 'tens' is 10, 'dozens' 12, 'hundreds' 100 (ACLED codebook)."""
    figures = [f for f in evidence.figures if f.toll.ceiling > 0] or list(evidence.figures)
    if not figures:
        return _empty(evidence, "acled")
    number = min(acled_number(f) for f in figures)
    chosen = tuple(f for f in figures if acled_number(f) == number)
    aside = tuple(LeftOut(f.claim_id, "not the most conservative figure") for f in figures if f not in chosen)
    return _range("acled", evidence, Counting(chosen, aside), number, number, "the most conservative figure")


def aoav(evidence: Evidence) -> TollRange:
    """The figure of the most detailed, then the most recent origin; 'several' is not countable (AOAV)."""
    countable = [f for f in evidence.figures if not f.vague]
    aside = [LeftOut(f.claim_id, "'several' and the like cannot be counted") for f in evidence.figures if f.vague]
    if not countable:
        return _empty(evidence, "aoav", tuple(aside))
    chosen = max(countable, key=lambda f: (detail(f), f.toll.ceiling, f.claim_id))
    aside += [LeftOut(f.claim_id, "less detailed") for f in countable if f.toll != chosen.toll]
    same = tuple(f for f in countable if f.toll == chosen.toll)
    counting = Counting(same, tuple(aside))
    return _range("aoav", evidence, counting, chosen.toll.min, chosen.toll.max, "the most detailed figure")


def _counting(evidence: Evidence, alone_counts: bool = False) -> Counting:
    clear = [f for f in evidence.figures if not f.vague and f.toll.ceiling > 0]
    if not clear:
        return _only_words(evidence.figures)
    aside = [LeftOut(f.claim_id, "open-ended words, no count") for f in evidence.figures if f.vague]
    aside += [LeftOut(f.claim_id, "says nobody; others count") for f in evidence.figures if f.toll.ceiling == 0]
    lone = (
        []
        if alone_counts
        else _single_victims(evidence, clear) + _fragments(evidence, clear) + _outliers(evidence, clear)
    )
    aside += [LeftOut(f.claim_id, why) for f, why in lone]
    dropped = {f.claim_id for f, _ in lone}
    return Counting(tuple(f for f in clear if f.claim_id not in dropped), tuple(aside))


def _only_words(figures: Sequence[Figure]) -> Counting:
    some = [f for f in figures if f.vague]
    zero = [f for f in figures if f.toll.ceiling == 0]
    if not some:
        return Counting(tuple(zero))
    return Counting(tuple(some), tuple(LeftOut(f.claim_id, "says nobody; others say some") for f in zero))


def _single_victims(evidence: Evidence, clear: Sequence[Figure]) -> list[tuple[Figure, str]]:
    """'A woman was killed' is the story of one victim where two origins, and no fewer than tell of one, count more."""
    single = [f for f in clear if f.toll.ceiling == 1]
    totals = _origins(evidence, [f for f in clear if f.toll.min > 1])
    why = f"tells of one victim; {totals} origins count more"
    return [(f, why) for f in single] if totals >= max(2, _origins(evidence, single)) else []


def _fragments(evidence: Evidence, clear: Sequence[Figure]) -> list[tuple[Figure, str]]:
    """'Two children were killed' beside 'two children and a man' counts a part, unless most tell of no more."""
    why = "counts one group alone; another claim counts it with others"
    found = []
    for figure in clear:
        wider = _containing(figure, clear)
        same = [f for f in clear if f.only_parts and f.toll == figure.toll]
        if wider and _origins(evidence, same) < max(AGREEING, 2 * _origins(evidence, wider)):
            found.append((figure, why))
    return found


def _containing(figure: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The figures that count what this one counts, and more groups beside it."""
    if not figure.only_parts:
        return []
    return [
        other
        for other in others
        if other.toll.min > figure.toll.min
        and len(other.parts) > len(figure.parts)
        and all(dict(other.parts).get(group, 0) >= number for group, number in figure.parts)
    ]


def _outliers(evidence: Evidence, clear: Sequence[Figure]) -> list[tuple[Figure, str]]:
    tops = sorted({f.toll.ceiling for f in clear}, reverse=True)
    if _origins(evidence, clear) < 3 or len(tops) < 2 or tops[0] <= OUTLIER * tops[1]:
        return []
    highest = [f for f in clear if f.toll.ceiling == tops[0]]
    why = f"single outlier: no other origin says more than {tops[1]}"
    return [(f, why) for f in highest] if _origins(evidence, highest) == 1 else []


def _floor(figures: Sequence[Figure]) -> int:
    return min(f.toll.min for f in figures if not f.no_floor or all(x.no_floor for x in figures))


def _ceiling(figures: Sequence[Figure]) -> int | None:
    """The highest number named, unless every figure is open above."""
    return max(f.toll.ceiling for f in figures) if any(f.toll.max is not None for f in figures) else None


def _origins(evidence: Evidence, figures: Sequence[Figure]) -> int:
    told = {f.claim_id for f in figures}
    return sum(any(f.claim_id in told for f in t.figures) for t in evidence.testimonies)


def _range(
    policy: str, evidence: Evidence, counting: Counting, low: int, high: int | None, note: str = ""
) -> TollRange:
    return TollRange(
        outcome=evidence.outcome,
        group=evidence.group,
        min=low,
        max=high,
        policy=policy,
        min_from=_ids(f for f in counting.figures if f.toll.min == low) or _ids(counting.figures),
        max_from=() if high is None else _ids(f for f in counting.figures if f.toll.ceiling == high),
        left_out=evidence.left_out + counting.left_out,
        why=_why(evidence, counting, low, high, note),
    )


def _halved(found: TollRange, evidence: Evidence) -> TollRange:
    """Contested status: the minimum is 0 in both columns."""
    why = f"{found.why.rstrip('.')}; others count the same people in the other column, so the minimum is 0."
    return TollRange(
        found.outcome, found.group, 0, found.max, found.policy, evidence.contested, found.max_from, found.left_out, why
    )


def _empty(evidence: Evidence, policy: str, aside: tuple[LeftOut, ...] = ()) -> TollRange:
    left_out = evidence.left_out + aside
    reasons = sorted({x.why for x in left_out})
    why = f"No figure bounds it: {'; '.join(reasons)}." if reasons else "No claim states a figure."
    return TollRange(evidence.outcome, evidence.group, None, None, policy, (), (), left_out, why)


def _why(evidence: Evidence, counting: Counting, low: int, high: int | None, note: str) -> str:
    origins = _origins(evidence, counting.figures)
    said = f"{origins} origin gives" if origins == 1 else f"{origins} origins give"
    if high is None:
        reach = f"at least {low}, none says at most how many"
    else:
        reach = f"{low}" if low == high else f"{low} to {high}"
    notes = sorted({f.reading for f in counting.figures if f.reading}) + ([note] if note else [])
    return f"{said} {reach}{' (' + '; '.join(notes) + ')' if notes else ''}."


def _ids(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(sorted({f.claim_id for f in figures}))


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {"airwars": airwars, "ucdp": ucdp, "iraq_body_count": iraq_body_count, "acled": acled, "aoav": aoav}
)
"""The policies by name."""
