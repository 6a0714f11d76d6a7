"""How an incident's ranges are shown: the headline, what sets its two ends, each group, and what was left out."""

from dataclasses import dataclass

from tallystick.model.claim import Outcome
from tallystick.model.incident import Assessment, Incident, LeftOut, TollRange
from tallystick.publish.anchors import anchor_of
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import (
    Bound,
    Figure,
    RangeFigure,
    Sentence,
    bound_figure,
    bound_marks,
    range_figure,
    sentence_figures,
    stated_figures,
)
from tallystick.publish.quotes import Voices, voices
from tallystick.vocabulary import label, load_terms

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "missing")
HEADLINE_GROUPS = ("civilians", "people")
QUOTES_PER_BOUND = 2


@dataclass(frozen=True, slots=True)
class BoundSection:
    """What sets one end of the range of deaths."""

    title: str
    figure: Figure | None
    voices: Voices


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of people: its range per outcome; None where nothing was said of them."""

    group: str
    ranges: tuple[tuple[str, RangeFigure | None], ...]


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A stated figure that set no bound, and why."""

    outcome: str
    figures: tuple[Figure, ...]
    publisher: Figure
    why: Sentence


def headline_range(assessment: Assessment, outcome: Outcome) -> TollRange | None:
    """The range that stands for an incident: civilians, else people of untold status, else the first group told of."""
    ranges = [r for r in assessment.ranges if r.outcome == outcome]
    stated = [r for r in ranges if r.min is not None or r.max is not None]
    order = list(dict.fromkeys((*HEADLINE_GROUPS, *load_terms("casualty_group"))))
    return min(stated or ranges, key=lambda r: order.index(r.group), default=None)


def bound_sections(book: Casebook, incident: Incident, toll: TollRange | None) -> tuple[BoundSection, ...]:
    """The sentences behind the minimum and the maximum; one section when the same claims set both."""
    if toll is None:
        return ()
    if toll.min == toll.max and toll.min_from == toll.max_from:
        return (_bound_section(book, incident, toll, "min", "What sets the number"),)
    return (
        _bound_section(book, incident, toll, "min", "What sets the minimum"),
        _bound_section(book, incident, toll, "max", "What sets the maximum"),
    )


def group_rows(book: Casebook, incident: Incident, assessment: Assessment) -> tuple[GroupRow, ...]:
    """A row per group of people that any claim speaks of, in the order of the vocabulary."""
    outcomes = outcomes_told(assessment)
    told = {r.group for r in assessment.ranges}
    return tuple(
        GroupRow(
            label("casualty_group", group),
            tuple(
                (label("outcome", o), None if toll is None else range_figure(book, incident, toll))
                for o in outcomes
                for toll in (assessment.range_of(o, group),)
            ),
        )
        for group in load_terms("casualty_group")
        if group in told
    )


def outcomes_told(assessment: Assessment) -> tuple[Outcome, ...]:
    """The outcomes that any range speaks of."""
    return tuple(o for o in OUTCOMES if any(r.outcome == o for r in assessment.ranges))


def left_out_rows(book: Casebook, incident: Incident, assessment: Assessment) -> tuple[LeftOutRow, ...]:
    """Figures that set no bound, each with the reason, once per claim, outcome and reason."""
    seen = dict.fromkeys((r.outcome, left) for r in assessment.ranges for left in r.left_out)
    return tuple(_left_out_row(book, incident, outcome, left) for outcome, left in seen)


def _bound_section(book: Casebook, incident: Incident, toll: TollRange, bound: Bound, title: str) -> BoundSection:
    value, claim_ids = (toll.min, toll.min_from) if bound == "min" else (toll.max, toll.max_from)
    said = [(claim, bound_marks(claim, toll, bound)) for claim in map(book.claims.__getitem__, claim_ids)]
    figure = None if value is None else bound_figure(book, incident, toll, bound)
    return BoundSection(title, figure, voices(book, said, QUOTES_PER_BOUND))


def _left_out_row(book: Casebook, incident: Incident, outcome: Outcome, left: LeftOut) -> LeftOutRow:
    claim = book.claims[left.claim_id]
    publisher = book.publisher_of(claim.report_id)
    return LeftOutRow(
        outcome=label("outcome", outcome),
        figures=tuple(figure for c, figure in stated_figures(claim) if c.outcome == outcome),
        publisher=Figure(publisher, (claim.claim_id,), anchor_of(claim.claim_id), "the claim"),
        why=sentence_figures(book, incident, left.why, of_people=True),
    )
