"""Saved e-mail and web archives."""

import io
import json
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.collect.reading import only_refusal, only_report, read_bytes, refusals, reports


def message(text: str | None, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Hill News <desk@hill.example>"
    mail["Subject"] = "غارة على السوق"
    mail["Date"] = "Wed, 03 Feb 2016 20:19:24 +0300"
    mail["MIME-Version"] = "1.0"
    if text is not None:
        mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_message_gives_its_text_sender_subject_and_day(tmp_path: Path) -> None:
    mail = message("قُتل ١٢ مدنياً\n", "<p>other</p>")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="list.pdf")
    report = only_report(read_bytes(tmp_path / "a.eml", mail.as_bytes()))
    assert (report.text, report.title) == ("قُتل ١٢ مدنياً\n", "غارة على السوق")
    assert (report.publisher, report.published) == ("Hill News <desk@hill.example>", date(2016, 2, 3))
    assert report.metadata == (("mail_attachments", '["list.pdf"]'),)
    assert report.raw_publication_date == "Wed, 03 Feb 2016 20:19:24 +0300"


def test_a_message_in_html_alone_is_read_as_a_page(tmp_path: Path) -> None:
    mail = message(None, "<html><body><p>Two dead in the <b>market</b>.</p></body></html>")
    assert "Two dead in the market" in only_report(read_bytes(tmp_path / "a.eml", mail.as_bytes())).text


def test_a_message_without_text_or_in_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    assert (
        "attachments"
        in only_refusal(read_bytes(tmp_path / "a.eml", b"Subject: x\nContent-Type: image/png\n\nabc")).reason
    )
    unknown = b"Subject: x\nContent-Type: text/plain; charset=klingon\n\nabc"
    assert "unknown encoding" in only_refusal(read_bytes(tmp_path / "a.eml", unknown)).reason


def archive(pages: list[tuple[str, str, bytes, str]], packed: bool = True) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, kind, body, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        date_header = {"WARC-Date": "2016-02-05T08:00:00Z"}
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=date_header
            )
        )
    return stream.getvalue()


PAGE = b"<html><head><title>T</title></head><body>" + b"<p>Two people were killed in the market.</p>" * 9
PAGES = [
    ("https://hill.example/1", "text/html; charset=utf-8", PAGE, "200 OK"),
    ("https://hill.example/x.png", "image/png", b"\x89PNG", "200 OK"),
    ("https://hill.example/gone", "text/html", PAGE, "404 Not Found"),
    ("https://hill.example/a.pdf", "application/pdf", b"%PDF-1.4", "200 OK"),
    ("https://hill.example/empty", "text/html", b"<html></html>", "200 OK"),
]


def test_an_archive_gives_a_report_per_page_with_its_address(tmp_path: Path) -> None:
    for packed in (True, False):
        items = read_bytes(tmp_path / "a.warc", archive(PAGES, packed))
        (report,) = reports(items)
        assert report.url == "https://hill.example/1"
        assert ("warc_captured", '"2016-02-05T08:00:00Z"') in report.metadata
        assert [r.line for r in refusals(items)] == [4, 5]
        assert "PDF" in refusals(items)[0].reason


def test_a_wacz_collection_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        packed.writestr("archive/data.warc.gz", archive(PAGES[:1]))
    assert only_report(read_bytes(tmp_path / "a.wacz", stream.getvalue())).url == "https://hill.example/1"


def test_a_truncated_archive_keeps_what_was_whole(tmp_path: Path) -> None:
    data = archive([PAGES[0], ("https://hill.example/2", "text/html", PAGE, "200 OK")])
    items = read_bytes(tmp_path / "a.warc.gz", data[:-200])
    assert [r.url for r in reports(items)][:1] == ["https://hill.example/1"]


def test_a_page_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    data = archive([("https://hill.example/b", "text/html", b"<p>" + b" " * 60_000_000, "200 OK"), PAGES[0]])
    items = read_bytes(tmp_path / "a.warc.gz", data)
    assert "more than" in refusals(items)[0].reason
    assert [r.url for r in reports(items)] == ["https://hill.example/1"]
