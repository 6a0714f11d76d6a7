"""The figures of one incident by independent origin, with what is set aside and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
    contested = _contested(incident, claims, outcome, group, testimonies)
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
    incident: Incident, claims: Mapping[str, Claim], outcome: Outcome, group: str, own: Sequence[Testimony]
) -> tuple[str, ...]:
    """Claims of other origins that count as fighters whom these call civilians, or the reverse.

    Nobody is contested where one claim counts them side by side, or where at least two origins, and twice as many as
    speak of fighters, say outright that they were civilians.
    """
    other = {"civilians": "fighters", "fighters": "civilians"}.get(group)
    if other is None or not _counts_fighters(incident, claims, outcome):
        return ()
    counted = _counting(own)
    if not counted or any(figures_of(claims[f.claim_id], outcome, other) for t in counted for f in t.figures):
        return ()
    opposite = _counting(_testimonies(incident, claims, outcome, other)[0])
    civilians, fighters = (counted, opposite) if group == "civilians" else (opposite, counted)
    if _outweighed(civilians, fighters):
        return ()
    tolls = [f.toll for t in counted for f in t.figures]
    rivals = [f for t in opposite for f in t.figures if any(toll.compatible(f.toll) for toll in tolls)]
    return tuple(sorted({f.claim_id for f in rivals}))


def _counting(testimonies: Sequence[Testimony]) -> list[Testimony]:
    """The origins that count somebody, with the figures that do."""
    counts = [replace(t, figures=tuple(f for f in t.figures if _counts(f))) for t in testimonies]
    return [t for t in counts if t.figures]


def _counts(figure: Figure) -> bool:
    return not figure.vague and figure.toll.ceiling > 0


def _outweighed(civilians: Sequence[Testimony], fighters: Sequence[Testimony]) -> bool:
    """Whether the origins that call them civilians outright leave no doubt, or no other origin calls them fighters."""
    rivals = {t.origin_id for t in fighters} - {t.origin_id for t in civilians}
    outright = sum(not all(f.presumed for f in t.figures) for t in civilians)
    return not rivals or outright >= max(2, 2 * len(rivals))
