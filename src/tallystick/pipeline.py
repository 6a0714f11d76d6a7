"""The main flow, top to bottom: files become reports, reports become claims, claims become counts.

    add_files     files → collect → vault
    derive_run    vault → extract → locate → link (+ judgements) → reconcile → an immutable run
    write_report  run → publish → one HTML page

Each step loads, makes one pure call of a stage, and saves. All wiring between rooms is here.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, TextIO, TypeVar

from tallystick import analyse, demo, extract, findings, link, locate, publish, store
from tallystick.collect import ColumnMapping, Ledger, list_files, read_file
from tallystick.model.claim import Claim
from tallystick.model.errors import ExpectedError
from tallystick.model.finding import Selection
from tallystick.model.identity import content_id
from tallystick.model.incident import Incident
from tallystick.model.position import Position
from tallystick.model.reading import Reading
from tallystick.model.report import Refusal, Report
from tallystick.model.run import Run
from tallystick.provenance import code_version, extractor_version
from tallystick.settings import Settings, read_settings, settings_text
from tallystick.territory import add_demo_control
from tallystick.weighing import Weighing, in_order, share_out

if TYPE_CHECKING:
    from tallystick.extract.llm import LlmEndpoint
    from tallystick.store.vault import Vault

T = TypeVar("T")
BATCH = 500  # reports per transaction: large enough for speed, small enough to lose little work when stopped


BOUNDARIES = "OCHA, common operational datasets of administrative boundaries"
BESIDE = (("How many are on no list", "undercount.html"), ("Brief", "brief.html"))
"""Other pages of a project that its report leads to once they are there."""
EXPORTS: dict[str, Callable[[Run], Iterator[str]]] = {
    "claims": publish.export_claims,
    "incidents": publish.export_incidents,
    "reports": publish.export_reports,
    "campaigns": publish.export_campaigns,
    "positions": publish.export_positions,
}


class UnknownExportError(ExpectedError):
    """Something was asked for that no run holds."""


class Watch(Protocol):
    """Looks on while a stage goes through its items, say to draw a progress bar."""

    def __call__(self, stage: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
        """Pass every item through unchanged."""
        ...


def unwatched(stage: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:  # noqa: ARG001
    """Nobody looks on."""
    return items


def add_files(
    project: store.Project, paths: Sequence[Path], mapping: ColumnMapping | None = None, watch: Watch = unwatched
) -> Ledger:
    """Take the reports in `paths` (files, or folders of files) into the vault.

    What is not taken stands in the ledger with its reason. A file is kept before anything in it is acknowledged.
    """
    vault, ledger = project.vault(), Ledger()
    for path in _files_in(paths, project.folder.resolve()):
        try:
            original = vault.keep_original(path, path.name) if path.is_file() and not path.is_symlink() else None
        except store.UnreadableFileError as error:
            ledger.refuse(Refusal(str(path), None, str(error)))
            continue
        _add_entries(vault, watch(f"adding {path.name}", read_file(path, mapping)), original, ledger)
    return ledger


def add_page(project: store.Project, url: str, now: datetime, ledger: Ledger) -> None:
    """Fetch one page that a person asked for and take in what came, as a web archive of requests and answers."""
    from tallystick.collect.fetch import FetchError, fetch

    try:
        fetched = fetch(url, now)
    except FetchError as error:
        ledger.refuse(Refusal(url, None, str(error)))
        return
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "page.warc"
        archive.write_bytes(fetched.warc)
        vault = project.vault()
        original = vault.keep_original(archive, f"{url}.warc")
        _add_entries(vault, read_file(archive), original, ledger)


def derive_run(project: store.Project, watch: Watch = unwatched) -> Run:
    """Everything that the vault's reports and judgements amount to, saved as an immutable run."""
    settings, vault = read_settings(project.folder), project.vault()
    gazetteer = locate.load_gazetteer([project.folder / name for name in settings.gazetteers])
    manifest = _manifest(vault.inputs_hash(), settings, gazetteer.version)
    run_id = content_id("run", manifest)
    if run_id in store.list_runs(project):
        run = store.load_run(project, run_id)
        store.save_run(project, run)  # changes nothing in it, and makes it the latest again
        return run
    judgements = vault.load_judgements()
    reports = {report.report_id: report for report in vault.load_reports()}
    readings = _read(project, reports, gazetteer, watch)
    claims = {claim.claim_id: claim for claim in _located(readings, gazetteer, watch)}
    attacks = [claim for claim in claims.values() if claim.scope == "attack"]
    published = {reading.report_id: reading.published.start for reading in readings if reading.published}
    origins = link.find_origins(reports, attacks, published)
    each = share_out(len(attacks))
    linked = link.find_attacks(attacks, origins, judgements, _latest_incidents(project), each)
    weighed = Weighing(linked, claims, settings.policy).weigh_all(each)
    incidents, assessments = in_order(watch("weighing incidents", weighed, len(linked.groups)))
    positions = _located_positions(readings, gazetteer)
    run = Run(
        run_id=run_id,
        reports=tuple(reports.values()),
        readings=readings,
        claims=tuple(claims[claim_id] for claim_id in sorted(claims)),
        pairs=linked.pairs,
        incidents=incidents,
        assessments=assessments,
        manifest=tuple(manifest.items()),
        positions=positions,
        position_tests=analyse.weigh_positions(positions, incidents, claims),
    )
    store.save_run(project, run)
    return run


def _manifest(inputs: str, settings: Settings, gazetteer_version: str) -> dict[str, str]:
    """What a run is a function of; its id is a hash of this."""
    return {
        "inputs": inputs,
        "settings": settings.settings_hash,
        "code": code_version(),
        "gazetteer": gazetteer_version,
        "title": settings.title,
        "policy": settings.policy,
    }


def propose_claims(
    project: store.Project, endpoint: "LlmEndpoint", stream: TextIO, watch: Watch = unwatched
) -> tuple[int, Counter[str]]:
    """What a language model reads in the reports, written as JSON lines; how many claims, and what was refused why.

    Proposals stand beside the record: no run reads them.
    """
    from tallystick.extract.llm import read_claims_with_llm

    reports, written, refused = list(project.vault().load_reports()), 0, Counter[str]()
    for report in watch("asking the model", reports, len(reports)):
        answer = read_claims_with_llm(report, endpoint)
        refused.update(dict(answer.refused))
        for claim in answer.reading.claims:
            stream.write(json.dumps(publish.claim_to_json(claim, None), ensure_ascii=False) + "\n")
            written += 1
    return written, refused


def write_report(project: store.Project) -> Path:
    """The latest run as one self-contained HTML page in the project's reports folder."""
    run = store.load_run(project)
    path = project.reports / f"{run.run_id}.html"
    title, beside = dict(run.manifest)["title"], [b for b in BESIDE if (project.reports / b[1]).is_file()]
    sections = findings.report_sections(project)
    page = publish.render_report(run, title, locate.load_outlines(), BOUNDARIES, beside, sections)
    path.write_text(page, "utf-8")
    project.vault().record_export(f"report of {run.run_id}")
    return path


def export_lines(project: store.Project, what: str) -> Iterator[str]:
    """JSON lines of the latest run: claims and what they add up to (contract version 1), or findings (`findings`)."""
    if what not in EXPORTS and what not in findings.EXPORTS:
        known = ", ".join((*EXPORTS, *findings.EXPORTS))
        raise UnknownExportError(f"nothing called {what!r} can be exported; choose one of {known}")
    run = store.load_run(project)
    project.vault().record_export(f"{what} of {run.run_id}")
    return EXPORTS[what](run) if what in EXPORTS else findings.EXPORTS[what](findings.find(project))


def export_table(project: store.Project, form: str) -> bytes:
    """The incidents of the latest run as a `csv` or `xlsx` table."""
    run = store.load_run(project)
    project.vault().record_export(f"incidents of {run.run_id} as {form}")
    return publish.render_table(run, form)


def run_demo(folder: Path, watch: Watch = unwatched) -> tuple[Run, Path]:
    """The packaged case from end to end, in a project in `folder` (which may be there from the last time)."""
    try:
        project = store.create_project(folder, Settings(title=demo.TITLE))
    except store.ProjectExistsError:
        project = store.open_project(folder)
    add_files(project, [demo.reports_path()], watch=watch)
    add_demo_control(project)
    run = derive_run(project, watch)
    findings.write_brief(project, Selection(demo.BRIEF_DAYS))
    return run, write_report(project)


def add_gazetteer(
    project: store.Project, source: Path, columns: Mapping[str, str] | None = None
) -> locate.GazetteerAdded:
    """Compile a gazetteer of another country into the project and enter it in its settings.

    `columns` says which column of a table holds what, where its own names do not tell.
    """
    added = locate.add_gazetteer_file(source, project.folder / "gazetteers", columns)
    settings = read_settings(project.folder)
    name = str(added.path.relative_to(project.folder))
    if name not in settings.gazetteers:
        extended = replace(settings, gazetteers=(*settings.gazetteers, name))
        project.settings_file.write_text(settings_text(extended), "utf-8")
    return added


def _files_in(paths: Sequence[Path], project: Path) -> Iterator[Path]:
    """The files named, and those in the folders named but for the project's own."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from (found for found in list_files(path) if not found.resolve().is_relative_to(project))
        else:
            yield path


def _batches(entries: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(entries)
    while batch := list(islice(iterator, size)):
        yield batch


def _add_entries(
    vault: "Vault", entries: Iterable[Report | Refusal], original: store.Original | None, ledger: Ledger
) -> None:
    for batch in _batches(entries, BATCH):
        _add_batch(vault, batch, original, ledger)


def _add_batch(
    vault: "Vault", batch: Sequence[Report | Refusal], original: store.Original | None, ledger: Ledger
) -> None:
    reports = [entry for entry in batch if isinstance(entry, Report)]
    for refusal in (entry for entry in batch if isinstance(entry, Refusal)):
        ledger.refuse(refusal)
    for report, added in zip(reports, vault.add_reports(reports, original), strict=True):
        if added.status == "conflict":
            ledger.refuse(Refusal(original.name if original else "", None, added.reason))
        else:
            ledger.take(report, is_new=added.status == "added")


def _read(
    project: store.Project, reports: Mapping[str, Report], gazetteer: locate.Gazetteer, watch: Watch
) -> tuple[Reading, ...]:
    """Readings of all reports by report id; only reports that no earlier run has read are read now.

    Reports without a day of their own are read once more with what the others tell of their time.
    """
    names = _LazyNames(gazetteer)
    readings = _read_with(project, reports, names, {}, watch)
    published = {i: reading.published.start for i, reading in readings.items() if reading.published}
    read = {i: reports[i] for i, reading in readings.items() if not reading.unread}
    if periods := extract.periods_of(read, published):
        readings |= _read_with(project, {i: reports[i] for i in periods}, names, periods, watch)
    return tuple(readings[report_id] for report_id in sorted(readings))


def _read_with(
    project: store.Project,
    reports: Mapping[str, Report],
    names: "_LazyNames",
    periods: Mapping[str, extract.Period],
    watch: Watch,
) -> dict[str, Reading]:
    versions = (extractor_version(), names.gazetteer.version)
    keys = {i: content_id("reading", report, *versions, periods.get(i)) for i, report in reports.items()}
    known = store.load_readings(project, keys.values())
    unread = [report for report_id, report in reports.items() if keys[report_id] not in known]
    stage = "reading undated reports" if periods else "reading reports"
    watched = watch(stage, unread, len(unread))
    fresh = {keys[r.report_id]: extract.read_claims(r, names.built, periods.get(r.report_id)) for r in watched}
    store.save_readings(project, fresh)
    return {report_id: (known | fresh)[key] for report_id, key in keys.items()}


class _LazyNames:
    """The names to look for in texts: costly to build, and not needed when every reading is cached."""

    def __init__(self, gazetteer: locate.Gazetteer) -> None:
        self.gazetteer = gazetteer

    @cached_property
    def built(self) -> extract.PlaceNames:
        return extract.PlaceNames.build(self.gazetteer.names())


def _located(readings: Sequence[Reading], gazetteer: locate.Gazetteer, watch: Watch) -> Iterator[Claim]:
    for reading in watch("locating places", readings, len(readings)):
        yield from locate.locate_claims(reading.claims, gazetteer)


def _located_positions(readings: Sequence[Reading], gazetteer: locate.Gazetteer) -> tuple[Position, ...]:
    spoken = [p for r in readings for p in locate.locate_positions(r.positions, r.claims, gazetteer)]
    return tuple(sorted(spoken, key=lambda p: p.position_id))


def _latest_incidents(project: store.Project) -> tuple[Incident, ...]:
    """Incidents of the run before this one, so that an incident keeps its id while its core persists."""
    latest = store.latest_run_id(project)
    return store.load_incidents(project, latest) if latest else ()
