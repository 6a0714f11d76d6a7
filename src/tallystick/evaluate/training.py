"""How much each answer of a comparison tells, counted on annotated pairs: what `link/parameters.json` holds."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallystick.link.comparisons import COMPARISONS, Comparison
from tallystick.link.origins import OriginGraph
from tallystick.link.pairs import Scored, score_pairs
from tallystick.model.claim import Claim

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

SMOOTHING = 0.5
"""Added to every count (Krichevsky and Trofimov), so that what was never seen is rare and not impossible."""
BY_HAND = {("place", "neighbour"): {"same": 0.012, "different": 0.14}}
"""Villages that lie side by side are hit on the same day by the same party again and again, which few annotated reports
show, while reports as read are put at the neighbouring village by mistake: day, party and kind must not join them."""
EVERYTHING = -100.0
"""Match weight below every pair: training looks at all candidates."""

Parameters = Mapping[str, Any]
Keep = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Sample:
    """All candidate pairs among some claims, and which event each claim is known to speak of."""

    claims: tuple[Claim, ...]
    scored: Scored
    events: tuple[str | None, ...]
    """By position of the claim; None where nobody has annotated it."""
    weight: float = 1.0
    """What one of its pairs counts when shares are estimated."""


def sample_of(claims: Sequence[Claim], origins: OriginGraph, event_of: Mapping[str, str]) -> Sample:
    """The candidate pairs of these claims with their answers, whatever they weigh."""
    ordered = tuple(sorted(claims, key=lambda c: c.claim_id))
    scored = score_pairs(ordered, origins, floor=EVERYTHING)
    return Sample(ordered, scored, tuple(event_of.get(c.claim_id) for c in ordered))


def estimate_parameters(samples: Sequence[Sample], priors: Mapping[str, float], keep: Keep | None = None) -> Parameters:
    """Shares of each answer among candidate pairs of one event, and among candidate pairs of two.

    Only pairs with both events known (and kept by `keep`) count. `priors` are the shares of candidates that are taken
    to be one event.
    """
    counted = [[sample.weight * table for table in tally(sample, labels(sample, keep))] for sample in samples]
    return {**priors, "comparisons": shares([sum(c) for c in zip(*counted, strict=True)])}


def labels(sample: Sample, keep: Keep | None = None) -> "NDArray[np.int8]":
    """By pair: 1 for one event, 0 for two, -1 where that is not known."""
    import numpy as np

    numbers = {e: n for n, e in enumerate(sorted({e for e in sample.events if e is not None}))}
    kept = {e: n if keep is None or keep(e) else -1 for e, n in numbers.items()}
    event = np.array([-1 if e is None else kept[e] for e in sample.events])
    left, right = event[sample.scored.left], event[sample.scored.right]
    known = (left >= 0) & (right >= 0)
    return np.where(known, left == right, -1).astype(np.int8)


def tally(sample: Sample, same: "NDArray[Any]") -> "list[Counts]":
    """Per comparison a table of two rows: how often each answer was given by pairs of one event, and of two.

    `same` is, by pair, the share in which it is one event; below nought it does not count.
    """
    import numpy as np

    known = same >= 0
    found = []
    for comparison, answer in zip(COMPARISONS, sample.scored.answers, strict=True):
        rows = [np.bincount(answer[known], w, len(comparison.levels) + 1) for w in (same[known], 1.0 - same[known])]
        found.append(np.array(rows, np.float64)[:, : len(comparison.levels)])
    return found


def shares(tables: "Sequence[Counts]") -> dict[str, dict[str, dict[str, float]]]:
    """The tables of all comparisons as shares, smoothed."""
    return {c.name: _levels(c, table + SMOOTHING) for c, table in zip(COMPARISONS, tables, strict=True)}


def write_parameters(parameters: Parameters, path: Path) -> None:
    """Write the parameters as readable JSON, one comparison a block."""
    path.write_text(json.dumps(parameters, indent=1) + "\n", "utf-8")


def _levels(comparison: Comparison, counts: "Counts") -> dict[str, dict[str, float]]:
    same, different = _shares(comparison, counts).round(4).tolist()
    found: dict[str, dict[str, float]] = {}
    for level, m, u in zip(comparison.levels, same, different, strict=True):
        least = max(u, 0.0001)
        taken = {1.0} | {v["same"] / v["different"] for v in found.values()}
        found[level.code] = {"same": _apart(max(m, 0.0001), least, taken), "different": least}
        found[level.code] = BY_HAND.get((comparison.name, level.code), found[level.code])
    return found


def _shares(comparison: Comparison, counts: "Counts") -> "Counts":
    """Each level's share of the answers in its group of levels."""
    import numpy as np

    group = np.array([level.among for level in comparison.levels])
    return np.stack([row / [row[group == name].sum() for name in group] for row in counts])


def _apart(m: float, u: float, taken: set[float]) -> float:
    """Levels must differ in weight (and from no data), for their answers to be told apart afterwards."""
    while any(abs(m / u - ratio) < 1e-6 for ratio in taken):
        m = round(m + 0.0001, 4)
    return m
