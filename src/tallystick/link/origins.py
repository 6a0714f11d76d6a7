"""Two sources means two origins: reports that repeat one voice are one origin, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tallystick.link.copies import Copy, find_copies
from tallystick.link.pausing import collector_paused
from tallystick.link.sources import Source, source_of
from tallystick.link.translations import Translation, find_translations
from tallystick.link.wording import telling_words
from tallystick.model.claim import Claim
from tallystick.model.identity import content_id
from tallystick.model.incident import Origin, OriginEdge
from tallystick.model.posted import day_posted
from tallystick.model.report import Report


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """Who repeats whom. Origins are told per incident, for a report may cite one authority here and another there."""

    edges: tuple[OriginEdge, ...]
    """Copies and translations between reports; relays and shared publishers are told by `edges_among`."""
    sources: Mapping[str, Source]
    """By claim id: the authority it cites, else its publisher."""
    copied_from: Mapping[str, str]
    """By report id: a name shared by all reports of one group of copies."""
    published: Mapping[str, date]
    """By report id, where the report's day is known."""
    words: Mapping[str, tuple[str, ...]]
    """By claim id: rare words of the passage that tells of the attack, for linking."""

    def origins_of(self, claims: Iterable[Claim]) -> tuple[Origin, ...]:
        """The independent origins behind some claims, by name and id."""
        groups = self._groups(sorted(claims, key=lambda c: c.claim_id))
        return tuple(sorted((self._origin(group) for group in groups), key=lambda o: (o.name, o.origin_id)))

    def edges_among(self, claims: Iterable[Claim]) -> tuple[OriginEdge, ...]:
        """Why reports behind some claims count as one origin, each tied to the first of its group."""
        reports = {c.report_id for c in claims}
        own = [e for e in self.edges if e.left_report in reports and e.right_report in reports] if self.edges else []
        return tuple(own + self._relays(claims))

    def _groups(self, claims: Sequence[Claim]) -> list[list[Claim]]:
        joined: dict[str, str] = {}
        for claim in claims:
            _join(joined, self.sources[claim.claim_id].key, self._report_key(claim.report_id))
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[_root(joined, self.sources[claim.claim_id].key)].append(claim)
        return [groups[key] for key in sorted(groups)]

    def _report_key(self, report_id: str) -> str:
        return "copies:" + self.copied_from[report_id] if report_id in self.copied_from else ""

    def _origin(self, claims: Sequence[Claim]) -> Origin:
        sources = {self.sources[c.claim_id] for c in claims}
        first = min(sources, key=lambda s: (not s.cited, s.key, s.name))
        reports = tuple(sorted({c.report_id for c in claims}))
        told = tuple([self.published.get(c.report_id) for c in claims])
        ids = tuple([c.claim_id for c in claims])
        return Origin(content_id("origin", first.key, reports), first.name, reports, ids, told)

    def _relays(self, claims: Iterable[Claim]) -> list[OriginEdge]:
        first: dict[str, Claim] = {}
        edges = []
        for claim in sorted(claims, key=lambda c: (c.report_id, c.claim_id)):
            source = self.sources[claim.claim_id]
            head = first.setdefault(source.key, claim)
            if head.report_id != claim.report_id:
                edges.append(_relay(head, claim, self.sources[head.claim_id], source))
        return sorted(set(edges), key=lambda e: (e.left_report, e.right_report, e.relation))


def find_origins(
    reports: Mapping[str, Report], claims: Sequence[Claim], published: Mapping[str, date] | None = None
) -> OriginGraph:
    """Who repeats whom among the reports, with the evidence for each edge.

    `published` holds the reports' days as extraction found them, by report id; without it the metadata count.
    """
    with collector_paused():
        return _found(reports, claims, published or {})


def _found(reports: Mapping[str, Report], claims: Sequence[Claim], published: Mapping[str, date]) -> OriginGraph:
    copies, translations = find_copies(reports), find_translations(reports, claims)
    edges = [_copy_edge(c, reports) for c in copies] + [_translation_edge(t) for t in translations]
    return OriginGraph(
        edges=tuple(sorted(edges, key=lambda e: (e.left_report, e.right_report, e.relation))),
        sources=MappingProxyType({c.claim_id: source_of(c, reports.get(c.report_id)) for c in claims}),
        copied_from=MappingProxyType(_copy_groups(edges)),
        published=MappingProxyType(_days_of(reports) | dict(published)),
        words=MappingProxyType(telling_words(reports, claims)),
    )


def _days_of(reports: Mapping[str, Report]) -> dict[str, date]:
    return {key: day for key, r in reports.items() if (day := r.published or day_posted(r.url)) is not None}


def _copy_groups(edges: Sequence[OriginEdge]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for edge in edges:
        _join(joined, edge.left_report, edge.right_report)
    return {r: _root(joined, r) for e in edges for r in (e.left_report, e.right_report)}


def _join(joined: dict[str, str], left: str, right: str) -> None:
    """Put two keys into one group, named by its smallest key whatever the order; an empty key joins nothing."""
    if not right:
        return
    a, b = _root(joined, left), _root(joined, right)
    if a != b:
        joined[max(a, b)] = min(a, b)


def _root(joined: Mapping[str, str], key: str) -> str:
    while key in joined:
        key = joined[key]
    return key


def _copy_edge(copy: Copy, reports: Mapping[str, Report]) -> OriginEdge:
    shorter = min(len(reports[r].text) for r in (copy.left_report, copy.right_report))
    if copy.share == 1.0:
        why = "All word sequences of the shorter text stand in the other."
    else:
        why = f"{copy.share:.0%} of the word sequences of the shorter text ({shorter} characters) stand in the other."
    return OriginEdge(copy.left_report, copy.right_report, "copy", why)


def _translation_edge(found: Translation) -> OriginEdge:
    why = f"Different languages with the same places and the same {found.figures} figures."
    return OriginEdge(found.left_report, found.right_report, "translation", why)


def _relay(head: Claim, claim: Claim, first: Source, second: Source) -> OriginEdge:
    if first.cited or second.cited:
        return OriginEdge(head.report_id, claim.report_id, "relay", f"Both go back to {first.name}.")
    why = f"Both are published by {first.name}."
    owned = first.key.startswith("source:")
    return OriginEdge(head.report_id, claim.report_id, "same_owner" if owned else "same_publisher", why)
