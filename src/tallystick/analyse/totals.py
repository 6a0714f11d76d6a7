"""Ranges of several incidents added up, with what is not known kept apart from what is zero."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tallystick.model.claim import Outcome
from tallystick.model.finding import SummedToll, Tally
from tallystick.model.incident import Assessment, Incident, TollRange
from tallystick.model.run import Run

SUMMED: tuple[tuple[Outcome, str], ...] = (
    ("killed", "civilians"),
    ("killed", "children"),
    ("killed", "women"),
    ("injured", "civilians"),
)
"""What every tally adds up."""
Keys = Callable[[Incident, Assessment], Iterable[tuple[tuple[str, str], ...]]]
"""Under which headings an incident counts, each a tuple of (dimension, code) pairs; it may be several, or none."""


def sum_tolls(assessments: Sequence[Assessment], outcome: Outcome, group: str) -> SummedToll:
    """The ranges of one outcome and group added up: minima to minima, maxima to maxima.

    Where an incident's range has no upper end, its minimum is the highest number anybody states, and it is counted in
    `open_ended`; an incident without a number counts in `untold` and adds nothing.
    """
    ranges = [(a.incident_id, found) for a in assessments if (found := _told(a, outcome, group)) is not None]
    lows = [r.min or 0 for _, r in ranges]
    highs = [r.max if r.max is not None else r.min or 0 for _, r in ranges]
    return SummedToll(
        outcome=outcome,
        group=group,
        min=sum(lows),
        max=sum(highs),
        told=len(ranges),
        open_ended=sum(r.max is None for _, r in ranges),
        untold=len(assessments) - len(ranges),
        from_incidents=tuple(sorted(i for i, _ in ranges)),
    )


def tally(by: tuple[tuple[str, str], ...], assessments: Sequence[Assessment]) -> Tally:
    """Some incidents under one heading, with the harm told of them."""
    tolls = tuple(sum_tolls(assessments, outcome, group) for outcome, group in SUMMED)
    return Tally(by, tuple(sorted(a.incident_id for a in assessments)), tolls)


def tally_all(run: Run) -> Tally:
    """All incidents of a run under one heading."""
    assessments = by_incident(run)
    return tally((), [assessments[i.incident_id] for i in run.incidents])


def tally_by(run: Run, keys: Keys) -> tuple[Tally, ...]:
    """The run's incidents by heading, the headings with most incidents first."""
    grouped: dict[tuple[tuple[str, str], ...], list[Assessment]] = defaultdict(list)
    assessments = by_incident(run)
    for incident in run.incidents:
        assessment = assessments[incident.incident_id]
        for key in dict.fromkeys(keys(incident, assessment)):
            grouped[key].append(assessment)
    return tuple(tally(key, grouped[key]) for key in sorted(grouped, key=lambda k: (-len(grouped[k]), k)))


def by_incident(run: Run) -> Mapping[str, Assessment]:
    """Assessments by incident id."""
    return {a.incident_id: a for a in run.assessments}


def _told(assessment: Assessment, outcome: Outcome, group: str) -> TollRange | None:
    found = assessment.range_of(outcome, group)
    return found if found is not None and (found.min is not None or found.max is not None) else None
