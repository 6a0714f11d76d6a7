"""The third flow: a run becomes the findings that investigators publish, and the findings a brief.

    select    the run's incidents of a period, by a party
    read      what the reports tell beside their claims (how attacks went, what totals over campaigns cover)
    analyse   what was hit, how often, with what, what the parties say, whose area it was (pure functions of analyse/)
    publish   JSON lines (`EXPORTS`), sections of the report, the two-page brief

Beside `pipeline.py`: it needs a saved run, and the project where people keep what a run does not hold (maps of
control, judgements on questions).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallystick import analyse, extract, store
from tallystick.model.errors import ExpectedError
from tallystick.model.finding import CampaignTotal, Circumstance, Patterns, Question, Selection, Tally
from tallystick.model.judgement import QuestionJudgement
from tallystick.model.munition import MunitionFindings
from tallystick.model.position import PositionSheet
from tallystick.model.run import Run
from tallystick.model.territory import ControlFindings
from tallystick.model.when import Days
from tallystick.publish import finding_exports
from tallystick.publish.brief import Material, brief_markdown, compose_brief, finding_sections, render_brief
from tallystick.publish.brief.questions import question_list_section
from tallystick.publish.brief.sections import Section
from tallystick.publish.casebook import Casebook
from tallystick.publish.control import export_control
from tallystick.publish.munitions import export_hazards, export_munitions
from tallystick.territory import find_control
from tallystick.vocabulary import load_terms


class NothingToBriefError(ExpectedError):
    """What was asked for cannot be briefed: days the wrong way round, a party nobody knows, no incident."""


class NoSuchQuestionError(ExpectedError):
    """A judgement names a question or an incident that is not there."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings about one selection of a run."""

    whole: Run
    run: Run
    """Only with the incidents that the findings are about."""
    selection: Selection
    objects: tuple[Tally, ...]
    patterns: Patterns
    questions: tuple[Question, ...]
    campaigns: tuple[CampaignTotal, ...]
    """What claims about campaigns cover: those of the selection's days, and those whose days nobody tells."""
    sheets: tuple[PositionSheet, ...]
    """What each party says, tested against these incidents alone."""
    control: ControlFindings
    munitions: MunitionFindings


EXPORTS: dict[str, Callable[[Findings], Iterator[str]]] = {
    "objects": lambda found: finding_exports.export_objects(found.objects),
    "patterns": lambda found: finding_exports.export_patterns(found.patterns),
    "munitions": lambda found: export_munitions(found.munitions),
    "hazards": lambda found: export_hazards(found.munitions.hazards),
    "control": lambda found: export_control(found.control),
    "ihl": lambda found: finding_exports.export_questions(found.questions),
}
"""Findings that `tallystick export DIR WHAT` writes as JSON lines, by name."""


def find(project: store.Project, selection: Selection | None = None) -> Findings:
    """The findings of the latest run about a selection of its incidents (none given: about all)."""
    chosen = selection or Selection()
    whole = store.load_run(project)
    run = analyse.select_incidents(whole, chosen)
    circumstances, campaigns = _read_beside(run)
    return Findings(
        whole=whole,
        run=run,
        selection=chosen,
        objects=analyse.count_objects(run),
        patterns=analyse.find_patterns(run, circumstances),
        questions=analyse.ask_questions(run, circumstances, project.vault().load_question_judgements()),
        campaigns=analyse.select_campaigns(campaigns, chosen),
        sheets=_weigh_positions(run, chosen),
        control=find_control(project, run),
        munitions=_find_munitions(run, chosen.days),
    )


def _weigh_positions(run: Run, selection: Selection) -> tuple[PositionSheet, ...]:
    """The statements of parties (of the one asked for, if any) tested against the selection's incidents.

    Statements of later days stay; what speaks of an attack outside the selection is left out.
    """
    outside = {t.position_id for t in run.position_tests if t.incident_ids}
    spoken = [p for p in run.positions if selection.party in (None, p.speaker)]
    tests = analyse.weigh_positions(spoken, run.incidents, {c.claim_id: c for c in run.claims})
    inside = {t.position_id for t in tests if t.incident_ids}
    kept = [p for p in spoken if p.position_id in inside or p.position_id not in outside]
    return analyse.position_sheets(kept, tests)


def _find_munitions(run: Run, days: Days | None) -> MunitionFindings:
    """Uses of munitions, how many distinct ones on the days asked for, and what may still lie there."""
    reports = {report.report_id: report for report in run.reports}
    speaking = {report_id for incident in run.incidents for report_id in incident.report_ids}
    told = (extract.read_munition_evidence(reports[r.report_id], r) for r in run.readings if r.report_id in speaking)
    evidence = [one for found in told for one in found]
    since = days.start if days and days.start != date.min else None
    until = days.end if days and days.end != date.max else None
    uses = analyse.find_uses(run, evidence)
    counted = (extract.read_stated_uses(reports[reading.report_id], reading) for reading in run.readings)
    stated = [s for numbers in counted for s in numbers if until is None or s.days is None or s.days.start <= until]
    return MunitionFindings(
        uses, analyse.count_all(uses, since, until), analyse.reported_hazards(run, evidence), tuple(stated)
    )


def _read_beside(run: Run) -> tuple[tuple[Circumstance, ...], tuple[CampaignTotal, ...]]:
    """What reports tell beside their claims: how attacks went, and what totals over campaigns cover."""
    reports = {report.report_id: report for report in run.reports}
    speaking = {report_id for incident in run.incidents for report_id in incident.report_ids}
    circumstances: list[Circumstance] = []
    campaigns: list[CampaignTotal] = []
    for reading in run.readings:
        report = reports[reading.report_id]
        if reading.report_id in speaking:
            circumstances += extract.read_circumstances(report, reading)
        campaigns += extract.read_campaign_totals(report, reading)
    return tuple(circumstances), tuple(campaigns)


def select(since: date | None, until: date | None, party: str | None) -> Selection:
    """What a person asked for as a selection; NothingToBriefError says what is wrong with it."""
    if party is not None and party not in load_terms("actor"):
        raise NothingToBriefError(f"nobody is called {party!r} here; parties are {', '.join(load_terms('actor'))}")
    first, last = since or date.min, until or date.max
    if last < first:
        raise NothingToBriefError(f"the period ends ({last}) before it begins ({first}); swap --since and --until")
    return Selection(None if since is None and until is None else Days(first, last), party)


def report_sections(project: store.Project) -> tuple[Section, ...]:
    """The findings about all incidents of the latest run, as the full report shows them; none without an incident."""
    found = find(project)
    if not found.run.incidents:
        return ()
    material = _material(found)
    return (*finding_sections(material, analyse.tally_all(found.run)), question_list_section(material))


def judge_question(project: store.Project, judgement: QuestionJudgement) -> None:
    """Keep what a person decided on a question; NoSuchQuestionError when the latest run has no such incident."""
    require_question(judgement.question)
    if judgement.incident_id not in {i.incident_id for i in store.load_run(project).incidents}:
        raise NoSuchQuestionError(f"the latest run holds no incident {judgement.incident_id!r:.80}")
    project.vault(judgement.reviewer).add_judgement(judgement)


def require_question(question: str) -> str:
    """The code of a question; NoSuchQuestionError names those there are."""
    if question not in load_terms("ihl_question"):
        known = ", ".join(load_terms("ihl_question"))
        raise NoSuchQuestionError(f"there is no question {question!r:.80}; questions are {known}")
    return question


def write_brief(project: store.Project, selection: Selection) -> tuple[Path, Path]:
    """The findings about a selection as brief.html and brief.md in the project's reports folder."""
    found = find(project, selection)
    if not found.run.incidents:
        raise NothingToBriefError("no incident of the latest run is in that period and by that party")
    brief = compose_brief(_material(found), dict(found.run.manifest)["title"], analyse.tally_all(found.run))
    pages = {
        "brief.html": render_brief(brief, Casebook(found.run), f"{found.run.run_id}.html"),
        "brief.md": brief_markdown(brief, Casebook(found.run), found.run.run_id),
    }
    for name, page in pages.items():
        (project.reports / name).write_text(page, "utf-8", "replace")
    project.vault().record_export(f"brief of {found.run.run_id}")
    return project.reports / "brief.html", project.reports / "brief.md"


def _material(found: Findings) -> Material:
    return Material(
        whole=found.whole,
        run=found.run,
        selection=found.selection,
        objects=found.objects,
        patterns=found.patterns,
        questions=found.questions,
        campaigns=found.campaigns,
        sheets=found.sheets,
        control=found.control,
        munitions=found.munitions,
    )
