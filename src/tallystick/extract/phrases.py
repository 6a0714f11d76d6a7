"""How near two phrases stand: which words between them part them, and which do not."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tallystick.extract.found import Hit, Sentence

_WORD = re.compile(r"\w+")
_STOP = frozenset(".!?؟;؛\n")
_ASIDE = re.compile(r"[\s\"”»]*[,،][^,،.]*[,،]")
_PARTED = 99
_LONGEST = 6
"""No more hits than this overlap one word."""


class Gaps:
    """The words of a text that may stand between an actor and its deed without parting them."""

    def __init__(self, text: str, passable: Iterable[Hit], clitics: Iterable[str]) -> None:
        self._text = text
        self._passable = sorted({(h.start, h.end) for h in passable})
        self._starts = [start for start, _ in self._passable]
        self._clitics = frozenset(clitics)

    def strangers(self, start: int, end: int) -> int:
        """How many words from `start` to `end` part what stands on either side; a full stop parts for good."""
        start = self.after_aside(start, end)
        between = self._text[start:end]
        if not _STOP.isdisjoint(between):
            return _PARTED
        return sum(not self._passes(start + w.start(), start + w.end()) for w in _WORD.finditer(between))

    def after_aside(self, start: int, end: int) -> int:
        """`start`, or the end of an aside that begins there: ", backed by helicopters,"."""
        aside = _ASIDE.match(self._text, start, end)
        return aside.end() if aside else start

    def is_clitic(self, word: str) -> bool:
        """Whether a piece of text is nothing but what may be glued before a word."""
        return word in self._clitics

    def _passes(self, start: int, end: int) -> bool:
        if self._text[start:end] in self._clitics:
            return True
        at = bisect_left(self._starts, end)
        return any(s < end and start < e for s, e in self._passable[max(0, at - _LONGEST) : at])


def inside(sentence: Sentence, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that begin in a sentence; `hits` are in text order."""
    first = bisect_left(hits, sentence.start, key=lambda h: h.start)
    last = bisect_left(hits, sentence.end, key=lambda h: h.start)
    return list(hits[first:last])
