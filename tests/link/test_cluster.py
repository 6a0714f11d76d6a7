"""Average linkage under constraints, on bare positions and weights."""

from collections.abc import Sequence

from tallystick.link.cluster import Constraints, cluster_claims
from tallystick.link.edges import Edge, Edges
from tests.factory import on

APART = Constraints(report=range(10))


def cluster(size: int, edges: Sequence[Edge], constraints: Constraints) -> list[list[int]]:
    return cluster_claims(size, Edges.of(edges), constraints)


def test_strong_links_make_one_group() -> None:
    assert cluster(3, [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 5.0)], APART) == [[0, 1, 2]]


def test_one_good_link_does_not_carry_two_groups_across() -> None:
    edges = [(0, 1, 6.0), (2, 3, 6.0), (1, 2, 3.0)]
    assert cluster(4, edges, APART) == [[0, 1], [2, 3]]


def test_a_claim_without_a_day_does_not_tie_attacks_of_different_weeks() -> None:
    """Before, the middle claim made one attack of the three, for it agreed with both others."""
    days = [on("2015-10-16").days, None, on("2015-10-26").days]
    edges = [(0, 1, 4.0), (1, 2, 6.0)]
    assert cluster(3, edges, Constraints(report=range(3), days=days)) == [[0], [1, 2]]


def test_one_stray_day_does_not_part_what_agrees_in_all_else_with_several_of_another_day() -> None:
    """A page dated a year late drew the undated accounts of a market to a second attack that never was."""
    days = [on("2015-11-29").days, on("2015-11-29").days, None, on("2016-10-16").days]
    edges = [(0, 1, 6.0), (0, 2, 5.0), (1, 2, 5.0), (2, 3, 6.0), (0, 3, 2.0), (1, 3, 2.0)]
    assert cluster(4, edges, Constraints(report=range(4), days=days)) == [[0, 1, 2, 3]]
    two = [*days, on("2016-10-16").days]
    more = [(0, 1, 6.0), (0, 2, 5.0), (1, 2, 5.0), (2, 3, 6.0), (0, 3, 2.0), (1, 3, 2.0), (3, 4, 7.0), (2, 4, -6.0)]
    assert cluster(5, more, Constraints(report=range(5), days=two)) == [[0, 1, 2], [3, 4]]


def test_days_of_one_week_may_be_one_attack() -> None:
    days = [on("2015-10-16").days, on("2015-10-18").days]
    assert cluster(2, [(0, 1, 3.0)], Constraints(report=range(2), days=days)) == [[0, 1]]


def test_a_person_may_join_claims_of_different_weeks() -> None:
    days = [on("2015-10-16").days, on("2015-11-16").days]
    constraints = Constraints(report=range(2), same=[(0, 1)], days=days)
    assert cluster(2, [], constraints) == [[0, 1]]


def test_two_claims_of_one_report_are_never_one_attack() -> None:
    constraints = Constraints(report=[0, 1, 0])
    assert cluster(3, [(0, 1, 5.0), (1, 2, 4.0)], constraints) == [[0, 1], [2]]


def test_a_person_may_join_two_claims_of_one_report() -> None:
    constraints = Constraints(report=[0, 0], same=[(0, 1)])
    assert cluster(2, [], constraints) == [[0, 1]]


def test_a_person_may_part_what_others_would_tie_together() -> None:
    edges = [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 5.0)]
    found = cluster(3, edges, Constraints(report=range(3), different=[(0, 2)]))
    assert not any({0, 2} <= set(group) for group in found)


def test_the_order_of_edges_does_not_matter() -> None:
    edges = [(0, 1, 2.0), (1, 2, 2.0), (2, 3, 2.0), (0, 2, 1.0), (1, 3, -1.0)]
    assert cluster(4, edges, APART) == cluster(4, edges[::-1], APART)
