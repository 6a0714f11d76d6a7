"""A flood of copies of a larger figure moves no count: not the range, not the grade, not the number of origins."""

from tallystick.link import find_origins, link_claims
from tallystick.model.claim import Claim
from tallystick.model.incident import Assessment, Incident
from tallystick.model.report import Report
from tallystick.reconcile import assess_incident
from tests.factory import by, claim, killed, on, report, town
from tests.figures import Figures

RUMOUR = (
    "They say that ninety people were killed in the market when the aircraft came back for a second time, and that the "
    "whole quarter behind the bakery lies in ruins; share this everywhere before it is taken down by the platform."
)


def told(report_id: str, number: int) -> Claim:
    return claim(
        f"c-{report_id}",
        killed(number),
        report=report_id,
        day=on("2015-10-01"),
        places=[town("Qamar")],
        perpetrators=[by("russia")],
    )


def weighed(claims: list[Claim], reports: dict[str, Report]) -> tuple[Incident, Assessment]:
    (incident,) = link_claims(claims, find_origins(reports, claims), ()).incidents
    return incident, assess_incident(incident, {c.claim_id: c for c in claims})


def test_a_thousand_copies_of_one_report_change_nothing_that_one_of_them_says(figures: Figures) -> None:
    texts = {"a": "Rescue workers counted five dead.", "b": "The hospital received six bodies.", "r0000": RUMOUR}
    few = {key: report(key, text, f"desk-{key}") for key, text in texts.items()}
    said = {"a": 5, "b": 6, "r0000": 90}
    one, before = weighed([told(key, said[key]) for key in few], few)
    many = few | {f"r{n:04d}": report(f"r{n:04d}", f"{RUMOUR} {n}", f"@account{n % 50}") for n in range(1, 1001)}
    all_of_them, after = weighed([told(key, said.get(key, 90)) for key in many], many)
    killed_before, killed_after = before.range_of("killed", "civilians"), after.range_of("killed", "civilians")
    assert killed_before is not None
    assert killed_after is not None
    assert (killed_after.min, killed_after.max) == (killed_before.min, killed_before.max)
    assert (after.grade, after.strike_status) == (before.grade, before.strike_status)
    assert len(all_of_them.origins) == len(one.origins) == 3
    assert "may be coordinated" in dict(all_of_them.why)["copies"]
    assert "copies" not in dict(one.why)
    figures.note(15, copies_added=1000, ranges_moved=0, grades_moved=0)
