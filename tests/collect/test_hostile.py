"""Damaged and hostile files of every kind: only reports and refusals come out, in bounded time (promise 8)."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.collect import read_file
from tallystick.model.report import Refusal, Report
from tests.collect.handmade_pdf import pdf_of_lines
from tests.collect.test_mail_and_archives import PAGES, archive, message
from tests.collect.test_tables import parts_of, workbook, zipped
from tests.figures import Figures

LONG = [pytest.mark.torture, pytest.mark.timeout(3600)]
TOKENS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<![CDATA[", b"<!--", b"<!DOCTYPE x [", b"&#x0;", b"&#xD800;", b"]]>",
    b"</", b'"', b"{", b"[", b"\\u0000", b"\\ud800", b"1e999", b"-0", b"NaN", b"\r", b"\r\n\r\n", b"%s%n", b"stream",
    b"=cmd|' /C calc'!A0", b"../../../etc/passwd", b"endobj", b"/Length 99999999", b"PK\x03\x04", b"\x1f\x8b",
    b"WARC/1.0\r\n", b"Content-Length: 999999999", b"Content-Transfer-Encoding: base64", b"A" * 5000, b"<" * 500,
    "\u202e\u0600ﷺ".encode(),
]  # fmt: skip


def a_wacz() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive/data.warc.gz", archive(PAGES))
    return stream.getvalue()


LINES = b"".join(json.dumps({"text": f"report {n}", "published": "2016-02-03"}).encode() + b"\n" for n in range(5))
CHANNEL = {"name": "c", "messages": [{"type": "message", "id": 1, "text": ["a", {"text": "b"}]}]}
KINDS: dict[str, Callable[[], bytes]] = {
    "a.jsonl": lambda: LINES,
    "a.txt": "قُتل ١٢ مدنياً\r\nTwo dead.".encode,
    "a.csv": 'text;date;مصدر\n"Two\ndead";2016-02-03;"P"\nthree;;\n'.encode,
    "a.html": lambda: PAGES[0][2],
    "a.pdf": lambda: pdf_of_lines([["Two dead.", "ايندم ١٢ لتُق"], ["Page two"]]),
    "a.xlsx": lambda: zipped(parts_of(workbook([["text", "date"], ["Two dead", "2016-02-03"]]))),
    "a.json": lambda: json.dumps(CHANNEL).encode(),
    "tweets.js": lambda: b'window.YTD.tweets.part0 = [{"tweet": {"full_text": "x", "created_at": "y"}}]',
    "a.eml": lambda: message("Two dead", "<p>Two dead</p>").as_bytes(),
    "a.warc": lambda: archive(PAGES, packed=False),
    "a.warc.gz": lambda: archive(PAGES),
    "a.wacz": a_wacz,
}


def damaged(whole: bytes, rng: random.Random) -> bytes:
    """The file with a few bytes changed, cut, doubled or replaced by something nasty."""
    data = bytearray(whole)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice([0, 1, 4, 40]))
        choice = rng.random()
        if choice < 0.4:
            data[at:end] = rng.choice(TOKENS)
        elif choice < 0.7:
            data[at:end] = rng.randbytes(end - at)
        elif choice < 0.85:
            data[at:at] = data[rng.randrange(len(data) + 1) :][:200]
        else:
            del data[at : at + rng.randint(0, len(data) // 3)]
    return bytes(data)


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=LONG)])
def test_damaged_files_give_only_reports_and_refusals(tmp_path: Path, name: str, count: int, figures: Figures) -> None:
    rng = random.Random(f"{name} {count}")  # noqa: S311  (a fixed choice of cases, nothing secret)
    whole = KINDS[name]()
    path = tmp_path / name
    taken, refused = 0, 0
    for _ in range(count):
        path.write_bytes(damaged(whole, rng))
        for item in read_file(path):
            assert isinstance(item, Report | Refusal)
            if isinstance(item, Report):
                taken += 1
                assert item.text.encode()
                assert item.report_id
            else:
                refused += 1
                assert "\n" not in item.reason
    assert taken > 0, "damage so heavy that nothing was read shows nothing"
    figures.note(8, inputs=count, reports_read=taken, parts_refused=refused, crashed_or_hung=0)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_undamaged_files_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(KINDS[name]())
    assert any(isinstance(item, Report) for item in read_file(path))


def test_a_zip_whose_parts_overlap_is_counted_as_produced(tmp_path: Path) -> None:
    """Many directory entries that point at one compressed part: a few kilobytes that unpack to gigabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 50_000_000)
        first = packed.infolist()[0]
        packed.filelist += [first] * 200
    path = tmp_path / "a.xlsx"
    path.write_bytes(stream.getvalue())
    (item,) = read_file(path)
    assert isinstance(item, Refusal)
    assert path.stat().st_size < 200_000
