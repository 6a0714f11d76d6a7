"""Which claim of a report is which annotated attack, so that claims as read can be held against annotated events."""

from collections import defaultdict
from collections.abc import Sequence

from tallystick.evaluate.gold import GoldAttack
from tallystick.model.claim import Claim


def events_of(claims: Sequence[Claim], gold: Sequence[GoldAttack]) -> dict[str, str]:
    """By claim id, the annotated event of the attack in the same report that it shares most with."""
    free: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        free[claim.report_id].append(claim)
    found = {}
    for attack in sorted(gold, key=lambda g: -_best(g.claim, free[g.claim.report_id])[0]):
        shared, claim_id = _best(attack.claim, free[attack.claim.report_id])
        if shared > 0:
            found[claim_id] = attack.event
            free[attack.claim.report_id] = [c for c in free[attack.claim.report_id] if c.claim_id != claim_id]
    return found


def _best(annotated: Claim, claims: Sequence[Claim]) -> tuple[float, str]:
    return max(((_shared(annotated, c), c.claim_id) for c in claims), default=(0.0, ""))


def _shared(annotated: Claim, claim: Claim) -> float:
    """How much two readings of one report have in common: places, days, kind and figures, as the scoring has it."""
    named = {p.name for p in claim.places}
    hit = {p.name for p in annotated.where} & named
    places = 2.0 * bool(hit) + 0.5 * len({p.name for p in annotated.places} & named)
    days = annotated.date is not None and claim.date is not None and annotated.date.days.gap_days(claim.date.days) == 0
    figures = {(c.outcome, c.toll) for c in annotated.casualties} & {(c.outcome, c.toll) for c in claim.casualties}
    return places + 1.5 * days + 0.5 * (annotated.kind == claim.kind) + len(figures)
