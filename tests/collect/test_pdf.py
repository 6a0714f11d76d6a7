"""PDFs: pages, Arabic in visual order, scans, damage."""

import random
import zlib
from pathlib import Path

import pytest

from tallystick.collect import read_file
from tallystick.model.report import Refusal, Report
from tests.collect.handmade_pdf import pdf_of_lines, pdf_of_streams
from tests.collect.paper import laid_out
from tests.collect.test_reading_order import ARABIC_LINES
from tests.figures import Figures

FORMS = str.maketrans({"ق": "\ufed7", "ت": "\ufe98", "م": "\ufee3", "د": "\ufeaa", "ن": "\ufee7", "ي": "\ufef3"})


def read(path: Path, data: bytes) -> list[Report | Refusal]:
    path.write_bytes(data)
    return list(read_file(path))


def report(path: Path, data: bytes) -> Report:
    items = read(path, data)
    assert len(items) == 1
    assert isinstance(items[0], Report), items[0]
    return items[0]


def drawn(line: str, marks: str) -> str:
    """The line's characters from left to right, marks drawn behind or before their letter."""
    placed = laid_out(line, True)
    return "".join(placed if marks == "behind" else (cluster[1:] + cluster[0] for cluster in placed))


def normal(line: str) -> str:
    """A mark typed on or before a final alef is the same word: paper does not tell them apart."""
    return line.replace("اً", "ًا")


@pytest.mark.parametrize("marks", ["behind", "before"])
def test_an_arabic_page_is_put_back_into_reading_order_and_says_so(tmp_path: Path, marks: str) -> None:
    made = report(tmp_path / "a.pdf", pdf_of_lines([[drawn(line, marks) for line in ARABIC_LINES]]))
    assert [normal(line) for line in made.text.split("\n")] == [normal(line) for line in ARABIC_LINES]
    assert made.text_order == "reconstructed"


def test_twelve_killed_in_shaped_letters_stay_twelve_killed(tmp_path: Path) -> None:
    made = report(tmp_path / "a.pdf", pdf_of_lines([[drawn("قُتل ١٢ مدنيا", "before").translate(FORMS)]]))
    assert made.text == "قُتل ١٢ مدنيا"


def test_a_lam_alef_ligature_is_two_letters_in_reading_order(tmp_path: Path) -> None:
    made = report(tmp_path / "a.pdf", pdf_of_lines([["ﻝﺎﻔﻃ\ufef7\u0627 ﻞﺘﻗ"]]))
    assert made.text == "قتل اﻷطفال".replace("ﻷ", "لأ")


def test_a_number_drawn_apart_from_its_line_goes_back_into_it(tmp_path: Path) -> None:
    words = "ايندم    لتق".encode("utf-16-be").hex().encode()
    number = "١٢".encode("utf-16-be").hex().encode()
    page = b"BT /F 12 Tf 40 780 Td <%s> Tj ET BT /F 12 Tf 40 700 Td <0062> Tj ET BT /F 12 Tf 78 780 Td <%s> Tj ET"
    text = report(tmp_path / "a.pdf", pdf_of_streams([page % (words, number)])).text
    assert " ".join(text.split("\n")[0].split()) == "قتل ١٢ مدنيا"


def test_an_english_page_is_as_stored_and_pages_are_kept_apart(tmp_path: Path) -> None:
    made = report(tmp_path / "a.pdf", pdf_of_lines([["Two people were", "killed on Monday."], ["Page two."]]))
    assert made.text == "Two people were\nkilled on Monday.\n\nPage two."
    assert made.text_order == "as_stored"
    assert made.media_type == "application/pdf"
    assert ("page_starts", "[0, 35]") in made.metadata


def test_a_pdf_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    assert report(tmp_path / "a.txt", pdf_of_lines([["Named as text."]])).text == "Named as text."


def test_a_scan_is_refused_with_the_word_ocr(tmp_path: Path) -> None:
    (refusal,) = read(tmp_path / "scan.pdf", pdf_of_streams([b"0 0 m 100 100 l S"]))
    assert isinstance(refusal, Refusal)
    assert "OCR" in refusal.reason


@pytest.mark.parametrize("keep", [5, 60, 400, 900])
def test_a_truncated_pdf_gets_one_clear_line(tmp_path: Path, keep: int) -> None:
    items = read(tmp_path / "cut.pdf", pdf_of_lines([["Whole once."]])[:keep])
    assert len(items) == 1
    assert isinstance(items[0], Refusal), items
    assert "again" in items[0].reason


def test_a_flate_bomb_ends_in_a_refusal(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b"\n" * (1 << 24)) for _ in range(128)) + packer.flush()  # 2 GB of blank lines
    page = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    data = pdf_of_streams([b"BT ET"]).replace(b"<< /Length 5 >>\nstream\nBT ET\nendstream", page)
    items = read(tmp_path / "bomb.pdf", data)
    assert len(items) == 1
    assert isinstance(items[0], Refusal)


@pytest.mark.parametrize("count", [100, pytest.param(5000, marks=[pytest.mark.torture, pytest.mark.timeout(1800)])])
def test_damaged_pdfs_give_only_reports_and_refusals(tmp_path: Path, count: int, figures: Figures) -> None:
    rng = random.Random(count)  # noqa: S311
    whole = pdf_of_lines([["A market was hit.", drawn("قُتل ١٢ مدنيا", "behind")], ["Second page."]], compress=True)
    path = tmp_path / "damaged.pdf"
    for _ in range(count):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 12)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 3)] = rng.randbytes(rng.randint(0, 3))
        assert read(path, bytes(data))
    figures.note(8, inputs=count, crashed_or_hung=0)
