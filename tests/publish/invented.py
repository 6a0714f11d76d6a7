# ruff: noqa: E501, PLR0913, PLR0917  one record a line reads best, and records have many parts
"""Invented reports about invented attacks in invented towns: a run with every kind of thing that a page must show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tallystick.model.claim import (
    Authority,
    Casualties,
    Claim,
    ClaimedActor,
    ClaimedDate,
    ClaimedMunition,
    ClaimedPlace,
    ClaimedTarget,
    Outcome,
    Span,
    Stance,
)
from tallystick.model.incident import Assessment, Attribution, Incident, LeftOut, Origin, OriginEdge, TollRange
from tallystick.model.place import Place
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.run import Run
from tallystick.model.toll import Toll
from tallystick.model.when import Days


@dataclass(frozen=True, slots=True)
class Square:
    """An invented governorate."""

    name: str
    level: int
    rings: tuple[tuple[tuple[float, float], ...], ...]


def square(name: str, west: float, south: float, side: float, level: int = 1) -> Square:
    """A governorate without the trouble of a real border."""
    east, north = west + side, south + side
    return Square(name, level, (((west, south), (east, south), (east, north), (west, north), (west, south)),))


OUTLINES = (
    square("Upper Wadi", 36.0, 35.0, 1.0),
    square("Lower Wadi", 36.0, 34.0, 1.0),
    square("Harra", 37.0, 34.5, 1.2),
    square("Wardan", 36.0, 35.0, 0.5, level=2),
)
PLACES = {
    "Deir Wardan": Place("p1", "Deir Wardan", "دير وردان", 35.20, 36.20, 2500, "town", ("Upper Wadi", "Wardan")),
    "Kafr Sindis": Place("p2", "Kafr Sindis", "كفر سندس", 35.24, 36.23, 1500, "village", ("Upper Wadi", "Wardan")),
    "Bir Salwan": Place("p3", "Bir Salwan", "بئر سلوان", 34.60, 36.70, 1500, "village", ("Lower Wadi",)),
    "Qasr Laban": Place("p4", "Qasr Laban", None, 34.95, 37.30, 25000, "district", ("Harra",)),
}


def words(text: str, quote: str) -> Span:
    """Where the quote stands in the text."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def casualties(text: str, quote: str, low: int, high: int | None, outcome: Outcome = "killed", group: str = "civilians",
               partial: bool = False) -> Casualties:  # fmt: skip
    """A figure with its passage."""
    return Casualties(outcome, group, Toll(low, high), words(text, quote), partial)


def place(text: str, quote: str, name: str) -> ClaimedPlace:
    """One of PLACES as a report names it."""
    return ClaimedPlace(quote, "where", words(text, quote), PLACES[name])


def actor(text: str, quote: str, code: str, stance: Stance = "asserted") -> ClaimedActor:
    """A party as a report names it."""
    return ClaimedActor(code, stance, words(text, quote))


def on(text: str, quote: str | None, day: date) -> ClaimedDate:
    """A day, with the words that say it."""
    return ClaimedDate(Days.on(day), words(text, quote) if quote else None)


EN = (
    "Wadi Relief said an air strike hit the covered market in Deir Wardan on Monday 4 May 2015, killing at least 17 civilians, "
    "among them five children, and wounding 40. Residents blamed northern aircraft and spoke of cluster munitions."
)
AR = "قُتل ٢٣ مدنياً وجُرح العشرات في غارة للطيران الشمالي على سوق دير وردان يوم الاثنين ٤ أيار، بحسب الدفاع المدني في الوادي."
RU = "Северное командование отрицает удар по рынку в Дейр-Вардане и называет сообщения о 17 погибших вымыслом."
COPY = "Copied: Wadi Relief said an air strike hit the market in Deir Wardan on 4 May, killing 17 civilians."
HEARSAY = "A blog speaks of 90 dead and wounded together in Deir Wardan."
SHELLS = "Shells fell on Kafr Sindis on 4 May 2015. Two farmers were killed. Nobody said who fired."
OPEN = (
    "More than 48 people died in Bir Salwan on 19 June 2015 when a missile hit a bakery; a doctor counted 30 wounded."
)
QUIET = "Something exploded near Qasr Laban in early July. There was no word of victims."
CAMPAIGN = "Wadi Watch counted at least 200 civilians killed in air strikes on 25 towns between May and July 2015."
NOWHERE = "Three people were killed in a raid, a friend of the family said."
PT = "Pelo menos 13 mortos num ataque, segundo uma organização."
WEATHER = "The minister spoke about the harvest."
BOTH = "Two towns, Deir Wardan and Kafr Sindis, were struck on 4 May 2015; 27 people died in all."


def reports() -> tuple[Report, ...]:
    """The invented reports; the blog has no address and no day."""
    return (
        Report("r-01", EN, "Market struck", "https://example.org/market", "Wadi Relief", published=date(2015, 5, 5), language="en"),
        Report("r-02", AR, None, "https://example.org/ar/السوق", "الدفاع المدني", published=date(2015, 5, 4), language="ar"),
        Report("r-03", RU, None, "http://example.org/ru", "Северный вестник", published=date(2015, 5, 6), language="ru"),
        Report("r-04", COPY, None, "https://example.org/copy", "Daily Echo", published=date(2015, 5, 5), language="en"),
        Report("r-05", HEARSAY, None, None, "A blog"),
        Report("r-06", SHELLS, None, "https://example.org/shells", "Sindis News", published=date(2015, 5, 5), language="en"),
        Report("r-07", OPEN, None, "https://example.org/bakery", "Salwan Radio", published=date(2015, 6, 20), language="en"),
        Report("r-08", QUIET, None, "https://example.org/quiet", "Harra Post", published=date(2015, 7, 9), language="en"),
        Report("r-09", CAMPAIGN, None, "https://example.org/total", "Wadi Watch", published=date(2015, 8, 1), language="en"),
        Report("r-10", NOWHERE, None, "https://example.org/raid", "Harra Post", language="en"),
        Report("r-11", PT, "Ataque", "https://example.org/pt", "Jornal", published=date(2015, 5, 6), language="pt"),
        Report("r-12", WEATHER, None, "https://example.org/harvest", "Harra Post", published=date(2015, 5, 6), language="en"),
        Report("r-13", BOTH, None, "https://example.org/both", "Two Towns Wire", published=date(2015, 5, 5), language="en"),
    )  # fmt: skip


def claims() -> tuple[Claim, ...]:
    """What the reports claim."""
    market, shells, bakery = date(2015, 5, 4), date(2015, 5, 4), date(2015, 6, 19)
    return (
        Claim("claim-01", "r-01", "test/1", "airstrike", "attack", words(EN, "air strike"), on(EN, "Monday 4 May 2015", market),
              (place(EN, "Deir Wardan", "Deir Wardan"),), (actor(EN, "northern aircraft", "russia", "alleged"),),
              (ClaimedTarget("market", words(EN, "covered market")),), (ClaimedMunition("cluster", words(EN, "cluster munitions")),),
              (casualties(EN, "at least 17 civilians", 17, None),
               casualties(EN, "five children", 5, 5, group="children", partial=True),
               casualties(EN, "wounding 40", 40, 40, "injured")), Authority("Wadi Relief", words(EN, "Wadi Relief"))),
        Claim("claim-02", "r-02", "test/1", "airstrike", "attack", words(AR, "غارة"), on(AR, "يوم الاثنين ٤ أيار", market),
              (place(AR, "دير وردان", "Deir Wardan"),), (actor(AR, "الطيران الشمالي"[2:], "russia"),),
              (ClaimedTarget("market", words(AR, "سوق")),), (),
              (casualties(AR, "قُتل ٢٣ مدنياً", 23, 23), casualties(AR, "جُرح العشرات", 20, None, "injured"))),
        Claim("claim-03", "r-03", "test/1", "airstrike", "attack", None, on(RU, None, market),
              (place(RU, "Дейр-Вардане", "Deir Wardan"),), (actor(RU, "Северное командование отрицает", "russia", "denied"),), (), (),
              (casualties(RU, "17 погибших", 17, 17, group="people"),)),
        Claim("claim-04", "r-04", "test/1", "airstrike", "attack", None, on(COPY, "4 May", market),
              (place(COPY, "Deir Wardan", "Deir Wardan"),), (), (), (), (casualties(COPY, "17 civilians", 17, 17),)),
        Claim("claim-05", "r-05", "test/1", "unknown", "attack", None, None, (place(HEARSAY, "Deir Wardan", "Deir Wardan"),), (), (), (),
              (casualties(HEARSAY, "90 dead and wounded", 90, 90, group="people"),)),
        Claim("claim-06", "r-06", "test/1", "artillery", "attack", words(SHELLS, "Shells"), on(SHELLS, "4 May 2015", shells),
              (place(SHELLS, "Kafr Sindis", "Kafr Sindis"),), (), (), (ClaimedMunition("shell", words(SHELLS, "Shells")),),
              (casualties(SHELLS, "Two farmers were killed", 2, 2),)),
        Claim("claim-07", "r-07", "test/1", "rocket_or_missile", "attack", None, on(OPEN, "19 June 2015", bakery),
              (place(OPEN, "Bir Salwan", "Bir Salwan"),), (actor(OPEN, "missile", "unknown"),),
              (ClaimedTarget("shop_or_bakery", words(OPEN, "bakery")),), (ClaimedMunition("missile", words(OPEN, "missile")),),
              (casualties(OPEN, "More than 48 people died", 49, None, group="people"),
               casualties(OPEN, "30 wounded", 30, 30, "injured", "people"))),
        Claim("claim-08", "r-08", "test/1", "explosion", "attack", words(QUIET, "exploded"),
              ClaimedDate(Days(date(2015, 7, 1), date(2015, 7, 10)), words(QUIET, "early July")), (place(QUIET, "Qasr Laban", "Qasr Laban"),)),
        Claim("claim-09", "r-09", "test/1", "airstrike", "campaign", None, None, (), (), (), (),
              (casualties(CAMPAIGN, "at least 200 civilians killed", 200, None),)),
        Claim("claim-10", "r-10", "test/1", "ground_raid", "attack", words(NOWHERE, "raid"), None, (), (), (), (),
              (casualties(NOWHERE, "Three people were killed", 3, 3, group="people"),)),
        Claim("claim-11", "r-13", "test/1", "airstrike", "attack", None, on(BOTH, "4 May 2015", market),
              (place(BOTH, "Deir Wardan", "Deir Wardan"), place(BOTH, "Kafr Sindis", "Kafr Sindis")), (), (), (),
              (casualties(BOTH, "27 people died", 27, 27, group="people"),)),
    )  # fmt: skip


def incidents() -> tuple[Incident, ...]:
    """Four incidents: a market with a denial and a copy, shelling, an open maximum, and one without a number."""
    market = Incident(
        "incident-a", ("claim-01", "claim-02", "claim-03", "claim-04", "claim-05", "claim-11"),
        ("r-01", "r-02", "r-03", "r-04", "r-05", "r-13"), "airstrike", Days.on(date(2015, 5, 4)), PLACES["Deir Wardan"],
        (Origin("o1", "Wadi Relief", ("r-01", "r-04"), ("claim-01", "claim-04")), Origin("o2", "الدفاع المدني", ("r-02",), ("claim-02",)),
         Origin("o3", "Северный вестник", ("r-03",), ("claim-03",)), Origin("o4", "A blog", ("r-05",), ("claim-05",)),
         Origin("o5", "Two Towns Wire", ("r-13",), ("claim-11",))),
        (OriginEdge("r-01", "r-04", "copy", "Daily Echo copies 60 % of Wadi Relief's words."),), ("j-1",),
        (("date", "4 May 2015 is named by 3 claims."), ("linked", "claim-01 and claim-02 name one place and one day.")),
    )  # fmt: skip
    shells = Incident("incident-b", ("claim-06",), ("r-06", "r-13"), "artillery", Days.on(date(2015, 5, 4)), PLACES["Kafr Sindis"],
                      (Origin("o6", "Sindis News", ("r-06",), ("claim-06",)), Origin("o5", "Two Towns Wire", ("r-13",), ("claim-11",))),
                      (), (), (), ("claim-11",))  # fmt: skip
    bakery = Incident("incident-c", ("claim-07",), ("r-07",), "rocket_or_missile", Days.on(date(2015, 6, 19)), PLACES["Bir Salwan"],
                      (Origin("o7", "Salwan Radio", ("r-07",), ("claim-07",)),), ())  # fmt: skip
    quiet = Incident("incident-d", ("claim-08",), ("r-08",), "explosion", Days(date(2015, 7, 1), date(2015, 7, 10)), PLACES["Qasr Laban"],
                     (Origin("o8", "Harra Post", ("r-08",), ("claim-08",)),), ())  # fmt: skip
    return (market, shells, bakery, quiet)


def toll(outcome: Outcome, group: str, low: tuple[int | None, Sequence[str]], high: tuple[int | None, Sequence[str]],
         left_out: tuple[LeftOut, ...] = (), why: str = "") -> TollRange:  # fmt: skip
    """A range of the policy `airwars`, each end with the claims that set it."""
    return TollRange(outcome, group, low[0], high[0], "airwars", tuple(low[1]), tuple(high[1]), left_out, why)


def assessments() -> tuple[Assessment, ...]:
    """What the claims add up to."""
    market = Assessment(
        "incident-a", "airwars",
        (toll("killed", "civilians", (17, ["claim-01", "claim-04"]), (23, ["claim-02"]),
              (LeftOut("claim-05", "90 counts dead and wounded together."), LeftOut("claim-11", "27 is for two places.")),
              "The lowest credible figure is 17, the highest 23."),
         toll("killed", "children", (5, ["claim-01"]), (5, ["claim-01"])),
         toll("injured", "civilians", (20, ["claim-02"]), (40, ["claim-01"]))),
        (Attribution("russia", "suspected", 2, ("claim-01", "claim-02"), ("claim-03",)),), "likely", "fair", ("market",), ("cluster",),
        (("grade", "2 credible origins agree; claim-03 denies."), ("strike_status", "2 origins name one belligerent.")),
        ("Whether all 17 were counted by name.",),
    )  # fmt: skip
    shells = Assessment("incident-b", "airwars", (toll("killed", "civilians", (2, ["claim-06"]), (2, ["claim-06"])),), (), "single_source",
                        "weak", (), ("shell",), (("grade", "A single origin."),), ("Who fired.",))  # fmt: skip
    bakery = Assessment("incident-c", "airwars",
                        (toll("killed", "people", (49, ["claim-07"]), (None, [])), toll("injured", "people", (30, ["claim-07"]), (30, ["claim-07"]))),
                        (Attribution("unknown", "undetermined", 1, ("claim-07",)),), "single_source", "weak", ("shop_or_bakery",), ("missile",), ())  # fmt: skip
    quiet = Assessment("incident-d", "airwars", (), (), "single_source", None, (), (), ())
    return (market, shells, bakery, quiet)


def readings() -> tuple[Reading, ...]:
    """What extraction made of each report; Portuguese has no grammar."""
    made: dict[str, list[Claim]] = {}
    for claim in claims():
        made.setdefault(claim.report_id, []).append(claim)
    return tuple(_reading(report, tuple(made.get(report.report_id, ()))) for report in reports())


def _reading(report: Report, found: tuple[Claim, ...]) -> Reading:
    unread = "There is no grammar for Portuguese." if report.language == "pt" else None
    published = Days.on(report.published) if report.published else None
    return Reading(report.report_id, "test/1", report.language, published, found, unread)


def invented_run() -> Run:
    """The whole of it."""
    manifest = (("checkpoint", "sha256:0123abcd"), ("policy", "airwars"), ("code", "0.1.0"))
    return Run("run-0123", reports(), readings(), claims(), (), incidents(), assessments(), manifest)


def shuffled_run() -> Run:
    """The same content, every tuple the other way round."""
    run = invented_run()
    return replace(
        run,
        reports=run.reports[::-1],
        readings=run.readings[::-1],
        claims=run.claims[::-1],
        incidents=run.incidents[::-1],
        assessments=run.assessments[::-1],
    )
