"""The whole report: what is reported and on what assumption, when it is refused, strata, draws of the linkage."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tallystick.estimate import combine_draws, describe, estimate_total, overlap_table, pool_strata, to_json
from tallystick.estimate.class_sampler import Plan
from tallystick.estimate.convergence import between_populations
from tallystick.estimate.dependence import shift_dependence
from tallystick.estimate.latent_class import estimate_latent_classes
from tallystick.estimate.reported import report_envelope
from tallystick.estimate.wording import quote_report
from tallystick.model.estimate import Estimate, EstimateReport, NotEstimable, OverlapTable
from tests.estimate.calibration import QUICK
from tests.estimate.published import kosovo


@pytest.fixture(scope="module")
def report() -> EstimateReport:
    return estimate_total(kosovo(), seed=1, plan=Plan(particles=30, moves=2, settling_moves=10, last_moves=20))


def family(method: str, total: float, low: float, high: float) -> Estimate:
    return Estimate(method, "invented", total, low, high, "nothing")


def test_the_reported_interval_reaches_over_all_families(report: EstimateReport) -> None:
    families = [a for a in report.answers if isinstance(a, Estimate) and a.quantiles and "bootstrap" not in a.method]
    assert isinstance(report.reported, Estimate)
    assert report.reported.low == min(a.low for a in families)
    assert report.reported.high == max(a.high for a in families)
    assert "out of reach of all lists" in report.reported.assumption


def test_kosovo_latent_classes_are_near_lcmcr_even_with_little_work(report: EstimateReport) -> None:
    answer = next(a for a in report.answers if a.method == "latent_classes")
    assert isinstance(answer, Estimate)
    assert answer.total == pytest.approx(10406, rel=0.08)


def test_models_that_fit_alike_but_differ_in_the_total_are_warned_of(report: EstimateReport) -> None:
    assert any("explain the overlaps about equally well" in w for w in report.warnings)


def test_the_same_seed_gives_the_same_bytes() -> None:
    tables = [kosovo(), replace(kosovo(), patterns=kosovo().patterns[::-1], counts=kosovo().counts[::-1])]
    written = [
        to_json(estimate_total(t, seed=3, plan=Plan(particles=10, moves=1, settling_moves=2, last_moves=3)))
        for t in tables
    ]
    assert written[0] == written[1]


def test_the_sentence_names_the_listed_the_interval_and_the_assumption(report: EstimateReport) -> None:
    sentence = quote_report(report)
    assert sentence.startswith("4,400 people are on at least one of 4 lists")
    assert "95 % interval" in sentence
    assert ", if the way the lists depend" in sentence


def test_json_holds_every_answer_and_no_number_for_refusals() -> None:
    small = overlap_table(["A", "B", "C"], {(1, 0, 0): 60, (0, 0, 1): 40, (0, 1, 0): 3})
    said = json.loads(to_json(estimate_total(small, seed=1)))
    assert said["reported"]["code"] == "no_overlap"
    assert "total" not in said["reported"]
    assert "cannot be told" in said["sentence"]


def test_every_method_stands_in_the_description(report: EstimateReport) -> None:
    text = describe(report)
    for name in ("log-linear, best by BIC", "decomposable graphs", "latent classes", "two kinds", "reported"):
        assert name in text


def test_families_far_apart_are_refused() -> None:
    answers = (family("loglinear_average", 1000, 900, 1100), family("decomposable_graphs", 5000, 4000, 6000))
    refusal = report_envelope(answers)
    assert isinstance(refusal, NotEstimable)
    assert refusal.code == "models_disagree"


def test_an_interval_that_says_nothing_is_refused() -> None:
    answers = (family("loglinear_average", 1000, 300, 4000), family("decomposable_graphs", 1500, 350, 9000))
    assert isinstance(report_envelope(answers), NotEstimable)


def test_one_family_alone_is_not_reported() -> None:
    answers = (family("loglinear_average", 1000, 900, 1100), NotEstimable("latent_classes", "not_converged", "No."))
    refusal = report_envelope(answers)
    assert isinstance(refusal, NotEstimable)
    assert refusal.code == "too_few_families"


def test_twice_the_odds_ratio_doubles_the_unlisted() -> None:
    shifts = {s.odds_ratio: s.total for s in shift_dependence(family("reported", 10400, 9000, 12000), 4400)}
    assert shifts[2.0] == 16400
    assert shifts[0.5] == 7400


def test_runs_that_disagree_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = np.repeat(np.array([[[1000], [5000]]]), 50, axis=2) + np.arange(50)
    monkeypatch.setattr("tallystick.estimate.latent_class.sample_unseen", lambda *_: apart)
    refusal = estimate_latent_classes(kosovo(), seed=1)
    assert isinstance(refusal, NotEstimable)
    assert refusal.code == "not_converged"


def test_r_hat_is_one_for_runs_that_agree_and_large_for_those_that_do_not() -> None:
    draws = np.random.default_rng(1).normal(size=(4, 500))
    assert between_populations(draws) < 1.02
    assert between_populations(draws + np.array([[0.0], [0.0], [0.0], [3.0]])) > 1.3


def _halves() -> OverlapTable:
    even: dict[tuple[int, ...], int] = {p: n // 2 for p, n in zip(kosovo().patterns, kosovo().counts, strict=True)}
    rest: dict[tuple[int, ...], int] = {p: n - n // 2 for p, n in zip(kosovo().patterns, kosovo().counts, strict=True)}
    few: dict[tuple[int, ...], int] = {(1, 0, 0, 0): 5, (0, 1, 0, 0): 4}
    parts = [overlap_table(kosovo().lists, c, name=f"part={i}") for i, c in enumerate((even, rest, few))]
    return pool_strata(parts)


def test_strata_are_added_up_and_one_without_an_estimate_counts_with_its_listed() -> None:
    report = estimate_total(_halves(), seed=1, plan=QUICK)
    assert isinstance(report.reported, Estimate)
    assert "sum over 3 strata" in report.reported.model
    assert report.reported.total == pytest.approx(12000, rel=0.25)
    assert any("part=2 (9 listed)" in w for w in report.warnings)
    assert isinstance(report.strata[2].reported, NotEstimable)


def test_strata_that_one_list_seldom_tells_are_not_reported_by() -> None:
    counts: dict[tuple[int, ...], int] = {(1, 1, 0): 60, (1, 0, 1): 50, (0, 1, 1): 40, (1, 0, 0): 300, (0, 1, 0): 250}
    known = overlap_table(["A", "B", "C"], counts | {(0, 0, 1): 5}, name="age=old")
    unknown = overlap_table(["A", "B", "C"], {(0, 0, 1): 200}, name="age=unknown")
    report = estimate_total(pool_strata([known, unknown]), seed=1, plan=QUICK)
    assert any("of the 205 people on C alone, 98% are in no known stratum" in w for w in report.warnings)
    assert not any(a.method.endswith("_by_strata") for a in report.answers)


def test_not_knowing_who_is_who_widens_the_interval() -> None:
    plan = Plan(particles=25, moves=2, settling_moves=8, last_moves=10)
    tables = [kosovo(), overlap_table(kosovo().lists, {p: n + (20 if sum(p) > 1 else 0) for p, n in _cells()})]
    alone = [estimate_total(t, seed=1, plan=plan) for t in tables]
    together = combine_draws([*alone, *alone])
    assert isinstance(together.reported, Estimate)
    lows = [r.reported.low for r in alone if isinstance(r.reported, Estimate)]
    highs = [r.reported.high for r in alone if isinstance(r.reported, Estimate)]
    assert together.reported.low == pytest.approx(min(lows), rel=0.05)
    assert together.reported.high == pytest.approx(max(highs), rel=0.08)
    assert "4 draws of the linkage" in together.warnings[0]


def test_draws_that_mostly_give_no_number_are_refused_together() -> None:
    small = overlap_table(["A", "B", "C"], {(1, 0, 0): 60, (0, 0, 1): 40})
    together = combine_draws([estimate_total(small, seed=s) for s in range(3)])
    assert isinstance(together.reported, NotEstimable)
    assert together.reported.code == "no_overlap"


def _cells() -> list[tuple[tuple[int, ...], int]]:
    return list(zip(kosovo().patterns, kosovo().counts, strict=True))
