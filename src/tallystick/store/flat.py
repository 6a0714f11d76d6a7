"""Two more tables of a run for people who work in DuckDB, pandas or a spreadsheet: one row per number."""

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.model.run import Run


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One stated figure of one claim, with its words."""

    claim_id: str
    report_id: str
    incident_id: str | None
    outcome: str
    group: str
    min: int
    max: int | None
    partial: bool
    span_start: int
    span_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One range of one incident under one policy."""

    incident_id: str
    outcome: str
    group: str
    min: int | None
    max: int | None
    policy: str
    min_from: tuple[str, ...]
    max_from: tuple[str, ...]


def figure_rows(run: Run) -> Iterator[FigureRow]:
    """Every casualty figure of every claim, in the order of the claims."""
    incident_of = {claim: incident.incident_id for incident in run.incidents for claim in incident.claim_ids}
    text_of = {report.report_id: report.text for report in run.reports}
    for claim in run.claims:
        for figure in claim.casualties:
            yield FigureRow(
                claim_id=claim.claim_id,
                report_id=claim.report_id,
                incident_id=incident_of.get(claim.claim_id),
                outcome=figure.outcome,
                group=figure.group,
                min=figure.toll.min,
                max=figure.toll.max,
                partial=figure.partial,
                span_start=figure.span.start,
                span_end=figure.span.end,
                quote=figure.span.of(text_of.get(claim.report_id, "")),
            )


def range_rows(run: Run) -> Iterator[RangeRow]:
    """Every range of every assessment, in the order of the assessments."""
    for assessment in run.assessments:
        for found in assessment.ranges:
            yield RangeRow(
                incident_id=assessment.incident_id,
                outcome=found.outcome,
                group=found.group,
                min=found.min,
                max=found.max,
                policy=found.policy,
                min_from=found.min_from,
                max_from=found.max_from,
            )
