"""The notes under a brief: for every number, the words of the reports that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tallystick.model.claim import Claim
from tallystick.model.incident import Incident
from tallystick.publish.anchors import anchor_of, reports_anchor
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure
from tallystick.publish.quotes import Quote, field_marks, quote_claim
from tallystick.publish.wording import counted, days_in_words, place_in_words

QUOTED = 6
"""A note quotes up to so many claims; of more, it names the incidents that hold them."""
LISTED = 40
"""Of more incidents than this, a note says how many more there are; it always holds all claim ids."""
FIELDS = ("killed", "munition", "denial", "actor", "target", "injured")
"""Which of a claim's words a note marks first."""

NoteKey = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident under a note, with how many of the note's claims it holds."""

    words: str
    anchor: str
    claims: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under one number."""

    number: int
    says: str
    quotes: tuple[Quote, ...]
    incidents: tuple[IncidentLine, ...]
    claim_ids: tuple[str, ...]
    more: str
    """How many incidents are not listed, in words; all their claims are in `claim_ids`."""


def note_key(figure: Figure) -> NoteKey:
    """Figures that say the same of the same claims share a note."""
    return figure.says, figure.claim_ids


def number_notes(figures: Iterable[Figure]) -> dict[NoteKey, int]:
    """The number of each note, in the order in which the figures are read."""
    keys = dict.fromkeys(note_key(f) for f in figures)
    return {key: at for at, key in enumerate(keys, start=1)}


def write_notes(book: Casebook, numbers: Mapping[NoteKey, int]) -> tuple[Note, ...]:
    """The notes themselves: quotes when few claims are under the number, else its incidents."""
    return tuple(_note(book, key, number) for key, number in numbers.items())


def _note(book: Casebook, key: NoteKey, number: int) -> Note:
    says, claim_ids = key
    few = len(claim_ids) <= QUOTED
    lines = () if few else _incident_lines(book, claim_ids)
    quotes = tuple(_quote(book, book.claims[c]) for c in claim_ids) if few else ()
    more = max(0, len(lines) - LISTED)
    return Note(
        number, says, quotes, lines[:LISTED], claim_ids, f"and {counted(more, 'more incident')}" if more else ""
    )


def _quote(book: Casebook, claim: Claim) -> Quote:
    marks = next((found for field in FIELDS if (found := field_marks(claim, field))), ())
    return quote_claim(book, claim, marks[:1])


def _incident_lines(book: Casebook, claim_ids: Iterable[str]) -> tuple[IncidentLine, ...]:
    held: dict[str, int] = {}
    loose: list[IncidentLine] = []
    for claim_id in claim_ids:
        incident = book.incident_of.get(claim_id)
        if incident is None:
            loose.append(
                IncidentLine(book.publisher_of(book.claims[claim_id].report_id), anchor_of(claim_id), "1 claim")
            )
        else:
            held[incident.incident_id] = held.get(incident.incident_id, 0) + 1
    return tuple(_line(i, held[i.incident_id]) for i in book.incidents if i.incident_id in held) + tuple(loose)


def _line(incident: Incident, claims: int) -> IncidentLine:
    words = f"{place_in_words(incident.place)}, {days_in_words(incident.days)}"
    return IncidentLine(words, reports_anchor(incident.incident_id), counted(claims, "claim"))
