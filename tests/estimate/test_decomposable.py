"""Averaging over decomposable graphs, against the counts of graphs and dga's figures."""

import numpy as np
import pytest

from tallystick.estimate.decomposable import estimate_decomposable
from tallystick.estimate.graphs import clique_balance
from tallystick.estimate.lists import overlap_table
from tallystick.model.estimate import Estimate, NotEstimable
from tests.estimate.published import health_attacks, kosovo


@pytest.mark.parametrize(("lists", "graphs"), [(3, 8), (4, 61), (5, 822)])
def test_all_decomposable_graphs_are_there_once(lists: int, graphs: int) -> None:
    balance, _ = clique_balance(lists)
    assert len(np.unique(balance, axis=0)) == len(balance) == graphs


def test_the_complete_graph_is_one_clique_and_the_empty_one_all_single_lists() -> None:
    balance, components = clique_balance(3)
    rows = {tuple(np.flatnonzero(r).tolist()): int(c) for r, c in zip(balance, components, strict=True)}
    assert rows[(7,)] == 1
    assert rows[(1, 2, 4)] == 3


def test_kosovo_equals_dga_within_a_hundredth() -> None:
    answer = estimate_decomposable(kosovo())
    assert isinstance(answer, Estimate)
    assert [answer.total, answer.low, answer.high] == pytest.approx([12595, 9827, 16544], rel=0.01)


def test_an_end_that_the_prior_sets_is_said() -> None:
    answer = estimate_decomposable(kosovo(), highest_unseen=9000)
    assert isinstance(answer, Estimate)
    assert "set by the prior" in answer.notes[0]


def test_too_few_and_too_many_lists_are_refused() -> None:
    many = overlap_table([f"L{i}" for i in range(7)], {(1,) * 7: 10, (1, *(0,) * 6): 5})
    answers = [estimate_decomposable(t) for t in (health_attacks(), many)]
    assert [a.code for a in answers if isinstance(a, NotEstimable)] == ["too_few_lists", "too_many_lists"]
