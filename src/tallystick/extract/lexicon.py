"""Phrases of a language file found in clean text in one pass, as whole words that may carry clitics."""

import re
from collections.abc import Iterable
from functools import cache
from operator import itemgetter

import ahocorasick_rs

from tallystick.extract.clean import fold
from tallystick.extract.cues import cue_entries
from tallystick.extract.found import Hit
from tallystick.extract.pack import load_pack

Entry = tuple[str, str, str]
"""(phrase, section, code); a phrase that ends in `*` is a stem and stands for all its endings"""

SECTIONS = ("actors", "stances", "kinds", "targets", "munitions", "authorities")
_LETTERS = re.compile(r"[^\W\d_]*")
_PLACE = itemgetter(0, 1, 2)  # where a match begins, how long it is, and whether it is a stem


class Lexicon:
    """An automaton over folded phrases. Hits overlap only between sections: within one, the longest wins."""

    def __init__(self, entries: Iterable[Entry], proclitics: Iterable[str] = (), enclitics: Iterable[str] = ()) -> None:
        meanings: dict[tuple[str, bool], list[tuple[str, str]]] = {}
        for phrase, section, code in entries:
            folded = fold(phrase)
            key = (folded.rstrip("*"), folded.endswith("*"))
            if (section, code) not in meanings.setdefault(key, []):
                meanings[key].append((section, code))
        self._meanings = list(meanings.values())
        self._stems = [is_stem for _, is_stem in meanings]
        self._automaton = ahocorasick_rs.AhoCorasick([phrase for phrase, _ in meanings])
        self._proclitics = frozenset(map(fold, proclitics)) | {""}
        self._enclitics = frozenset(map(fold, enclitics)) | {""}
        # Without glued clitics a match beside a letter of its own script is only part of a word.
        self._glues_before = any(c.isalnum() for c in "".join(self._proclitics))
        self._glues_after = any(c.isalnum() for c in "".join(self._enclitics))

    def find(self, text: str) -> dict[str, list[Hit]]:
        """Hits by section, in text order. A clitic is no part of its hit; the ending of a stem is."""
        standing: list[tuple[int, int, bool, int]] = []
        size = len(text)
        stems, parts_before = self._stems, not self._glues_before
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            # Most matches are either clean words or lie inside longer ones: tell these apart without slicing.
            if start and (before := text[start - 1]).isalnum():
                if parts_before and before.isalpha() and before.isascii() == text[start].isascii():
                    continue
                if not self._opens(text, start):
                    continue
            if end < size and text[end].isalnum():
                if stems[pattern]:
                    end = _LETTERS.match(text, end).end()  # type: ignore[union-attr] # noqa: PLW2901
                elif not self._closes(text, end):
                    continue
            standing.append((start, -end, stems[pattern], pattern))
        return self._longest(standing)

    def _longest(self, standing: list[tuple[int, int, bool, int]]) -> dict[str, list[Hit]]:
        """Of hits of a section that overlap the first and longest; at equal length a word beats a stem."""
        found: dict[str, list[Hit]] = {}
        free: dict[str, int] = {}
        for start, minus_end, _, pattern in sorted(standing, key=_PLACE):
            for section, code in self._meanings[pattern]:
                if start >= free.get(section, 0):
                    free[section] = -minus_end
                    found.setdefault(section, []).append(Hit(start, -minus_end, section, code))
        return found

    def _opens(self, text: str, start: int) -> bool:
        """Whether what is glued before `start` is a proclitic, or of another script (page chrome, digits)."""
        before = start
        while before > 0 and text[before - 1].isalpha() and start - before <= 5:
            before -= 1
        glued = text[before:start]
        if not glued or glued in self._proclitics or not text[start].isalpha():
            return True
        return _is_arabic(text[start]) != _is_arabic(text[start - 1])

    def _closes(self, text: str, end: int) -> bool:
        if not self._glues_after and text[end].isalpha() and text[end].isascii() == text[end - 1].isascii():
            return False
        after = end
        while after < len(text) and text[after].isalpha() and after - end <= 5:
            after += 1
        glued = text[end:after]
        if not glued or glued in self._enclitics or not text[end - 1].isalpha():
            return not (text[end - 1].isdigit() and text[end].isdigit())
        return _is_arabic(text[end]) != _is_arabic(text[end - 1])


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


@cache
def load_lexicon(language: str) -> Lexicon:
    """The phrases of every lexicon section of a language: `{section: {code: [phrases]}}`."""
    pack = load_pack(language)
    entries = [
        (phrase, section, code)
        for section in SECTIONS
        for code, phrases in pack.section(section).items()
        if isinstance(phrases, list)
        for phrase in phrases
    ]
    entries += cue_entries(pack)
    clitics = pack.section("clitics")
    return Lexicon(entries, clitics.get("before", ()), clitics.get("after", ()))
