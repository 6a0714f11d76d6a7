"""Phrases of a language file found in clean text in one pass, as whole words that may carry clitics."""

import re
from collections.abc import Iterable
from functools import cache

import ahocorasick_rs

from tallystick.extract.clean import fold
from tallystick.extract.cues import cue_entries
from tallystick.extract.found import Hit
from tallystick.extract.pack import load_pack

Entry = tuple[str, str, str]
"""(phrase, section, code); a phrase that ends in `*` is a stem and stands for all its endings"""

SECTIONS = ("actors", "stances", "kinds", "targets", "munitions", "authorities", "positions")
_LETTERS = re.compile(r"[^\W\d_]*")
_Match = tuple[int, int, int, int]
"""A phrase standing in a text: start, end with a minus sign, letters of the stem (0 for a word), its number"""
_LETTERS_ALONE = bytes(b if chr(b).isascii() and chr(b).isalpha() else ord(" ") for b in range(256))
"""For `bytes.translate`: letters stay, all else parts words"""


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
        self._phrases = [phrase for phrase, _ in meanings]
        self._stems = [len(phrase) * is_stem for phrase, is_stem in meanings]
        self._proclitics = frozenset(map(fold, proclitics)) | {""}
        self._enclitics = frozenset(map(fold, enclitics)) | {""}
        # Without glued clitics a match beside a letter of its own script is only part of a word.
        self._glues_before = any(c.isalnum() for c in "".join(self._proclitics))
        self._glues_after = any(c.isalnum() for c in "".join(self._enclitics))
        clitics = (*self._proclitics, *self._enclitics)
        ends = "".join(phrase[0] + phrase[-1] for phrase in self._phrases)
        self._is_framed = ends.isascii() and not any(c.isalpha() for c in clitics)
        self._marks = [i for i, phrase in enumerate(self._phrases) if not any(map(str.isalpha, phrase))]
        self._plain = [p.isascii() and p.isalpha() and not is_stem for p, is_stem in meanings]
        self._closed = [p[0].isalpha() and p[-1].isalpha() and not is_stem for p, is_stem in meanings]
        self._automaton = _framed(meanings) if self._is_framed else ahocorasick_rs.AhoCorasick(self._phrases)

    def find(self, text: str) -> dict[str, list[Hit]]:
        """Hits by section, in text order. A clitic is no part of its hit; the ending of a stem is."""
        return self._longest(self._framed_words(text) if self._is_framed else self._glued_words(text))

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        """Every match of the automaton, whole words or not: phrase number, start, end (counting the gaps around)."""
        if not self._is_framed:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)  # type: ignore[no-any-return]
        framed = b" %b " % text.encode("ascii", "replace").translate(_LETTERS_ALONE)
        return self._automaton.find_matches_as_indexes(framed, overlapping=True)  # type: ignore[no-any-return]

    def _framed_words(self, text: str) -> list[_Match]:
        """Phrases of a language in Latin letters without glued clitics, looked for with the gaps around them."""
        standing: list[_Match] = []
        plain, closed, phrases, sure = self._plain, self._closed, self._phrases, text.isascii()
        for pattern, start, after in self.scan(text):
            if sure and plain[pattern]:
                standing.append((start, 2 - after, 0, pattern))
            elif text.startswith(phrases[pattern], start):
                if sure and closed[pattern]:
                    standing.append((start, 2 - after, 0, pattern))
                else:
                    self._add(standing, text, start, pattern)
        for mark in self._marks:
            at = text.find(phrases[mark])
            while at >= 0:
                self._add(standing, text, at, mark)
                at = text.find(phrases[mark], at + 1)
        return standing

    def _add(self, standing: list[_Match], text: str, start: int, pattern: int) -> None:
        """Add a phrase found at `start` if it stands as a whole word or as the beginning of one."""
        end = start + len(self._phrases[pattern])
        if self._stems[pattern]:
            end = _LETTERS.match(text, end).end()  # type: ignore[union-attr]
        elif not self._closes(text, end):
            return
        if self._opens(text, start):
            standing.append((start, -end, self._stems[pattern], pattern))

    def _glued_words(self, text: str) -> list[_Match]:
        """Phrases of a language with clitics, or in another script, looked for anywhere."""
        standing: list[_Match] = []
        size = len(text)
        stems, parts_before = self._stems, not self._glues_before
        for pattern, start, end in self.scan(text):
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
        return standing

    def _longest(self, standing: list[_Match]) -> dict[str, list[Hit]]:
        """Of hits of a section that overlap the first and longest; at equal length a word beats a stem."""
        found: dict[str, list[Hit]] = {}
        free: dict[str, int] = {}
        meanings = self._meanings
        new = tuple.__new__  # what `Hit` does for every one of them, without the call of a Python function
        for start, minus_end, _, pattern in sorted(standing):
            for section, code in meanings[pattern]:
                if section not in free:
                    found[section] = []
                elif start < free[section]:
                    continue
                free[section] = -minus_end
                found[section].append(new(Hit, (start, -minus_end, section, code)))
        return found

    def _opens(self, text: str, start: int) -> bool:
        """Whether what is glued before `start` is a proclitic, or of another script (page chrome, digits)."""
        if start == 0 or not text[start - 1].isalnum():
            return True
        before = start
        while before > 0 and text[before - 1].isalpha() and start - before <= 5:
            before -= 1
        glued = text[before:start]
        if not glued or glued in self._proclitics or not text[start].isalpha():
            return True
        return _is_arabic(text[start]) != _is_arabic(text[start - 1])

    def _closes(self, text: str, end: int) -> bool:
        """The same of what is glued on after `end`."""
        if end == len(text) or not text[end].isalnum():
            return True
        if not self._glues_after and text[end].isalpha() and text[end].isascii() == text[end - 1].isascii():
            return False
        after = end
        while after < len(text) and text[after].isalpha() and after - end <= 5:
            after += 1
        glued = text[end:after]
        if not glued or glued in self._enclitics or not text[end - 1].isalpha():
            return not (text[end - 1].isdigit() and text[end].isdigit())
        return _is_arabic(text[end]) != _is_arabic(text[end - 1])


def _framed(phrases: Iterable[tuple[str, bool]]) -> ahocorasick_rs.BytesAhoCorasick:
    """An automaton over phrases and stems, each behind the gap before it and before the gap after a word."""
    return ahocorasick_rs.BytesAhoCorasick([_with_gaps(phrase, is_stem) for phrase, is_stem in phrases])


def _with_gaps(phrase: str, is_stem: bool) -> bytes:
    letters = phrase.encode("ascii", "replace").translate(_LETTERS_ALONE)
    if letters.isspace():
        return b"\0"  # stands in no text: what holds no letter is looked for on its own
    return b" " + letters + (b" " if phrase[-1].isalpha() and not is_stem else b"")


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
