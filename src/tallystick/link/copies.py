"""Reports whose words are nearly the same: copies, reposts and truncated copies (MinHash over word shingles).

Broder, "On the resemblance and containment of documents" (1997). Sketches propose, the exact share of shingles decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from tallystick.link.folding import words_of
from tallystick.model.report import Report

SHINGLE = 3
"""Words per shingle."""
FEWEST = 8
"""Shingles a report must have: 'Video from Homs today' may be written by anybody."""
LONGEST = 400
"""Words looked at, from the start: enough to tell a copy, and a bound on the cost of a long page."""
SHARE = 0.6
"""Share of the shorter report's shingles that the longer one must hold."""
HEAD = 12
"""Words at the start by which a truncated copy is found."""
BANDS, ROWS = 20, 2
"""Two reports that share half their shingles are compared with probability 0.997."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports with nearly the same words: `share` of the shorter one's shingles stand in the longer one."""

    left_report: str
    right_report: str
    share: float


@dataclass(frozen=True, slots=True)
class _Words:
    report_id: str
    shingles: frozenset[int]
    head: int


def find_copies(reports: Mapping[str, Report]) -> list[Copy]:
    """Each copy with the first report (by id) that it repeats; pairs connect every group, not everybody within it."""
    words = [w for key in sorted(reports) if (w := _words(reports[key])) is not None]
    originals: dict[frozenset[int], str] = {}
    copies = []
    for w in words:
        original = originals.setdefault(w.shingles, w.report_id)
        if original != w.report_id:
            copies.append(Copy(original, w.report_id, 1.0))
    distinct = set(originals.values())
    return copies + _near_copies([w for w in words if w.report_id in distinct])


def _words(report: Report) -> _Words | None:
    words = words_of(report.text[: LONGEST * 8])[:LONGEST]
    codes = [crc32(f"{a} {b} {c}".encode()) for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    if len(codes) < FEWEST:
        return None
    return _Words(report.report_id, frozenset(codes), crc32(" ".join(words[:HEAD]).encode()))


def _near_copies(words: list[_Words]) -> list[Copy]:
    """A report that repeats an earlier one is not compared further: 1,000 copies cost 1,000 comparisons."""
    from datasketch import MinHash, MinHashLSH

    blank = MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int, scheme="affine32")
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    known: dict[str, _Words] = {}
    heads: dict[int, str] = {}
    copies = []
    for w in words:
        sketch = blank.copy()
        sketch.update_batch(sorted(w.shingles))
        candidates = {*index.query(sketch), *([heads[w.head]] if w.head in heads else [])}
        original = _original(w, [known[c] for c in sorted(candidates)])
        if original is not None:
            copies.append(original)
            continue
        index.insert(w.report_id, sketch, check_duplication=False)
        known[w.report_id] = w
        heads.setdefault(w.head, w.report_id)
    return copies


def _original(report: _Words, candidates: list[_Words]) -> Copy | None:
    """The candidate that shares most with the report, when that is enough for a copy."""
    shares = [(_share(report.shingles, c.shingles), c.report_id) for c in candidates]
    share, original = max(shares, default=(0.0, ""))
    return Copy(original, report.report_id, share) if share >= SHARE else None


def _share(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / min(len(left), len(right))
