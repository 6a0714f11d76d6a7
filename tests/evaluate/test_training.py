"""How the parameters of linking are made and measured, on invented claims."""

import pytest

from tallystick.evaluate.expectation import expect_and_maximise
from tallystick.evaluate.gold import GoldAttack
from tallystick.evaluate.halves import crossed_pairwise, half_of, pairwise, weights_under
from tallystick.evaluate.large_tolls import large_toll_shares
from tallystick.evaluate.matching import events_of
from tallystick.evaluate.training import Sample, estimate_parameters, labels, sample_of
from tallystick.link import find_origins
from tallystick.link.comparisons import COMPARISONS
from tallystick.link.pairs import load_parameters
from tests.factory import claim, killed, on, reports_of, town

PRIORS = {"prior": 0.2, "prior_undated": 0.05}


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Twelve attacks on one town, ten days apart, of which two reports each tell the same toll."""
    days = [f"2015-{month:02d}-{day:02d}" for month in (1, 2, 3, 4) for day in (1, 11, 21)]
    claims = [
        claim(f"{n}{paper}", killed(3 + n), day=on(day), places=[town("Qamar")])
        for n, day in enumerate(days)
        for paper in "ab"
    ] + [claim("undated", killed(30), places=[town("Qamar")])]
    events = {c.claim_id: c.claim_id[:-1] for c in claims if c.claim_id != "undated"}
    return sample_of(claims, find_origins(reports_of(claims), claims), events)


def test_only_pairs_whose_events_are_both_known_are_counted(sample: Sample) -> None:
    known = labels(sample)
    assert (known == 1).sum() == 12
    assert (known[[sample.claims[n].claim_id == "undated" for n in sample.scored.right]] == -1).all()


def test_an_event_that_is_kept_out_counts_nowhere(sample: Sample) -> None:
    assert (labels(sample, lambda event: event != "0") == 1).sum() == 11


def test_what_pairs_of_one_attack_share_weighs_for_it(sample: Sample) -> None:
    day = estimate_parameters([sample], PRIORS)["comparisons"]["date"]["same_day"]
    assert day["same"] > day["different"]


def test_the_shipped_parameters_give_the_shipped_weights(sample: Sample) -> None:
    assert weights_under(sample, load_parameters()) == pytest.approx(sample.scored.weight, abs=1e-6)


def test_attacks_on_different_days_are_told_apart_and_a_missing_attack_costs_recall(sample: Sample) -> None:
    true = dict.fromkeys((str(n) for n in range(12)), 2)
    assert pairwise(sample, load_parameters(), true)[:2] == (1.0, 1.0)
    precision, recall, _ = pairwise(sample, load_parameters(), true | {"never found": 4})
    assert precision == 1.0
    assert recall == pytest.approx(12 / 18)


def test_each_half_is_linked_with_parameters_of_the_other(sample: Sample) -> None:
    seen: list[set[str]] = []

    def estimate(samples, priors, keep):  # type: ignore[no-untyped-def]
        seen.append({str(n) for n in range(12) if keep(str(n))})
        return load_parameters()

    (rates,) = crossed_pairwise([sample], PRIORS, [dict.fromkeys((str(n) for n in range(12)), 2)], estimate)
    assert rates[:2] == (1.0, 1.0)
    assert seen[0] | seen[1] == {str(n) for n in range(12)}
    assert not seen[0] & seen[1]
    assert all(half_of(event) == 1 for event in seen[0])


def test_expectation_and_maximisation_finds_shares_that_sum_to_one_among_their_like(sample: Sample) -> None:
    found = expect_and_maximise([sample], load_parameters(), rounds=3)
    assert 0 < found["prior"] < 1
    for comparison in COMPARISONS:
        for group in {level.among for level in comparison.levels}:
            levels = [level.code for level in comparison.levels if level.among == group]
            asked = found["comparisons"][comparison.name]
            assert sum(asked[code]["same"] for code in levels) == pytest.approx(1, abs=0.01)


def test_large_tolls_that_agree_tell_more_where_candidates_seldom_do(sample: Sample) -> None:
    shares = large_toll_shares([sample], "killed")
    assert shares["same"] > shares["different"] > 0


def test_a_claim_as_read_is_the_annotated_attack_it_shares_most_with() -> None:
    annotated = [
        GoldAttack("market", claim("g1", killed(12), report="r", day=on("2015-10-01"))),
        GoldAttack("school", claim("g2", killed(3), report="r", day=on("2015-10-09"), places=[town("Zahra")])),
    ]
    read = [
        claim("second", killed(3), report="r", day=on("2015-10-09"), places=[town("Zahra")]),
        claim("first", killed(12), report="r"),
        claim("elsewhere", killed(12), report="other"),
    ]
    assert events_of(read, annotated) == {"first": "market", "second": "school"}
