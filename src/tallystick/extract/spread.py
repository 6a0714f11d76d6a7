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
    placed = localities_by_sentence(clean.text, sentences, places).keys()
    ends = {s.start: s.end for s in sentences}
    spread = {
        start
        for start in {f.sentence for f in figures} - placed
        if any(words in clean.text[start : ends.get(start, start)] for words in _several_places(pack.code))
    }
    return tuple(replace(f, campaign=True) if f.sentence in spread else f for f in figures)


def localities_by_sentence(
    text: str, sentences: Sequence[Sentence], places: Iterable[FoundPlace]
) -> dict[int, set[str]]:
    """The localities that each sentence names, by where it begins; a sentence without any is left out."""
    starts = [s.start for s in sentences]
    named: dict[int, set[str]] = {}
    for place in places:
        if place.role == "where":
            named.setdefault(starts[bisect_right(starts, place.start) - 1], set()).add(text[place.start : place.end])
    return named


@cache
def _several_places(code: str) -> tuple[str, ...]:
    return tuple(fold(words) for words in load_pack(code).section("campaigns").get("places", ()))
