"""Invented reports and a small run, for the tests of the store."""

from datetime import UTC, date, datetime

from tallystick.model.claim import (
    Authority,
    Casualties,
    Claim,
    ClaimedActor,
    ClaimedDate,
    ClaimedPlace,
    Span,
)
from tallystick.model.incident import Assessment, Attribution, Incident, LeftOut, Origin, PairScore, TollRange
from tallystick.model.judgement import Judgement
from tallystick.model.place import Place
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.run import Run
from tallystick.model.toll import Toll
from tallystick.model.when import Days

TEXT = "قصف على السوق في مدينة الورد، قتل أربعة مدنيين. Four killed at the market of Ward town."
DAY = date(2021, 5, 4)
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


def report(number: int = 1, text: str | None = None) -> Report:
    """An invented report; another number is another report."""
    return Report(
        report_id=f"r-{number:04d}",
        text=f"{TEXT} ({number})" if text is None else text,
        title="سوق الورد",
        url=f"https://example.org/{number}",
        published=DAY,
        metadata=(("shares", "12"),),
    )


def judgement(number: int = 1, verdict: str = "same") -> Judgement:
    """A reviewer's word on two claims."""
    assert verdict in ("same", "different", "withdrawn")
    return Judgement(f"j-{number}", "claim-a", "claim-b", verdict, "reviewer-1", NOON, "same street, same hour")  # type: ignore[arg-type]


def claim(number: int = 1) -> Claim:
    """A claim with every kind of value in it."""
    place = Place("SY-1", "Ward", "الورد", 36.5, 36.9, 1500, "town", ("Aleppo",))
    return Claim(
        claim_id=f"claim-{number:04d}",
        report_id=f"r-{number:04d}",
        extractor="rules/1",
        kind="airstrike",
        trigger=Span(0, 3),
        date=ClaimedDate(Days.on(DAY), None),
        places=(ClaimedPlace("الورد", "where", Span(22, 27), place),),
        perpetrators=(ClaimedActor("unknown", "alleged", Span(0, 3)),),
        casualties=(Casualties("killed", "civilians", Toll(4, None), Span(33, 45)),),
        authority=Authority("السوق", Span(7, 12)),
    )


def run(run_id: str = "run-1", reports: int = 2) -> Run:
    """A small whole run."""
    numbers = range(1, reports + 1)
    claims = tuple(claim(n) for n in numbers)
    ids = tuple(c.claim_id for c in claims)
    origin = Origin("origin-1", "witnesses", tuple(c.report_id for c in claims), ids)
    incident = Incident(
        "incident-1",
        ids,
        origin.report_ids,
        "airstrike",
        Days.on(DAY),
        None,
        (origin,),
        (),
        why=(("date", "both name the day"),),
    )
    toll = TollRange("killed", "civilians", 4, None, "airwars", ids, (), (LeftOut(ids[0], "open"),), "at least four")
    blame = Attribution("unknown", "suspected", 1, ids)
    assessment = Assessment(
        "incident-1", "airwars", (toll,), (blame,), "single_source", "weak", (), (), (("grade", "one origin"),)
    )
    return Run(
        run_id=run_id,
        reports=tuple(report(n) for n in numbers),
        readings=tuple(Reading(c.report_id, "rules/1", "ar", Days.on(DAY), (c,)) for c in claims),
        claims=claims,
        pairs=(PairScore(ids[0], ids[-1], 0.93, ("same day",)),),
        incidents=(incident,),
        assessments=(assessment,),
        manifest=(("inputs", "abc"), ("code", "0.1")),
    )
