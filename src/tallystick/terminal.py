"""What a person at a terminal sees: progress on stderr, tables and paths on stdout, errors that say what to do."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

T = TypeVar("T")
EXIT_FINDINGS = 1
EXIT_WRONG_USE = 2


class StageBars:
    """One progress bar per stage; implements `pipeline.Watch`."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(self, stage: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
        """Pass every item through and move the bar of its stage."""
        if total is None and hasattr(items, "__len__"):
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


def say(text: str) -> None:
    """A line on stdout."""
    sys.stdout.write(text + "\n")


def fail(text: str, code: int = EXIT_WRONG_USE) -> NoReturn:
    """One clear error on stderr, and out."""
    sys.stderr.write(f"tallystick: {text}\n")
    raise SystemExit(code)
