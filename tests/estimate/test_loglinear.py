"""Log-linear models against Rcapture's published-table figures, hand-worked cases, and linear programming."""

import numpy as np
import pytest

from tallystick.estimate.existence import estimate_exists, possible_patterns
from tallystick.estimate.hierarchy import generators, hierarchical_models, model_name
from tallystick.estimate.lists import seen_counts
from tallystick.estimate.loglinear import search_models
from tallystick.estimate.loglinear_answers import averaged_models, best_model, resampled_choice
from tallystick.model.estimate import Estimate
from tests.estimate.published import KOSOVO_LISTS, kosovo


@pytest.mark.parametrize(("lists", "models"), [(3, 8), (4, 113), (5, 6893)])
def test_all_hierarchical_models_are_there(lists: int, models: int) -> None:
    assert len(set(hierarchical_models(lists))) == models


def test_every_term_of_a_model_has_its_parts() -> None:
    for model in hierarchical_models(4):
        assert all(t & ~(1 << i) in model for t in model for i in range(4) if t >> i & 1)


def test_a_model_is_named_by_its_largest_terms() -> None:
    model = (0, 1, 2, 4, 8, 9, 12)
    assert generators(model) == (2, 9, 12)
    assert model_name(model, KOSOVO_LISTS) == "[EXH ABA][EXH HRW][OSCE]"


def test_kosovo_equals_rcapture_within_a_thousandth() -> None:
    table = kosovo()
    counts = seen_counts(table)
    answer = best_model(table, counts, search_models(counts, 4))
    assert isinstance(answer, Estimate)
    assert answer.model == "[EXH ABA OSCE][EXH HRW][OSCE HRW]"
    assert [answer.total, answer.low, answer.high] == pytest.approx([10356.5, 8994.3, 12110.4], rel=1e-3)


def test_kosovo_under_independence_is_the_published_pooled_figure() -> None:
    fits = search_models(seen_counts(kosovo()), 4).models
    independent = next(f for f in fits if len(f.terms) == 5)
    assert 4400 + independent.unseen == pytest.approx(7395, rel=1e-3)


def test_three_lists_with_all_pairs_follow_the_closed_form() -> None:
    counts = np.array([60.0, 50.0, 20.0, 70.0, 30.0, 25.0, 10.0])  # 001 010 011 100 101 110 111
    full = next(f for f in search_models(counts, 3).models if len(f.terms) == 7)
    by_hand = 10 * 60 * 50 * 70 / (20 * 30 * 25)  # odd patterns over even ones
    assert full.unseen == pytest.approx(by_hand, rel=1e-6)


def test_averaging_and_resampling_know_that_the_model_was_chosen() -> None:
    table = kosovo()
    counts = seen_counts(table)
    search = search_models(counts, 4)
    best, averaged = best_model(table, counts, search), averaged_models(table, search)
    resampled = resampled_choice(table, counts, search, seed=1)
    assert isinstance(best, Estimate)
    assert isinstance(averaged, Estimate)
    assert isinstance(resampled, Estimate)
    assert averaged.high - averaged.low > best.high - best.low
    assert resampled.high - resampled.low > best.high - best.low


def test_lists_that_share_nobody_have_no_estimate_for_their_tie_but_the_rest_of_the_model_may() -> None:
    # A and B share nobody.
    counts = np.array([90.0, 45.0, 13.0, 100.0, 12.0, 0.0, 0.0])
    search = search_models(counts, 3)
    tied = [f for f in search.models if 6 in f.terms]
    assert tied
    assert all(f.existence == "boundary" for f in tied)
    assert all(np.isfinite(f.unseen) and f.unseen < 1e5 for f in search.models)


def test_linear_programming_finds_the_estimates_that_do_not_exist() -> None:
    # All pairs on three lists, nobody on all three and nobody on A alone: the zeros stand on opposite sides of the one
    # sum that is free, so no positive table has these sums. One zero alone would do no harm.
    model = (0, 1, 2, 3, 4, 5)
    whole = np.ones(7, dtype=bool)
    none_left = np.array([10.0, 10.0, 0.0, 10.0, 0.0, 10.0, 10.0])
    some_left = np.array([10.0, 10.0, 5.0, 10.0, 4.0, 10.0, 0.0])
    assert not estimate_exists(model, np.where(np.arange(7) == 6, 0.0, none_left), whole)
    assert estimate_exists(model, some_left, whole)


def test_what_the_fit_says_of_existence_is_what_linear_programming_says() -> None:
    counts = np.array([100.0, 198, 0, 13, 2, 36, 15, 34, 1, 4, 0, 3, 1, 6, 1])
    search = search_models(counts, 4)
    known = {f.terms: f.existence for f in search.models}
    for model in hierarchical_models(4)[::4]:
        kept = possible_patterns(counts[None, :], np.array([model]))[0]
        if kept.all():
            assert (known.get(model) == "exists") == estimate_exists(model, counts, kept)
