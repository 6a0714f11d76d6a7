"""Counts and sums over several incidents as figures: each number with all the claims that it rests on."""

from collections.abc import Iterable, Sequence

from tallystick.model.finding import SummedToll, Tally
from tallystick.model.incident import TollRange
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import counted

INCIDENTS = "incidents"
"""The fragment of the table of incidents, where a number over many of them leads."""


def incident_figure(book: Casebook, incident_ids: Sequence[str], words: str | None = None) -> Figure:
    """A number of incidents, resting on all claims of these."""
    text = words if words is not None else str(len(incident_ids))
    return Figure(text, claims_of(book, incident_ids), INCIDENTS, counted(len(incident_ids), "incident"))


def count_of(book: Casebook, tally: Tally) -> Figure:
    """How many incidents a tally holds."""
    return incident_figure(book, tally.incident_ids)


def sum_sentence(book: Casebook, toll: SummedToll) -> Sentence:
    """A summed range: `137–159`, with its ends linked to the claims that set them; an em dash where nobody counts.

    Where some range has no upper end the sum has none: `137 or more`. The highest figures stated are then no bound.
    """
    if not toll.told:
        return ("—",)
    low = Figure(str(toll.min), _bound_claims(book, toll, "min"), INCIDENTS, _says("lowest", toll))
    high = Figure(str(toll.max), _bound_claims(book, toll, "max"), INCIDENTS, _says("highest", toll))
    if toll.open_ended:
        return (low, " or more") if toll.min == toll.max else (low, "–", high, " or more")
    return (low,) if toll.min == toll.max else (low, "–", high)


def scope_sentence(book: Casebook, toll: SummedToll, incident_ids: Sequence[str]) -> Sentence:
    """What a sum leaves open: `told for 12 of 24; no upper end for 2`."""
    told = incident_figure(book, toll.from_incidents)
    pieces: list[Figure | str] = ["told for ", told, " of ", incident_figure(book, incident_ids)]
    if unbounded := open_incidents(book, toll):
        pieces += ["; no upper end for ", incident_figure(book, unbounded)]
    return tuple(pieces)


def claims_of(book: Casebook, incident_ids: Iterable[str]) -> tuple[str, ...]:
    """All claims of some incidents, each once, in the order in which people read the incidents."""
    wanted = set(incident_ids)
    return tuple(dict.fromkeys(c for i in book.incidents if i.incident_id in wanted for c in i.claim_ids))


def open_incidents(book: Casebook, toll: SummedToll) -> tuple[str, ...]:
    """The incidents whose range has no upper end."""
    return tuple(i for i in toll.from_incidents if (r := _range(book, toll, i)) is not None and r.max is None)


def _bound_claims(book: Casebook, toll: SummedToll, bound: str) -> tuple[str, ...]:
    ranges = [r for i in toll.from_incidents if (r := _range(book, toll, i)) is not None]
    lows = [c for r in ranges for c in r.min_from]
    if bound == "min":
        return tuple(dict.fromkeys(lows))
    return tuple(dict.fromkeys(c for r in ranges for c in (r.max_from or r.min_from)))


def _range(book: Casebook, toll: SummedToll, incident_id: str) -> TollRange | None:
    return book.assessments[incident_id].range_of(toll.outcome, toll.group)


def _says(end: str, toll: SummedToll) -> str:
    return f"the {end} figures of {counted(toll.told, 'incident')} added up"
