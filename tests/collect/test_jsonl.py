"""JSON lines in the form of contracts.md."""

import hashlib
import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from tallystick.collect import read_file
from tallystick.collect.limits import MAX_TEXT_BYTES
from tests.collect.reading import only_refusal, only_report, read_bytes, refusals, reports


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_every_field_of_the_contract_arrives(tmp_path: Path) -> None:
    record = {
        "doc_id": "r-1", "text": "Two dead.", "title": "T", "url": "https://a.example/1", "publisher": "P",
        "author": "A", "published": "2016-02-03T23:30:00Z", "raw_publication_date": "3 Feb", "language": "en",
        "source_type": "news", "camera": {"model": "x"},
    }  # fmt: skip
    data = lines(record)
    report = only_report(read_bytes(tmp_path / "a.jsonl", data))
    assert report.report_id == "r-1"
    assert (report.title, report.url, report.publisher, report.author) == ("T", "https://a.example/1", "P", "A")
    assert (report.published, report.raw_publication_date) == (date(2016, 2, 3), "3 Feb")
    assert (report.language, report.source_type) == ("en", "news")
    assert report.metadata == (("camera", '{"model": "x"}'),)
    assert report.original_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("text", ["a\r\nb ", " \u200fقُتل ١٢\u2028", "e\u0301 é ﻼ", "\t…"])
def test_the_text_is_kept_code_point_for_code_point(tmp_path: Path, text: str) -> None:
    assert only_report(read_bytes(tmp_path / "a.jsonl", lines({"text": text}))).text == text


def test_the_same_text_from_the_same_place_gets_the_same_id_and_another_place_another(tmp_path: Path) -> None:
    same = {"text": "Two dead.", "publisher": "P"}
    data = lines(same, {**same, "title": "other title"}, {**same, "publisher": "Q"})
    first, second, third = (r.report_id for r in reports(read_bytes(tmp_path / "a.jsonl", data)))
    assert first == second
    assert first != third


def test_a_date_that_is_not_iso_is_kept_as_it_was_written(tmp_path: Path) -> None:
    report = only_report(read_bytes(tmp_path / "a.jsonl", lines({"text": "x", "published": "٣ شباط ٢٠١٦"})))
    assert (report.published, report.raw_publication_date) == (None, "٣ شباط ٢٠١٦")


BROKEN = [
    (b'{"text": "x"', "Not valid JSON"),
    (b"[1, 2]", "not an object"),
    (b'{"title": "no text"}', "no `text`"),
    (b'{"text": ""}', "empty"),
    (b'{"text": 5}', "must be a string"),
    (b'{"text": "x", "url": []}', "`url` must be"),
    (b'{"text": "x\\u0000y"}', "NUL character at position 1"),
    (b'{"text": "x", "title": "a\\u0000"}', "NUL"),
    (b'{"text": "ab\\ud800"}', "surrogate pair at position 2"),
    (b'{"text": "x", "k\\ud800": 1}', "surrogate"),
    (b'{"text": "\xff"}', "Byte 10 of the line is not UTF-8"),
    (b'{"text": "x", "n": %s}' % (b"9" * 6000), "too long"),
    (b'{"text": "x", "n": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
    (b'{"text": "x", "n": "' + b"m" * 1_100_000 + b'"}', "unknown keys"),
]


@pytest.mark.parametrize(("line", "says"), BROKEN)
def test_a_broken_line_is_refused_by_its_number_and_the_rest_goes_in(tmp_path: Path, line: bytes, says: str) -> None:
    items = read_bytes(tmp_path / "a.jsonl", lines({"text": "before"}) + line + b"\n" + lines({"text": "after"}))
    assert [r.text for r in reports(items)] == ["before", "after"]
    (refusal,) = refusals(items)
    assert refusal.line == 2
    assert says in refusal.reason


def test_unknown_keys_with_odd_characters_survive_as_json(tmp_path: Path) -> None:
    report = only_report(read_bytes(tmp_path / "a.jsonl", b'{"text": "x", "k": "a\\u0000\\ud800", "n": null}\n'))
    assert [(key, json.loads(value)) for key, value in report.metadata] == [("k", "a\x00\ud800"), ("n", None)]
    assert all(value.encode() for _, value in report.metadata)


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    assert only_report(read_bytes(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "x"}\r\n\n  \n')).text == "x"


def test_html_of_a_line_is_read_like_a_page_and_what_the_line_says_outranks_it(tmp_path: Path) -> None:
    page = (
        "<html lang=ar><head><title>عنوان الصفحة</title><meta property='article:published_time' content='2016-02-03'>"
        "</head><body><article><p>" + "قُتل ١٢ مدنياً في غارة على السوق. " * 12 + "</p></article></body></html>"
    )
    data = lines({"doc_id": "h", "html": page, "title": "Mine"}, {"html": "<p></p>"}, {"text": "t", "html": "<p>x</p>"})
    items = read_bytes(tmp_path / "a.jsonl", data)
    first, third = reports(items)
    assert (first.report_id, first.title, first.published, first.language) == ("h", "Mine", date(2016, 2, 3), "ar")
    assert first.text.startswith("قُتل ١٢ مدنياً")
    assert third.text == "t"
    assert refusals(items)[0].line == 2


def test_lines_are_known_by_their_content_whatever_the_name(tmp_path: Path) -> None:
    data = lines({"text": "a"}, {"text": "b"})
    for name in ("a.json", "a", "a.txt", "a.data"):
        assert [r.text for r in reports(read_bytes(tmp_path / name, data))] == ["a", "b"]


def test_a_utf_16_file_is_refused_once(tmp_path: Path) -> None:
    assert "UTF-16" in only_refusal(read_bytes(tmp_path / "a.jsonl", '{"text": "x"}\n'.encode("utf-16"))).reason


def test_a_text_over_the_limit_is_refused_and_the_rest_goes_in(tmp_path: Path) -> None:
    items = read_bytes(tmp_path / "a.jsonl", lines({"text": "x" * (MAX_TEXT_BYTES + 1)}, {"text": "after"}))
    assert [r.text for r in reports(items)] == ["after"]
    assert "split it" in refusals(items)[0].reason


def test_memory_stays_flat_over_a_long_line_and_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n')
        for number in range(20_000):
            file.write(b'{"text": "report %d"}\n' % number)
    tracemalloc.start()
    refused = taken = 0
    for item in read_file(path):
        refused += item.__class__.__name__ == "Refusal"
        taken += item.__class__.__name__ == "Report"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (refused, taken) == (1, 20_000)
    assert peak < 300_000_000
