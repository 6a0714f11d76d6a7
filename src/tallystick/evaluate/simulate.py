"""A conflict whose incidents and tolls are known, as its sources would report it.

What real data cannot tell is measured here: whether the range covers the true toll, whether deaths are counted twice,
and how both depend on the number of reports. Every number comes from `seed`; nothing here is drawn from real reports.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tallystick.model.claim import Authority, Casualties, Claim, ClaimedActor, ClaimedDate, ClaimedPlace, Span
from tallystick.model.place import Place
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tallystick.model.when import Days

SOMEWHERE = Span(0, 1)
KINDS = ("airstrike", "airstrike", "artillery", "barrel_bomb", "drone_strike")
ACTORS = ("russia", "syrian_government", "turkey", "us_coalition")
SYLLABLES = ("bdfgjklmnr", "lmnrstbdfg", "ktbsrdnmgf", "rnlmdbtksj")
MONITORS = ("Eastern Monitor", "Rescue League", "Document Centre")
"""Invented authorities that papers relay."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """How sources err: each is a share of reports."""

    per_incident: float = 4.0
    """Independent accounts of an incident, on average; an incident may have none."""
    copies: float = 0.0
    """Copies of an earlier report, as a share of all reports."""
    relays: float = 0.15
    early: float = 0.2
    """Told before all bodies were found."""
    rounded: float = 0.1
    joint: float = 0.05
    """One figure for two places."""
    misplaced: float = 0.03
    next_day: float = 0.08
    undated: float = 0.08
    denials: float = 0.05
    vague: float = 0.1


@dataclass(frozen=True, slots=True)
class TrueIncident:
    """What happened."""

    number: int
    day: date
    place: Place
    killed: int
    injured: int
    kind: str
    actor: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What happened, and what was reported. `about` gives the true incident of each claim (None: several)."""

    incidents: tuple[TrueIncident, ...]
    reports: dict[str, Report]
    claims: tuple[Claim, ...]
    about: dict[str, int | None]
    copied_from: dict[str, str]
    """Of reports that are copies, which report's words they repeat."""


def simulate(
    incidents: int, reporting: Reporting, seed: int, per_day: float = 3.0, towns: Sequence[Place] = ()
) -> Conflict:
    """A conflict of so many incidents at a constant rate per day, and its reports; in invented towns unless told."""
    random = Random(seed)  # noqa: S311 - a simulation, not a secret
    towns = towns or _towns(random, max(40, min(2000, incidents // 4)))
    true = tuple(_incident(random, n, per_day, towns) for n in range(incidents))
    told = [account for incident in true for account in _accounts(random, incident, true, towns, reporting)]
    copies = list(_copies(random, told, reporting.copies))
    told += [account for account, _ in copies]
    return Conflict(
        incidents=true,
        reports={report.report_id: report for _, _, report in told},
        claims=tuple(claim for claim, _, _ in told),
        about={claim.claim_id: about for claim, about, _ in told},
        copied_from={account[2].report_id: original for account, original in copies},
    )


Account = tuple[Claim, int | None, Report]


def _towns(random: Random, number: int) -> list[Place]:
    spots = [(34.5 + 2.0 * random.random(), 36.2 + 5.0 * random.random()) for _ in range(number)]
    return [
        Place(f"town-{n}", _town_name(n), None, round(lat, 5), round(lon, 5), 2500, "town", (f"Area {int(lon)}",))
        for n, (lat, lon) in enumerate(spots)
    ]


def _town_name(number: int) -> str:
    """An invented name; towns must not be alike by name alone, as 'Town 1' and 'Town 2' would be."""
    consonants = [letters[number // 10**place % 10] for place, letters in enumerate(SYLLABLES)]
    return "".join(letter + "aiuo"[place] for place, letter in enumerate(consonants)).capitalize()


def _incident(random: Random, number: int, per_day: float, towns: Sequence[Place]) -> TrueIncident:
    killed = min(120, int(random.paretovariate(0.9)))
    day = date(2015, 1, 1) + timedelta(int(number / per_day))
    place = towns[int(len(towns) * random.random() ** 2)]  # some towns are hit again and again
    injured = int(killed * random.uniform(0.5, 3.0))
    return TrueIncident(number, day, place, killed, injured, random.choice(KINDS), random.choice(ACTORS))


def _accounts(
    random: Random, incident: TrueIncident, true: Sequence[TrueIncident], towns: Sequence[Place], reporting: Reporting
) -> Iterator[Account]:
    number = min(30, int(random.expovariate(1 / reporting.per_incident)) + (random.random() < 0.9))
    following = true[incident.number + 1] if incident.number + 1 < len(true) else None
    for account in range(number):
        key = f"{incident.number:07d}-{account:02d}"
        report = Report(f"report-{key}", "", publisher=f"Paper {random.randrange(400)}")
        claim = _claim(random, key, incident, towns, reporting)
        yield *_turned(random, claim, incident, following, reporting), report


def _turned(
    random: Random, claim: Claim, incident: TrueIncident, following: TrueIncident | None, reporting: Reporting
) -> tuple[Claim, int | None]:
    """The claim as it is, or as a joint figure for two places, or as a denial; with the incident it is about."""
    if following is not None and following.place != incident.place and random.random() < reporting.joint:
        places = (_where(incident.place), _where(following.place))
        return replace(claim, places=places, casualties=(_killed(incident.killed + following.killed),)), None
    if random.random() < reporting.denials:
        denial = ClaimedActor(incident.actor, "denied", SOMEWHERE)
        return replace(claim, perpetrators=(denial,), casualties=()), incident.number
    return claim, incident.number


def _claim(random: Random, key: str, incident: TrueIncident, towns: Sequence[Place], reporting: Reporting) -> Claim:
    place = random.choice(towns) if random.random() < reporting.misplaced else incident.place
    day = incident.day + timedelta(random.random() < reporting.next_day)
    dated = random.random() >= reporting.undated
    named = (ClaimedActor(incident.actor, "asserted", SOMEWHERE),) if random.random() < 0.8 else ()
    relayed = random.random() < reporting.relays
    return Claim(
        claim_id=f"claim-{key}",
        report_id=f"report-{key}",
        extractor="simulated",
        kind=incident.kind if random.random() < 0.85 else "unknown",
        date=ClaimedDate(Days.on(day), SOMEWHERE) if dated else None,
        places=(_where(place),),
        perpetrators=named,
        casualties=_figures(random, incident, reporting),
        authority=Authority(random.choice(MONITORS), SOMEWHERE) if relayed else None,
    )


def _figures(random: Random, incident: TrueIncident, reporting: Reporting) -> tuple[Casualties, ...]:
    injured = Casualties("injured", "people", Toll(incident.injured, incident.injured), SOMEWHERE)
    if random.random() < reporting.vague:
        return (Casualties("killed", "people", Toll(1, None), SOMEWHERE), injured)
    told = incident.killed
    if random.random() < reporting.early:
        return (
            Casualties("killed", "civilians", Toll(max(1, int(told * random.uniform(0.4, 0.95))), None), SOMEWHERE),
        )
    if random.random() < reporting.rounded and told >= 10:
        told = round(told, -1)
    return (_killed(told), injured)


def _killed(number: int) -> Casualties:
    return Casualties("killed", "civilians", Toll(number, number), SOMEWHERE)


def _where(place: Place) -> ClaimedPlace:
    return ClaimedPlace(place.name, "where", SOMEWHERE, place)


def _copies(random: Random, told: Sequence[Account], share: float) -> Iterator[tuple[Account, str]]:
    """Copies keep the words: here, the publisher's own name stands under them as the authority."""
    for number in range(int(len(told) * share / (1 - share))):
        claim, about, report = random.choice(told)
        publisher = report.publisher or ""
        copy = replace(report, report_id=f"copy-{number:07d}", publisher=f"@repost{random.randrange(50)}")
        authority = claim.authority or Authority(publisher, SOMEWHERE)
        again = replace(claim, claim_id=f"copied-{number:07d}", report_id=copy.report_id, authority=authority)
        yield (again, about, copy), report.report_id
