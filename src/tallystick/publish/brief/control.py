"""The section of a brief that says in whose area incidents lay, as maps show it, beside what reports say of it."""

from collections.abc import Sequence
from datetime import date

from tallystick.model.territory import ControlShare, StatedShare
from tallystick.publish.anchors import anchor_of, passage_anchor
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.brief.sums import incident_figure
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import days_in_words, range_in_words
from tallystick.vocabulary import load_terms

MOST_ROWS = 5
MOST_STATED = 3
_TITLE = "Whose ground it was"
_NO_MAP = "No map of control is in this project, so it cannot be told in whose area incidents lay."
_HEADER = ("In areas of", "Incidents", "Of", "Not classifiable", "Map, and its days")


def control_section(material: Material) -> Section:
    """Shares by map maker and party, then the shares that reports themselves state."""
    stated = tuple(stated_line(material.book, s) for s in _distinct(material)[:MOST_STATED])
    if not material.control.shares:
        return Section("control", _TITLE, ((_NO_MAP,), *stated))
    ordered = sorted(material.control.shares, key=lambda s: (s.maker, -s.max, s.party))
    rows = tuple(_row(material.book, share, material.incident_ids) for share in ordered[:MOST_ROWS])
    if len(maps := {_map(s) for s in ordered[:MOST_ROWS]}) > 1:
        return Section("control", _TITLE, table=Table(_HEADER, rows), after=(_assumed(ordered[0]), *stated))
    table = Table(_HEADER[:-1], tuple(row[:-1] for row in rows))
    return Section("control", _TITLE, table=table, after=((f"Map: {maps.pop()}.",), _assumed(ordered[0]), *stated))


def stated_line(book: Casebook, stated: StatedShare) -> Sentence:
    """What a report says: `Reuters: up to 15 of 64 places, Islamic State`, linked to its words."""
    claims = tuple(c.claim_id for c in book.claims_of(stated.report_id))
    words = stated.span.of(book.reports[stated.report_id].text)
    anchor = report_words_anchor(book, stated.report_id)
    publisher, limit = book.publisher_of(stated.report_id), stated.min == 0
    low = None if limit else stated.min
    figure = Figure(range_in_words(low, stated.max), claims, anchor, f"{publisher}: “{words}”")
    about = f" of {stated.of} {stated.unit} were the ground of, or against: {_party(stated.party)}."
    return (f"Stated by {publisher}: ", figure, about)


def report_words_anchor(book: Casebook, report_id: str) -> str:
    """Where the words of a report stand on the page: at its first claim, else among the reports without one."""
    claims = book.claims_of(report_id)
    if not claims:
        return f"silent.{anchor_of(report_id)}"
    trigger = claims[0].trigger
    return passage_anchor(claims[0].claim_id, trigger) if trigger else anchor_of(claims[0].claim_id)


def _row(book: Casebook, share: ControlShare, incident_ids: Sequence[str]) -> tuple[Sentence, ...]:
    held = (*share.inside_ids, *share.border_ids)
    unclear = share.unclassifiable_ids
    return (
        (_party(share.party),),
        (incident_figure(book, held, range_in_words(share.min, share.max)) if held else "0",),
        (incident_figure(book, incident_ids),),
        (incident_figure(book, unclear) if unclear else "0",),
        (_map(share),),
    )


def _map(share: ControlShare) -> str:
    return f"{share.maker}, {days_in_words(share.map_days) if share.map_days else 'no map of these days'}"


def _assumed(share: ControlShare) -> Sentence:
    return (f"The lower number lay inside for certain, the higher may have. Assumed: {share.rules}.",)


def _party(code: str) -> str:
    terms = load_terms("actor")
    return terms[code].en if code in terms else code


def _distinct(material: Material) -> list[StatedShare]:
    """Each statement once: several reports that give the same numbers are one, told by the one dated first."""
    published = {s: material.book.published(s.report_id) or date.max for s in material.control.stated}
    ordered = sorted(published, key=lambda s: (published[s], s.report_id, s.span))
    return list({(s.party, s.min, s.max, s.of): s for s in reversed(ordered)}.values())[::-1]
