"""What a report says in words and in JSON: the sentence to quote, the lines to print, the fields for machines."""

import json
from dataclasses import asdict
from typing import Any

from tallystick.model.estimate import Answer, Estimate, EstimateReport

METHOD_NAMES = {
    "lincoln_petersen": "Lincoln–Petersen",
    "chapman": "Chapman",
    "loglinear_bic": "log-linear, best by BIC",
    "loglinear_average": "log-linear, averaged",
    "loglinear_bootstrap": "log-linear, resampled with choice",
    "decomposable_graphs": "decomposable graphs",
    "latent_classes": "latent classes",
    "two_kinds": "two kinds of victims, shown or not",
    "reported": "reported",
}
BY_STRATA = "_by_strata"


def method_name(method: str) -> str:
    """A method's name as printed."""
    name = METHOD_NAMES[method.removesuffix(BY_STRATA)]
    return f"{name}, summed over strata" if method.endswith(BY_STRATA) else name


def quote_report(report: EstimateReport) -> str:
    """The sentence that may be quoted: the listed, the total with its interval, and what it rests on; or why not.

    Numbers are rounded to what the interval carries (two or three figures), never further up than they are.
    """
    listed = f"{report.listed:,} people are on at least one of {len(report.table.lists)} lists"
    if not isinstance(report.reported, Estimate):
        return f"{listed}; how many are on none cannot be told: {_lowered(report.reported.reason)}"
    e = report.reported
    return (
        f"{listed}; from how the lists overlap, the total is estimated at about {rounded(e.total, e)} "
        f"(95 % interval {rounded(e.low, e)} to {rounded(e.high, e)}), if {e.assumption}."
    )


def rounded(number: float, estimate: Estimate) -> str:
    """A number to a tenth of the interval's width at most, but no coarser than a hundredth of itself allows to see."""
    step = 1
    while step * 100 <= estimate.high - estimate.low:
        step *= 10
    return f"{round(number / step) * step:,}"


def describe(report: EstimateReport) -> str:
    """The report as plain lines: what is known, every method's answer, the one to report, warnings, sensitivity."""
    lines = [quote_report(report), "", *(_line(a) for a in (*report.answers, report.reported))]
    if report.warnings:
        lines += ["", "Warnings", *(f"  - {w}" for w in report.warnings)]
    if report.sensitivity:
        lines += ["", "If the lists depend on each other otherwise than the models see (odds ratio, times):"]
        lines += [f"  x {s.odds_ratio:4.2f}  total {s.total:,.0f}" for s in report.sensitivity]
    for part in report.strata:
        lines += ["", f"Stratum {part.table.name}: {part.listed:,} listed", _line(part.reported)]
    return "\n".join(lines) + "\n"


def _line(answer: Answer) -> str:
    name = method_name(answer.method)
    if isinstance(answer, Estimate):
        notes = "".join(f"\n  {'':46}{n}" for n in answer.notes)
        return f"  {name:44}  {answer.total:>9,.0f}  ({answer.low:,.0f}–{answer.high:,.0f})  {answer.model}{notes}"
    return f"  {name:44}  no number: {answer.reason}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def to_json(report: EstimateReport) -> str:
    """The report as one JSON object with keys in a fixed order; an answer has `total` or `code` and `reason`."""
    return json.dumps(_plain(report), ensure_ascii=False, allow_nan=False)


def _plain(report: EstimateReport) -> dict[str, Any]:
    return {
        "lists": list(report.table.lists),
        "stratum": report.table.name,
        "listed": report.listed,
        "sentence": quote_report(report),
        "reported": _answer(report.reported),
        "answers": [_answer(a) for a in report.answers],
        "warnings": list(report.warnings),
        "sensitivity": [asdict(s) for s in report.sensitivity],
        "strata": [_plain(s) for s in report.strata],
        "seed": report.seed,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {key: value for key, value in asdict(answer).items() if key != "quantiles"}
