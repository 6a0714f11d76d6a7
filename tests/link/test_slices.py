"""Pairs are joined and scored in slices, and nothing of the result depends on where they are cut."""

from random import Random

import numpy as np

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.link import find_origins, link_claims
from tallystick.link.deciding import deciding_pairs
from tallystick.link.keys import CELLS, COMMONEST, KeyList, day_key, day_slices, telling_slices
from tallystick.link.pairs import Scored, score_pairs

CONFLICT = simulate(60, Reporting(copies=0.3), seed=4)
ORIGINS = find_origins(CONFLICT.reports, CONFLICT.claims)


def rows(scored: Scored) -> list[tuple[object, ...]]:
    columns = (scored.left, scored.right, scored.weight, *scored.answers)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def test_pairs_scored_in_many_slices_are_the_same_pairs() -> None:
    claims = sorted(CONFLICT.claims, key=lambda c: c.claim_id)
    whole = rows(score_pairs(claims, ORIGINS))
    assert len(whole) > 2000
    assert rows(score_pairs(claims, ORIGINS, size=2500)) == whole


def test_the_order_of_claims_changes_nothing() -> None:
    shuffled = list(CONFLICT.claims)
    Random(7).shuffle(shuffled)  # noqa: S311
    mixed = find_origins(CONFLICT.reports, shuffled)
    assert link_claims(shuffled, mixed, ()) == link_claims(CONFLICT.claims, ORIGINS, ())


def keys_of(*keys: list[int]) -> KeyList:
    listed = KeyList()
    for found in keys:
        listed.add(found)
    return listed


def test_days_are_cut_between_days_and_a_claim_begins_once_in_a_cell() -> None:
    listed = keys_of(*[[day_key(day, 5), day_key(day + 1, 5)] for day in (1, 1, 2, 2, 9)])
    found = [s["keys"].to_pydict() for s in day_slices(listed, np.arange(5), size=4)]
    assert [sorted({key // CELLS for key in f["key"]}) for f in found] == [[1], [2, 3, 9, 10]]
    assert sum(sum(f["first"]) for f in found) == 5
    assert sorted(c for f in found for c in f["claim"]) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_what_too_many_claims_share_tells_nothing() -> None:
    claims = COMMONEST + 1
    listed, vague = keys_of(*[[0, n + 1] for n in range(claims)]), np.ones(claims, bool)
    (found,) = telling_slices(listed, np.arange(claims), vague)
    assert 0 not in found["asking"].to_pydict()["key"]
    (found,) = telling_slices(keys_of(*[[0]] * COMMONEST), np.arange(COMMONEST), np.ones(COMMONEST, bool))
    assert found["asking"].num_rows == COMMONEST


def test_only_vague_claims_ask_and_only_what_they_tell_is_asked() -> None:
    listed = keys_of([1, 2], [2, 3], [3, 4])
    (found,) = telling_slices(listed, np.arange(3), np.array([True, False, False]))
    assert found["asking"].to_pydict()["key"] == [1, 2]
    assert sorted(found["asked"].to_pydict()["key"]) == [1, 2, 2]


def pairs_of(*listed: tuple[int, int, float]) -> Scored:
    left, right, weight = (np.array(column) for column in zip(*listed, strict=True))
    return Scored(left, right, weight, ())


def test_a_run_keeps_each_claims_best_pair_and_the_best_between_two_incidents() -> None:
    listed = [(0, 1, 5.0), (0, 2, 3.0), (0, 3, 1.0), (1, 2, 4.0), (1, 3, -1.0), (2, 4, -3.0), (3, 4, 2.0)]
    kept = deciding_pairs(pairs_of(*listed), [[0, 1, 2], [3, 4]])
    assert list(zip(kept.left.tolist(), kept.right.tolist(), strict=True)) == [(0, 1), (0, 3), (1, 2), (3, 4)]
