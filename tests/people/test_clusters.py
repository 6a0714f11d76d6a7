"""Pairs into people."""

from random import Random

from tallystick.people.clusters import Decided, Edge, cluster_records


def test_a_record_between_two_people_does_not_chain_them() -> None:
    assert cluster_records(3, [Edge(0, 1, 0.9), Edge(1, 2, 0.8)]) == [0, 0, 2]


def test_three_records_that_all_match_are_one_person() -> None:
    assert cluster_records(3, [Edge(0, 1, 0.9), Edge(1, 2, 0.8), Edge(0, 2, 0.6)]) == [0, 0, 0]


def test_records_judged_the_same_are_one_person_whatever_the_score() -> None:
    assert cluster_records(2, [], Decided(same=[(0, 1)])) == [0, 0]


def test_records_judged_different_never_meet_through_a_third() -> None:
    edges = [Edge(0, 1, 0.99), Edge(1, 2, 0.99), Edge(0, 2, 0.99)]
    groups = cluster_records(3, edges, Decided(different=[(0, 2)]))
    assert groups[0] != groups[2]


def test_a_list_that_names_nobody_twice_is_matched_one_to_one() -> None:
    edges = [Edge(0, 1, 0.9), Edge(0, 2, 0.95), Edge(1, 2, 0.9)]
    assert cluster_records(3, edges, Decided(clean_list={1: 7, 2: 7})) == [0, 1, 0]


def test_the_order_of_pairs_plays_no_part() -> None:
    random = Random(3)  # noqa: S311
    edges = [Edge(a, b, random.random()) for a in range(30) for b in range(a + 1, 30) if random.random() < 0.2]
    expected = cluster_records(30, edges)
    for _ in range(5):
        random.shuffle(edges)
        assert cluster_records(30, edges) == expected
