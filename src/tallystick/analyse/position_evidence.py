"""What independent origins say of one attack that bears on a statement. The party's own words are no origin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tallystick.analyse.position_links import is_denial, parties_named
from tallystick.model.claim import Casualties, Claim, ClaimedActor, ClaimedMunition, ClaimedTarget, Span
from tallystick.model.incident import Incident
from tallystick.model.position import Matter, Position

FIGHTERS = "fighters"
BANNED = ("cluster", "incendiary", "chemical", "barrel_bomb", "mine")
"""Weapons that a denial of "banned" or "indiscriminate" weapons is tested against."""
NOBODY_NAMED = "unknown"
Voices = Sequence[Sequence[Claim]]
"""Independent origins, each with its claims."""
Speaks = Callable[[Claim], bool]
Said = TypeVar("Said", Claim, ClaimedActor, ClaimedTarget, ClaimedMunition, Casualties)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the independent origins of one attack say on one matter: the claims of those for and against."""

    told: int
    """Independent origins that tell of the attack at all."""
    agreeing: tuple[str, ...]
    contradicting: tuple[str, ...]
    """One claim for each origin."""


class Testimony:
    """The independent origins of every incident, without the words of the party under test."""

    def __init__(self, positions: Sequence[Position], claims: Mapping[str, Claim]) -> None:
        self._claims = claims
        self._own: dict[tuple[str, str], list[Position]] = {}
        for position in positions:
            self._own.setdefault((position.report_id, position.speaker), []).append(position)

    def origins(self, incident: Incident, speaker: str) -> Voices:
        """The origins that tell of an attack by themselves, each with the claims it tells it in."""
        told = ([self._claims[c] for c in o.claim_ids if c in self._claims] for o in incident.origins)
        kept = (list(filter(None, (self._without_own(c, speaker) for c in claims))) for claims in told)
        return [claims for claims in kept if claims]

    def is_told_apart(self, incident: Incident, speaker: str) -> bool:
        """Whether some report tells of an incident that does not carry a statement of the party as well."""
        told = [c for claims in self.origins(incident, speaker) for c in claims]
        return any((c.report_id, speaker) not in self._own for c in told)

    def _without_own(self, claim: Claim, speaker: str) -> Claim | None:
        """A claim without what the party itself says in its report; None where nothing else is left of it."""
        own = self._own.get((claim.report_id, speaker), [])
        if is_denial(claim) or any(p.voice == "own_text" for p in own):
            return None
        spans = [p.span for p in own]
        if not spans:
            return claim
        left = replace(
            claim,
            perpetrators=_outside(claim.perpetrators, spans),
            targets=_outside(claim.targets, spans),
            munitions=_outside(claim.munitions, spans),
            casualties=_outside(claim.casualties, spans),
        )
        told = left.casualties or left.targets or left.munitions
        return left if told or (claim.trigger and _outside([claim], spans)) else None


def _outside(said: Sequence[Said], spans: Sequence[Span]) -> tuple[Said, ...]:
    """What is not said within the party's own words."""
    return tuple(s for s in said if not any(_within(s, span) for span in spans))


def _within(said: Claim | ClaimedActor | ClaimedTarget | ClaimedMunition | Casualties, span: Span) -> bool:
    at = said.trigger if isinstance(said, Claim) else said.span
    return at is not None and span.start <= at.start < span.end


def bearing(position: Position, matter: Matter, origins: Voices) -> Bearing:
    """Which origins agree with a statement on one matter and which contradict it, a claim for each."""
    agrees, contradicts = _READERS[matter](position)
    return Bearing(len(origins), tuple(_speaking(origins, agrees)), tuple(_speaking(origins, contradicts)))


def _speaking(origins: Voices, speaks: Speaks) -> Iterable[str]:
    for claims in origins:
        found = [c.claim_id for c in claims if speaks(c)]
        if found:
            yield min(found)


def _strike(position: Position) -> tuple[Speaks, Speaks]:
    def blames(claim: Claim) -> bool:
        named = parties_named(claim)
        return position.speaker in named or (position.speaker == NOBODY_NAMED and bool(named or claim.casualties))

    def blames_others(claim: Claim) -> bool:
        return bool(parties_named(claim) - {NOBODY_NAMED}) and not blames(claim)

    return blames_others, blames


def _harm(position: Position) -> tuple[Speaks, Speaks]:  # noqa: ARG001  readers share one signature
    def harmed(claim: Claim) -> bool:
        return any(c.group != FIGHTERS and c.outcome != "missing" and c.toll.ceiling > 0 for c in claim.casualties)

    def unharmed(claim: Claim) -> bool:
        return bool(claim.casualties) and not harmed(claim)

    return unharmed, harmed


def _women_and_children(position: Position) -> tuple[Speaks, Speaks]:  # noqa: ARG001
    def counted(claim: Claim) -> bool:
        return any(c.group in ("women", "children") and c.toll.ceiling > 0 for c in claim.casualties)

    return (lambda _: False), counted


def _object(position: Position) -> tuple[Speaks, Speaks]:  # noqa: ARG001
    def types(claim: Claim) -> set[str]:
        return {t.type for t in claim.targets} - {"other"}

    return (lambda c: "military" in types(c)), (lambda c: bool(types(c) - {"military"}))


def _munition(position: Position) -> tuple[Speaks, Speaks]:
    denied = {m.type for m in position.munitions} - {"other"} or set(BANNED)
    return (lambda _: False), (lambda c: bool(denied & {m.type for m in c.munitions}))


def _deaths(position: Position) -> tuple[Speaks, Speaks]:
    conceded = position.conceded

    def tolls(claim: Claim) -> list[bool]:
        told = [c for c in claim.figures("killed") if c.group != FIGHTERS]
        return [conceded is None or conceded.compatible(c.toll) for c in told]

    return (lambda c: any(tolls(c))), (lambda c: bool(tolls(c)) and not any(tolls(c)))


_READERS: Mapping[Matter, Callable[[Position], tuple[Speaks, Speaks]]] = {
    "strike": _strike,
    "place": _strike,
    "civilian_harm": _harm,
    "women_and_children": _women_and_children,
    "object": _object,
    "munition": _munition,
    "deaths_conceded": _deaths,
}
