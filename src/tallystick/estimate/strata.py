"""Adding up strata, and putting together the reports of several draws of the linkage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate.dependence import shift_dependence
from tallystick.estimate.distribution import draw_from, sample_quantiles
from tallystick.estimate.lists import UNKNOWN
from tallystick.estimate.reported import FAMILIES, report_envelope
from tallystick.model.estimate import Answer, Estimate, EstimateReport, NotEstimable, OverlapTable

Floats = NDArray[np.float64]

DRAWS = 20_000
LEAST_COVERED = 0.9
"""Share of the listed people whose strata must have an estimate for the sum over strata to be one."""
MOST_REFUSED_DRAWS = 0.2
LEAST_KNOWN, FEW_PEOPLE = 0.8, 10
"""Share of the people of every pattern (with as many people) whose stratum must be known."""


def add_strata(whole: EstimateReport, parts: Sequence[EstimateReport], *, seed: int) -> EstimateReport:
    """The whole with its parts; the sum over strata is reported where the strata carry it, else the whole taken as one.

    Within a family the strata are independent, so their distributions are added draw by draw. A stratum without an
    estimate counts with its listed people only, which makes the sum a lower bound there; it is said.
    """
    if (uneven := _unevenly_known(whole.table)) is not None:
        return replace(whole, strata=tuple(parts), warnings=(*whole.warnings, uneven))
    rng = np.random.default_rng(seed)
    sums = tuple(_sum_family(family, parts, rng) for family in FAMILIES)
    reported = report_envelope(sums)
    left_out = [p for p in parts if isinstance(p.reported, NotEstimable)]
    warnings = list(whole.warnings)
    if left_out:
        names = "; ".join(f"{p.table.name} ({p.listed:,} listed)" for p in left_out)
        warnings.append(f"Strata without an estimate, counted with their listed people only: {names}.")
    if isinstance(reported, NotEstimable):
        warnings.append(f"Not reported by strata: {reported.reason}")
        return replace(whole, strata=tuple(parts), warnings=tuple(warnings))
    reported = replace(reported, model=f"sum over {len(parts)} strata, {reported.model}")
    shifts = shift_dependence(reported, whole.listed)
    by_strata = tuple(replace(s, method=f"{s.method}_by_strata") for s in sums)
    return replace(
        whole,
        answers=(*whole.answers, *by_strata),
        reported=reported,
        warnings=tuple(warnings),
        sensitivity=shifts,
        strata=tuple(parts),
    )


def _unevenly_known(table: OverlapTable) -> str | None:
    """Why these strata cannot be used: people of whom the stratum is unknown are mostly on particular lists.

    A person on two lists has the stratum from either; one on a list that seldom tells it has none. Within strata such a
    list then seems to hold hardly anybody who is not on another list too, and the total comes out far too low.
    """
    known = [s for s in table.strata if f"={UNKNOWN}" not in (s.name or "")]
    inside = Counter[tuple[int, ...]]()
    for stratum in known:
        inside.update(dict(zip(stratum.patterns, stratum.counts, strict=True)))
    for pattern, count in zip(table.patterns, table.counts, strict=True):
        if count >= FEW_PEOPLE and inside[pattern] < LEAST_KNOWN * count:
            on = " and ".join(n for n, is_on in zip(table.lists, pattern, strict=True) if is_on)
            missing = f"{1 - inside[pattern] / count:.0%}"
            return (
                f"Not reported by strata: of the {count:,} people on {on} alone, {missing} are in no known stratum, so "
                f"overlaps within strata would mislead."
            )
    return None


def _sum_family(family: str, parts: Sequence[EstimateReport], rng: np.random.Generator) -> Answer:
    listed = sum(p.listed for p in parts)
    total = np.zeros(DRAWS)
    covered = 0
    assumption = ""
    for part in parts:
        answer = next((a for a in part.answers if a.method == family and isinstance(a, Estimate)), None)
        if answer is None or isinstance(part.reported, NotEstimable):
            total += part.listed
            continue
        assert isinstance(answer, Estimate)
        covered += part.listed
        assumption = answer.assumption
        total += draw_from(answer.quantiles, DRAWS, rng)
    if covered < LEAST_COVERED * listed:
        reason = f"Strata with {listed - covered:,} of {listed:,} listed people have no estimate of this kind."
        return NotEstimable(family, "too_few_people", reason)
    return _from_sample(family, f"sum over {len(parts)} strata", total, f"in every stratum, {assumption}")


def combine_draws(reports: Sequence[EstimateReport], *, seed: int = 0) -> EstimateReport:
    """One report from those of several draws of the linkage, so that not knowing who is who widens the interval.

    Each draw says who of the records are one person, and so makes a table of its own. A family's distribution of the
    total is the mixture of its distributions over the draws, each with the same weight; draws in which the family gives
    no number are left out, and with more than a fifth of them it gives none at all.

    Args:
        reports: one per draw, on the same lists.
        seed: kept with the report; nothing here is random.

    Returns:
        A report on the draw whose number of listed people is the median one.
    """
    if not reports:
        raise ValueError("no draws to combine")
    ordered = sorted(reports, key=lambda r: r.listed)
    middle = ordered[len(ordered) // 2]
    answers = tuple(_mix_draws(family, reports) for family in FAMILIES)
    reported = report_envelope(answers)
    if all(isinstance(r.reported, NotEstimable) for r in reports):
        reported = middle.reported
    warnings = dict.fromkeys(w for r in reports for w in r.warnings)
    said = (
        f"{len(reports)} draws of the linkage, with {ordered[0].listed:,} to {ordered[-1].listed:,} people listed; "
        f"the interval includes the uncertainty of who is who."
    )
    sensitivity = shift_dependence(reported, middle.listed) if isinstance(reported, Estimate) else ()
    return EstimateReport(middle.table, answers, reported, (said, *warnings), sensitivity, seed=seed)


def _mix_draws(family: str, reports: Sequence[EstimateReport]) -> Answer:
    given = [a for r in reports for a in r.answers if a.method == family and isinstance(a, Estimate)]
    if len(given) < (1 - MOST_REFUSED_DRAWS) * len(reports) or not given:
        refused = len(reports) - len(given)
        reason = f"In {refused} of {len(reports)} draws of the linkage this family gives no number."
        return NotEstimable(family, "too_few_people", reason)
    pooled = np.concatenate([np.array(a.quantiles) for a in given])
    return _from_sample(family, f"mixture over {len(given)} draws of the linkage", pooled, given[0].assumption)


def _from_sample(family: str, model: str, sample: Floats, assumption: str) -> Estimate:
    low, middle, high = (float(q) for q in np.quantile(sample, [0.025, 0.5, 0.975]))
    return Estimate(family, model, middle, low, high, assumption, quantiles=sample_quantiles(sample))
