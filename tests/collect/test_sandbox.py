"""The limited process: whatever a reader does, it ends in a word, and the next file is read."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tallystick.collect import limiting, read_file, reading_server
from tallystick.collect.reading_server import run_child
from tallystick.collect.sandbox import BROKEN, ReadingServer, SandboxError
from tallystick.model.report import Refusal, Report
from tests.collect.reading import only_refusal, only_report, read_bytes

Reader = Callable[[], None]
PAGE = b"<html><body><p>Two people were killed in the market.</p></body></html>"


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def swallow_memory() -> None:
    assert bytearray(2_000_000_000)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise AttributeError("a parser's own mistake")


def recurse() -> None:
    recurse()


def fork_and_open_many() -> None:
    assert [os.open("/dev/null", os.O_RDONLY) for _ in range(500)]


@pytest.mark.parametrize(
    ("reader", "ended"),
    [
        (spin, "SIGXCPU"), (sleep, "SIGALRM"), (swallow_memory, "MemoryError"), (crash, "SIGKILL"),
        (fail, "AttributeError"), (recurse, "RecursionError"), (fork_and_open_many, "OSError"),
    ],
)  # fmt: skip
def test_a_reader_that_goes_wrong_ends_in_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader, ended: str
) -> None:
    def read(_: Path, __: Mapping[str, str | None]) -> Iterator[Report | Refusal]:
        yield Report("a", "kept although the rest fails")
        reader()

    monkeypatch.setitem(reading_server.READERS, "test", read)
    monkeypatch.setattr(limiting, "MAX_CPU_SECONDS", 1)
    monkeypatch.setattr(limiting, "MAX_WALL_SECONDS", 3 if reader is sleep else 60)  # a busy machine is slow
    spool = tmp_path / "spool"
    assert run_child({"path": "x", "kind": "test", "options": {}, "spool": str(spool)}) == ended
    assert spool.read_bytes().count(b"\n") == 1


def test_a_reader_that_never_stops_writing_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: Path, __: Mapping[str, str | None]) -> Iterator[Report | Refusal]:
        while True:
            yield Report("a", "x" * 100_000)

    monkeypatch.setitem(reading_server.READERS, "test", read)
    monkeypatch.setattr(limiting, "MAX_OUTPUT_BYTES", 1_000_000)
    spool = tmp_path / "spool"
    assert run_child({"path": "x", "kind": "test", "options": {}, "spool": str(spool)}) == "SIGXFSZ"
    assert spool.stat().st_size <= 1_000_000


def test_a_server_that_was_killed_costs_one_file_and_the_next_is_read(tmp_path: Path) -> None:
    server = ReadingServer()
    path = tmp_path / "a.html"
    path.write_bytes(PAGE)
    assert isinstance(next(server.read(path, "html", {})), Report)
    assert server.process is not None
    os.kill(server.process.pid, signal.SIGSTOP)
    os.kill(server.process.pid, signal.SIGKILL)
    assert len(list(server.read(path, "html", {}))) == 1
    assert isinstance(next(server.read(path, "html", {})), Report)
    server.stop()


def test_many_pages_are_read_one_after_another_quickly(tmp_path: Path) -> None:
    read_bytes(tmp_path / "first.html", PAGE)
    start = time.monotonic()
    for _ in range(20):
        only_report(read_bytes(tmp_path / "a.html", PAGE))
    assert time.monotonic() - start < 10


def test_the_stop_words_of_a_hundred_languages_are_loaded_once_and_not_in_every_child() -> None:
    """They took 0.4 s of every short or damaged page."""
    ask = "from tallystick.collect import reading_server as s; s._warm_up(); import trafilatura.external as e"
    told = subprocess.run(
        [sys.executable, "-c", f"{ask}; print(e.JT_STOPLIST is not None)"], capture_output=True, text=True, check=True
    )
    assert told.stdout == "True\n"


def test_two_files_can_be_read_at_the_same_time(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(PAGE.replace(b"market", name.encode()))
    pairs = zip(read_file(tmp_path / "a.html"), read_file(tmp_path / "b.html"), strict=True)
    ((first, second),) = pairs
    assert "a.html" in str(first)
    assert "b.html" in str(second)


def test_a_module_in_the_folder_of_work_is_not_taken_for_a_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lxml", "trafilatura", "json"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    (tmp_path / "a.html").write_bytes(PAGE)
    monkeypatch.chdir(tmp_path)
    server = ReadingServer()
    assert isinstance(next(server.read(Path("a.html"), "html", {})), Report)
    server.stop()
    assert not (tmp_path / "ran").exists()


def test_an_installation_that_cannot_read_is_not_blamed_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    with pytest.raises(SandboxError, match="does not start"):
        next(ReadingServer().read(tmp_path / "a.html", "html", {}))


def test_no_spool_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    only_report(read_bytes(tmp_path / "a.html", PAGE))
    only_refusal(read_bytes(tmp_path / "b.pdf", b"%PDF-1.4 broken"))
    assert list((tmp_path / "temp").iterdir()) == []


def test_what_a_parser_stumbles_over_becomes_a_sentence() -> None:
    assert BROKEN.format(how="KeyError").endswith("save it again.")
