"""The process that reads hostile files: a loop that forks one limited child per file.

Protocol: one JSON request a line on standard input, one JSON answer a line on standard output:
`{"ended": "done"}`, or the name of the signal or of the error that ended the child. What the child read lies in
the spool file that the request names.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tallystick.collect.archives import read_warc
from tallystick.collect.columns import ColumnMapping
from tallystick.collect.html import read_html, read_html_file
from tallystick.collect.limiting import limit_this_process
from tallystick.collect.limits import UnreadableError
from tallystick.collect.mail import read_mail
from tallystick.collect.packed import read_rows, read_zip
from tallystick.collect.pdf import read_pdf
from tallystick.collect.posts import read_posts
from tallystick.collect.wire import to_line
from tallystick.model.report import Refusal, Report

Reader = Callable[[Path, dict[str, str | None]], Iterator[Report | Refusal]]
READERS: dict[str, Reader] = {
    "html": lambda path, _: read_html_file(path),
    "mail": lambda path, _: read_mail(path),
    "pdf": lambda path, _: read_pdf(path),
    "posts": lambda path, _: read_posts(path),
    "rows": lambda path, _: read_rows(path),
    "warc": lambda path, _: read_warc(path),
    "zip": lambda path, options: read_zip(path, ColumnMapping(**options)),
}


WARM_UP_PAGES = (
    b"<html><head><title>T</title></head><body>" + b"<p>A paragraph of a page, long enough.</p>" * 20,
    b"<html><body><p>Short</p></body></html>",  # makes trafilatura load the stop words of a hundred languages
)


def serve() -> None:
    """Answer requests until standard input ends."""
    _warm_up()
    gc.freeze()  # so that a child's garbage collector does not copy the parsers' pages
    _answer("ready")
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _answer(run_child(request))


def _warm_up() -> None:
    """Read a long and a short page, so that the parsers fill their tables once here and not again in every child."""
    for page in WARM_UP_PAGES:
        read_html(page)


def _answer(ended: str) -> None:
    sys.stdout.write(json.dumps({"ended": ended}) + "\n")
    sys.stdout.flush()


def run_child(request: dict[str, object]) -> str:
    """Read the requested file in a limited child; `done`, or the name of the signal or error that ended it."""
    gone, told = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(request, told)
    os.close(told)
    with os.fdopen(gone, "rb") as pipe:
        name = pipe.read(200).decode("ascii", "replace")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return name or "it ended without a word"


def _be_the_child(request: dict[str, object], told: int) -> None:
    ended = "done"
    try:
        limit_this_process()
        _read(request)
    finally:  # whatever went wrong ends here, as a name, and the process with it
        if (error := sys.exc_info()[0]) is not None:
            ended = error.__name__
        os.write(told, ended.encode("ascii", "replace")[:200])
        os._exit(0)


def _read(request: dict[str, object]) -> None:
    path, kind, options = Path(str(request["path"])), str(request["kind"]), request["options"]
    assert isinstance(options, dict)
    with open(str(request["spool"]), "wb", buffering=0) as spool:
        try:
            for item in READERS[kind](path, options):
                spool.write(to_line(item))
        except UnreadableError as error:
            spool.write(to_line(Refusal(str(path), error.line, error.reason)))


if __name__ == "__main__":
    serve()
