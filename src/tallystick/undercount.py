"""The second flow: lists of victims become people, people an overlap table, the table an estimate or a refusal.

Beside `pipeline.py`, which it does not need: an overlap table or some lists are enough.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tallystick import estimate, people
from tallystick.collect import read_workbook_rows
from tallystick.model.errors import ExpectedError
from tallystick.model.estimate import EstimateReport
from tallystick.model.person import PersonRecord
from tallystick.model.report import Refusal

ENDINGS = {".csv", ".xlsx"}


class NothingToEstimateError(ExpectedError):
    """What was named holds neither an overlap table nor lists of victims."""


def estimate_sources(sources: Sequence[Path], *, seed: int, draws: int) -> tuple[EstimateReport, tuple[Refusal, ...]]:
    """An estimate from one overlap table, or from a folder or several files that are lists of victims.

    With lists, every draw of the linkage is estimated and the draws are put together, so that not knowing who is who
    widens the interval. Rows that could not be read come back as refusals.
    """
    if len(sources) == 1 and sources[0].is_file():
        return estimate.estimate_total(estimate.read_overlap_table(sources[0]), seed=seed), ()
    records, refused = read_lists(sources)
    linkage = people.link_people(records, seed=seed)
    lists = sorted({record.list_name for record in records})
    tables = people.overlap_draws(linkage, lists, draws, seed)
    return estimate.combine_draws([estimate.estimate_total(table, seed=seed) for table in tables]), refused


def read_lists(sources: Sequence[Path]) -> tuple[list[PersonRecord], tuple[Refusal, ...]]:
    """The records of all lists (each file is one, unless its column `list` says otherwise), and the refused rows."""
    files = [path for source in sources for path in _lists_in(source)]
    if len(files) < 2:
        raise NothingToEstimateError(
            "name one overlap table (a column of 0 and 1 per list, and `count`), or two lists of victims or more"
        )
    entries = [entry for path in files for entry in _read_list(path)]
    records = [entry for entry in entries if not isinstance(entry, Refusal)]
    return records, tuple(entry for entry in entries if isinstance(entry, Refusal))


def _read_list(path: Path) -> Iterator[PersonRecord | Refusal]:
    if path.suffix.lower() != ".xlsx":
        yield from people.read_victims(path)
        return
    entries = list(read_workbook_rows(path))
    refused = [entry for entry in entries if isinstance(entry, Refusal)]
    if refused and len(refused) == len(entries):
        raise NothingToEstimateError(f"{path}: {refused[0].reason}")
    yield from refused
    yield from people.read_victims(path, rows=[entry for entry in entries if not isinstance(entry, Refusal)])


def _lists_in(source: Path) -> list[Path]:
    if source.is_dir():
        folder = source / "victims" if (source / "victims").is_dir() else source
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return [source]
