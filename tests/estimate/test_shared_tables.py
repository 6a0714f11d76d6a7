"""The published tables of ../shared against the figures of Rcapture, dga and LCMCR on the same tables."""

from pathlib import Path

import pytest

from tallystick.estimate import estimate_total, read_overlap_table, regroup_strata
from tallystick.estimate.decomposable import estimate_decomposable
from tallystick.estimate.latent_class import estimate_latent_classes
from tallystick.estimate.lists import seen_counts
from tallystick.estimate.loglinear import search_models
from tallystick.estimate.loglinear_answers import best_model
from tallystick.model.estimate import Estimate
from tests.estimate.calibration import QUICK

pytestmark = pytest.mark.gold
MSE = Path(__file__).parents[3] / "shared" / "data" / "mse"


@pytest.mark.parametrize(
    ("name", "rcapture"),
    [
        ("kosovo", (10356.5, 8994.3, 12110.4)),
        ("western", (2483.4, 1680.6, 3928.1)),
        ("neworl_5", (1034.2, 665.6, 1762.0)),
        ("ned_5", (148788.8, 116617.9, 194421.5)),
        ("ukdat_5", (25311.3, 19389.3, 34111.0)),
        ("australia", (6496.0, 3130.0, 17579.5)),
    ],
)
def test_best_models_and_intervals_equal_rcapture(name: str, rcapture: tuple[float, float, float]) -> None:
    table = read_overlap_table(MSE / f"{name}.csv")
    counts = seen_counts(table)
    answer = best_model(table, counts, search_models(counts, len(table.lists)))
    assert isinstance(answer, Estimate)
    assert (answer.total, answer.low, answer.high) == pytest.approx(rcapture, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "dga"),
    [
        ("kosovo", (12595, 9827, 16544)),
        ("western", (2133, 1343, 3878)),
        ("neworl_5", (869, 511, 1762)),
        ("ned_5", (47903, 40845, 55456)),
        ("ukdat_5", (22365, 10343, 29446)),
        ("australia", (2258, 1189, 7691)),
    ],
)
def test_graph_averages_equal_dga(name: str, dga: tuple[int, int, int]) -> None:
    answer = estimate_decomposable(read_overlap_table(MSE / f"{name}.csv"))
    assert isinstance(answer, Estimate)
    assert (answer.total, answer.low, answer.high) == pytest.approx(dga, rel=0.01)


@pytest.mark.torture
def test_latent_classes_of_kosovo_are_near_lcmcr_and_stable_over_seeds() -> None:
    table = read_overlap_table(MSE / "kosovo.csv")
    answers = [estimate_latent_classes(table, seed=seed) for seed in range(1, 4)]
    for answer in answers:
        assert isinstance(answer, Estimate)
        assert (answer.total, answer.low, answer.high) == pytest.approx((10406, 8788, 13758), rel=0.05)


def test_gaza_as_a_whole_stands_beside_the_published_figure_and_strata_are_declined() -> None:
    table = regroup_strata(read_overlap_table(MSE / "gaza_2023_2024.csv"), ["gender", "ageg"])
    report = estimate_total(table, seed=1, plan=QUICK)
    averaged = next(a for a in report.answers if a.method == "loglinear_average")
    assert isinstance(averaged, Estimate)
    assert 55298 < averaged.total < 78525
    assert any("Not reported by strata" in w for w in report.warnings)
