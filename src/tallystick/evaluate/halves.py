"""How well linking does on events that its parameters were not estimated from: half of the events for the other."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from math import log2
from typing import TYPE_CHECKING

from tallystick.evaluate.training import Parameters, Sample
from tallystick.link.comparisons import COMPARISONS
from tallystick.link.decisions import decisions_of
from tallystick.link.edges import Edges
from tallystick.link.grouping import group_claims
from tallystick.link.pairs import DATE, FLOOR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Estimate = Callable[[Sequence[Sample], Mapping[str, float], Callable[[str], bool]], Parameters]
Tally = tuple[float, float, float]
"""True pairs found, pairs said, true pairs."""


def half_of(event: str) -> int:
    """0 or 1, by the name of the event alone.

    The second byte tells: by the first one the incidents of Airwars were drawn that development may see.
    """
    return sha256(event.encode()).digest()[1] % 2


def crossed_pairwise(
    samples: Sequence[Sample], priors: Mapping[str, float], trues: Sequence[Mapping[str, int]], estimate: Estimate
) -> list[tuple[float, float, float]]:
    """Pairwise precision, recall and F1 per sample, every event linked with parameters of the other half.

    `trues` holds by sample the size of each event, attacks that no claim was found for included: they cost recall.
    """
    held_out = [estimate(samples, priors, lambda event, half=half: half_of(event) != half) for half in (0, 1)]  # type: ignore[misc]
    return [
        _rates([_pairs(s, p, true, lambda e, half=half: half_of(e) == half) for half, p in enumerate(held_out)])  # type: ignore[misc]
        for s, true in zip(samples, trues, strict=True)
    ]


def pairwise(sample: Sample, parameters: Parameters, true: Mapping[str, int]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1 of linking with these parameters, over all events."""
    return _rates([_pairs(sample, parameters, true, lambda _: True)])


def weights_under(sample: Sample, parameters: Parameters) -> "NDArray[np.float64]":
    """Match weight of every candidate pair under other parameters than the shipped ones."""
    import numpy as np

    undated = sample.scored.answers[DATE] == len(COMPARISONS[DATE].levels)
    prior, without = (log2(parameters[p] / (1 - parameters[p])) for p in ("prior", "prior_undated"))
    weight = np.where(undated, without, prior)
    for comparison, answer in zip(COMPARISONS, sample.scored.answers, strict=True):
        levels = (parameters["comparisons"][comparison.name][x.code] for x in comparison.levels)
        weight = weight + np.array([*(log2(x["same"] / x["different"]) for x in levels), 0.0])[answer]
    return weight


def _pairs(sample: Sample, parameters: Parameters, true: Mapping[str, int], ours: Callable[[str], bool]) -> Tally:
    """Pairs of annotated claims that linking puts together; one across halves counts half in each."""
    weight = weights_under(sample, parameters)
    kept = weight >= FLOOR
    edges = Edges(sample.scored.left[kept], sample.scored.right[kept], weight[kept])
    groups, _ = group_claims(sample.claims, edges, decisions_of((), {}))
    found = said = 0.0
    for group in groups:
        sizes: dict[str, int] = defaultdict(int)
        for position in group:
            event = sample.events[position]
            if event is not None:
                sizes[event] += 1
        inside = {e: n for e, n in sizes.items() if ours(e)}
        own, total = sum(inside.values()), sum(sizes.values())
        found += sum(n * (n - 1) / 2 for n in inside.values())
        said += own * (own - 1) / 2 + own * (total - own) / 2
    return found, said, sum(n * (n - 1) / 2 for e, n in true.items() if ours(e))


def _rates(tallies: Sequence[Tally]) -> tuple[float, float, float]:
    found, said, true = (sum(t[n] for t in tallies) for n in range(3))
    precision, recall = found / max(1.0, said), found / max(1.0, true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
