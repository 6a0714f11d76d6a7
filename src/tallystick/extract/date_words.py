"""The words and numbers dates are made of, found in one pass over a clean text."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import ahocorasick_rs

from tallystick.extract.clean import CleanText, fold
from tallystick.extract.date_numbers import DateToken, find_numbers
from tallystick.extract.pack import LanguagePack, known_languages, load_pack

_DAY_GLUED = re.compile(r"(?<!\d)\d{1,2}\Z")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# The keys of a `dates` section that hold words, and the letter that stands for such a word in the
# shape of a phrase ("Tuesday 5 May 2020" has the shape WDMY). The grammar over shapes is in date_phrases.py.
_VALUED = {
    "months": "M",
    "weekdays": "W",
    "relative_days": "T",
    "relative_spans": "S",
    "counts": "C",
    "ordinals": "D",
    "units": "U",
    "month_units": "B",
    "plural_units": "P",
    "dual_units": "V",
}
_PLAIN = {
    "hijri_months": "H",
    "ago_before": "G",
    "ago_after": "A",
    "after": "F",
    "last": "L",
    "this": "I",
    "nights": "K",
    "eves": "X",
}
# Keys whose words are looked for around a date.
_AROUND = {"weak", "joiners", "ranges", "ands", "parts_of_day"}
_AROUND |= {
    "background",
    "year_words",
    "datelines",
    "saying",
    "saying_reach",
    "clauses",
    "since",
    "openers",
    "pictures",
    "papers",
    "year_starts",
}

_LONGEST_GAP = 24


class DateWords:
    """The date vocabulary of one language, ready to scan for."""

    def __init__(self, pack: LanguagePack) -> None:
        section = pack.section("dates")
        for unknown in section.keys() - _VALUED.keys() - _PLAIN.keys() - _AROUND:
            warnings.warn(f"languages/{pack.code}.yml: dates has no use for {unknown!r}", stacklevel=3)
        self._meaning = dict(_meanings({key: _chrome_words()[key] for key in ("months", "weekdays")})) | dict(
            _meanings(section)
        )
        self._phrases = list(self._meaning)
        self._automaton = ahocorasick_rs.AhoCorasick(self._phrases)
        self._proclitics = frozenset(map(fold, pack.section("clitics").get("before", ()))) | {""}
        weak = [*section.get("weak", ()), *_chrome_words()["weak"]]
        self.weak = frozenset(map(fold, weak))
        self._joiner = _gap_pattern([*section.get("joiners", ()), *section.get("parts_of_day", ())])
        self._marks = _marks(section)
        self.openers = frozenset(map(fold, section.get("openers", ())))
        self.pictures = _word_pattern(section.get("pictures", ()))
        self.papers = _word_pattern(section.get("papers", ()))
        self.background = _word_pattern(section.get("background", ()))
        self.datelines = _word_pattern([*section.get("datelines", ()), *_chrome_words()["datelines"]])
        self.since = _word_pattern(section.get("since", ()))
        self.clauses = _word_pattern(section.get("clauses", ()))
        self.saying_reach: int = section.get("saying_reach", 24)
        self.year_starts = _word_pattern(section.get("year_starts", ()))
        self.saying = _word_pattern(section.get("saying", ()))
        self.year_words = _word_pattern(section.get("year_words", ()))

    def find(self, clean: CleanText) -> list[DateToken]:
        """Words and numbers in text order, none overlapping another."""
        tokens = [*self._words(clean), *find_numbers(clean.text)]
        tokens.sort(key=lambda token: (token.start, -token.end))
        kept: list[DateToken] = []
        for token in tokens:
            if not kept or token.start >= kept[-1].end:
                kept.append(token)
        return kept

    def read_gap(self, gap: str) -> str | None:
        """What stands between two date words: nothing, a range mark, a stroke; None when they are apart."""
        return None if len(gap) > _LONGEST_GAP else _read_gap(self, gap)

    def read_new_gap(self, gap: str) -> str | None:
        """The same of a gap of any length, read anew."""
        if self._joiner.fullmatch(gap):
            return ""
        for word in re.split(r"[ \t,،()!]+", gap):
            mark = self._marks.get(word)
            rest = gap.replace(word, " ", 1) if mark else gap
            if mark and self._joiner.fullmatch(rest):
                return mark
        return None

    def _words(self, clean: CleanText) -> Iterator[DateToken]:
        for index, start, end in self._automaton.find_matches_as_indexes(clean.text, overlapping=True):
            phrase = self._phrases[index]
            kind, value = self._meaning[phrase]
            if self._stands_alone(clean, start, end, kind):
                yield DateToken(start, end, kind.lower() if phrase in self.weak else kind, value)

    def _stands_alone(self, clean: CleanText, start: int, end: int, kind: str) -> bool:
        text = clean.text
        if end < len(text) and text[end].isalpha() and text[end - 1] != ".":
            return False
        if start == 0 or not text[start - 1].isalnum():
            return True
        if kind == "M" and (_capital_in_original(clean, start) or _after_its_day(text, start)):
            return True  # page chrome glued to text: "PublicMarch 2", "@someoneJul 5, 2025"
        before = start
        while before > 0 and text[before - 1].isalpha() and start - before < 4:
            before -= 1
        return text[before:start] in self._proclitics and (before == 0 or not text[before - 1].isalnum())


@lru_cache(maxsize=1024)
def _read_gap(words: DateWords, gap: str) -> str | None:
    return words.read_new_gap(gap)


@lru_cache(maxsize=1)
def _chrome_words() -> dict[str, Any]:
    """The English words in which pages of every language are stamped ("March 2 · Shared with Public")."""
    english = load_pack("en").section("dates")
    return {key: english.get(key, {}) for key in ("months", "weekdays", "weak", "datelines")}


def _capital_in_original(clean: CleanText, start: int) -> bool:
    index = start if clean.offsets is None else clean.offsets[start]
    return clean.original[index].isupper()


def _after_its_day(text: str, start: int) -> bool:
    """«4تموز»: the day of the month is glued to the month."""
    return _DAY_GLUED.search(text, max(0, start - 3), start) is not None


def _meanings(section: dict[str, Any]) -> Iterator[tuple[str, tuple[str, Any]]]:
    for key, kind in _PLAIN.items():
        for phrase in section.get(key, ()):
            yield fold(phrase), (kind, None)
    for key, kind in _VALUED.items():
        for value, phrases in section.get(key, {}).items():
            for phrase in phrases:
                yield fold(phrase), (kind, _value(kind, value))


def _value(kind: str, value: Any) -> Any:
    if kind == "W":
        return WEEKDAYS.index(value)
    if kind == "S" and value != "weekend":
        first, last = str(value).split("..")
        return int(first), int(last)
    return value


def _gap_pattern(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))
    inner = rf"(?:[ \t,،()!]|(?<!\w)(?:{listed})(?!\w))*" if listed else r"[ \t,،()!]*"
    return re.compile(inner)


def _marks(section: dict[str, Any]) -> dict[str, str]:
    marks = {"-": "R", "–": "R", "—": "R", "ـ": "R", "/": "/", "\\": "/", "|": "/"}
    marks |= {fold(word): "R" for word in section.get("ranges", ())}
    return marks | {fold(word): "&" for word in section.get("ands", ())}


def _word_pattern(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)")


@lru_cache(maxsize=16)
def _load(code: str) -> DateWords:
    return DateWords(load_pack(code))


def load_date_words(pack: LanguagePack) -> DateWords:
    """The date vocabulary of a pack, compiled once per shipped language."""
    if pack.code in known_languages() and load_pack(pack.code) is pack:
        return _load(pack.code)
    return DateWords(pack)
