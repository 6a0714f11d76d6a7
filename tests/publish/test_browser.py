"""The page in a real browser: it asks for nothing, its style holds, its anchors lead somewhere, it fits a telephone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick.publish import render_report
from tests.publish.chromium import CHROMIUM, Tab, open_page
from tests.publish.invented import OUTLINES, invented_run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine (apt-get install chromium)"),
]
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll("svg.map .place-name, svg.map .area-name")]
    .map(t => [t.textContent, t.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1)
    .filter(([, q]) => p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom)
    .map(([b]) => `${a} / ${b}`));
})()"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    folder = tmp_path_factory.mktemp("chromium")
    page = Path(os.environ.get("TALLYSTICK_PAGE", folder / "page.html"))
    if not page.exists():
        page.write_text(render_report(invented_run(), "Two Wadis", OUTLINES), "utf-8")
    with open_page(page, folder / "profile") as opened:
        opened.resize(1280, 800)
        yield opened


def test_the_browser_asks_for_the_file_and_for_nothing_else(tab: Tab) -> None:
    assert len(tab.requests()) == 1
    assert tab.requests()[0].startswith("file://")
    assert tab.complaints() == []


def test_the_style_sheet_passes_its_own_policy(tab: Tab) -> None:
    assert tab.value("getComputedStyle(document.querySelector('.imprint')).fontWeight") == "600"


def test_every_link_of_the_page_has_a_target_in_the_dom(tab: Tab) -> None:
    lost = """[...document.querySelectorAll('a[href^="#"]')]
        .filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length"""
    assert tab.value("document.querySelectorAll('a[href^=\"#\"]').length") > 40
    assert tab.value(lost) == 0


def test_a_click_on_the_minimum_brings_its_words_into_view(tab: Tab) -> None:
    tab.value("document.documentElement.style.scrollBehavior = 'auto'; window.scrollTo(0, 0)")
    tab.value("document.querySelector('.headline.killed .large a').click()")
    top = tab.value("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < 800
    assert tab.value("window.scrollY") > 800


@pytest.mark.parametrize("width", [1280, 820, 390, 320])
def test_no_width_makes_the_page_scroll_sideways(tab: Tab, width: int) -> None:
    tab.resize(width, 800)
    assert tab.value("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_no_names_on_the_map_cover_each_other(tab: Tab, width: int) -> None:
    tab.resize(width, 800)
    assert tab.value("document.querySelectorAll('svg.map .place-name').length") > 0
    assert tab.value(OVERLAPS) == []


def test_dark_and_light_are_told_apart(tab: Tab) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        grounds.append(tab.value("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(22, 24, 26)"]
