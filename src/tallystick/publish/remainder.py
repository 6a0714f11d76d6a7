"""What no incident holds: totals over many days or places, claims without place or day, reports not read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tallystick.model.claim import Claim
from tallystick.model.report import Report
from tallystick.publish.anchors import anchor_of
from tallystick.publish.casebook import Casebook
from tallystick.publish.evidence import ReportCard, report_card
from tallystick.publish.figures import Figure, stated_figures
from tallystick.vocabulary import label


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a report states it, with whom it counts."""

    figure: Figure
    group: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LooseReport:
    """A report with claims that no incident holds, and what keeps them out."""

    card: ReportCard
    stated: tuple[StatedFigure, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentReport:
    """A report that gave no claim: not read, or nothing in it about an attack."""

    card: ReportCard
    reason: str | None
    """Why it was not read; None when it was."""


def campaign_reports(book: Casebook) -> tuple[LooseReport, ...]:
    """Reports with totals over many days or places, by day of publication."""
    return _loose_reports(book, "campaign", lambda c: c.scope == "campaign")


def unplaced_reports(book: Casebook) -> tuple[LooseReport, ...]:
    """Reports with claims of attacks that could be joined to no incident, and why."""
    return _loose_reports(book, "unplaced", lambda c: c.scope == "attack" and c.claim_id not in book.incident_of)


def unread_reports(book: Casebook) -> tuple[SilentReport, ...]:
    """Reports that were kept and not read, with the reason."""
    unread = [(r, book.readings.get(r.report_id)) for r in book.run.reports]
    rows = [(r, reading.unread if reading else "It was not read in this run.") for r, reading in unread]
    return _silent(book, "unread", [(r, why) for r, why in rows if why])


def uneventful_reports(book: Casebook) -> tuple[SilentReport, ...]:
    """Reports that were read and speak of no attack, as far as the grammar can tell."""
    silent = [r for r in book.run.reports if not book.claims_of(r.report_id) and _was_read(book, r)]
    return _silent(book, "silent", [(r, None) for r in silent])


def _was_read(book: Casebook, report: Report) -> bool:
    reading = book.readings.get(report.report_id)
    return reading is not None and reading.unread is None


def _loose_reports(book: Casebook, section: str, wanted: Callable[[Claim], bool]) -> tuple[LooseReport, ...]:
    loose = []
    for report in _by_day(book, list(book.run.reports)):
        claims = [c for c in book.claims_of(report.report_id) if wanted(c)]
        if claims:
            card = report_card(book, report, claims, f"{section}.{anchor_of(report.report_id)}")
            loose.append(LooseReport(card, _stated(claims), _obstacles(claims) if section == "unplaced" else ()))
    return tuple(loose)


def _stated(claims: list[Claim]) -> tuple[StatedFigure, ...]:
    return tuple(
        StatedFigure(figure, label("casualty_group", c.group), label("outcome", c.outcome))
        for claim in claims
        for c, figure in stated_figures(claim)
    )


def _obstacles(claims: list[Claim]) -> tuple[str, ...]:
    reasons: list[str] = []
    for claim in claims:
        if claim.date is None:
            reasons.append("The day is not told.")
        if not claim.where:
            reasons.append("No place is named that was hit.")
        reasons += [f"{p.name}: {p.why_not}" for p in claim.where if p.why_not]
    return tuple(dict.fromkeys(reasons)) or ("Nothing joins it to another account.",)


def _silent(book: Casebook, section: str, rows: Sequence[tuple[Report, str | None]]) -> tuple[SilentReport, ...]:
    reasons = {r.report_id: why for r, why in rows}
    return tuple(
        SilentReport(report_card(book, r, (), f"{section}.{anchor_of(r.report_id)}"), reasons[r.report_id])
        for r in _by_day(book, [r for r, _ in rows])
    )


def _by_day(book: Casebook, reports: list[Report]) -> list[Report]:
    def day(report: Report) -> tuple[bool, str, str]:
        published = book.published(report.report_id)
        return published is None, str(published), report.report_id

    return sorted(reports, key=day)
