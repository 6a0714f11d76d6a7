"""The second flow: lists of victims become people, people an overlap table, the table an estimate or a refusal.

Beside `pipeline.py`, which it does not need: an overlap table or some lists are enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick import estimate, people
from tallystick.collect import read_workbook_rows
from tallystick.extract import read_victim_names
from tallystick.model.errors import ExpectedError
from tallystick.model.estimate import EstimateReport
from tallystick.model.identity import content_id
from tallystick.model.incident import Incident
from tallystick.model.person import NamedVictim, PeopleLinkage, PersonRecord, UniquePeople
from tallystick.model.report import Refusal, Report
from tallystick.store import Project, load_run, open_project

if TYPE_CHECKING:
    from tallystick.model.judgement import Judgement

NAMED_IN_REPORTS = "names in reports"
UNDERCOUNT_PAGE = "undercount.html"
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
    linkage, refused = link_lists(sources, seed)
    lists = sorted({record.list_name for record in linkage.records})
    tables = people.overlap_draws(linkage, lists, draws, seed)
    return estimate.combine_draws([estimate.estimate_total(table, seed=seed) for table in tables]), refused


@dataclass(frozen=True, slots=True)
class CountedPeople:
    """Linked lists, how many different people they name, and the rows that could not be read."""

    linkage: PeopleLinkage
    unique: UniquePeople
    refused: tuple[Refusal, ...]


def count_people(sources: Sequence[Path], *, seed: int, draws: int, from_reports: bool = False) -> CountedPeople:
    """Who is on which list, and how many people that makes; one list alone is searched for people named twice.

    With `from_reports`, whom the reports of a project name as dead is a list as well.
    """
    linkage, refused = link_lists(sources, seed, least=1, from_reports=from_reports)
    return CountedPeople(linkage, people.count_unique(linkage, draws, seed), refused)


def link_lists(
    sources: Sequence[Path], seed: int, least: int = 2, *, from_reports: bool = False
) -> tuple[PeopleLinkage, tuple[Refusal, ...]]:
    """The people of all lists; in a project folder its judgements hold."""
    named = [record for project in _projects(sources) for record in names_in_reports(project)] if from_reports else []
    records, refused = read_lists(sources, max(0, least - 1) if named else least)
    records += named
    return people.link_people(records, _judgements(sources), seed=seed), refused


def read_lists(sources: Sequence[Path], least: int = 2) -> tuple[list[PersonRecord], tuple[Refusal, ...]]:
    """The records of all lists (each file is one, unless its column `list` says otherwise), and the refused rows."""
    files = [path for source in sources for path in _lists_in(source)]
    if len(files) < least:
        raise NothingToEstimateError(
            "name one overlap table (a column of 0 and 1 per list, and `count`), or two lists of victims or more"
            if least > 1
            else "no list is there; name CSV or XLSX files with a column of names, or a folder that holds some"
        )
    entries = [entry for path in files for entry in _read_list(path)]
    records = [entry for entry in entries if not isinstance(entry, Refusal)]
    return records, tuple(entry for entry in entries if isinstance(entry, Refusal))


def names_in_reports(project: Project) -> Iterator[PersonRecord]:
    """Whom the reports of the latest run name as dead; place and day where all their claims stand in one incident."""
    run = load_run(project)
    incidents: dict[str, list[Incident]] = {}
    for incident in run.incidents:
        for report_id in incident.report_ids:
            incidents.setdefault(report_id, []).append(incident)
    for report in run.reports:
        held = incidents.get(report.report_id, [])
        for victim in read_victim_names(report):
            yield _reported(victim, report, held[0] if len(held) == 1 else None)


def _reported(victim: NamedVictim, report: Report, incident: Incident | None) -> PersonRecord:
    place = incident.place if incident else None
    where = (place.name_local or place.name) if place else None
    return PersonRecord(
        record_id=content_id("named", victim.report_id, victim.span.start, victim.name),
        list_name=NAMED_IN_REPORTS,
        file=victim.report_id,
        row=report.text.count("\n", 0, victim.span.start) + 1,
        name=victim.name,
        script=people.script_of(victim.name),
        sex=victim.sex,
        age=victim.age,
        age_group=victim.age_group,
        place=where,
        died=incident.days if incident else None,
    )


def _judgements(sources: Sequence[Path]) -> "tuple[Judgement, ...]":
    return tuple(j for project in _projects(sources) for j in project.vault().load_judgements())


def _projects(sources: Sequence[Path]) -> list[Project]:
    return [open_project(source) for source in sources if (source / "tallystick.toml").is_file()]


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


def page_of_project(sources: Sequence[Path]) -> Path | None:
    """Where the page belongs when the one source is a project."""
    is_project = len(sources) == 1 and (sources[0] / "tallystick.toml").is_file()
    return open_project(sources[0]).reports / UNDERCOUNT_PAGE if is_project else None


def _lists_in(source: Path) -> list[Path]:
    if source.is_dir() and (source / "tallystick.toml").is_file() and not (source / "victims").is_dir():
        return []
    if source.is_dir():
        folder = source / "victims" if (source / "victims").is_dir() else source
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return [source]
