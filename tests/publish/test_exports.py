"""The JSON lines are what contracts version 1 says, key by key."""

import json
from dataclasses import replace
from typing import Any

from tallystick.model.claim import Claim
from tallystick.publish import export_campaigns, export_claims, export_incidents, export_reports
from tallystick.publish.exports import claim_to_json, incident_to_json
from tests.publish.invented import AR, EN, assessments, claims, incidents, invented_run, shuffled_run, toll


def spanned(quote: str) -> list[int]:
    """Where the quote stands in the English report."""
    start = EN.index(quote)
    return [start, start + len(quote)]


def exported(claim: Claim) -> dict[str, Any]:
    """A claim as another program reads it."""
    record: dict[str, Any] = json.loads(json.dumps(claim_to_json(claim, None)))
    return record


CLAIM_KEYS = [
    "claim_id", "report_id", "incident_id", "extractor", "kind", "trigger", "date", "places", "perpetrators", "targets",
    "munitions", "casualties", "authority",
]  # fmt: skip
INCIDENT_KEYS = [
    "incident_id", "date", "kind", "place", "killed", "injured", "attribution", "strike_status", "grade", "why",
    "targets", "munitions", "origins", "claims", "reports", "judgements",
]  # fmt: skip


def test_a_claim_has_the_keys_of_the_contract_in_their_order() -> None:
    claim = claim_to_json(claims()[0], "incident-a")
    assert list(claim) == CLAIM_KEYS
    assert claim["incident_id"] == "incident-a"
    assert claim["date"] == {"start": "2015-05-04", "end": "2015-05-04", "span": spanned("Monday 4 May 2015")}
    assert claim["trigger"] == spanned("air strike")
    assert claim["perpetrators"] == [{"actor": "russia", "stance": "alleged", "span": spanned("northern aircraft")}]
    assert claim["authority"] == {"name": "Wadi Relief", "span": spanned("Wadi Relief")}


def test_spans_are_code_points_of_the_stored_text() -> None:
    [place] = exported(claims()[1])["places"]
    start, end = place["span"]
    assert AR[start:end] == place["name"] == "دير وردان"


def test_a_figure_keeps_its_open_end_and_says_what_it_is_part_of() -> None:
    first, second, third = exported(claims()[0])["casualties"]
    assert (first["min"], first["max"], first["partial"]) == (17, None, False)
    assert (second["group"], second["min"], second["max"], second["partial"]) == ("children", 5, 5, True)
    assert third["outcome"] == "injured"
    assert EN[slice(*third["span"])] == "wounding 40"


def test_a_place_that_could_not_be_found_says_why_and_has_no_coordinates() -> None:
    claim = claims()[0]
    lost = replace(claim, places=(replace(claim.places[0], place=None, why_not="not in the gazetteer"),))
    [place] = exported(lost)["places"]
    assert place["why_not"] == "not in the gazetteer"
    assert [place[k] for k in ("gazetteer_id", "lat", "lon", "radius_m", "precision")] == [None] * 5


def test_an_incident_has_the_keys_of_the_contract_in_their_order() -> None:
    incident = incident_to_json(incidents()[0], assessments()[0])
    assert list(incident) == INCIDENT_KEYS
    civilians = {
        "min": 17,
        "max": 23,
        "policy": "airwars",
        "min_from": ["claim-01", "claim-04"],
        "max_from": ["claim-02"],
    }
    children = {"min": 5, "max": 5, "policy": "airwars", "min_from": ["claim-01"], "max_from": ["claim-01"]}
    assert incident["killed"] == {"civilians": civilians, "children": children}
    assert incident["attribution"] == [{"actor": "russia", "role": "suspected", "origins": 2, "positions": []}]
    assert incident["origins"] == 5
    assert incident["why"]["grade"] == "2 credible origins agree; claim-03 denies."  # type: ignore[index]


def test_missing_people_are_exported_when_somebody_is_missing() -> None:
    assessment = replace(assessments()[1], ranges=(toll("missing", "people", (4, ["claim-06"]), (4, ["claim-06"])),))
    incident = incident_to_json(incidents()[1], assessment)
    assert incident["killed"] == {}
    assert list(incident["missing"]) == ["people"]  # type: ignore[call-overload]


def test_a_claim_names_the_incident_that_holds_it_and_campaigns_stand_apart() -> None:
    lines = [json.loads(line) for line in export_claims(invented_run())]
    holder = {c["claim_id"]: c["incident_id"] for c in lines}
    assert holder["claim-06"] == "incident-b"
    assert holder["claim-10"] is None
    assert "claim-09" not in holder
    [campaign] = [json.loads(line) for line in export_campaigns(invented_run())]
    assert (campaign["claim_id"], campaign["incident_id"]) == ("claim-09", None)


def test_exports_do_not_depend_on_the_order_of_the_run() -> None:
    for export in (export_claims, export_incidents, export_reports, export_campaigns):
        assert list(export(invented_run())) == list(export(shuffled_run()))


def test_a_report_is_exported_with_its_text_unchanged() -> None:
    reports = {r["report_id"]: r for r in map(json.loads, export_reports(invented_run()))}
    assert reports["r-02"]["text"] == AR
    assert reports["r-02"]["published"] == "2015-05-04"
    assert reports["r-05"]["url"] is None
