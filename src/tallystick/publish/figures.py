"""Every number a page prints: what it says, the claims under it, and the passage that a reader gets to from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tallystick.model.claim import Casualties, Claim
from tallystick.model.incident import Incident, TollRange
from tallystick.model.when import Days
from tallystick.publish.anchors import anchor_of, passage_anchor, reports_anchor
from tallystick.publish.casebook import Casebook, Stated
from tallystick.publish.passages import Mark
from tallystick.publish.wording import day_in_words, range_in_words

Bound = Literal["min", "max"]
_LINKED = re.compile(
    r"(?P<claim>\bclaim-\w+)|(?P<day>\b\d{4}-\d\d-\d\d\b)"
    r"|(?P<number>\d+)(?P<counted>\s*(?:%|(?:(?:further|independent|other|different)\s+)?"
    r"(?:origins?|reports?|claims?|sources?|places?|days?|judgements?|characters|figures|km|m)\b))?"
)
"""What of our own sentences is linked: claims by id, days, numbers (with the word after that says what they count)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, the claims it rests on, and the fragment of the page where their words stand."""

    text: str
    claim_ids: tuple[str, ...]
    anchor: str
    says: str
    """What a reader hears of it: `lowest figure, by …`."""


Sentence = tuple[Figure | str, ...]
"""Words of ours with the figures in them."""


@dataclass(frozen=True, slots=True)
class RangeFigure:
    """A range as printed: words and figures in turn, such as `3`, `–`, `5`."""

    pieces: Sentence

    @property
    def words(self) -> str:
        """The range without its links."""
        return "".join(p if isinstance(p, str) else p.text for p in self.pieces)


def range_figure(book: Casebook, incident: Incident, toll: TollRange | None) -> RangeFigure:
    """The range of one outcome and group, its minimum and maximum linked to the words that set them."""
    if toll is None or (toll.min is None and toll.max is None):
        return RangeFigure((range_in_words(None, None),))
    low, high = bound_figure(book, incident, toll, "min"), bound_figure(book, incident, toll, "max")
    if toll.max is None:
        return RangeFigure((low, " or more"))
    if toll.min is None:
        return RangeFigure(("up to ", high))
    return RangeFigure((low,) if toll.min == toll.max else (low, "–", high))


def bound_figure(book: Casebook, incident: Incident, toll: TollRange, bound: Bound) -> Figure:
    """One end of a range, linked to the first passage that set it, else to the reports of the incident."""
    value, claim_ids = (toll.min, toll.min_from) if bound == "min" else (toll.max, toll.max_from)
    passages = [m for c in claim_ids for m in bound_marks(book.claims[c], toll, bound)]
    anchor = passages[0].anchor if passages else reports_anchor(incident.incident_id)
    name = "lowest" if bound == "min" else "highest"
    by = f", by {book.publisher_of(book.claims[claim_ids[0]].report_id)}" if claim_ids else ""
    return Figure(str(value), claim_ids, anchor, f"{name} figure{by}")


def bound_marks(claim: Claim, toll: TollRange, bound: Bound) -> tuple[Mark, ...]:
    """The words in a claim that set one end of a range.

    The figure of that very value where the claim states it; else all its figures of that outcome, for the
    bound is then put together from them.
    """
    of_outcome = [c for c in claim.casualties if c.outcome == toll.outcome]
    value = toll.min if bound == "min" else toll.max
    exact = [c for c in of_outcome if value in _ends(c, bound)]
    same_group = [c for c in exact if c.group == toll.group]
    chosen = same_group[:1] or sorted(exact, key=lambda c: c.partial)[:1] or of_outcome
    return tuple(Mark(c.span, c.outcome, passage_anchor(claim.claim_id, c.span)) for c in chosen)


def stated_figures(claim: Claim) -> tuple[tuple[Casualties, Figure], ...]:
    """Every figure a claim states, linked to its own words."""
    return tuple(
        (
            c,
            Figure(
                range_in_words(c.toll.min, c.toll.max),
                (claim.claim_id,),
                passage_anchor(claim.claim_id, c.span),
                "as stated",
            ),
        )
        for c in claim.casualties
    )


def sentence_figures(book: Casebook, incident: Incident, sentence: str, *, of_people: bool = False) -> Sentence:
    """A sentence of ours with each of its numbers linked.

    In a sentence about numbers of people, a number leads to words that state it; a number of origins, reports or
    claims is a count of ours and leads to the reports of the incident, as does every number in other sentences.
    ISO days become words, ids of claims the name of who published them.
    """
    stated = book.stated_numbers.get(incident.incident_id, {}) if of_people else {}
    pieces: list[Figure | str] = []
    at = 0
    for found in _LINKED.finditer(sentence):
        pieces += [sentence[at : found.start()], _linked(book, incident, found, stated)]
        at = found.end()
    return tuple(p for p in [*pieces, sentence[at:]] if p != "")


def day_figure(book: Casebook, incident: Incident, days: Days | None, words: str) -> Figure:
    """A day, linked to the words that say it, else to the reports (whose own day then told it)."""
    for claim in map(book.claims.__getitem__, incident.claim_ids):
        if claim.date and claim.date.span and days and claim.date.days.overlaps(days):
            return Figure(words, (claim.claim_id,), passage_anchor(claim.claim_id, claim.date.span), "the day")
    return reports_figure(incident, words)


def reports_figure(incident: Incident, words: str) -> Figure:
    """A number that all reports of an incident together stand for, linked to where they are listed."""
    return Figure(words, incident.claim_ids, reports_anchor(incident.incident_id), "the reports of this incident")


def _linked(book: Casebook, incident: Incident, found: re.Match[str], stated: Stated) -> Figure:
    words = found.group()
    if found["claim"]:
        claim = book.claims.get(words)
        return reports_figure(incident, words) if claim is None else _claim_figure(book, claim)
    if found["day"]:
        return _day_said(book, incident, words)
    number = int(found["number"])
    if found["counted"] or number not in stated:
        return reports_figure(incident, words)
    claim, casualties = stated[number]
    return Figure(words, (claim.claim_id,), passage_anchor(claim.claim_id, casualties.span), "as stated")


def _day_said(book: Casebook, incident: Incident, iso: str) -> Figure:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return reports_figure(incident, iso)
    return day_figure(book, incident, Days.on(day), day_in_words(day))


def _claim_figure(book: Casebook, claim: Claim) -> Figure:
    return Figure(book.publisher_of(claim.report_id), (claim.claim_id,), anchor_of(claim.claim_id), "the claim")


def _ends(casualties: Casualties, bound: Bound) -> Iterable[int | None]:
    toll = casualties.toll
    return (toll.min,) if bound == "min" else (toll.max, toll.ceiling)
