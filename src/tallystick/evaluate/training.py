"""How much each answer of a comparison tells, counted on annotated pairs: what `link/parameters.json` holds."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tallystick.link.comparisons import COMPARISONS, Comparison
from tallystick.link.origins import OriginGraph
from tallystick.link.pairs import Scored, score_pairs
from tallystick.model.claim import Claim

SMOOTHING = 0.5
"""Added to every count (Krichevsky and Trofimov), so that what was never seen is rare and not impossible."""
BY_HAND = {"place": {"neighbour": (0.012, 0.14)}}
"""Set by hand: villages that lie side by side are hit on the same day by the same party again and again, which few
annotated reports show; what would join them must be more than day, party and kind."""
EVERYTHING = -100.0
"""Match weight below every pair: training looks at all candidates."""


def estimate_parameters(
    claims: Sequence[Claim], origins: OriginGraph, event_of: Mapping[str, str], priors: Mapping[str, float]
) -> dict[str, Any]:
    """Shares of each answer among candidate pairs of one event, and among candidate pairs of two.

    Only pairs with both claims in `event_of` count. `priors` are the shares of candidates taken to be one event.
    """
    ordered = sorted(claims, key=lambda c: c.claim_id)
    scored = score_pairs(ordered, origins, floor=EVERYTHING)
    events = [event_of.get(c.claim_id) for c in ordered]
    same, different = _labelled(scored, events)
    return {
        "how_made": (
            f"Shares of each answer, with {SMOOTHING} added to every count, among {len(same)} candidate pairs of one "
            f"attack and {len(different)} of two, in the annotated development reports, where each comparison has data "
            "on both sides; the place level 'neighbour' was set by hand; the priors were chosen by cross-validation "
            "over halves of the events "
            "(python -m tallystick.evaluate.links SHARED --train)."
        ),
        **priors,
        "comparisons": {
            c.name: _overruled(
                _levels(c, [scored.answers[n][i] for i in same], [scored.answers[n][i] for i in different]), c.name
            )
            for n, c in enumerate(COMPARISONS)
        },
    }


def _overruled(levels: dict[str, dict[str, float]], comparison: str) -> dict[str, dict[str, float]]:
    fixed = BY_HAND.get(comparison, {})
    return {
        code: dict(zip(("same", "different"), fixed[code], strict=True)) if code in fixed else v
        for code, v in levels.items()
    }


def write_parameters(parameters: Mapping[str, Any], path: Path) -> None:
    """Write the parameters as readable JSON, one comparison a block."""
    path.write_text(json.dumps(parameters, indent=1) + "\n", "utf-8")


def _labelled(scored: Scored, events: Sequence[str | None]) -> tuple[list[int], list[int]]:
    same: list[int] = []
    different: list[int] = []
    for number, (left, right) in enumerate(zip(scored.left, scored.right, strict=True)):
        if events[left] is not None and events[right] is not None:
            (same if events[left] == events[right] else different).append(number)
    return same, different


def _levels(comparison: Comparison, same: Sequence[int], different: Sequence[int]) -> dict[str, dict[str, float]]:
    shares = zip(_shares(same, len(comparison.levels)), _shares(different, len(comparison.levels)), strict=True)
    found: dict[str, dict[str, float]] = {}
    for level, (m, u) in zip(comparison.levels, shares, strict=True):
        taken = {1.0} | {v["same"] / v["different"] for v in found.values()}
        found[level.code] = {"same": _apart(m, u, taken), "different": u}
    return found


def _apart(m: float, u: float, taken: set[float]) -> float:
    """Levels must differ in weight (and from no data), for their answers to be told apart afterwards."""
    while any(abs(m / u - ratio) < 1e-6 for ratio in taken):
        m = round(m + 0.0001, 4)
    return m


def _shares(answers: Sequence[int], levels: int) -> list[float]:
    counts = [SMOOTHING] * levels
    for answer in answers:
        if answer < levels:
            counts[answer] += 1
    return [round(count / sum(counts), 4) for count in counts]
