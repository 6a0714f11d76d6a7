"""Words of the passage that tells of an attack, without those that most reports use: names, streets, a bakery."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tallystick.link.folding import words_of
from tallystick.model.claim import Claim
from tallystick.model.report import Report

AROUND = 100
"""Characters of text looked at before the first and after the last passage of a claim."""
LONGEST = 700
"""Characters of a passage: a claim gathered from a whole page is told by its beginning."""
SHORTEST = 3
"""Letters of a word; shorter ones are grammar."""
ONE_IN = 5
"""A word near the attacks of more than one report in so many does not tell attacks apart."""
MOST = 24
"""Words kept per claim, the rarest first."""
FEWEST = 4


def telling_words(reports: Mapping[str, Report], claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Per claim id: the words of its passage that tell it apart, rarest first; none when there are too few."""
    written = {report_id for report_id, report in reports.items() if report.text}
    passages = {c.claim_id: _passage_words(c, reports[c.report_id]) for c in claims if c.report_id in written}
    spread = _spread(passages, claims)
    ceiling = max(5, len(reports) // ONE_IN)
    kept = {
        i: sorted((w for w in words if spread[w] <= ceiling), key=lambda w: (spread[w], w))
        for i, words in passages.items()
    }
    shared = {i: [w for w in words if spread[w] > 1][:MOST] for i, words in kept.items()}
    return {i: tuple(words) for i, words in shared.items() if len(words) >= FEWEST}


def script_of(words: Sequence[str]) -> int | None:
    """A number for the script that most of the words are written in; words in two scripts are never the same."""
    blocks = Counter(ord(word[0]) >> 8 for word in words)
    return max(sorted(blocks), key=lambda block: blocks[block]) if blocks else None


def _spread(passages: Mapping[str, frozenset[str]], claims: Sequence[Claim]) -> Counter[str]:
    """In how many reports each word stands near an attack."""
    by_report: dict[str, set[str]] = {}
    for claim in claims:
        if claim.claim_id in passages:
            by_report.setdefault(claim.report_id, set()).update(passages[claim.claim_id])
    return Counter(word for words in by_report.values() for word in words)


def _passage_words(claim: Claim, report: Report) -> frozenset[str]:
    told = [p.span for p in claim.places] + [c.span for c in claim.casualties] + [t.span for t in claim.targets]
    told += [claim.trigger] if claim.trigger is not None else []
    start = max(0, min([s.start for s in told], default=0) - AROUND)
    end = min(max([s.end for s in told], default=0) + AROUND, start + LONGEST)
    return frozenset(w for w in words_of(report.text[start:end]) if len(w) >= SHORTEST and not w.isdigit())
