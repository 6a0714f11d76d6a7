"""How near two phrases stand: which words between them part them, and which do not."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.extract.clean import fold
from tallystick.extract.found import Hit, Sentence, SentenceHits
from tallystick.extract.pack import load_pack

_WORD = re.compile(r"\w+")
_STOP = frozenset(".!?؟;؛\n")
_ASIDE = re.compile(r"[\s\"”»]*[,،][^,،.]*[,،]")
_BLANK = ("", " ")
_PARTED = 99
_NO_WORDS: frozenset[str] = frozenset()
_CLITIC_LENGTHS = (1, 2, 3)
"""How many letters may be glued before a word: و, ال, وال. The longest of any language file."""
_TYPE = 3
"""How many letters the name of a type of arm has before its number."""
_NEAREST = 12
"""A word lies under one of the last hits that begin before its end, or under none."""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words of a language too common for the lexicon: looked up only in the few places where they matter."""

    lists: Mapping[str, frozenset[str]]
    clitics: frozenset[str]

    def has(self, name: str, word: str) -> bool:
        """Whether a word is on one of the lists, as it stands or after what is glued before it."""
        listed = self.lists.get(name, _NO_WORDS)
        if word in listed or not self.clitics:
            return word in listed
        return any(word[:n] in self.clitics and word[n:] in listed for n in _CLITIC_LENGTHS)

    def has_any(self, name: str, words: Sequence[str]) -> bool:
        """Whether one of some words is on one of the lists."""
        if not self.clitics:
            return not self.lists.get(name, _NO_WORDS).isdisjoint(words)
        return any(self.has(name, word) for word in words)


@cache
def plain_words(language: str, section: str) -> PlainWords:
    """The lists under `plain` of one section of a language file."""
    pack = load_pack(language)
    lists = {name: frozenset(map(fold, words)) for name, words in pack.section(section).get("plain", {}).items()}
    return PlainWords(lists, frozenset(map(fold, pack.section("clitics").get("before", ()))))


class Gaps:
    """The words of a text that may stand between an actor and its deed without parting them."""

    def __init__(self, text: str, passable: Iterable[Hit], words: PlainWords, listed: str) -> None:
        self.text = text
        self.words = words
        self._listed = listed
        self._hits = passable
        self._passable: list[tuple[int, int]] | None = None

    def _spans(self) -> list[tuple[int, int]]:
        """Where the passable hits stand, in text order; sorted when first asked for, which is seldom."""
        if self._passable is None:
            self._passable = sorted({hit[:2] for hit in self._hits})
        return self._passable

    def strangers(self, start: int, end: int) -> int:
        """How many words from `start` to `end` part what stands on either side; a full stop parts for good."""
        between = self.text[start:end]
        if between in _BLANK:
            return 0
        start = self.after_aside(start, end)
        if not _STOP.isdisjoint(self.text[start:end]):
            return _PARTED
        return sum(not self._passes(word) for word in _WORD.finditer(self.text, start, end) if not self._is_type(word))

    def _is_type(self, word: re.Match[str]) -> bool:
        """Whether a word is half of the name of a type of arm: "Russian S-300 missile", "Su-34 bombers"."""
        first, last = word.span()
        digits = word.group().isdigit() and self.text[first - 1 : first] == "-"
        letters = (
            last - first <= _TYPE and self.text[last : last + 1] == "-" and self.text[last + 1 : last + 2].isdigit()
        )
        return digits or letters

    def after_aside(self, start: int, end: int) -> int:
        """`start`, or the end of an aside that begins there: ", backed by helicopters,"."""
        aside = _ASIDE.match(self.text, start, end) if end - start > 1 else None
        return aside.end() if aside else start

    def is_clitic(self, word: str) -> bool:
        """Whether a piece of text is nothing but what may be glued before a word."""
        return word in self.words.clitics

    def any_word(self, start: int, end: int, *lists: str) -> bool:
        """Whether some word from `start` to `end` is on one of the lists of plain words."""
        words = _WORD.findall(self.text, start, end)
        return any(self.words.has_any(name, words) for name in lists)

    def word_after(self, start: int) -> str:
        """The first word after `start`; empty at the end of the text."""
        word = _WORD.search(self.text, start)
        return word.group() if word else ""

    def words_before(self, end: int) -> Iterator[str]:
        """The words that end before `end`, the nearest first, no further than the sentence goes."""
        words: list[str] = _WORD.findall(self.text[max(0, end - 40) : end])
        return reversed(words)

    def _passes(self, word: re.Match[str]) -> bool:
        if self.is_clitic(word.group()) or self.words.has(self._listed, word.group()):
            return True
        start, end = word.span()
        spans = self._spans()
        at = bisect_left(spans, (end,))
        return any(s < end and start < e for s, e in spans[max(0, at - _NEAREST) : at])


def inside(sentence: Sentence, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that begin in a sentence; `hits` are in text order."""
    first = bisect_left(hits, (sentence.start,))
    return list(hits[first : bisect_left(hits, (sentence.end,), first)])


def hits_by_sentence(sentences: Sequence[Sentence], hits: Mapping[str, Sequence[Hit]]) -> list[SentenceHits]:
    """The hits of each sentence in turn; those between two sentences are left out. `hits` are in text order."""
    told: list[dict[str, list[Hit]]] = [{} for _ in sentences]
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    for section, found in hits.items():
        at, end = -1, 0
        own: list[Hit] = []
        for hit in found:
            if hit[0] >= end:
                at = bisect_right(ends, hit[0])
                if at == len(ends):
                    break
                end = ends[at]
                own = told[at].setdefault(section, [])
            if hit[0] >= starts[at]:
                own.append(hit)
    return list(told)
