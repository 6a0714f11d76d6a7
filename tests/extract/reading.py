"""Shorthand of the tests: what is read in a sentence, without places."""

from functools import cache

from tallystick.extract import PlaceNames, read_claims
from tallystick.extract.casualties import find_figures
from tallystick.extract.clean import clean_text
from tallystick.extract.cues import SECTION
from tallystick.extract.lexicon import load_lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.locate import load_gazetteer
from tallystick.model.reading import Reading
from tallystick.model.report import Report

Told = tuple[str, str, int, int | None, bool]


def figures(text: str, language: str) -> list[Told]:
    """(outcome, group, min, max, partial) of every figure in a text, campaign totals left out."""
    return [f[:5] for f in all_figures(text, language) if not f[5]]


def all_figures(text: str, language: str) -> list[tuple[str, str, int, int | None, bool, bool]]:
    """The same with campaign totals; the last value says which are."""
    clean = clean_text(text)
    pack = load_pack(language)
    hits = load_lexicon(language).find(clean.text)
    found = find_figures(clean, split_sentences(clean, pack), hits.get(SECTION, ()))
    return [(f.outcome, f.group, f.toll.min, f.toll.max, f.partial, f.campaign) for f in found]


@cache
def place_names() -> PlaceNames:
    """Names of the shipped gazetteer."""
    return PlaceNames.build(load_gazetteer([]).names())


def read(text: str, report_id: str = "r", **facts: object) -> Reading:
    """A whole text read as a report."""
    return read_claims(Report(report_id, text, **facts), place_names())  # type: ignore[arg-type]
