"""The page: complete, self-contained, every number linked, the same for the same run."""

import base64
import hashlib
import re
from collections import Counter
from functools import cache

import pytest

from tallystick.model.run import Run
from tallystick.publish import render_report
from tests.publish.invented import OUTLINES, invented_run, shuffled_run
from tests.publish.page import Page, Text


@cache
def invented_page() -> Page:
    return Page(render_report(invented_run(), "Two Wadis", OUTLINES, "an invented atlas"))


def test_every_link_within_the_page_leads_to_one_place() -> None:
    page = invented_page()
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert len(inner) > 40
    assert inner - set(page.ids) == set()


def digits_of_ours(page: Page) -> list[Text]:
    """Texts with digits in the incident sections that are not a report's own words or its address."""
    in_sections = [t for t in page.texts if any(e.attributes.get("class") == "incident" for e in t.around)]
    ours = [t for t in in_sections if not any(e.inside("source") or e.inside("title") for e in t.around)]
    return [t for t in ours if re.search(r"\d", t.words)]


def test_every_number_in_the_incident_sections_is_a_link_to_an_anchor_that_exists() -> None:
    page = invented_page()
    numbers = digits_of_ours(page)
    assert len(numbers) > 60
    for number in numbers:
        link = number.link()
        assert link, f"{number.words!r} is no link"
        assert link.startswith("http") or link[1:] in page.ids, f"{number.words!r} leads to {link}, which is nowhere"


def test_the_minimum_and_the_maximum_lead_to_the_words_that_set_them() -> None:
    page = invented_page()
    [low, high] = [t for t in page.texts if t.words in ("17", "23") and any(e.inside("large") for e in t.around)]
    for number, passage in ((low, "at least 17 civilians"), (high, "قُتل ٢٣ مدنياً")):
        target = (number.link() or "")[1:]
        said = [t.words for t in page.texts if any(e.attributes.get("id") == target for e in t.around)]
        assert said == [passage]


def test_an_open_maximum_is_said_to_be_open_and_an_unknown_number_is_no_zero() -> None:
    words = " ".join(invented_page().words().split())
    assert "49 or more" in words
    assert "not known" in words
    assert "no number known" in words


def test_a_denial_stands_beside_the_deaths_with_its_words() -> None:
    page = invented_page()
    denials = [t.words for t in page.texts if any("denial" in e.classes for e in t.around)]
    assert "Северное командование отрицает" in denials
    beside = [t for t in page.texts if any(e.inside("deniers") for e in t.around) and t.words.strip()]
    assert [t.words for t in beside] == ["Russian forces"]


def test_a_total_over_many_places_stands_apart_and_in_no_incident() -> None:
    page = invented_page()
    where = {
        next(e.attributes.get("id") for e in reversed(t.around) if e.tag == "section")
        for t in page.texts
        if "200" in t.words and t.around[-1].tag not in ("style", "title")
    }
    assert where == {"campaign"}


def test_arabic_is_set_from_right_to_left_and_an_untold_language_is_left_to_the_browser() -> None:
    quoted = [e.attributes for e in invented_page().elements if e.tag == "blockquote"]
    quotes = {(a.get("lang"), a.get("dir")) for a in quoted}
    assert quotes == {("ar", "rtl"), ("en", "ltr"), ("ru", "ltr"), (None, "auto")}


def test_what_was_not_read_or_could_not_be_placed_is_said_with_its_reason() -> None:
    words = " ".join(invented_page().words().split())
    assert "There is no grammar for Portuguese." in words
    assert "The day is not told. No place is named that was hit." in words
    assert "Portuguese 1" in words
    assert "90 counts dead and wounded together." in words


def test_an_account_of_two_places_is_anchored_once_and_pointed_to_from_the_other() -> None:
    page = invented_page()
    assert page.ids.count("claim-11") == 1
    notes = [t for t in page.texts if t.link() == "#claim-11" and any(e.inside("note") for e in t.around)]
    assert [t.words for t in notes] == ["Deir Wardan, Upper Wadi"]


def test_the_page_loads_nothing_and_only_its_own_style_has_effect() -> None:
    page = invented_page()
    assert not [
        e for e in page.elements if e.tag in ("script", "link", "img", "iframe", "object", "embed", "form", "base")
    ]
    assert not [e for e in page.elements if {"src", "srcset", "style", "xlink:href"} & e.attributes.keys()]
    style = next(t.words for t in page.texts if t.around and t.around[-1].tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(e.attributes["content"] for e in page.elements if e.attributes.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_page_does_not_depend_on_the_order_of_the_run() -> None:
    assert render_report(shuffled_run(), "Two Wadis", OUTLINES, "an invented atlas") == invented_page().source


def test_an_empty_run_gives_a_page_that_says_so() -> None:
    page = Page(render_report(Run("run-0", (), (), (), (), (), (), ()), "Nothing yet"))
    assert "No incident came out of the reports of this run." in page.words()
    assert {link[1:] for link in page.links} - set(page.ids) == set()


HEADINGS = (
    "Incidents", "Where", "When, and how many deaths", "Totals over many days or places",
    "Claims that no incident holds", "Reports kept and not read",
)  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_page_has_its_sections(heading: str) -> None:
    assert heading in [t.words for t in invented_page().texts if t.around and t.around[-1].tag == "h2"]
