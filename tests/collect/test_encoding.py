"""Old encodings: read where that is clear, refused with the byte where it is not."""

import time
from pathlib import Path

import pytest

from tallystick.collect.encoding import legacy_encoding
from tests.collect.reading import only_refusal, only_report, read_bytes

ARABIC = "قتل اثنا عشر مدنياً في غارة على سوق البلدة صباح اليوم، وأصيب آخرون بجروح."
RUSSIAN = "В результате удара по рынку погибли двенадцать мирных жителей, ещё тридцать ранены. Об этом сообщил Центр."
FRENCH = (
    "Douze civils ont été tués hier à l'aube lors d'une frappe aérienne près du marché, où des blessés étaient évacués."
)


@pytest.mark.parametrize(("text", "encoding"), [(ARABIC, "cp1256"), (RUSSIAN, "cp1251")])
def test_a_clear_old_code_page_is_read_and_said(tmp_path: Path, text: str, encoding: str) -> None:
    report = only_report(read_bytes(tmp_path / "a.txt", text.encode(encoding)))
    assert report.text == text
    assert report.metadata == (("decoded_as", f'"{encoding}"'),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding in ("utf-16", "utf-32") else "\ufeff"
    assert only_report(read_bytes(tmp_path / "a.txt", (mark + ARABIC).encode(encoding))).text == ARABIC


@pytest.mark.parametrize("data", [FRENCH.encode("cp1252"), b"abc\xff\xfe", "é".encode("latin-1"), b"ab\x80" * 50])
def test_an_unclear_encoding_is_refused_with_the_byte(tmp_path: Path, data: bytes) -> None:
    refusal = only_refusal(read_bytes(tmp_path / "a.txt", data))
    first = next(i for i, byte in enumerate(data) if byte >= 0x80)
    assert f"Byte {first} is not valid UTF-8" in refusal.reason


def test_a_broken_utf_16_file_is_refused_with_the_byte(tmp_path: Path) -> None:
    assert "utf-16" in only_refusal(read_bytes(tmp_path / "a.txt", b"\xff\xfea\x00b")).reason


def test_the_two_code_pages_are_not_taken_for_each_other() -> None:
    assert legacy_encoding(ARABIC.encode("cp1256")) == "cp1256"
    assert legacy_encoding(RUSSIAN.encode("cp1251")) == "cp1251"
    assert legacy_encoding(RUSSIAN.upper().encode("cp1251")) == "cp1251"
    assert legacy_encoding(FRENCH.encode("cp1252")) is None
    assert legacy_encoding("short é".encode("cp1252")) is None


def test_a_long_run_of_letters_with_one_broken_byte_is_answered_at_once(tmp_path: Path) -> None:
    """Text files are read in our own process: nothing would stop a reader that takes time by the square."""
    started = time.process_time()
    only_refusal(read_bytes(tmp_path / "a.txt", b"A" * 200_000 + b"\xff"))
    assert time.process_time() - started < 2
