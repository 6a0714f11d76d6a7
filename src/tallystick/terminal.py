"""What a person at a terminal sees: progress on stderr, tables and paths on stdout, errors that say what to do."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tallystick.model.errors import ExpectedError

T = TypeVar("T")


class Finding(Protocol):
    """Something a check found: a stable code, how bad it is, where, and a sentence."""

    @property
    def code(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def says(self) -> str: ...


EXIT_FINDINGS = 1
EXIT_WRONG_USE = 2


class StageBars:
    """One progress bar per stage; implements `pipeline.Watch`."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(self, stage: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
        """Pass every item through and move the bar of its stage."""
        if total is None and isinstance(items, Sized):
            total = len(items)
        return self._progress.track(items, total=total, description=stage)


@contextmanager
def stage_bars(quiet: bool = False) -> Iterator[StageBars]:
    """Progress bars on stderr for as long as the work goes on; none when `quiet` or not at a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<28}"), BarColumn(32), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as progress:
        yield StageBars(progress)


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on stdout, as wide as the terminal (or 132 columns when piped)."""
    console = Console(width=None if sys.stdout.isatty() else 132)
    table = Table(title=title, title_justify="left", header_style="bold", pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def print_json(value: object) -> None:
    """One JSON value on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_findings(findings: Iterable[Finding], as_json: bool) -> bool:
    """What doctor or verify found, one line each; True when something is wrong."""
    found = list(findings)
    if as_json:
        print_json([{"code": f.code, "level": f.level, "subject": f.subject, "says": f.says} for f in found])
    else:
        for finding in found:
            say(
                f"{finding.level:<8} {finding.subject}: {finding.says}"
                if finding.subject
                else f"{finding.level:<8} {finding.says}"
            )
    return any(f.level == "error" for f in found)


def read_text(path: Path) -> str:
    """A small text file that the user named; ExpectedError when it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExpectedError(f"{path} cannot be read: {error}") from error


def write_output(path: Path, lines: Iterable[str]) -> None:
    """Lines into a file that the user named; ExpectedError when it cannot be written."""
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise ExpectedError(f"{path} cannot be written: {error.strerror}") from error


def say(text: str) -> None:
    """A line on stdout."""
    sys.stdout.write(text + "\n")
