"""The reports under an incident, by origin, each with the passages that speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tallystick.model.claim import Claim
from tallystick.model.incident import Incident, Origin
from tallystick.model.report import Report
from tallystick.publish.anchors import anchor_of, report_anchor
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Sentence, sentence_figures
from tallystick.publish.passages import Excerpt, excerpt_of, marks_of
from tallystick.publish.wording import day_in_words, direction, language_in_words, place_in_words


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One report as far as it speaks of the matter at hand."""

    anchor: str
    publisher: str
    title: str | None
    published: str | None
    language: str | None
    language_name: str
    direction: str
    url: str | None
    """Only an http or https address; anything else is `address`, shown and not linked."""
    address: str | None
    claim_anchors: tuple[str, ...]
    """Of the claims that this page shows here and nowhere else."""
    excerpt: Excerpt
    reconstructed: bool
    """The text was put back into reading order from a PDF."""
    ties: tuple[Sentence, ...] = ()
    """Why it counts as one origin with others."""
    told_at: tuple[tuple[str, str], ...] = ()
    """(place, anchor) of the incidents under which its accounts stand that cover several places at once."""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Reports that come from one independent source."""

    name: str
    reports: tuple[ReportCard, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """(publisher, anchor) of reports of this origin that are shown under an earlier one."""


def origin_groups(book: Casebook, incident: Incident) -> tuple[OriginGroup, ...]:
    """The incident's reports by origin, each shown once, under the first origin that it belongs to."""
    shown: set[str] = set()
    groups = []
    for origin in incident.origins:
        new = [r for r in origin.report_ids if r not in shown]
        old = [r for r in origin.report_ids if r in shown]
        shown.update(new)
        groups.append(_group(book, incident, origin, (new, old)))
    left = [r for r in incident.report_ids if r not in shown]
    if left:
        groups.append(OriginGroup("Origin not told", tuple(_card(book, incident, r) for r in left), ()))
    return tuple(groups)


def report_card(
    book: Casebook, report: Report, claims: Sequence[Claim], anchor: str, shared: Sequence[Claim] = ()
) -> ReportCard:
    """A report with the passages marked that `claims` rest on; those of `shared` claims are anchored elsewhere."""
    language, published = book.language_of(report.report_id), book.published(report.report_id)
    marks = [mark for claim in claims for mark in marks_of(claim)]
    marks += [replace(mark, anchor="") for claim in shared for mark in marks_of(claim)]
    url = safe_url(report.url)
    return ReportCard(
        anchor=anchor,
        publisher=book.publisher_of(report.report_id),
        title=report.title if report.title != book.publisher_of(report.report_id) else None,
        published=day_in_words(published) if published else None,
        language=language,
        language_name=language_in_words(language),
        direction=direction(language),
        url=url,
        address=None if url else report.url,
        claim_anchors=tuple(anchor_of(c.claim_id) for c in claims),
        excerpt=excerpt_of(report.text, marks),
        reconstructed=report.text_order == "reconstructed",
    )


def safe_url(url: str | None) -> str | None:
    """The address when it is a plain http or https one; None for anything that a browser could run or misread."""
    if url is None or any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _group(book: Casebook, incident: Incident, origin: Origin, reports: tuple[list[str], list[str]]) -> OriginGroup:
    new, old = reports
    return OriginGroup(
        name=origin.name,
        reports=tuple(_card(book, incident, r) for r in new),
        elsewhere=tuple((book.publisher_of(r), report_anchor(incident.incident_id, r)) for r in old),
    )


def _card(book: Casebook, incident: Incident, report_id: str) -> ReportCard:
    mine, joint = set(incident.claim_ids), set(incident.joint_claim_ids)
    claims = [c for c in book.claims_of(report_id) if c.claim_id in mine]
    shared = [c for c in book.claims_of(report_id) if c.claim_id in joint]
    card = report_card(book, book.reports[report_id], claims, report_anchor(incident.incident_id, report_id), shared)
    return replace(card, ties=_ties(book, incident, report_id), told_at=_told_at(book, shared))


def _told_at(book: Casebook, shared: Sequence[Claim]) -> tuple[tuple[str, str], ...]:
    holders = [(book.incident_of.get(c.claim_id), anchor_of(c.claim_id)) for c in shared]
    return tuple((place_in_words(holder.place), anchor) for holder, anchor in holders if holder)


def _ties(book: Casebook, incident: Incident, report_id: str) -> tuple[Sentence, ...]:
    edges = [e for e in incident.origin_edges if report_id in (e.left_report, e.right_report)]
    sentences = dict.fromkeys(e.why for e in edges)
    return tuple(sentence_figures(book, incident, why) for why in sentences)
