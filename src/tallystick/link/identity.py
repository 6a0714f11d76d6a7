"""An incident keeps its id from run to run while its core persists; merges and splits can be followed."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tallystick.model.identity import content_id
from tallystick.model.incident import Incident

CORE = 0.5
"""Share of an earlier incident's claims that must stay together for its id to live on."""


def name_groups(groups: Sequence[Sequence[str]], previous: Sequence[Incident]) -> list[tuple[str, str | None]]:
    """Per group of claim ids: its incident id, and a sentence when it was merged or split since the previous run."""
    shares = _shares(groups, previous)
    kept: dict[int, str] = {}
    for share, incident_id, group in sorted(shares, key=lambda s: (-s[0], s[1], s[2])):
        if share >= CORE and group not in kept and incident_id not in kept.values():
            kept[group] = incident_id
    touching: dict[int, set[str]] = defaultdict(set)
    for _, incident_id, group in shares:
        touching[group].add(incident_id)
    spread = Counter(incident_id for _, incident_id, _ in shares)
    taken = set(kept.values())
    return [
        (kept.get(n) or _new_id(ids, taken), _history(kept.get(n), touching[n], spread)) for n, ids in enumerate(groups)
    ]


def _shares(groups: Sequence[Sequence[str]], previous: Sequence[Incident]) -> list[tuple[float, str, int]]:
    group_of = {claim_id: n for n, ids in enumerate(groups) for claim_id in ids}
    shares = []
    for incident in previous:
        living = Counter(group_of[c] for c in incident.claim_ids if c in group_of)
        shares += [(count / len(incident.claim_ids), incident.incident_id, group) for group, count in living.items()]
    return shares


def _new_id(ids: Sequence[str], taken: set[str]) -> str:
    short = content_id("incident", min(ids))
    return short if short not in taken else content_id("incident", *sorted(ids))


def _history(kept: str | None, touching: set[str], spread: Counter[str]) -> str | None:
    merged = sorted(touching - {kept})
    if kept is None and touching:
        return f"Split from {', '.join(sorted(touching))}."
    if merged:
        return f"Now also holds claims of {', '.join(merged)}."
    if kept is not None and spread[kept] > 1:
        return "Some of its earlier claims now stand in other incidents."
    return None
