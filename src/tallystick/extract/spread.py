"""Totals over several places: figures of sentences that speak of "towns and villages" and name none of them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tallystick.extract.clean import CleanText, fold
from tallystick.extract.found import FoundFigure, FoundPlace, Sentence
from tallystick.extract.pack import LanguagePack, load_pack


def mark_spread(
    clean: CleanText,
    sentences: Sequence[Sentence],
    figures: Sequence[FoundFigure],
    places: Iterable[FoundPlace],
    pack: LanguagePack,
) -> tuple[FoundFigure, ...]:
    """The figures, those told of several places at once marked as a campaign's."""
    placed = placed_sentences(sentences, places)
    ends = {s.start: s.end for s in sentences}
    spread = {
        start
        for start in {f.sentence for f in figures} - placed
        if any(words in clean.text[start : ends.get(start, start)] for words in _several_places(pack.code))
    }
    return tuple(replace(f, campaign=True) if f.sentence in spread else f for f in figures)


def placed_sentences(sentences: Sequence[Sentence], places: Iterable[FoundPlace]) -> frozenset[int]:
    """The sentences that name a locality, by where they begin."""
    starts = [s.start for s in sentences]
    return frozenset(starts[bisect_right(starts, p.start) - 1] for p in places if p.role == "where")


@cache
def _several_places(code: str) -> tuple[str, ...]:
    return tuple(fold(words) for words in load_pack(code).section("campaigns").get("places", ()))
