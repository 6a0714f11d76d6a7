"""Whatever is named on the command line: a report, or one clear line."""

import os
import tracemalloc
from pathlib import Path

import pytest

from tallystick.collect import list_files, read_file
from tallystick.collect.limits import MAX_TEXT_BYTES
from tests.collect.reading import only_refusal, only_report, read_bytes


def test_what_is_no_file_gets_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "real.txt").write_text("real")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    os.mkfifo(tmp_path / "pipe")
    says = {"missing.txt": "cannot be read", "folder": "folder", "link.txt": "symbolic link", "pipe": "pipe"}
    for name, words in says.items():
        assert words in only_refusal(list(read_file(tmp_path / name))).reason
    assert "NUL" in only_refusal(list(read_file(Path("a\x00b")))).reason
    assert "cannot be read" in only_refusal(list(read_file(tmp_path / ("n" * 300)))).reason


def test_a_file_without_the_right_to_read_gets_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")  # what the system says, also where the tests run as root

    (tmp_path / "a.txt").write_text("secret")
    monkeypatch.setattr(Path, "open", refuse)
    assert "rights" in only_refusal(list(read_file(tmp_path / "a.txt"))).reason


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.pdf", "a.html", "a.csv", "a.xlsx", "a"])
def test_an_empty_file_gets_one_clear_line(tmp_path: Path, name: str) -> None:
    assert "empty" in only_refusal(read_bytes(tmp_path / name, b"")).reason


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff\xe0", "image"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
        (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b\x08\x00abc", "packed"), (b"{\\rtf1 x}", "rich text"),
        (b"PAR1\x15\x04", "Parquet"), (b"\x00\x00\x00\x20ftypisom", "video"), (b"\x01\x02\x00\x03", "NUL"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_text_is_refused_with_what_to_do(tmp_path: Path, data: bytes, says: str) -> None:
    assert says in only_refusal(read_bytes(tmp_path / "file", data)).reason


def test_a_text_of_200_megabytes_is_refused_without_being_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"word " * 200_000)
    tracemalloc.start()
    refusal = only_refusal(list(read_file(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert f"{MAX_TEXT_BYTES:,}" in refusal.reason
    assert peak < 10_000_000


def test_plain_text_keeps_its_words_and_unifies_its_line_ends(tmp_path: Path) -> None:
    report = only_report(read_bytes(tmp_path / "a.txt", "\ufeffقُتل ١٢\r\nfoo\rbar\n".encode()))
    assert report.text == "قُتل ١٢\nfoo\nbar\n"
    assert (report.media_type, report.metadata) == ("text/plain", ())


def test_plain_text_that_starts_like_something_else_stays_text(tmp_path: Path) -> None:
    for text in (
        "[ Breaking ] two dead",
        "From: here to there\n\nwords",
        "{not json}",
        "a, b, c\n1, 2, 3",
        "WARC is short",
    ):
        assert only_report(read_bytes(tmp_path / "a.txt", text.encode())).text == text


def test_a_folder_is_listed_in_order_without_hidden_files_and_links(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "b/.y"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    assert [str(p.relative_to(tmp_path)) for p in list_files(tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt"]


def test_reading_the_same_file_twice_gives_the_same_reports(tmp_path: Path) -> None:
    data = b"<html><title>T</title><body><p>Two people were killed in the raid.</p></body></html>"
    assert read_bytes(tmp_path / "a.html", data) == read_bytes(tmp_path / "a.html", data)
