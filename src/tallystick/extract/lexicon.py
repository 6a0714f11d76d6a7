"""Phrases of a language file found in clean text in one pass, as whole words that may carry clitics."""

from collections.abc import Iterable
from functools import cache

import ahocorasick_rs

from tallystick.extract.clean import fold
from tallystick.extract.found import Hit
from tallystick.extract.pack import load_pack

Entry = tuple[str, str, str]
"""(phrase, section, code)"""


class Lexicon:
    """An automaton over folded phrases. Hits overlap only between sections: within one, the longest wins."""

    def __init__(self, entries: Iterable[Entry], proclitics: Iterable[str] = (), enclitics: Iterable[str] = ()) -> None:
        meanings: dict[str, list[tuple[str, str]]] = {}
        for phrase, section, code in entries:
            meanings.setdefault(fold(phrase), []).append((section, code))
        self._meanings = list(meanings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(meanings))
        self._proclitics = frozenset(map(fold, proclitics)) | {""}
        self._enclitics = frozenset(map(fold, enclitics)) | {""}

    def find(self, text: str) -> dict[str, list[Hit]]:
        """Hits by section, in text order."""
        found: dict[str, list[Hit]] = {}
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._stands_alone(text, start, end):
                for section, code in self._meanings[pattern]:
                    found.setdefault(section, []).append(Hit(start, end, section, code))
        return {section: _longest(hits) for section, hits in found.items()}

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        before = start
        while before > 0 and text[before - 1].isalnum() and text[start].isalnum():
            before -= 1
        after = end
        while after < len(text) and text[after].isalnum() and text[end - 1].isalnum():
            after += 1
        return text[before:start] in self._proclitics and text[end:after] in self._enclitics


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


@cache
def load_lexicon(language: str) -> Lexicon:
    """The phrases of every lexicon section of a language: `{section: {code: [phrases]}}`."""
    pack = load_pack(language)
    sections = ("actors", "stances", "kinds", "targets", "munitions", "authorities")
    entries = [
        (phrase, section, code)
        for section in sections
        for code, phrases in pack.section(section).items()
        if isinstance(phrases, list)
        for phrase in phrases
    ]
    clitics = pack.section("clitics")
    return Lexicon(entries, clitics.get("before", ()), clitics.get("after", ()))
