"""How often reports say that a munition was used: "at least 20 cluster attacks since 30 September".

Read beside the claims, to stand beside the uses that are counted from incidents; no claim changes by it. The words are
data (`stated_uses.yml`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tallystick.extract.circumstances import number_before
from tallystick.extract.clean import CleanText, clean_text
from tallystick.extract.dates import find_dates
from tallystick.extract.found import Hit, Sentence
from tallystick.extract.furniture import find_furniture
from tallystick.extract.lexicon import Lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.model.munition import StatedUses
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.when import Days
from tallystick.vocabulary import require_code

_FEWEST = 2
"""One attack is an attack, and not a number of them."""
_NEAR = 40
"""Characters between the munition and the word for its uses."""
_CLAUSE_ENDS = ".;؛:"


def read_stated_uses(report: Report, reading: Reading) -> tuple[StatedUses, ...]:
    """Numbers of uses that a report states of one munition, each number once, in text order."""
    language = reading.language or ""
    if language not in _table():
        return ()
    words = _lexicon(language)
    if not words.find(report.text.lower()).get("munitions"):
        return ()
    clean = clean_text(report.text, find_furniture(report.text))
    pack = load_pack(language)
    dates = find_dates(clean, pack, reading.published.start if reading.published else None, None)
    found: dict[object, StatedUses] = {}
    for sentence in split_sentences(clean, pack):
        days = _hull([d.days for d in dates if sentence.start <= d.start < sentence.end])
        for uses in _in_sentence(report, clean, sentence, language):
            found.setdefault((uses.munition, uses.min, uses.max), replace(uses, days=days))
    return tuple(sorted(found.values(), key=lambda u: u.span))


def _in_sentence(report: Report, clean: CleanText, sentence: Sentence, language: str) -> Iterator[StatedUses]:
    hits = _lexicon(language).find(clean.text[sentence.start : sentence.end])
    for munition in hits.get("munitions", ()):
        for use in hits.get("uses", ()):
            if not _beside(clean.text[sentence.start : sentence.end], munition, use):
                continue
            first = min(munition.start, use.start)
            for start in dict.fromkeys((first, use.start)):
                number = number_before(clean.text, sentence, sentence.start + start, language)
                if number is not None and number.min >= _FEWEST:
                    span = clean.span(sentence.start + first, sentence.start + max(munition.end, use.end))
                    yield StatedUses(report.report_id, munition.code, number.min, number.max, None, span)
                    break


def _hull(days: Sequence[Days]) -> Days | None:
    return Days(min(d.start for d in days), max(d.end for d in days)) if days else None


def _beside(text: str, munition: Hit, use: Hit) -> bool:
    """Whether the two stand in one clause, near each other."""
    low, high = sorted((munition, use), key=lambda h: h.start)
    between = text[low.end : high.start]
    return len(between) <= _NEAR and not any(mark in between for mark in _CLAUSE_ENDS)


@cache
def _lexicon(language: str) -> Lexicon:
    words: Mapping[str, Any] = _table()[language]
    clitics = load_pack(language).section("clitics")
    entries = [(str(w), "uses", "uses") for w in words["uses"]]
    by_code = {require_code("munition", code): named for code, named in words["munitions"].items()}
    entries += [(str(word), "munitions", code) for code, named in by_code.items() for word in named]
    return Lexicon(entries, clitics.get("before", ()), clitics.get("after", ()))


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    text = files("tallystick.extract").joinpath("stated_uses.yml").read_text("utf-8")
    table: dict[str, dict[str, Sequence[str]]] = yaml.safe_load(text)
    return table
