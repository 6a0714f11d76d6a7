"""Words that few reports use, near the passage that tells of an attack: names of people, streets, a bakery."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tallystick.link.folding import words_of
from tallystick.model.claim import Claim
from tallystick.model.report import Report

AROUND = 150
"""Characters of text looked at before the first and after the last passage of a claim."""
SHORTEST = 4
"""Letters of a word; shorter ones are grammar."""
COMMON = 12
"""A word in more reports than this (or than one in `ONE_IN`) does not tell attacks apart."""
ONE_IN = 100
MOST = 24
"""Words kept per claim, the rarest first."""


def rare_words(reports: Mapping[str, Report], claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Per claim id: the words of its passage that only few reports use."""
    passages = {c.claim_id: _passage_words(c, reports[c.report_id]) for c in claims if c.report_id in reports}
    spread = _spread(passages, claims)
    ceiling = max(COMMON, len(reports) // ONE_IN)
    return {
        claim_id: tuple(sorted((w for w in words if 1 < spread[w] <= ceiling), key=lambda w: (spread[w], w))[:MOST])
        for claim_id, words in passages.items()
    }


def _spread(passages: Mapping[str, frozenset[str]], claims: Sequence[Claim]) -> Counter[str]:
    """In how many reports each word stands near an attack."""
    by_report: dict[str, set[str]] = {}
    for claim in claims:
        by_report.setdefault(claim.report_id, set()).update(passages.get(claim.claim_id, ()))
    return Counter(word for words in by_report.values() for word in words)


def _passage_words(claim: Claim, report: Report) -> frozenset[str]:
    spans = _spans(claim)
    start = max(0, min((s for s, _ in spans), default=0) - AROUND)
    end = max((e for _, e in spans), default=2 * AROUND) + AROUND
    return frozenset(w for w in words_of(report.text[start:end]) if len(w) >= SHORTEST and not w.isdigit())


def _spans(claim: Claim) -> list[tuple[int, int]]:
    spans = [p.span for p in claim.places] + [c.span for c in claim.casualties] + [t.span for t in claim.targets]
    spans += [claim.trigger] if claim.trigger is not None else []
    return [(s.start, s.end) for s in spans]
