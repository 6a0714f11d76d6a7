"""Exports of posts."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.collect.reading import only_refusal, only_report, read_bytes, refusals, reports


def test_a_telegram_export_gives_a_report_per_message_with_words(tmp_path: Path) -> None:
    export = {
        "name": "Hill News", "type": "public_channel", "id": 1,
        "messages": [
            {"id": 1, "type": "service", "date": "2016-02-03T10:00:00", "text": "joined"},
            {"id": 2, "type": "message", "date": "2016-02-03T10:00:00", "from": "Hill News", "text": "قُتل ١٢"},
            {"id": 3, "type": "message", "date": "2016-02-04T10:00:00", "from": None,
             "text": ["Two ", {"type": "bold", "text": "dead"}, "."]},
            {"id": 4, "type": "message", "photo": "p.jpg", "text": ""},
        ],
    }  # fmt: skip
    first, second = reports(read_bytes(tmp_path / "result.json", json.dumps(export, indent=1).encode()))
    assert (first.text, first.publisher, first.published) == ("قُتل ١٢", "Hill News", date(2016, 2, 3))
    assert (second.text, second.publisher) == ("Two dead.", "Hill News")
    assert ("telegram_message_id", "3") in second.metadata


def test_an_x_archive_gives_a_report_per_tweet(tmp_path: Path) -> None:
    tweet = {"full_text": "Two dead", "id_str": "9", "created_at": "Wed Feb 03 20:19:24 +0000 2016", "lang": "en"}
    data = b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}]).encode()
    report = only_report(read_bytes(tmp_path / "tweets.js", data))
    assert (report.text, report.published, report.language) == ("Two dead", date(2016, 2, 3), "en")


def test_a_facebook_export_is_unmangled(tmp_path: Path) -> None:
    mangled = "قُتل ١٢".encode().decode("latin-1")
    posts = [{"timestamp": 1454500000, "data": [{"post": mangled}]}, {"timestamp": 1, "data": [{"update": 2}]}]
    report = only_report(read_bytes(tmp_path / "posts.json", json.dumps(posts).encode()))
    assert (report.text, report.published) == ("قُتل ١٢", date(2016, 2, 3))


def test_records_go_by_the_names_that_sites_give_them(tmp_path: Path) -> None:
    posts = [
        {"message": "Two dead", "created_time": "2016-02-03", "likes": 3},
        {"text": "t", "html": None},
        {"likes": 1},
        5,
    ]
    items = read_bytes(tmp_path / "a.json", json.dumps(posts).encode())
    first, second = reports(items)
    assert (first.text, first.published, first.metadata) == ("Two dead", date(2016, 2, 3), (("likes", "3"),))
    assert second.text == "t"
    assert [r.line for r in refusals(items)] == [3, 4]


def test_a_single_json_object_is_one_report(tmp_path: Path) -> None:
    assert only_report(read_bytes(tmp_path / "a.json", b'{\n "text": "x"\n}')).text == "x"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[" * 100_000, "nested"), (b'[{"a": ' + b"[" * 200_000, "nested"), (b'{"a": 1}', "JSON lines"),
        (b'[{"text": "x"}', "Not valid JSON"), (b'"words"', "JSON lines"), (b'[{"text": "\xff"}]', "UTF-8"),
    ],
)  # fmt: skip
def test_broken_json_gets_one_clear_line(tmp_path: Path, data: bytes, says: str) -> None:
    assert says in only_refusal(read_bytes(tmp_path / "a.json", data)).reason
