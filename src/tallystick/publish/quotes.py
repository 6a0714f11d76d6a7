"""What a report says in its own words, ready to be shown with who said it and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.model.claim import Claim
from tallystick.publish.anchors import anchor_of
from tallystick.publish.casebook import Casebook
from tallystick.publish.passages import Mark, Segment, marks_of, quote_of
from tallystick.publish.wording import day_in_words, direction


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a report, the words at issue marked, and where in the page it stands in its surroundings."""

    segments: tuple[Segment, ...]
    language: str | None
    direction: str
    publisher: str
    published: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Voices:
    """A few quotes, and links to the rest who say the same."""

    quotes: tuple[Quote, ...]
    others: tuple[Quote, ...]


def quote_claim(book: Casebook, claim: Claim, marks: Sequence[Mark]) -> Quote:
    """The sentence of a claim that holds `marks`; where there are none, the sentence of its first mark of any kind."""
    report = book.report_of(claim.claim_id)
    shown = list(marks) or list(marks_of(claim))[:1]
    language, published = book.language_of(report.report_id), book.published(report.report_id)
    return Quote(
        segments=quote_of(report.text, shown) if shown else (),
        language=language,
        direction=direction(language),
        publisher=book.publisher_of(report.report_id),
        published=day_in_words(published) if published else None,
        anchor=shown[0].anchor if shown else anchor_of(claim.claim_id),
    )


def voices(book: Casebook, said: Iterable[tuple[Claim, Sequence[Mark]]], shown: int) -> Voices:
    """Quotes of claims, each wording once; the first `shown` in full, the others as links."""
    quotes = [quote_claim(book, claim, marks) for claim, marks in said]
    seen: set[str] = set()
    first: list[Quote] = []
    rest: list[Quote] = []
    for quote in quotes:
        words = "".join(s.text for s in quote.segments)
        full = words not in seen and len(first) < shown
        (first if full else rest).append(quote)
        seen.add(words)
    return Voices(tuple(first), tuple(rest))


def actor_marks(claim: Claim, actor: str, *, denied: bool) -> tuple[Mark, ...]:
    """The words in which a claim names an actor as responsible, or carries its denial."""
    spans = {p.span for p in claim.perpetrators if p.actor == actor and (p.stance == "denied") is denied}
    field = "denial" if denied else "actor"
    return tuple(m for m in marks_of(claim) if m.span in spans and m.field == field)


def field_marks(claim: Claim, field: str) -> tuple[Mark, ...]:
    """The words of a claim that are marked as one field."""
    return tuple(m for m in marks_of(claim) if m.field == field)
