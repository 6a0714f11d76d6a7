"""How many victims are on no list: totals from how lists overlap, each with what it rests on, or the reason for none.

    read_overlap_table  a CSV of patterns and counts → OverlapTable
    overlap_table       patterns and counts → OverlapTable
    pool_strata, regroup_strata   tables of parts → one table in strata
    estimate_total      OverlapTable → EstimateReport: every method's answer and the one interval to report
    combine_draws       reports of several draws of the linkage → one report
    describe, to_json, quote_report   a report in words, as JSON, as the sentence to quote

two_lists              bounds, Lincoln–Petersen, Chapman
hierarchy, poisson, existence, loglinear, profile, loglinear_answers   all hierarchical log-linear models
graphs, decomposable   averaging over decomposable graphs
class_gibbs, class_paths, class_sampler, latent_class, convergence   Bayesian latent classes
dependence             what if the lists depend otherwise
overlaps, reported, strata, totals, wording   refusals and warnings, the reported interval, sums, words

Usable without a project, like a statistics library; needs numpy and scipy, which are loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tallystick.estimate.lists import (
        OverlapTableError,
        overlap_table,
        pool_strata,
        read_overlap_table,
        regroup_strata,
    )
    from tallystick.estimate.strata import combine_draws
    from tallystick.estimate.totals import estimate_total
    from tallystick.estimate.wording import describe, quote_report, to_json

_HOMES = {
    "OverlapTableError": "lists",
    "combine_draws": "strata",
    "describe": "wording",
    "estimate_total": "totals",
    "overlap_table": "lists",
    "pool_strata": "lists",
    "quote_report": "wording",
    "read_overlap_table": "lists",
    "regroup_strata": "lists",
    "to_json": "wording",
}

__all__ = [
    "OverlapTableError",
    "combine_draws",
    "describe",
    "estimate_total",
    "overlap_table",
    "pool_strata",
    "quote_report",
    "read_overlap_table",
    "regroup_strata",
    "to_json",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"tallystick.estimate.{_HOMES[name]}"), name)
