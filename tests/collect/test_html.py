"""Web pages, offline."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tallystick.collect.html import visible_text
from tests.collect.reading import only_refusal, only_report, read_bytes

ARTICLE = "<article>" + "".join(f"<p>Paragraph {n}: the market was hit at noon and people ran.</p>" for n in range(8))


def page(head: str = "", body: str = ARTICLE + "</article>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_title_author_date_address_and_main_text_are_the_pages_own(tmp_path: Path) -> None:
    head = (
        '<title>Strike on market | Hill News</title><meta property="og:title" content="Strike on market">'
        '<meta name="author" content="Lina Haddad"><meta property="og:site_name" content="Hill News">'
        '<meta property="article:published_time" content="2016-02-03T22:15:00+03:00">'
        '<link rel="canonical" href="https://hill.example/a/1">'
    )
    body = f"<nav><a href=/>Home</a><a href=/x>Sport</a></nav>{ARTICLE}</article><footer>All rights reserved</footer>"
    report = only_report(read_bytes(tmp_path / "a.html", page(head, body)))
    assert (report.title, report.author, report.publisher) == ("Strike on market", "Lina Haddad", "Hill News")
    assert (report.published, report.url) == (date(2016, 2, 3), "https://hill.example/a/1")
    assert report.text.startswith("Paragraph 0")
    assert "Sport" not in report.text
    assert report.media_type == "text/html"
    assert ("read_as", '"main_text"') in report.metadata


def test_a_page_without_a_date_has_none_and_today_is_not_invented(tmp_path: Path) -> None:
    body = "<p>Copyright 2019. " + "Two people were killed in the raid on the village. " * 9 + "</p>"
    report = only_report(read_bytes(tmp_path / "a.html", page("<title>T</title>", body)))
    assert (report.published, report.raw_publication_date) == (None, None)


def test_without_a_main_text_all_visible_words_are_taken_and_that_is_said(tmp_path: Path) -> None:
    body = "<style>x{}</style><table><tr><td>قُتل ١٢</table><script>no()</script><!-- no --><div>Second"
    report = only_report(read_bytes(tmp_path / "a.html", page("", body)))
    assert report.text == "قُتل ١٢\nSecond"
    assert any(key == "read_as" for key, _ in report.metadata)


def test_words_of_one_line_stay_on_one_line(tmp_path: Path) -> None:
    body = "<div>Two <b>people</b> were <a href=/x>killed</a>.<br>Second&nbsp;line</div><p>Third"
    assert (
        only_report(read_bytes(tmp_path / "a.html", page("", body))).text
        == "Two people were killed.\nSecond line\nThird"
    )


def test_what_a_page_hides_is_not_among_its_visible_words() -> None:
    tree = lxml_html.document_fromstring("<p>seen<span hidden>no</span> too</p><!-- no --><script>no</script>tail")
    assert visible_text(tree) == "seen too\ntail"


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    for body in ("", "<script>render()</script>", "<img src=x>"):
        assert "no readable text" in only_refusal(read_bytes(tmp_path / "a.html", page("", body))).reason


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("windows-1256", "windows-1256"), ("iso-8859-6", "iso-8859-6"), ("utf-8", "utf-8"), ("utf-16", "")],
)
def test_the_encoding_is_that_of_the_mark_or_the_declaration(tmp_path: Path, encoding: str, declared: str) -> None:
    words = "قتل مدنيون في غارة على السوق. " * 10
    html = f"<!doctype html><html><head><meta charset={declared}></head><body><p>{words}</p></body></html>"
    assert words.strip() in only_report(read_bytes(tmp_path / "a.html", html.encode(encoding))).text


def test_an_undeclared_old_code_page_is_told_from_its_words(tmp_path: Path) -> None:
    words = "قتل مدنيون في غارة على السوق. " * 10
    report = only_report(read_bytes(tmp_path / "a.html", f"<html><body><p>{words}</p></body></html>".encode("cp1256")))
    assert words.strip() in report.text
    assert ("decoded_as", '"cp1256"') in report.metadata


def test_single_bytes_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    html = page("<meta charset=utf-8>").replace(b"market", b"mar\xffket", 1)
    assert ("decoded_as", '"utf-8, 1 unreadable"') in only_report(read_bytes(tmp_path / "a.html", html)).metadata


def test_a_declared_encoding_that_is_no_text_encoding_is_passed_over(tmp_path: Path) -> None:
    for name in ("base64", "zlib", "rot13", "idna", "nonsense", "undefined"):
        assert "market" in only_report(read_bytes(tmp_path / "a.html", page(f"<meta charset={name}>"))).text


def test_a_deeply_nested_page_does_not_crash(tmp_path: Path) -> None:
    items = read_bytes(tmp_path / "a.html", page("", "<div>" * 60_000 + "deep" + "</div>" * 60_000))
    assert len(items) == 1


def test_entities_that_swell_are_not_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{entities}]><html><body><p>&a11;</p></body></html>'
    items = read_bytes(tmp_path / "a.xhtml", bomb.encode())
    assert len(items) == 1
    assert len(str(items[0])) < 10_000


def test_a_file_named_by_the_page_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("canary-5521")
    bomb = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><html><body><p>a &x; b</p></body></html>'
    )
    assert "canary-5521" not in str(read_bytes(tmp_path / "a.xhtml", bomb.encode()))
