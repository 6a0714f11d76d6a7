"""The brief: every number cited, nothing loaded, hostile text harmless, the same for the same run."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html import unescape

from tallystick import analyse
from tallystick.model.finding import CampaignTotal, Selection
from tallystick.model.munition import MunitionFindings
from tallystick.model.run import Run
from tallystick.model.territory import ControlFindings
from tallystick.model.toll import Toll
from tallystick.publish import render_report
from tallystick.publish.brief import Material, brief_markdown, compose_brief, finding_sections, render_brief
from tallystick.publish.brief.questions import question_list_section
from tallystick.publish.brief.sections import Brief, figures_of, sentences_of
from tallystick.publish.casebook import Casebook
from tests.analyse import small_run
from tests.factory import claim, killed
from tests.publish.invented import invented_run, shuffled_run
from tests.publish.page import Page


def material(run: Run) -> Material:
    campaigns = [c for c in run.claims if c.scope == "campaign"]
    return Material(
        whole=run,
        run=run,
        selection=Selection(),
        objects=analyse.count_objects(run),
        patterns=analyse.find_patterns(run, ()),
        questions=analyse.ask_questions(run, ()),
        campaigns=tuple(CampaignTotal(c.claim_id, None, Toll(6, 6), None) for c in campaigns),
        control=ControlFindings(),
        sheets=(),
        munitions=MunitionFindings(),
    )


@cache
def brief() -> Brief:
    run = invented_run()
    return compose_brief(material(run), "Two Wadis", analyse.tally_all(run))


@cache
def page() -> Page:
    return Page(render_brief(brief(), Casebook(invented_run()), "run-x.html"))


def test_every_figure_names_the_claims_it_rests_on() -> None:
    run = invented_run()
    known = {c.claim_id for c in run.claims}
    assert list(figures_of(brief()))
    for figure in figures_of(brief()):
        assert set(figure.claim_ids) <= known
        assert figure.claim_ids or figure.anchor == "unread", f"{figure.text!r} rests on nothing"


def test_no_number_stands_in_the_words_between_the_figures() -> None:
    """But for the numbers of ICRC rules, days and ids of runs, which are no counts of ours."""
    rules = {str(n) for n in (1, 7, 11, 12, 13, 14, 15, 25, 28, 29, 31, 32, 34, 38, 54, 84, 85)}
    for sentence in sentences_of(brief()):
        for words in (piece for piece in sentence if isinstance(piece, str)):
            dates = re.sub(r"\b\d{1,2}(?:–\d{1,2})? [A-Z][a-z]{2,8}(?: \d{4})?|\b(?:[A-Z][a-z]+ )\d{4}", "", words)
            numbers = set(re.findall(r"\d+", dates)) - rules
            assert numbers <= {"0"}, sentence


def test_every_link_of_the_page_leads_to_a_note_or_to_the_report() -> None:
    ids = Counter(page().ids)
    assert [i for i, n in ids.items() if n > 1] == []
    for link in page().links:
        assert link.startswith("run-x.html") or link[1:] in ids, link
    assert sum(link.startswith("#note-") for link in page().links) == len(list(figures_of(brief())))


def test_the_notes_lead_to_passages_that_the_full_report_holds() -> None:
    report = Page(render_report(invented_run(), "Two Wadis"))
    leading = [link.partition("#")[2] for link in page().links if link.startswith("run-x.html#")]
    assert leading
    assert set(leading) <= set(report.ids)


def test_the_report_shows_the_same_findings_and_its_links_hold() -> None:
    run = invented_run()
    sections = finding_sections(material(run), analyse.tally_all(run))
    report = Page(render_report(run, "Two Wadis", findings=sections))
    inner = {link[1:] for link in report.links if link.startswith("#")}
    assert inner - set(report.ids) == set()
    assert "What was hit" in report.words()


def test_the_questions_are_listed_incident_by_incident_with_the_facts_on_both_sides() -> None:
    run = invented_run()
    listed = question_list_section(material(run))
    assert listed.table is not None
    assert len(listed.table.rows) == len(analyse.ask_questions(run, ()))
    report = Page(render_report(run, "Two Wadis", findings=(listed,)))
    inner = {link[1:] for link in report.links if link.startswith("#")}
    assert inner - set(report.ids) == set()
    for row in listed.table.rows:
        assert any(not isinstance(piece, str) and piece.claim_ids for piece in row[2]), "a fact for it, with its claims"


def test_every_footnote_of_the_markdown_is_defined_once_and_holds_its_claim_ids() -> None:
    text = brief_markdown(brief(), Casebook(invented_run()), "run-x")
    used, defined = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert used == set(defined)
    assert len(defined) == len(set(defined))
    notes = [line for line in text.splitlines() if line.startswith("[^")]
    assert all("Claims: `" in n or "not read" in n for n in notes)


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    html = unescape(page().source)
    assert "default-src 'none'" in html
    assert not re.search(r"<script|<link|<img|url\(|@import|style=", html)


def test_the_same_run_gives_the_same_brief_in_whatever_order_its_parts_come() -> None:
    shuffled = shuffled_run()
    again = compose_brief(material(shuffled), "Two Wadis", analyse.tally_all(shuffled))
    assert render_brief(again, Casebook(shuffled), "run-x.html") == page().source


def test_text_of_a_report_cannot_run_in_the_brief_nor_break_its_markdown() -> None:
    evil = "<script>alert(1)</script> | [x](javascript:alert(1)) `"
    run = invented_run()
    hostile = replace(run, reports=tuple(replace(r, publisher=evil) for r in run.reports))
    composed = compose_brief(material(hostile), evil, analyse.tally_all(hostile))
    html = render_brief(composed, Casebook(hostile), "run-x.html")
    assert "<script>" not in html
    text = brief_markdown(composed, Casebook(hostile), "run-x")
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)


def test_arabic_quotes_run_from_right_to_left() -> None:
    quotes = [e for e in page().elements if e.tag == "blockquote" and e.attributes.get("lang") == "ar"]
    assert quotes
    assert all(q.attributes.get("dir") == "rtl" for q in quotes)


def limits_of(*killed_: int) -> list[str]:
    """What a brief on incidents with so many dead says cannot be told."""
    claims = [claim(f"c{n}", killed(number)) for n, number in enumerate(killed_)]
    found = small_run.run([(small_run.incident(f"i{n}", c), [c]) for n, c in enumerate(claims)])
    composed = compose_brief(material(found), "Invented", analyse.tally_all(found))
    lines = next(s for s in composed.sections if s.anchor == "limits").lines
    return ["".join(p if isinstance(p, str) else p.text for p in line) for line in lines]


def test_a_number_larger_than_all_others_together_is_said_to_be_one() -> None:
    (line,) = (line for line in limits_of(3, 5, 90_000) if "one attack" in line)
    assert line.startswith("Whether 90000 killed, Qamar, Idleb")
    assert not any("one attack" in line for line in limits_of(30, 50, 79))


def test_a_long_series_is_told_by_year() -> None:
    days = [f"20{year}-0{month}-15" for year in (15, 16) for month in (1, 2, 3, 4)]
    claims = [claim(f"c{n}", killed(1)) for n in range(len(days))]
    pairs = zip(claims, days, strict=True)
    found = small_run.run([(small_run.incident(c.claim_id, c, day=day), [c]) for c, day in pairs])
    composed = compose_brief(material(found), "Invented", analyse.tally_all(found))
    line = next(s for s in composed.sections if s.anchor == "patterns").lines[0]
    assert "".join(p if isinstance(p, str) else p.text for p in line) == (
        "2015: 4 incidents, 4 killed; 2016: 4 incidents, 4 killed."
    )
