"""A run with its look-ups: which report a claim stands in, which incident holds it, what an origin is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tallystick.model.claim import Casualties, Claim
from tallystick.model.incident import Assessment, Incident
from tallystick.model.position import Position, PositionTest
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.run import Run

Stated = dict[int, tuple[Claim, Casualties]]
"""A number of people, with the claim and its figure that state it."""


@dataclass(frozen=True)
class Casebook:
    """Everything a page may ask of a run, by id. (Not slotted: the look-ups are made once, when first asked for.)"""

    run: Run

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {c.claim_id: c for c in self.run.claims}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {r.report_id: r for r in self.run.reports}

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What extraction made of each report, by report id."""
        return {r.report_id: r for r in self.run.readings}

    @cached_property
    def assessments(self) -> dict[str, Assessment]:
        """Assessments by incident id."""
        return {a.incident_id: a for a in self.run.assessments}

    @cached_property
    def incident_of(self) -> dict[str, Incident]:
        """The incident that holds a claim, by claim id; a claim that none holds is absent."""
        return {claim_id: i for i in self.run.incidents for claim_id in i.claim_ids}

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Statements of parties by id."""
        return {p.position_id: p for p in self.run.positions}

    @cached_property
    def position_tests(self) -> dict[str, dict[str, list[PositionTest]]]:
        """Per incident, the tests of each statement that speaks of it, by position id."""
        held: dict[str, dict[str, list[PositionTest]]] = {}
        for test in self.run.position_tests:
            for incident_id in test.incident_ids:
                held.setdefault(incident_id, {}).setdefault(test.position_id, []).append(test)
        return held

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """Incidents in the order people read them: by first day, then place; those without a day last."""
        return tuple(sorted(self.run.incidents, key=_reading_order))

    @cached_property
    def _claims_by_report(self) -> dict[str, list[Claim]]:
        grouped: dict[str, list[Claim]] = {}
        for claim in sorted(self.run.claims, key=lambda c: c.claim_id):
            grouped.setdefault(claim.report_id, []).append(claim)
        return grouped

    @cached_property
    def stated_numbers(self) -> dict[str, Stated]:
        """Per incident, each number of people that a claim states, with the first that does, deaths before injuries."""
        return {i.incident_id: _stated_numbers([self.claims[c] for c in i.claim_ids]) for i in self.run.incidents}

    def claims_of(self, report_id: str) -> list[Claim]:
        """The claims that a report makes, by id."""
        return self._claims_by_report.get(report_id, [])

    def report_of(self, claim_id: str) -> Report:
        """The report that makes the claim."""
        return self.reports[self.claims[claim_id].report_id]

    def language_of(self, report_id: str) -> str | None:
        """The language a report was read in, else the one its metadata states."""
        reading = self.readings.get(report_id)
        return (reading and reading.language) or self.reports[report_id].language

    def published(self, report_id: str) -> date | None:
        """The day a report is from, when it is one known day."""
        reading, report = self.readings.get(report_id), self.reports[report_id]
        if reading and reading.published and reading.published.width == 1:
            return reading.published.start
        return report.published

    def publisher_of(self, report_id: str) -> str:
        """What a person would call the report's publisher."""
        report = self.reports[report_id]
        return report.publisher or report.author or report.title or "publisher not stated"


def _stated_numbers(claims: Iterable[Claim]) -> Stated:
    figures = [(claim, casualties) for claim in claims for casualties in claim.casualties]
    numbers: Stated = {}
    for claim, casualties in sorted(figures, key=lambda pair: (pair[1].outcome != "killed", pair[1].partial)):
        for value in (casualties.toll.min, casualties.toll.max):
            if value is not None:
                numbers.setdefault(value, (claim, casualties))
    return numbers


def _reading_order(incident: Incident) -> tuple[date, date, str, str]:
    never = date.max
    start, end = (incident.days.start, incident.days.end) if incident.days else (never, never)
    return start, end, incident.place.name if incident.place else "", incident.incident_id
