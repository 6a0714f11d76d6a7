"""From one overlap table to everything that may be said of the total: each method's answer, and the one to report."""

from dataclasses import replace

from tallystick.estimate.class_sampler import Plan
from tallystick.estimate.decomposable import estimate_decomposable
from tallystick.estimate.dependence import shift_dependence
from tallystick.estimate.latent_class import estimate_many
from tallystick.estimate.lists import seen_counts
from tallystick.estimate.loglinear import ModelSearch, search_models
from tallystick.estimate.loglinear_answers import averaged_models, best_model, resampled_choice
from tallystick.estimate.overlaps import FEWEST_SHARED, odd_lists, refuse_table, shared_people
from tallystick.estimate.reported import disagreement_warnings, report_envelope
from tallystick.estimate.strata import add_strata
from tallystick.estimate.two_kinds import estimate_two_kinds, hidden_kind_warning
from tallystick.estimate.two_lists import WARNING, chapman, lincoln_petersen
from tallystick.model.estimate import Answer, Estimate, EstimateReport, NotEstimable, OverlapTable

MOST_LISTS = 10
STRATUM_PLAN = Plan(particles=40, moves=2, settling_moves=15, last_moves=25)


def estimate_total(table: OverlapTable, *, seed: int, plan: Plan | None = None) -> EstimateReport:
    """Everything that can be said of how many victims there are, from who is on which list.

    Two lists give bounds and the classical estimates with a warning, never a reported interval. Three or more give the
    best log-linear model, all plausible ones averaged, resamples with the choice of model inside, the average over
    decomposable graphs and latent classes; the reported interval reaches over the last three families' (`reported`).
    A table in strata is estimated in each stratum as well, and the strata's totals are added up.

    Args:
        table: people per pattern of lists; see `read_overlap_table` and `overlap_table`.
        seed: of the resamples and simulations; the same seed gives the same report.
        plan: how much work goes into latent classes; None for the usual.

    Returns:
        A report whose `reported` is an `Estimate` or a `NotEstimable` with its reason.

    Example:
        >>> from tallystick.estimate import overlap_table
        >>> two = overlap_table(["SAMS", "PHR"], {(1, 1): 60, (1, 0): 117, (0, 1): 30})
        >>> report = estimate_total(two, seed=1)
        >>> [round(answer.total, 1) for answer in report.answers], report.reported.code
        ([265.5, 264.5], 'too_few_lists')
    """
    (whole,) = estimate_side_by_side([replace(table, strata=())], seed=seed, plan=plan)
    if not table.strata:
        return whole
    parts = estimate_side_by_side(list(table.strata), seed=seed + 1, plan=plan or STRATUM_PLAN)
    return add_strata(replace(whole, table=table), parts, seed=seed)


def estimate_side_by_side(tables: list[OverlapTable], *, seed: int, plan: Plan | None) -> list[EstimateReport]:
    """Reports of tables on the same lists; their simulations run together."""
    usable = [t for t in tables if refuse_table(t) is None and len(t.lists) <= MOST_LISTS]
    classes = iter(estimate_many(usable, seed=seed, plan=plan) if usable else ())
    return [_report(t, next(classes) if t in usable else None, seed) for t in tables]


def _report(table: OverlapTable, classes: Answer | None, seed: int) -> EstimateReport:
    if classes is None:
        return _refused(table, seed)
    counts = seen_counts(table)
    search = search_models(counts, len(table.lists))
    kinds = estimate_two_kinds(table, seed=seed)
    answers: tuple[Answer, ...] = (
        best_model(table, counts, search),
        averaged_models(table, search),
        resampled_choice(table, counts, search, seed=seed),
        estimate_decomposable(table),
        classes,
        kinds,
    )
    reported = report_envelope(answers)
    warnings = (
        *odd_lists(table),
        *disagreement_warnings(answers),
        *_close_models(table, search),
        *hidden_kind_warning(kinds, reported),
    )
    sensitivity = shift_dependence(reported, table.listed) if isinstance(reported, Estimate) else ()
    return EstimateReport(table, answers, reported, warnings, sensitivity, seed=seed)


def _refused(table: OverlapTable, seed: int) -> EstimateReport:
    refusal = refuse_table(table) or NotEstimable(
        "reported", "too_many_lists", f"At most {MOST_LISTS} lists can be taken together; here are {len(table.lists)}."
    )
    if len(table.lists) != 2:
        return EstimateReport(table, (), refusal, odd_lists(table), seed=seed)
    first, second, both = table.on(0), table.on(1), table.on(0, 1)
    answers = (lincoln_petersen(first, second, both), chapman(first, second, both))
    return EstimateReport(table, answers, refusal, (WARNING, *odd_lists(table)), seed=seed)


CLOSE_BIC = 2.0
NOTABLE_RATIO = 1.5


def _close_models(table: OverlapTable, search: ModelSearch) -> tuple[str, ...]:
    """Models that explain the overlaps about as well as the best one, but put the total elsewhere; few overlaps."""
    warnings = []
    totals = [table.listed + m.unseen for m in search.models if m.bic <= search.models[0].bic + CLOSE_BIC]
    if totals and max(totals) > NOTABLE_RATIO * min(totals):
        warnings.append(
            f"{len(totals)} log-linear models explain the overlaps about equally well and put the total between "
            f"{min(totals):,.0f} and {max(totals):,.0f}."
        )
    if shared_people(table) < 5 * FEWEST_SHARED:
        warnings.append(f"Only {shared_people(table)} people are on two or more lists.")
    if search.without_estimate > len(search.models):
        warnings.append("Most log-linear models have no finite estimate: the lists share too few people.")
    return tuple(warnings)
