"""The words that figures are made of, as the language file lists them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from tallystick.extract.clean import fold
from tallystick.extract.found import Hit, Sentence
from tallystick.extract.pack import LanguagePack, known_languages, load_pack

SECTION = "casualties"
_DIGITS = re.compile(r"\d+(?:[,٬]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_OLDEST = 111  # years
_DIGIT = re.compile(r"\d")
_COUNTED = ("person", "victim", "other", "unit")
_START = itemgetter(0)
_GRAMMATICAL_NUMBER = ("none", "one", "two", "many")


class Cue(NamedTuple):
    """A word of a figure. `kind` says what it does:

    number, vague (value: min, max), bound, person (value: group, grammatical number), victim (value: outcome,
    grammatical number), other, outcome (value: outcome, where the victims stand), part, none, agent, superseded,
    silence, unit, campaign, accident, month, each_of (a list of names to be counted follows); a shadow only hides what
    looks like another cue in it
    """

    start: int
    end: int
    kind: str
    value: tuple[str, ...]

    @property
    def number(self) -> int:
        """The value of a `number` cue."""
        return int(self.value[0])


def cue_entries(pack: LanguagePack) -> Iterator[tuple[str, str, str]]:
    """(phrase, section, code) of every cue of a language, for the lexicon. The code holds kind and value."""
    numbers, casualties, campaigns = (pack.section(s) for s in ("numbers", "casualties", "campaigns"))
    for value, words in numbers.get("words", {}).items():
        yield from _coded(words, "number", str(value))
    for policy in numbers.get("vague", ()):
        yield from _coded(policy["words"], "vague", str(policy["min"]), str(policy.get("max", "")))
    for bound, words in numbers.get("bounds", {}).items():
        yield from _coded(words, "bound", bound)
    yield from _coded(numbers.get("units", ()), "unit")
    for outcome, modes in casualties.get("outcomes", {}).items():
        for mode, words in modes.items():
            yield from _coded(words, "outcome", outcome, mode)
    yield from _by_group(casualties.get("victims", {}), "victim")
    yield from _by_group(casualties.get("people", {}), "person")
    for outcome, words in casualties.get("part_of", {}).items():
        yield from _coded(words, "part_of", outcome)
    for number, words in casualties.get("others", {}).items():
        yield from _coded(words, "other", number)
    for kind in (
        "part",
        "none",
        "agent",
        "superseded",
        "silence",
        "majority",
        "accident",
        "of_them",
        "among",
        "each_of",
        "none_after",
        "shadow",
    ):
        yield from _coded(casualties.get(kind, ()), kind)
    yield from _coded(campaigns.get("words", ()), "campaign")
    for names in pack.section("dates").get("months", {}).values():
        yield from _coded(names, "month")


def _coded(words: Iterable[str], *code: str) -> Iterator[tuple[str, str, str]]:
    for word in words:
        yield (str(word), SECTION, "|".join(code))


def _by_group(groups: dict[str, dict[str, Any]], kind: str) -> Iterator[tuple[str, str, str]]:
    for group, forms in groups.items():
        for number in _GRAMMATICAL_NUMBER:
            yield from _coded(forms.get(number, ()), kind, group, number)


@cache
def word_list(key: str, section: str = SECTION) -> frozenset[str]:
    """The single words that all languages list in a section of their file, such as `breakers` or `articles`."""
    packs = (load_pack(code).section(section) for code in known_languages())
    return frozenset(fold(str(word)) for listed in packs for word in listed.get(key, ()))


@cache
def dual_endings() -> tuple[str, ...]:
    """Endings of a dual, with the vowels that folding drops."""
    packs = (load_pack(code).section("casualties") for code in known_languages())
    return tuple(ending for casualties in packs for ending in casualties.get("dual_endings", ()))


@cache
def written_months() -> frozenset[str]:
    """Months that only their letters as written tell from another word («آب», and not «أب»)."""
    packs = (load_pack(code).section("casualties") for code in known_languages())
    return frozenset(month for casualties in packs for month in casualties.get("written_months", ()))


def cues_in(text: str, sentence: Sentence, hits: Sequence[Hit]) -> list[Cue]:
    """Every cue of a sentence in order: the lexicon's hits in it, and numbers in digits that no hit covers."""
    cues = [Cue(start, end, *_decoded(code)) for start, end, _, code in hits if code != "shadow"]
    numerals = list(_numerals(text, sentence))
    if numerals:
        covered = {c.start for c in cues}
        cues += [c for c in numerals if c.start not in covered]
    cues.sort(key=_START)
    return [
        c
        for i, c in enumerate(cues)
        if not ((c.kind == "number" and _is_date(text, cues, i)) or (c.kind == "person" and _is_compound(text, c)))
    ]


def _is_compound(text: str, cue: Cue) -> bool:
    """Whether a noun is but the first half of a compound ("rebel-held")."""
    return text[cue.end : cue.end + 1] == "-" and text[cue.end + 1 : cue.end + 2].isalpha()


def _is_date(text: str, cues: Sequence[Cue], index: int) -> bool:
    """Whether a number in digits is a year or a day of a month."""
    cue = cues[index]
    if len(cue.value) == 1:
        return False
    if (1900 <= cue.number < 2100 and cue.end - cue.start == 4) or _is_age(text, cues, index):
        return True
    after = cues[index + 1] if index + 1 < len(cues) else None
    if after and after.kind == "month" and text[cue.end : after.start].strip(" /-") == "":
        return True
    before = cues[index - 1] if index else None
    if before and before.kind == "month" and text[before.end : cue.start].strip(" .") == "" and cue.number <= 31:
        return True
    counts = after is not None and after.kind in _COUNTED and len(text[cue.end : after.start].split()) <= 1
    word_before = text[max(0, cue.start - 12) : cue.start].split()[-1:]
    return cue.number <= 31 and not counts and not _weekdays().isdisjoint(word_before)


def _is_age(text: str, cues: Sequence[Cue], index: int) -> bool:
    """ "Sami, 53, of Saqba", "aged 3 and 6"."""
    cue = cues[index]
    before = text[max(0, cue.start - 12) : cue.start]
    if before.endswith((", ", "، ")) and text[cue.end : cue.end + 1] in (",", "،", ")"):
        return cue.number < _OLDEST
    words = before.split()[-1:]
    if not word_list("aged").isdisjoint(words):
        return True
    paired = index > 0 and cues[index - 1].kind == "number" and len(cues[index - 1].value) > 1
    joint = text[cues[index - 1].end : cue.start].strip() if paired else ""
    return joint in word_list("ands") | {"to", ","} and paired and _is_age(text, cues, index - 1)


@cache
def _weekdays() -> frozenset[str]:
    """The words for days of the week of all languages."""
    named = (load_pack(code).section("dates").get("weekdays", {}).values() for code in known_languages())
    return frozenset(fold(str(word)) for days in named for words in days for word in words)


def _numerals(text: str, sentence: Sentence) -> Iterator[Cue]:
    for match in _in_digits(text, sentence):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before in (".", "-", "/", ":", "$", "@", "£", "€") and text[match.start() - 2 : match.start() - 1].isalnum():
            continue
        if before in (",", "،") and text[match.start() - 2 : match.start() - 1].isalpha():
            continue  # an age: "Sami Haddad,20"
        if before.isascii() and before.isalpha():
            continue
        if after in ("/", ":", "%", "٪") or (after.isascii() and after.isalpha()):
            continue
        digits = match[0].replace(",", "").replace("٬", "")
        if digits.isdigit() and len(digits) < 8:
            yield Cue(match.start(), match.end(), "number", (str(int(digits)), "digits"))


def _in_digits(text: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Every match of `_DIGITS` in a sentence, tried only at digits."""
    after = 0
    for digit in _DIGIT.finditer(text, sentence.start, sentence.end):
        match = _DIGITS.match(text, digit.start(), sentence.end) if digit.start() >= after else None
        if match is not None:
            after = match.end()
            yield match


@lru_cache(maxsize=4096)
def _decoded(code: str) -> tuple[str, tuple[str, ...]]:
    kind, *value = code.split("|")
    return kind, tuple(value)
