"""The shares of answers without any annotation, by expectation and maximisation over all candidate pairs.

Winkler, "Using the EM algorithm for weight computation in the Fellegi-Sunter model of record linkage" (1988), as Splink
does it. A comparison for the record: what it separates best need not be attacks.
"""

from collections.abc import Sequence

from tallystick.evaluate.halves import weights_under
from tallystick.evaluate.training import Parameters, Sample, shares, tally

ROUNDS = 25


def expect_and_maximise(samples: Sequence[Sample], start: Parameters, rounds: int = ROUNDS) -> Parameters:
    """Parameters under which the answers of all candidate pairs are likeliest, found from `start` on."""
    found = dict(start) | {"prior_undated": start["prior"]}
    for _ in range(rounds):
        same = [1 / (1 + 2.0 ** -weights_under(s, found)) for s in samples]
        prior = float(sum(x.sum() for x in same) / max(1, sum(len(x) for x in same)))
        counted = [tally(s, x) for s, x in zip(samples, same, strict=True)]
        tables = [sum(c) for c in zip(*counted, strict=True)]
        found = {"prior": prior, "prior_undated": prior, "comparisons": shares(tables)}
    return found
