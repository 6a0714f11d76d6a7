"""The section of a brief that says which munitions were used, how that is known, and what may still lie there."""

from collections.abc import Sequence

from tallystick.model.munition import MunitionUse, UseCount
from tallystick.publish.brief.control import report_words_anchor
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.brief.sums import incident_figure
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import counted, range_in_words
from tallystick.vocabulary import label, load_terms

MOST_ROWS = 6
MOST_STATED = 2
MOST_NAMED = 3
_TITLE = "Munitions"
_HEADER = ("Munition, as reported", "Distinct uses", "Best evidence", "By whom")
_NAMED = {
    "known": "",
    "suspected": "",
    "joint": " (together)",
    "undetermined": " (not told which)",
    "contested": " (accounts differ)",
}
_FLAGS = {
    "ccm_exclusion_question": "Whether the exclusion of Article 2(2)(c) of the Convention on Cluster Munitions applies",
    "ccw_iii_question": "Whether Protocol III on incendiary weapons covers the type",
    "apmbc_question": "Whether the type is an anti-personnel mine under its treaty",
}


def munitions_section(material: Material) -> Section:
    """Uses by munition, those that a treaty speaks of first; then what a treaty asks, and reported hazards."""
    found, book = material.munitions, material.book
    whole = [c for c in found.counts if c.actors is None]
    if not whole:
        return Section("munitions", _TITLE, (("No report names a munition.",),))
    terms = load_terms("munition")
    ordered = sorted(whole, key=lambda c: (not terms[c.munition].fact("treaties"), -c.max, c.munition))
    rows = tuple(_row(material, count) for count in ordered[:MOST_ROWS])
    after = (*_stated(material), *_flags(book, found.uses), *_hazards(material))
    return Section("munitions", _TITLE, table=Table(_HEADER, rows), after=after)


def _row(material: Material, count: UseCount) -> tuple[Sentence, ...]:
    uses = [u for u in material.munitions.uses if u.munition == count.munition]
    best = min((u.evidence for u in uses), key=list(load_terms("munition_evidence")).index)
    shown = [u for u in uses if u.evidence == best]
    evidence = (label("munition_evidence", best), " in ", _count_of(material.book, shown))
    figure = incident_figure(material.book, count.incident_ids, range_in_words(count.min, count.max))
    return ((_what(count.munition, uses),), (figure,), evidence, _by_whom(material, count.munition))


def _what(munition: str, uses: Sequence[MunitionUse]) -> str:
    models = [label("munition_model", m) for m in load_terms("munition_model") if any(m in u.models for u in uses)]
    return label("munition", munition) + (f" ({', '.join(models)})" if models else "")


def _by_whom(material: Material, munition: str) -> Sentence:
    """Who is named, those with most uses first; of many, how many uses are by others is said."""
    counts = [c for c in material.munitions.counts if c.munition == munition and c.actors is not None]
    ordered = sorted(counts, key=lambda c: (-c.max, c.actors or ()))
    parts: list[Figure | str] = []
    for count in ordered[:MOST_NAMED]:
        parts += [f"{'; ' if parts else ''}{_who(count)}: "]
        parts.append(incident_figure(material.book, count.incident_ids, range_in_words(count.min, count.max)))
    if rest := ordered[MOST_NAMED:]:
        ids = tuple(dict.fromkeys(i for c in rest for i in c.incident_ids))
        low, high = sum(c.min for c in rest), sum(c.max for c in rest)
        parts += ["; others: ", incident_figure(material.book, ids, range_in_words(low, high))]
    return tuple(parts)


def _who(count: UseCount) -> str:
    names = [label("actor", a) for a in count.actors or ()]
    joined = (" or " if count.role in ("undetermined", "contested") else " and ").join(names)
    return f"{joined or 'nobody named'}{_NAMED.get(count.role or '', '')}"


def _stated(material: Material) -> list[Sentence]:
    """Numbers of uses that reports state, each by the first that does; they cover more than the incidents here."""
    book, first = material.book, {(s.munition, s.min, s.max): s for s in reversed(material.munitions.stated)}
    lines: list[Sentence] = []
    for stated in sorted(first.values(), key=lambda s: (-s.min, s.report_id))[:MOST_STATED]:
        publisher, claims = book.publisher_of(stated.report_id), book.claims_of(stated.report_id)
        words = f"{publisher}: “{stated.span.of(book.reports[stated.report_id].text)}”"
        anchor = report_words_anchor(book, stated.report_id)
        figure = Figure(range_in_words(stated.min, stated.max), tuple(c.claim_id for c in claims), anchor, words)
        lines.append((f"Stated by {publisher}: ", figure, f" uses of {label('munition', stated.munition)}s."))
    return lines


def _flags(book: Casebook, uses: Sequence[MunitionUse]) -> list[Sentence]:
    lines: list[Sentence] = []
    for code, words in _FLAGS.items():
        asked = [u for u in uses if code in u.treaties]
        if asked:
            lines.append((f"{words} is asked of ", _count_of(book, asked, "use"), " and not decided here."))
    return lines


def _hazards(material: Material) -> list[Sentence]:
    hazards = material.munitions.hazards
    if not hazards:
        return []
    ids = tuple(dict.fromkeys(h.incident_id for h in hazards))
    direct = tuple(dict.fromkeys(h.incident_id for h in hazards if h.evidence == "direct"))
    figure = incident_figure(material.book, ids, counted(len(ids), "place"))
    seen = incident_figure(material.book, direct) if direct else "0"
    return [("Reported hazards, not surveyed: ", figure, ", with direct evidence at ", seen, " (export hazards).")]


def _count_of(book: Casebook, uses: Sequence[MunitionUse], noun: str = "incident") -> Figure:
    ids = tuple(u.incident_id for u in uses)
    return incident_figure(book, ids, counted(len(uses), noun))
