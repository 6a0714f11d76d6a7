"""Two lists: the classical numbers, and no more than a warning allows."""

import pytest

from tallystick.estimate.totals import estimate_total
from tallystick.estimate.two_lists import chapman, lincoln_petersen, listed_bounds
from tallystick.model.estimate import Estimate, NotEstimable
from tests.estimate.published import health_attacks


def test_attacks_on_health_care_give_the_published_two_list_numbers() -> None:
    both = lincoln_petersen(177, 90, 60), chapman(177, 90, 60)
    assert [round(a.total, 1) for a in both if isinstance(a, Estimate)] == [265.5, 264.5]


def test_the_listed_are_the_only_bound_without_an_assumption() -> None:
    assert listed_bounds(177, 90, 60) == 207


def test_two_lists_are_never_reported_only_shown_with_a_warning() -> None:
    report = estimate_total(health_attacks(), seed=1)
    assert isinstance(report.reported, NotEstimable)
    assert report.reported.code == "too_few_lists"
    assert "depend on each other" in report.warnings[0]
    assert [a.method for a in report.answers] == ["lincoln_petersen", "chapman"]


@pytest.mark.parametrize("method", [lincoln_petersen, chapman])
def test_lists_that_share_nobody_give_no_number(method: object) -> None:
    answer = method(177, 90, 0)  # type: ignore[operator]
    assert answer.code == "no_overlap"


def test_the_interval_starts_above_the_listed() -> None:
    answer = chapman(20, 15, 1)
    assert isinstance(answer, Estimate)
    assert 34 < answer.low < answer.total < answer.high
