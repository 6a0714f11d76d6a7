"""Overlap tables: read from a file, made from rows, put in a fixed order, spread over all patterns."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tallystick.model.errors import ExpectedError
from tallystick.model.estimate import OverlapTable

Counts = NDArray[np.float64]
COUNT_COLUMNS = ("count", "n", "freq")
UNKNOWN = "unknown"
NOT_KNOWN = frozenset({"", UNKNOWN, "missing", "na", "n/a", "null", "none"})


class OverlapTableError(ExpectedError):
    """A file is not an overlap table; the text names the file, the line and what to put right."""


def read_overlap_table(path: Path) -> OverlapTable:
    """Read a CSV of one row per pattern: a column of 0s and 1s per list, and `count` people.

    Any further column (gender, region, month) divides the table into strata; an empty cell there is the stratum of
    those of whom it is not known. Rows with the same pattern and stratum add up.

    Raises:
        OverlapTableError: with file, line and what to put right.

    Example:
        >>> read_overlap_table(Path("kosovo.csv"))  # doctest: +SKIP
        OverlapTable(lists=('EXH', 'ABA', 'OSCE', 'HRW'), ...)
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = [c.strip() for c in reader.fieldnames or ()]
            reader.fieldnames = columns
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OverlapTableError(f"{path} cannot be read as a table: {error}") from error
    return _table_of(path, columns, rows)


def _table_of(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> OverlapTable:
    counted = next((c for c in columns if c.casefold() in COUNT_COLUMNS), None)
    if counted is None:
        raise OverlapTableError(f"{path}: no column says how many people; name one `count`.")
    if len(set(columns)) != len(columns):
        raise OverlapTableError(f"{path}: two columns have the same name.")
    others = [c for c in columns if c != counted]
    lists = [c for c in others if rows and all((row[c] or "").strip() in {"0", "1"} for row in rows)]
    if not lists:
        raise OverlapTableError(f"{path}: no column holds only 0 and 1, so no list can be told.")
    parts = [c for c in others if c not in lists]
    tallies: dict[str | None, Counter[tuple[int, ...]]] = {}
    for line, row in enumerate(rows, start=2):
        pattern = tuple(int(row[c]) for c in lists)
        number = _people(path, line, row[counted])
        if not any(pattern):
            raise OverlapTableError(f"{path}, line {line}: people on no list cannot have been counted; remove the row.")
        name = ", ".join(f"{c}={_part(row[c])}" for c in parts) or None
        tallies.setdefault(name, Counter())[pattern] += number
    return _with_strata(lists, tallies)


def _part(text: str | None) -> str:
    """A stratum's value; what is not known is called `unknown`, whatever the file calls it."""
    said = (text or "").strip()
    return UNKNOWN if said.casefold() in NOT_KNOWN else said


def _people(path: Path, line: int, text: str | None) -> int:
    if text is None or not text.strip().isascii() or not text.strip().isdigit():
        raise OverlapTableError(f"{path}, line {line}: the count {text!r} is not a whole number of people.")
    return int(text)


def _with_strata(lists: Sequence[str], tallies: Mapping[str | None, Counter[tuple[int, ...]]]) -> OverlapTable:
    strata = tuple(overlap_table(lists, tally, name=name) for name, tally in sorted(tallies.items(), key=str))
    return strata[0] if set(tallies) == {None} else pool_strata(strata)


def overlap_table(
    lists: Sequence[str], counts: Mapping[tuple[int, ...], int], *, name: str | None = None
) -> OverlapTable:
    """A table from patterns and the number of people with each.

    Example:
        >>> overlap_table(["SAMS", "PHR"], {(1, 1): 60, (1, 0): 117, (0, 1): 30}).listed
        207
    """
    kept = sorted(((p, n) for p, n in counts.items() if n), reverse=True)
    return OverlapTable(tuple(lists), tuple(p for p, _ in kept), tuple(n for _, n in kept), name)


def pool_strata(strata: Sequence[OverlapTable], *, name: str | None = None) -> OverlapTable:
    """The whole of which these tables are parts; all have the same lists in the same order."""
    if len({table.lists for table in strata}) != 1:
        raise ValueError("strata are parts of one set of lists")
    total: Counter[tuple[int, ...]] = Counter()
    for table in strata:
        total.update(dict(zip(table.patterns, table.counts, strict=True)))
    pooled = overlap_table(strata[0].lists, total, name=name)
    return OverlapTable(pooled.lists, pooled.patterns, pooled.counts, name, tuple(strata))


def regroup_strata(table: OverlapTable, columns: Iterable[str]) -> OverlapTable:
    """The same people divided only by these of the columns that the table was divided by."""
    kept = tuple(columns)
    tallies: dict[str | None, Counter[tuple[int, ...]]] = {}
    for stratum in table.strata:
        said = dict(part.split("=", 1) for part in (stratum.name or "").split(", "))
        name = ", ".join(f"{c}={said[c]}" for c in kept) or None
        tallies.setdefault(name, Counter()).update(dict(zip(stratum.patterns, stratum.counts, strict=True)))
    return _with_strata(table.lists, tallies)


def all_patterns(lists: int) -> NDArray[np.int64]:
    """All ways of being on at least one of `lists` lists: shape (2^lists - 1, lists), in binary order."""
    return np.array(list(product((0, 1), repeat=lists))[1:])


def seen_counts(table: OverlapTable) -> Counts:
    """People per pattern in the order of `all_patterns`, with zeros for patterns that nobody has."""
    known = dict(zip(table.patterns, table.counts, strict=True))
    return np.array([known.get(tuple(p), 0) for p in all_patterns(len(table.lists)).tolist()], dtype=np.float64)
