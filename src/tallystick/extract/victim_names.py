"""Names of the dead that a report gives: after words that open a list of them, or after a title of the dead.

Read only when lists of people are linked, never with the claims: no claim, run or export holds a name. The words are
data (`victim_names.yml`). What cannot be told from a clause is left out: a name not read is better than a word taken
for somebody.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tallystick.extract.clean import CleanText, clean_text, fold
from tallystick.extract.cues import word_list
from tallystick.extract.furniture import find_furniture
from tallystick.extract.language import detect_language
from tallystick.model.person import NamedVictim
from tallystick.model.report import Report

LEAST_WORDS, MOST_WORDS = 2, 6
MOST_NAMES = 300
OLDEST = 110
_ITEM = re.compile(r"[^\n،,;؛:]+")
_BREAK = re.compile(r"[.!?؟…](?:\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ARABIC = re.compile(r"[\u0621-\u064a]+")
_OF_A_TAG = re.compile(r"[#_@]")
_BULLET = re.compile(r"[\s\d.)(«»\"“”'*•·▪◾\-–_/]*")
_NUMBER = re.compile(r"\d{1,3}")


def read_victim_names(report: Report) -> tuple[NamedVictim, ...]:
    """The people that a report names as dead, in text order, each name once."""
    clean = clean_text(report.text, find_furniture(report.text))
    language = report.language or detect_language(clean.text) or ""
    if language not in _table():
        return ()
    words = _Words(language)
    found: dict[str, NamedVictim] = {}
    for start, opener_end, is_list in words.openers(clean.text):
        if is_list and words.speaks_of_others(clean.text, start, opener_end):
            continue
        for victim in _listed(report.report_id, clean, opener_end, words, most=MOST_NAMES if is_list else 1):
            found.setdefault(fold(victim.name), victim)
    return tuple(sorted(found.values(), key=lambda v: v.span))


class _Words:
    """The words of one language, folded as texts are."""

    def __init__(self, language: str) -> None:
        entry = _table()[language]
        self.capitals = bool(entry["particles"])
        self.sets = {key: frozenset(fold(str(w)) for w in words) for key, words in entry.items()}
        self.opening = _any_of(self.sets["openers"])
        self.titles = _any_of(self.sets["titles"])
        self.before = _any_of(self.sets["before"], r"")
        self.not_dead = _any_of(self.sets["not_dead"])
        self.age = _any_of(self.sets["age"])

    def openers(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """(start, end, whether a whole list follows) of every word that names follow."""
        found = [(m.start(), m.end(), True) for m in self.opening.finditer(text)]
        if self.sets["titles"]:
            titles = (m for m in self.titles.finditer(text) if not self._of_kin(text, m.start()))
            found += [(m.start(), m.end(), False) for m in titles]
        yield from sorted(found)

    def _of_kin(self, text: str, start: int) -> bool:
        """Whether the title belongs to somebody after whom a relative or a place is named."""
        words = text[max(0, start - 30) : start].split()
        return bool(words) and words[-1].removeprefix("و").removeprefix("ب") in self.sets["kin"]

    def speaks_of_others(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence is about people who are not dead, or not all of them."""
        stop = _BREAK.search(text, end)
        line = text.find("\n", end)
        ends = [p for p in (stop.start() if stop else -1, line) if p >= 0]
        return bool(self.not_dead.search(text, max(0, start - 60), min(ends) if ends else len(text)))


def _listed(report_id: str, clean: CleanText, at: int, words: _Words, most: int) -> Iterator[NamedVictim]:
    """The names from here on, until something stands there that is no name."""
    taken = 0
    for item in _ITEM.finditer(clean.text, at):
        parts = list(_people_in(clean, item.start(), item.end(), words))
        if not parts and not _is_filler(item[0], words):
            return
        for start, end, ended in parts:
            yield _victim(report_id, clean, (start, end), item.span(), words)
            taken += 1
            if taken >= most or ended:
                return


def _people_in(clean: CleanText, start: int, stop: int, words: _Words) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether the list ends here) of the names of one item, which «and» may join."""
    at = start
    while (name := _name_at(clean, at, stop, words)) is not None:
        first, last, after = name
        rest = clean.text[after:stop]
        joined = _AND_LATIN.match(rest) if words.capitals else None
        is_over = bool(_BREAK.match(rest.lstrip(" \")»”'"))) or (not joined and _goes_on(rest, words))
        yield first, last, is_over
        if is_over:
            return
        if joined:
            at = after + joined.end()
        elif after > at and not words.capitals and clean.text[after:stop].lstrip(' "»”').startswith("و"):
            at = after + clean.text[after:stop].index("و") + 1
        else:
            return


_AND_LATIN = re.compile(r"\s*(?:,\s*)?\band\b\s*")


def _goes_on(rest: str, words: _Words) -> bool:
    """Whether the line goes on with words that are neither an age, a remark in brackets nor another name."""
    bare = re.sub(r"\([^)]*\)|\d+", " ", rest)
    left = [w for w in _WORD.findall(bare) if w not in words.sets["age"] and w not in words.sets["children"]]
    return bool(left) and not left[0].startswith("و")


def _name_at(clean: CleanText, at: int, stop: int, words: _Words) -> tuple[int, int, int] | None:
    """(start, end, where to read on) of a name that stands right here, bullets and titles left out."""
    at = _skip(clean.text, at, stop, words)
    spans: list[tuple[int, int]] = []
    for word in _WORD.finditer(clean.text, at, stop):
        gap = clean.text[spans[-1][1] if spans else at : word.start()]
        if gap.strip(" -"):
            break
        before = clean.text[slice(*spans[-1])] if spans else None
        if not _is_of_a_name(clean, word, words, before):
            break
        spans.append(word.span())
    if spans and _OF_A_TAG.search(clean.as_written(max(0, spans[0][0] - 1), spans[-1][1])):
        return None
    while spans and clean.text[slice(*spans[-1])] in words.sets["particles"]:
        spans.pop()
    if not LEAST_WORDS <= len(spans) <= MOST_WORDS:
        return None
    return spans[0][0], spans[-1][1], spans[-1][1]


def _is_of_a_name(clean: CleanText, word: "re.Match[str]", words: _Words, before: str | None) -> bool:
    """Whether a word can go on a name whose last word is `before` (None: whether it can open one)."""
    if words.capitals:
        is_particle = word[0] in words.sets["particles"] and before is not None
        return is_particle or clean.as_written(*word.span())[0].isupper()
    if not _ARABIC.fullmatch(word[0]) or len(word[0]) < 2:
        return False
    if word[0] in words.sets["ends"]:
        return before in words.sets["joined"]
    return before is None or not _joins(word[0])


def _joins(word: str) -> bool:
    """Whether an Arabic word is «and» with a further name; وليد and its like are names themselves."""
    return word.startswith("و") and len(word) > 3 and word not in {fold(w) for w in word_list("names_in_and")}


def _skip(text: str, at: int, stop: int, words: _Words) -> int:
    while True:
        bullet = _BULLET.match(text, at, stop)
        at = bullet.end() if bullet else at
        joined = at + 1 if not words.capitals and _joins(_first_word(text, at, stop)) else at
        filler = words.before.match(text, joined, stop)
        if not filler:
            return joined
        at = filler.end()


def _first_word(text: str, at: int, stop: int) -> str:
    word = _WORD.match(text, at, stop)
    return word[0] if word else ""


def _is_filler(item: str, words: _Words) -> bool:
    return _skip(item, 0, len(item), words) >= len(item)


def _victim(
    report_id: str, clean: CleanText, name: tuple[int, int], item: tuple[int, int], words: _Words
) -> NamedVictim:
    around = clean.text[slice(*item)]
    said = set(_WORD.findall(clean.text[max(0, name[0] - 20) : name[0]])) | set(_WORD.findall(around))
    said |= {word.removeprefix("و") for word in said}
    return NamedVictim(
        report_id,
        clean.as_written(*name).strip(),
        clean.span(*name),
        _age(clean.text[name[1] : item[1]], words),
        "child" if said & words.sets["children"] else None,
        "female" if said & words.sets["women"] else None,
    )


def _age(after: str, words: _Words) -> int | None:
    number = _NUMBER.search(after)
    if number is None or int(number[0]) > OLDEST or not words.age.match(after[number.end() :].lstrip(" -")):
        return None
    return int(number[0])


def _any_of(phrases: frozenset[str], left: str = r"(?<!\w)و?") -> "re.Pattern[str]":
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"{left}(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _table() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(
        files("tallystick.extract").joinpath("victim_names.yml").read_text("utf-8")
    )
    keys = {"openers", "titles", "before", "children", "women", "not_dead", "ends", "particles", "age", "kin", "joined"}
    for language, entry in loaded.items():
        if entry.keys() != keys:
            raise ValueError(f"victim_names.yml, {language}: expected {', '.join(sorted(keys))}")
    return loaded
