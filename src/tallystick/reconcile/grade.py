"""Strike status and grade of an incident (Airwars' terms), each with its reason in one sentence.

A denial changes neither. An admission declares the strike and confirms the incident.
"""

from collections.abc import Mapping, Sequence

from tallystick.model.claim import Claim
from tallystick.model.incident import Attribution, Grade, Incident, StrikeStatus, TollRange
from tallystick.reconcile.scope import is_denial
from tallystick.vocabulary import label

FAMILY = {"usa": "us_coalition", "syrian_national_army": "turkey"}
"""Actors that act as one party: naming the one does not compete with naming the other."""


def status_of(attribution: Sequence[Attribution]) -> tuple[StrikeStatus, str]:
    """Whether a strike is declared, likely, contested, or named by one origin alone."""
    known = [a for a in attribution if a.role == "known"]
    if known:
        return "declared", f"{_names(known)} said so itself."
    camps = _camps(attribution)
    if len(camps) > 1:
        return "contested", f"Origins name different parties: {'; '.join(_names(c) for c in camps)}."
    origins = max((a.origins for a in attribution), default=0)
    if origins >= 2:
        return "likely", f"{origins} independent origins name {_names(camps[0])}, none another party."
    if origins == 1:
        return "single_source", f"Only one origin names a party: {_names(camps[0])}."
    return "single_source", "No origin names a party, so no strike can be placed with anybody."


def grade_of(
    incident: Incident,
    claims: Mapping[str, Claim],
    attribution: Sequence[Attribution],
    status: StrikeStatus,
    ranges: Sequence[TollRange],
) -> tuple[Grade, str]:
    """How strong the evidence is that civilians were harmed."""
    if _fighters_only(ranges):
        return "discounted", "Every count of the dead or injured is of fighters; no origin counts anybody else."
    known = [a for a in attribution if a.role == "known"]
    if known:
        return "confirmed", f"{_names(known)} accepted responsibility."
    if status == "contested":
        return "contested", "Origins name different parties as responsible."
    telling = _telling(incident, claims)
    if telling < 2:
        return "weak", "All that is known goes back to a single origin."
    if status == "likely" or attribution:
        named = f"; {_names(attribution)} named" if attribution else ""
        return "fair", f"{telling} independent origins tell of it{named}."
    return "weak", f"{telling} independent origins tell of it, but none names a party."


def _telling(incident: Incident, claims: Mapping[str, Claim]) -> int:
    """Origins that tell of the attack; one that only denies it is none."""
    return sum(any(not is_denial(claims[c]) for c in origin.claim_ids if c in claims) for origin in incident.origins)


def _fighters_only(ranges: Sequence[TollRange]) -> bool:
    some = {r.group for r in ranges if (r.max or r.min or 0) > 0}
    return some == {"fighters"}


def _camps(attribution: Sequence[Attribution]) -> list[list[Attribution]]:
    """Parties that compete: each named on its own by an origin. Joint and undetermined actors compete with nobody."""
    alone = [a for a in attribution if a.role == "suspected"]
    camps: dict[str, list[Attribution]] = {}
    for a in alone:
        camps.setdefault(FAMILY.get(a.actor, a.actor), []).append(a)
    return list(camps.values()) if camps else [list(attribution)]


def _names(attribution: Sequence[Attribution]) -> str:
    return ", ".join(label("actor", a.actor) for a in attribution)
