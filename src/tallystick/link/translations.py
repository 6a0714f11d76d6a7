"""Reports in different languages that say the same in figures and places: one told after the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tallystick.model.claim import Claim
from tallystick.model.report import Report

FEWEST_FIGURES = 4
"""Equal figures before sameness is more than chance; 'three dead' in two languages proves nothing."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Two reports in different languages with equal places and `figures` equal figures."""

    left_report: str
    right_report: str
    figures: int


def find_translations(reports: Mapping[str, Report], claims: Sequence[Claim]) -> list[Translation]:
    """Pairs of reports that tell the same figures at the same places in different languages."""
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    spoken = {report_id for report_id, report in reports.items() if report.language is not None}
    for report_id, content in sorted(_contents(c for c in claims if c.report_id in spoken).items()):
        if len(content[1]) >= FEWEST_FIGURES and content[0]:
            alike[content].append(report_id)
    return [
        Translation(left, right, len(content[1]))  # type: ignore[arg-type]
        for content, ids in sorted(alike.items(), key=lambda item: item[1])
        for left, right in combinations(ids, 2)
        if _languages_differ(reports[left], reports[right])
    ]


Content = tuple[tuple[str, ...], tuple[tuple[str, str, int, int | None], ...]]


def _contents(claims: Iterable[Claim]) -> dict[str, Content]:
    """Per report: the located places it names as hit, and its exact figures above one."""
    places: dict[str, set[str]] = defaultdict(set)
    figures: dict[str, set[tuple[str, str, int, int | None]]] = defaultdict(set)
    for claim in claims:
        places[claim.report_id] |= {p.place.gazetteer_id for p in claim.where if p.place}
        figures[claim.report_id] |= {
            (c.outcome, c.group, c.toll.min, c.toll.max)
            for c in claim.casualties
            if c.toll.max is not None and c.toll.min > 1
        }
    return {r: (tuple(sorted(places[r])), tuple(sorted(figures[r]))) for r in places}


def _languages_differ(left: Report, right: Report) -> bool:
    return left.language is not None and right.language is not None and left.language != right.language
