"""The figures of one incident by independent origin, with what is set aside and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.model.claim import Claim, Outcome
from tallystick.model.incident import Incident, LeftOut, Origin
from tallystick.reconcile.figures import Figure, figures_of
from tallystick.reconcile.scope import out_of_scope


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one origin says of one outcome and group, after its own updates."""

    origin_id: str
    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All usable figures for one outcome and group, and those set aside."""

    outcome: Outcome
    group: str
    testimonies: tuple[Testimony, ...]
    left_out: tuple[LeftOut, ...]
    contested: tuple[str, ...] = ()
    """Claims that count the same people in the other column: fighters for civilians, or civilians for fighters."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all origins."""
        return tuple(f for t in self.testimonies for f in t.figures)


def gather(incident: Incident, claims: Mapping[str, Claim], outcome: Outcome, group: str) -> Evidence:
    """The evidence for one outcome and group. Within an origin later figures replace earlier ones; origins compete."""
    testimonies, left_out = _testimonies(incident, claims, outcome, group)
    contested = _contested(incident, claims, outcome, group, [f for t in testimonies for f in t.figures])
    return Evidence(outcome, group, tuple(testimonies), tuple(left_out), contested)


def _testimonies(
    incident: Incident, claims: Mapping[str, Claim], outcome: Outcome, group: str
) -> tuple[list[Testimony], list[LeftOut]]:
    testimonies, left_out = [], []
    for origin in incident.origins:
        usable, aside = _usable(origin, incident, claims, outcome, group)
        kept, replaced = _updated(origin, usable)
        left_out += aside + replaced
        if kept:
            testimonies.append(Testimony(origin.origin_id, origin.name, tuple(kept)))
    return testimonies, left_out


def _usable(
    origin: Origin, incident: Incident, claims: Mapping[str, Claim], outcome: Outcome, group: str
) -> tuple[list[Figure], list[LeftOut]]:
    usable, aside = [], []
    for claim_id in origin.claim_ids:
        found = figures_of(claims[claim_id], outcome, group)
        reason = out_of_scope(claims[claim_id], incident) if found else None
        if reason is None:
            usable += found
        else:
            aside.append(LeftOut(claim_id, reason))
    return usable, aside


def _updated(origin: Origin, figures: Sequence[Figure]) -> tuple[list[Figure], list[LeftOut]]:
    """Tolls grow as bodies are found: the latest figure holds; told on one day or undated, the highest does."""
    if len(figures) < 2:
        return list(figures), []
    clear = [f for f in figures if not f.vague]
    if not clear:
        return list(figures[:1]), [LeftOut(f.claim_id, "repeats the same origin's words") for f in figures[1:]]
    told = dict(zip(origin.claim_ids, origin.told, strict=False))
    last = max((d for f in clear if (d := told.get(f.claim_id)) is not None), default=None)
    latest = [f for f in clear if last is None or told.get(f.claim_id) in (None, last)]
    top = max(f.toll.ceiling for f in latest)
    kept = [f for f in latest if f.toll.ceiling == top]
    if len(kept) == len(figures):
        return kept, []
    held = {f.claim_id for f in kept}
    why = f"superseded: {origin.name} also says {top}"
    return kept, [LeftOut(f.claim_id, why) for f in figures if f.claim_id not in held]


def _counts_fighters(incident: Incident, claims: Mapping[str, Claim], outcome: Outcome) -> bool:
    spoken = (claims[c] for c in incident.claim_ids)
    return any(c.group == "fighters" and c.outcome == outcome for claim in spoken for c in claim.casualties)


def _contested(
    incident: Incident, claims: Mapping[str, Claim], outcome: Outcome, group: str, figures: Sequence[Figure]
) -> tuple[str, ...]:
    """Claims of other origins that count as fighters whom these call civilians, or the reverse."""
    other = {"civilians": "fighters", "fighters": "civilians"}.get(group)
    counted = [f for f in figures if not f.vague and f.toll.ceiling > 0]
    if other is None or not counted or not _counts_fighters(incident, claims, outcome):
        return ()
    both = any(figures_of(claims[f.claim_id], outcome, other) for f in counted)
    opposite = [f for t in _testimonies(incident, claims, outcome, other)[0] for f in t.figures]
    own = {f.claim_id for f in figures}
    rivals = [f for f in opposite if not f.vague and f.toll.ceiling > 0 and f.claim_id not in own]
    if both:  # somebody counts them side by side, so they are different people
        return ()
    return tuple(sorted({r.claim_id for r in rivals if any(f.toll.compatible(r.toll) for f in counted)}))
