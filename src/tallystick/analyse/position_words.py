"""The one sentence of each test: what was said, what independent origins say, and what was hit."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tallystick.analyse.position_evidence import Bearing
from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.model.position import Matter, Position
from tallystick.vocabulary import label

Weighed = Sequence[tuple[Incident, Bearing]]
_PEOPLE = ("civilians", "people")

_SAYS: Mapping[Matter, tuple[str, str]] = {
    "strike": ("names only another party", "names it as responsible"),
    "place": ("names only another party there", "names it as responsible for an attack there"),
    "civilian_harm": ("says that only fighters or nobody was harmed", "counts people not called fighters as harmed"),
    "women_and_children": ("", "counts women or children among the harmed"),
    "object": ("names a military object", "names an object that is not military"),
    "munition": ("", "names such a weapon"),
    "deaths_conceded": ("gives deaths that fit the number", "gives other deaths"),
}
"""What an origin says that agrees, and what it says that contradicts."""


def reason(position: Position, matter: Matter, told: Weighed, claims: Mapping[str, Claim]) -> str:
    """Why a test came out as it did: "… asserts a military target: of 6 independent origins 5 name …"."""
    agrees, contradicts = _SAYS[matter]
    single = len(told) == 1 and position.scope != "all_strikes"
    parts = [_part([b.contradicting for _, b in told], contradicts, single)]
    if agrees:
        parts.append(_part([b.agreeing for _, b in told], agrees, single))
    said = f"{_who(position)}, {label('party_position', position.type)}{_conceded(position)}"
    total = sum(b.told for _, b in told)
    if single:
        return f"{said}: of {_origins(total)} {' and '.join(parts)}{_hit(told, claims)}."
    return f"{said}: of {total} independent accounts of {_incidents(len(told))}, {' and '.join(parts)}."


def _part(speaking: Sequence[Sequence[str]], words: str, single: bool) -> str:
    number, held = sum(map(len, speaking)), sum(map(bool, speaking))
    where = "" if single or not number else f" in {_incidents(held)}"
    return f"{number or 'none'}{where} {_verb(max(1, number), words)}"


def reason_untested(position: Position, matter: Matter, found: Weighed) -> str:
    """Why a statement could not be tested."""
    if not found:
        if position.scope == "all_strikes":
            return f"no incident of the run is attributed to {label('actor', position.speaker)} in its period"
        return "no incident of the run can be told to be the one it speaks of"
    origins = sum(b.told for _, b in found)
    if not origins:
        return "nobody but the party tells of the attack"
    contradicts = _SAYS[matter][1]
    return f"{_origins(origins)} {'tells' if origins == 1 else 'tell'} of it and none {contradicts}, nor the contrary"


def _who(position: Position) -> str:
    who = label("actor", position.speaker)
    return f"A party not named ({position.spoken_by.name})" if who == "unknown" and position.spoken_by else who


def _conceded(position: Position) -> str:
    toll = position.conceded
    if toll is None:
        return ""
    return f" {toll.min} deaths" if toll.min == toll.max else f" {toll.min} to {toll.max or 'more'} deaths"


def _hit(told: Weighed, claims: Mapping[str, Claim]) -> str:
    """What the origins say was hit and how many died, beside the statement."""
    incident = told[0][0]
    objects = Counter(
        t for o in incident.origins for t in {t.type for c in o.claim_ids if c in claims for t in claims[c].targets}
    )
    named = [label("target", t) for t, _ in sorted(objects.items(), key=lambda kv: (-kv[1], kv[0])) if t != "other"]
    struck = f"; the object hit was {' and '.join(named[:2])}" if named else "; no origin names an object"
    return _deaths(told, claims) + struck


def _deaths(told: Weighed, claims: Mapping[str, Claim]) -> str:
    """From the origin with the fewest to that with the most deaths of people not called fighters, of one attack."""
    if len(told) != 1:
        return ""
    origins = ([claims[c] for c in o.claim_ids if c in claims] for o in told[0][0].origins)
    figures = ([f.toll.ceiling for c in own for f in c.figures("killed") if f.group in _PEOPLE] for own in origins)
    highest = [max(numbers) for numbers in figures if any(numbers)]
    if not highest:
        return ""
    low, high = min(highest), max(highest)
    return f"; origins tell of {low} deaths" if low == high else f"; origins tell of {low} to {high} deaths"


def _verb(number: int, words: str) -> str:
    """The words for one origin turned to the number."""
    verb, _, rest = words.partition(" ")
    return words if number == 1 else f"{verb.removesuffix('s')} {rest}"


def _origins(number: int) -> str:
    return f"{number} independent origin{'' if number == 1 else 's'}"


def _incidents(number: int) -> str:
    return f"{number} incident{'' if number == 1 else 's'}"
