"""Statements of parties on the page and as JSON lines, beside their tests; an incident names those about it."""

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache

from tallystick.model.claim import Authority, ClaimedMunition, Span
from tallystick.model.position import Position, PositionScope, PositionTest
from tallystick.model.run import Run
from tallystick.model.toll import Toll
from tallystick.publish import export_incidents, export_positions, render_report, summary_json
from tests.publish.invented import EN, OUTLINES, RU, invented_run, words
from tests.publish.page import Page

DENIAL = words(RU, "Северное командование отрицает")
WHY = "Russian forces, denies everything: of 4 independent origins 2 name it as responsible and none another party."


def spoken(position_id: str = "position-1", scope: PositionScope = "this_attack", **more: object) -> Position:
    position = Position(position_id, "r-03", "denies_all", "russia", scope, DENIAL, "relayed", "“отрицает” denies.")
    return replace(position, **more)  # type: ignore[arg-type]


def held(position_id: str = "position-1", incident_id: str = "incident-a") -> PositionTest:
    found = ("claim-01", "claim-02")
    return PositionTest(position_id, "strike", "contradicted", (incident_id,), 0, 1, 0, 2, (), found, WHY)


@cache
def run() -> Run:
    positions = (spoken(), spoken("position-2", "all_strikes"), spoken("position-3", speaker="turkey"))
    tests = (held(), held("position-2"), held("position-3"))
    return replace(invented_run(), positions=positions, position_tests=tests)


@cache
def page() -> Page:
    return Page(render_report(run(), "Two Wadis", OUTLINES, "an invented atlas"))


def row_of(position_id: str) -> str:
    anchor = f"incident-a.{position_id}"
    inside = [t.words for t in page().texts if any(e.attributes.get("id") == anchor for e in t.around)]
    return " ".join(" ".join(inside).split())


def test_a_statement_stands_in_its_own_words_beside_its_test() -> None:
    row = row_of("position-1")
    assert "Russian forces" in row
    assert "Северное командование отрицает" in row
    assert "contradicted" in row
    assert "of 4 independent origins" in row


def test_a_general_statement_is_counted_under_an_incident_and_not_quoted() -> None:
    assert row_of("position-2") == ""
    assert "1 general statement" in page().words()
    assert "changes no number and no grade" in page().words()


def test_every_id_is_there_once_and_every_link_leads_somewhere() -> None:
    assert [i for i, n in Counter(page().ids).items() if n > 1] == []
    inner = {link[1:] for link in page().links if link.startswith("#")}
    assert inner - set(page().ids) == set()


def test_every_number_of_ours_beside_a_statement_is_a_link() -> None:
    rows = [t for t in page().texts if any(e.inside("statements") for e in t.around)]
    ours = [t for t in rows if re.search(r"\d", t.words) and not any(e.inside("source") for e in t.around)]
    assert ours
    assert all(t.link() for t in ours)


def test_hostile_words_of_a_statement_stay_words() -> None:
    hostile = "Moscow denied <script>alert(1)</script> the raid."
    reports = tuple(replace(r, text=hostile) if r.report_id == "r-12" else r for r in run().reports)
    statement = spoken(report_id="r-12", span=Span(0, len(hostile)), spoken_by=Authority("<b>Moscow", Span(0, 6)))
    made = replace(run(), reports=reports, positions=(statement,), position_tests=(held(),))
    shown = Page(render_report(made, "Two Wadis"))
    assert not [e for e in shown.elements if e.tag == "script"]
    assert "<script>alert(1)</script>" in shown.words()


def test_an_incident_names_the_statements_of_each_party_about_it_and_no_general_one() -> None:
    lines = [json.loads(line) for line in export_incidents(run())]
    [russia] = next(i for i in lines if i["incident_id"] == "incident-a")["attribution"]
    assert russia["positions"] == ["position-1"]
    assert summary_json(run())["incidents"] == sorted(lines, key=lambda i: i["incident_id"])


def test_a_statement_is_exported_with_its_spans_and_tests() -> None:
    weapon = ClaimedMunition("cluster", words(EN, "cluster munitions"))
    statement = spoken(conceded=Toll(4, None), munitions=(weapon,), spoken_by=Authority("командование", Span(9, 21)))
    [line] = export_positions(replace(run(), positions=(statement,)))
    exported = json.loads(line)
    assert RU[slice(*exported["span"])] == "Северное командование отрицает"
    assert exported["conceded"] == {"min": 4, "max": None}
    assert exported["spoken_by"]["name"] == "командование"
    assert exported["date"] is None
    assert exported["result"] == "contradicted"
    [test] = exported["tests"]
    assert (test["incidents"], test["contradicting"], test["why"]) == (["incident-a"], ["claim-01", "claim-02"], WHY)


def test_a_statement_without_a_test_is_exported_as_not_testable() -> None:
    [line] = export_positions(replace(run(), positions=(spoken(),), position_tests=()))
    assert json.loads(line)["result"] == "not_testable"
