"""Everything found in one report, before it is gathered into claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tallystick.extract.actors import find_actors
from tallystick.extract.authorities import find_authorities
from tallystick.extract.casualties import find_figures
from tallystick.extract.clean import CleanText
from tallystick.extract.cues import SECTION as CUES
from tallystick.extract.dates import find_dates
from tallystick.extract.found import (
    FoundActor,
    FoundAuthority,
    FoundDate,
    FoundFigure,
    FoundKind,
    FoundObject,
    FoundPlace,
    Hit,
    Sentence,
    SentenceHits,
)
from tallystick.extract.lexicon import load_lexicon
from tallystick.extract.mentions import find_kinds, find_munitions, find_targets, tells_of_pact
from tallystick.extract.pack import LanguagePack
from tallystick.extract.phrases import hits_by_sentence
from tallystick.extract.places import PlaceNames, find_places
from tallystick.extract.sentences import split_sentences
from tallystick.extract.spread import mark_spread


@dataclass(frozen=True, slots=True)
class Scene:
    """The found things of a report, each kind in text order, over its clean text."""

    clean: CleanText
    sentences: Sequence[Sentence]
    published: date | None
    kinds: Sequence[FoundKind] = ()
    figures: Sequence[FoundFigure] = ()
    places: Sequence[FoundPlace] = ()
    dates: Sequence[FoundDate] = ()
    actors: Sequence[FoundActor] = ()
    targets: Sequence[FoundObject] = ()
    munitions: Sequence[FoundObject] = ()
    authorities: Sequence[FoundAuthority] = ()
    hits: Mapping[str, list[Hit]] = field(default_factory=dict)
    """The lexicon hits by section that all this was made from."""
    told: Sequence[SentenceHits] = ()
    """The same by sentence."""


def read_scene(
    clean: CleanText, published: date | None, names: PlaceNames, pack: LanguagePack, middle: date | None = None
) -> Scene:
    """Find everything; a text without a word for an attack or for harm is not searched any further."""
    hits = load_lexicon(pack.code).find(clean.text)
    sentences = split_sentences(clean, pack)
    told = hits_by_sentence(sentences, hits)
    kinds = find_kinds(told, pack)
    figures = find_figures(clean, sentences, hits.get(CUES, ()))
    if not kinds and not figures:
        return Scene(clean, sentences, published, hits=hits, told=told)
    places = find_places(clean, sentences, names, pack)
    return Scene(
        clean,
        sentences,
        published,
        kinds,
        mark_spread(clean, sentences, figures, places, pack),
        places,
        _of_deeds(find_dates(clean, pack, published, middle), sentences, told),
        find_actors(clean, told, pack),
        find_targets(clean, told, pack),
        find_munitions(hits),
        find_authorities(clean, told),
        hits,
        told,
    )


def _of_deeds(
    dates: Sequence[FoundDate], sentences: Sequence[Sentence], told: Sequence[SentenceHits]
) -> Sequence[FoundDate]:
    """Dates without those of sentences that tell of agreements."""
    pacts = [s for s, hits in zip(sentences, told, strict=True) if tells_of_pact(hits)]
    return [d for d in dates if not any(s.start <= d.start < s.end for s in pacts)] if pacts else dates
