"""A group of claims as an incident: its days, place and kind by the weight of independent origins, and a lasting id."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from tallystick.link.candidates import days_of
from tallystick.link.spots import LOCALITY_M, apart, covers_several
from tallystick.model.claim import Claim
from tallystick.model.place import Place
from tallystick.model.when import Days
from tallystick.vocabulary import load_terms

SHARPENS = 0.3
"""Share of the votes that a quarter needs to stand for its town."""
NEIGHBOUR = 0.3
"""Share of the best day's votes that lets the day before or after stand beside it: attacks at night have two dates."""
FAINT = 0.4
"""What the day of a report weighs beside a day that a report names."""
VAGUE = ("unknown", "other", "explosion")
Given = tuple[str, Mapping[date, float]]
"""The origin of a claim and the days that it gives, with their weight."""


def days_said(
    claims: Sequence[Claim], voice: Mapping[str, str], published: Mapping[str, date]
) -> tuple[Days | None, str]:
    """The days that most origins support, with one sentence on what they said.

    Where many origins give the day before or after the one that most give, both stand.

    `voice` names each claim's origin; `published` holds the days of reports, which speak where a claim does not.
    """
    given = [(voice[c.claim_id], _days_given(c, published.get(c.report_id))) for c in claims]
    votes = _day_votes(given)
    if all(days_of(c) is None for c in claims):
        told = sorted(published[c.report_id] for c in claims if c.report_id in published)
        if told:
            days = Days(told[0] - timedelta(1), told[0])
            return (
                days,
                f"No claim gives the day; the first report is of {told[0].isoformat()}, so that day or the one before.",
            )
        wide = [c.date.days for c in claims if c.date is not None]
        if wide:
            narrow = min(wide, key=lambda d: (d.width, d))
            return narrow, f"No claim gives the day; the narrowest date said is {_days(narrow)}."
        return None, "No claim gives a date, so the incident stays unassigned in time."
    best = max(votes.values())
    top = sorted(day for day, weight in votes.items() if weight >= best - 1e-9)
    days = _with_neighbour(Days(top[0], _run_end(top)), votes)
    others = sorted(set(votes) - set(_each_day(days)))
    dissent = f"; {_listed(others)} also said" if others else ""
    return days, f"{_days(days)} by {_origins(_supporters(given, days))}{dissent}."


def _day_votes(given: Sequence[Given]) -> dict[date, float]:
    """Each origin has one vote, spread over the days its claims give."""
    said: dict[str, dict[date, float]] = defaultdict(dict)
    for origin, days in given:
        own = said[origin]
        for day, weight in days.items():
            own[day] = weight + own.get(day, 0.0)
    votes: dict[date, float] = defaultdict(float)
    for key in sorted(said):
        total = max(1.0, sum(said[key].values()))
        for day, weight in sorted(said[key].items()):
            votes[day] += weight / total
    return votes


def _days_given(claim: Claim, published: date | None) -> Mapping[date, float]:
    """The days one claim gives, with their weight; one without a date speaks of the day of its report, faintly."""
    days = days_of(claim)
    if days is not None:
        return _spread(days, 1.0 if claim.date is not None and claim.date.span else 0.8)
    return {published: FAINT} if published is not None and claim.date is None else {}


@lru_cache(maxsize=10_000)
def _spread(days: Days, weight: float) -> Mapping[date, float]:
    """A weight spread over days; the same few days are given again and again."""
    return dict.fromkeys(_each_day(days), weight / days.width)


def _supporters(given: Sequence[Given], days: Days) -> int:
    return len({origin for origin, said in given if any(days.start <= day <= days.end for day in said)})


def _each_day(days: Days) -> list[date]:
    return [days.start + timedelta(n) for n in range(days.width)]


def _run_end(top: Sequence[date]) -> date:
    """The last of the consecutive days that begin with the first."""
    end = top[0]
    for day in top[1:]:
        if day - end > timedelta(1):
            break
        end = day
    return end


def _with_neighbour(days: Days, votes: Mapping[date, float]) -> Days:
    """A single day with the day before or after it, when that has votes enough."""
    if days.width > 1:
        return days
    before, after = (days.start + timedelta(step) for step in (-1, 1))
    other = max((before, after), key=lambda day: votes.get(day, 0.0))
    if votes.get(other, 0.0) < NEIGHBOUR * votes[days.start]:
        return days
    return Days(min(other, days.start), max(other, days.start))


def place_said(claims: Sequence[Claim], voice: Mapping[str, str]) -> tuple[Place | None, str]:
    """The place that most origins support, a quarter rather than its town, with one sentence on what they said.

    Of places with as many origins, the one that more claims name.
    """
    for role, widest in (("where", LOCALITY_M), ("near", LOCALITY_M), ("where", None), ("within", None)):
        votes, places = _place_votes(claims, voice, role, widest)
        if votes:
            told = Counter(key for claim in claims for key in {p.place.gazetteer_id for p in claim.places if p.place})
            first = max(sorted(votes), key=lambda key: (votes[key], told[key], -places[key].radius_m))
            best = _sharpened(first, votes, places)
            others = sorted(places[key].name for key in votes if apart(places[key], places[best]))
            also = f"; {', '.join(others[:4])} also named" if others else ""
            said = "named as hit" if role == "where" else f"only named as '{role}'"
            return places[best], f"{places[best].name}, {said} by {_origins(round(votes[best] + 0.49))}{also}."
    reasons = sorted({p.why_not for c in claims for p in c.places if p.why_not})
    because = f" ({reasons[0]})" if reasons else ""
    return (
        None,
        f"No claim names a place that could be put on the map{because}, so the incident stays unassigned in space.",
    )


def _place_votes(
    claims: Sequence[Claim], voice: Mapping[str, str], role: str, widest: int | None
) -> tuple[dict[str, float], dict[str, Place]]:
    places: dict[str, Place] = {}
    said: dict[str, dict[str, float]] = defaultdict(dict)
    for claim in claims:
        named = [p.place for p in claim.places if p.role == role and p.place is not None]
        found = {place.gazetteer_id: place for place in named if widest is None or place.radius_m <= widest}
        places |= found
        for key in found:
            weight = 0.5 / len(found) if covers_several(claim) else 1.0
            said[voice[claim.claim_id]][key] = max(weight, said[voice[claim.claim_id]].get(key, 0.0))
    if role == "within":
        places = _smallest(places)
    votes: dict[str, float] = defaultdict(float)
    for origin in sorted(said):
        for key, weight in sorted(said[origin].items()):
            if key in places:
                votes[key] += weight
    return dict(votes), places


def _smallest(places: Mapping[str, Place]) -> dict[str, Place]:
    least = min((p.radius_m for p in places.values()), default=0)
    return {key: p for key, p in places.items() if p.radius_m <= least}


def _sharpened(best: str, votes: Mapping[str, float], places: Mapping[str, Place]) -> str:
    """A smaller place inside the best one, when enough of its supporters name it."""
    total = sum(votes.values())
    finer = [
        key
        for key in votes
        if places[key].radius_m < places[best].radius_m
        and not apart(places[key], places[best])
        and votes[key] >= SHARPENS * total
    ]
    return max(sorted(finer), key=lambda key: (votes[key], -places[key].radius_m), default=best)


def kind_said(claims: Sequence[Claim], voice: Mapping[str, str]) -> tuple[str, str]:
    """The kind of attack that most origins tell of, with one sentence."""
    said: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        said[claim.kind].add(voice[claim.claim_id])
    order = list(load_terms("attack_kind"))
    telling = [k for k in said if k not in VAGUE] or list(said)
    kind = max(sorted(telling, key=order.index), key=lambda k: len(said[k]))
    label = load_terms("attack_kind")[kind].en
    others = [load_terms("attack_kind")[k].en for k in sorted(telling, key=order.index) if k != kind]
    also = f"; {', '.join(others)} also said" if others else ""
    return kind, f"{label}, by {_origins(len(said[kind]))}{also}."


def _origins(number: int) -> str:
    return f"{number} origin" if number == 1 else f"{number} origins"


def _days(days: Days) -> str:
    return days.start.isoformat() if days.width == 1 else f"{days.start.isoformat()} to {days.end.isoformat()}"


def _listed(days: Sequence[date]) -> str:
    shown = ", ".join(d.isoformat() for d in days[:3])
    return shown if len(days) <= 3 else f"{shown} and {len(days) - 3} further days"
