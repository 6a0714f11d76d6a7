"""Passages of a report with the words marked that its claims rest on."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.model.claim import Claim, Span
from tallystick.publish.anchors import passage_anchor

WHOLE_TEXT = 1400
"""Texts up to so many characters are shown whole; of longer ones, the sentences that say something."""
LONGEST_SENTENCE = 420
_SENTENCE_END = re.compile(r"(?:[.!?؟۔…]+[\"'»”)\]]*(?=\s)|\n)\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of marked words: told apart by a letter and a line as well as by colour."""

    code: str
    letter: str
    label: str


FIELDS = {
    f.code: f
    for f in (
        Field("killed", "K", "killed"),
        Field("injured", "I", "injured"),
        Field("missing", "M", "missing"),
        Field("place", "P", "place"),
        Field("date", "D", "date"),
        Field("actor", "A", "actor named"),
        Field("denial", "N", "denial"),
        Field("target", "O", "object hit"),
        Field("munition", "W", "weapon"),
        Field("authority", "S", "source cited"),
        Field("attack", "T", "attack"),
    )
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a claim rests on."""

    span: Span
    field: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks. `ends` are the fields whose words end with it."""

    text: str
    fields: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


Excerpt = tuple[tuple[Segment, ...], ...]
"""Stretches of the text in order; between two of them something is left out."""


def marks_of(claim: Claim) -> tuple[Mark, ...]:
    """Every marked passage of a claim, in the order of the text."""
    found: list[tuple[Span, str]] = [(c.span, c.outcome) for c in claim.casualties]
    found += [(p.span, "place") for p in claim.places]
    found += [(p.span, "denial" if p.stance == "denied" else "actor") for p in claim.perpetrators]
    found += [(t.span, "target") for t in claim.targets]
    found += [(m.span, "munition") for m in claim.munitions]
    if claim.date and claim.date.span:
        found.append((claim.date.span, "date"))
    if claim.authority:
        found.append((claim.authority.span, "authority"))
    if claim.trigger:
        found.append((claim.trigger, "attack"))
    return tuple(Mark(span, field, passage_anchor(claim.claim_id, span)) for span, field in sorted(set(found)))


def excerpt_of(text: str, marks: Sequence[Mark]) -> Excerpt:
    """The text with its marks: whole when short, else the sentences that hold marks (with no mark, the beginning)."""
    if not text:
        return ()
    if len(text) <= WHOLE_TEXT:
        return (segments_of(text, Span(0, len(text)), marks),)
    if not marks:
        return ((Segment(text[:LONGEST_SENTENCE]),), ())
    windows = _joined(sentence_around(text, mark.span) for mark in marks)
    return tuple(segments_of(text, window, marks) for window in windows)


def quote_of(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """The sentence around the first of `marks`, with those of them marked that stand in it. It carries no anchors."""
    window = sentence_around(text, marks[0].span)
    plain = [Mark(m.span, m.field, "") for m in marks]
    return segments_of(text, window, plain)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that holds a passage, cut at blanks near the passage when it is very long."""
    start, end = 0, len(text)
    for boundary in _SENTENCE_END.finditer(text):
        if boundary.end() <= span.start:
            start = boundary.end()
        elif boundary.start() >= span.end:
            end = boundary.end()
            break
    return _trimmed(text, _cut(text, Span(start, end), span), span)


def segments_of(text: str, window: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The window cut wherever a mark begins or ends, so that overlapping marks need no nesting."""
    inside = [m for m in marks if window.start <= m.span.start and m.span.end <= window.end]
    cuts = sorted({window.start, window.end, *(m.span.start for m in inside), *(m.span.end for m in inside)})
    return tuple(_segment(text, Span(a, b), inside) for a, b in itertools.pairwise(cuts))


def _segment(text: str, piece: Span, marks: Sequence[Mark]) -> Segment:
    over = [m for m in marks if m.span.start <= piece.start and piece.end <= m.span.end]
    return Segment(
        text=piece.of(text),
        fields=_in_order(m.field for m in over),
        anchors=tuple(sorted({m.anchor for m in over if m.anchor and m.span.start == piece.start})),
        ends=_in_order(m.field for m in over if m.span.end == piece.end),
    )


def _in_order(fields: Iterable[str]) -> tuple[str, ...]:
    present = set(fields)
    return tuple(code for code in FIELDS if code in present)


def _cut(text: str, sentence: Span, span: Span) -> Span:
    """A sentence without an end in sight is cut to its surroundings, at a blank where there is one."""
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return sentence
    spare = max(0, LONGEST_SENTENCE - (span.end - span.start)) // 2
    low, high = max(sentence.start, span.start - spare), min(sentence.end, span.end + spare)
    if low > sentence.start and (blank := text.find(" ", low, span.start)) >= 0:
        low = blank + 1
    if high < sentence.end and (blank := text.rfind(" ", span.end, high)) >= 0:
        high = blank
    return Span(low, high)


def _trimmed(text: str, window: Span, kept: Span) -> Span:
    """The window without blanks at its ends; never less than the passage itself."""
    words = window.of(text)
    start = window.start + len(words) - len(words.lstrip())
    end = window.end - len(words) + len(words.rstrip())
    return Span(min(start, kept.start), max(end, kept.end))


def _joined(windows: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for window in sorted(windows):
        if joined and window.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, window.end))
        else:
            joined.append(window)
    return joined
