"""Objects against Airwars' infrastructure: which built incident is compared, and how agreement is counted."""

import json
from pathlib import Path

import pytest

from tallystick.evaluate.objects import compare, describe, read_stated
from tallystick.model.incident import Assessment, Incident
from tallystick.reconcile import assess_incident
from tests.analyse.small_run import incident
from tests.factory import claim

HEADER = "airwars_id,date,lat,lon,infrastructure,location_en,location_ar"


def shared(folder: Path, *rows: str) -> Path:
    """A folder like ../shared with these Airwars incidents, each citing report-a."""
    data = folder / "data" / "airwars-syria"
    data.mkdir(parents=True)
    (data / "incidents.csv").write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    ids = [f"airwars-{row.split(',')[0]}" for row in rows]
    (data / "documents.jsonl").write_text(json.dumps({"doc_id": "report-a", "incident_ids": ids}) + "\n", "utf-8")
    return folder


def built(*targets_and_places: tuple[str, str]) -> list[tuple[Incident, Assessment]]:
    """Incidents of one round-up, each with an object, at an invented town."""
    pairs = []
    for number, (target, place) in enumerate(targets_and_places):
        told = claim(f"c{number}", report="report-a", targets=[target] if target else [])
        held = incident(f"i-{number}", told, place=place)
        pairs.append((held, assess_incident(held, {told.claim_id: told})))
    return pairs


def test_the_nearest_incident_of_a_round_up_is_compared(tmp_path: Path) -> None:
    stated = read_stated(shared(tmp_path, "1,2015-10-15,35.40,36.90,Education,,"))
    (found,) = compare(stated, built(("market", "Qamar"), ("school", "Zahra")))
    assert found.agrees


def test_without_coordinates_the_place_that_airwars_names_is_compared(tmp_path: Path) -> None:
    stated = read_stated(shared(tmp_path, "1,2015-10-15,,,Education,Near Zahra,"))
    (found,) = compare(stated, built(("market", "Qamar"), ("school", "Zahra"), ("market", "Nahr")))
    assert found.agrees


def test_an_incident_without_an_object_does_not_agree_and_is_counted_apart(tmp_path: Path) -> None:
    stated = read_stated(
        shared(tmp_path, "1,2015-10-15,35.00,36.50,Market,,", '2,2015-10-15,35.40,36.90,"Healthcare",,')
    )
    lines = list(describe(compare(stated, built(("market", "Qamar"), ("", "Zahra"))), misses=1))
    assert lines[1].endswith("1/2 = 0.500")
    assert lines[2].endswith("1/1 = 1.000")
    assert lines[-1] == "  miss airwars-2: Healthcare; read: nothing"


def test_an_incident_that_cites_no_stored_report_is_not_compared(tmp_path: Path) -> None:
    folder = shared(tmp_path, "1,2015-10-15,,,Market")
    (folder / "data" / "airwars-syria" / "documents.jsonl").write_text("", "utf-8")
    assert read_stated(folder) == []


def test_a_term_that_nobody_mapped_is_an_error(tmp_path: Path) -> None:
    (stated,) = read_stated(shared(tmp_path, "1,2015-10-15,,,Castles,,"))
    with pytest.raises(KeyError, match="Castles"):
        assert stated.objects
