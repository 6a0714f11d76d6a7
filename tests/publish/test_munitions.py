import json
from dataclasses import replace
from datetime import date

from tallystick.model.munition import MunitionFindings, MunitionUse, ReportedHazard, UseCount
from tallystick.model.when import Days
from tallystick.publish.munitions import export_hazards, export_munitions
from tests.factory import TOWNS

DAY = Days.on(date(2015, 10, 4))
HAZARDS = (
    ReportedHazard("h-1", "i-1", "cluster", ("spbe",), "direct", TOWNS["Qamar"], DAY, ("c-1",), "remnants were seen"),
    ReportedHazard("h-2", "i-2", "cluster", (), "indirect", None, None, ("c-2",), "the use is told"),
)


def test_hazards_are_geojson_with_place_radius_and_evidence() -> None:
    found = json.loads("\n".join(export_hazards(HAZARDS)))
    first, second = found["features"]
    assert found["type"] == "FeatureCollection"
    assert first["geometry"] == {"type": "Point", "coordinates": [36.5, 35.0]}
    assert (first["properties"]["radius_m"], first["properties"]["evidence"]) == (2500, "direct")
    assert second["geometry"] is None


def test_no_hazard_is_still_geojson() -> None:
    assert json.loads("\n".join(export_hazards(())))["features"] == []


def test_hazards_are_never_called_safe_or_cleared() -> None:
    text = "\n".join(export_hazards(HAZARDS)).lower()
    assert "not surveyed" in text
    assert not any(word in text for word in ("safe", "cleared", "free of", "no hazard"))


def test_a_count_is_said_as_a_range_with_who_is_named_and_how() -> None:
    count = UseCount("cluster", date(2015, 9, 30), None, None, None, 1, 2, ("i-1", "i-2"), "why")
    either = replace(count, actors=("russia", "syrian_government"), role="undetermined", min=1, max=1)
    assert count.sentence == "between 1 and 2 distinct uses of cluster since 2015-09-30, by whomever"
    assert either.sentence == "1 distinct use of cluster since 2015-09-30, undetermined: russia or syrian_government"
    assert replace(count, actors=(), role="unnamed").sentence.endswith("nobody named")


def test_counts_come_before_uses_and_keep_their_range() -> None:
    use = MunitionUse(
        "i-1", "cluster", ("spbe",), "visual", ("russia", "syrian_government"), "undetermined", DAY, TOWNS["Qamar"], 2,
        None, None, ("c-1",), ("ccm", "ccm_exclusion_question"), "pictures",
    )  # fmt: skip
    count = UseCount("cluster", date(2015, 9, 30), None, None, None, 1, 2, ("i-1", "i-2"), "why")
    first, second = (json.loads(line) for line in export_munitions(MunitionFindings((use,), (count,))))
    assert (first["kind"], first["min"], first["max"], first["since"]) == ("count", 1, 2, "2015-09-30")
    assert (second["kind"], second["actors"], second["role"]) == (
        "use", ["russia", "syrian_government"], "undetermined",
    )  # fmt: skip
