"""The sentences of a report one after the other, each with who spoke before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.extract.found import Hit, Sentence, SentenceHits
from tallystick.extract.pack import LanguagePack
from tallystick.extract.parties import actor_of, names_a_party
from tallystick.extract.phrases import plain_words
from tallystick.extract.position_speech import Speech, may_be_announced
from tallystick.extract.position_types import Told, may_state
from tallystick.extract.position_voices import Voice, find_voices
from tallystick.extract.position_words import SECTION, Words
from tallystick.extract.scene import Scene

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNNAMED = "unknown"
_SECTIONS = ("actors", "kinds", "munitions", "targets")
_NO_OBJECTS = ("military", "no_target", "other")
_OPENING = 18  # characters at the head of a sentence: "In 2013", «В 2013 году»


class Teller:
    """Goes through a report sentence by sentence and keeps in mind who spoke last and which party was named last."""

    def __init__(self, scene: Scene, words: Words, pack: LanguagePack, author: str | None) -> None:
        self._scene = scene
        self._words = words
        self._plain = plain_words(pack.code, SECTION)
        self._order: str = pack.section(SECTION)["grammar"]["subject"]
        self._author = author
        self._earlier: Voice | None = None
        self._named: str | None = None
        self._only = _only_voice(words)

    def sentences(self) -> Iterator[Told]:
        """Every sentence that is no background, in text order, up to the last that may hold a statement."""
        sentences = self._scene.sentences
        words = self._words.by_sentence(sentences)
        hits = self._scene.told
        last = max((n for n, own in enumerate(words) if self._may_state(sentences[n], own, hits[n])), default=-1)
        for n in range(last + 1):
            told = self._told(sentences[n], words[n], hits[n])
            self._earlier = told.speech.last_speaker()
            if not self._is_past(told):
                yield told

    def _may_state(self, sentence: Sentence, words: Words, hits: SentenceHits) -> bool:
        announced = may_be_announced(self._scene.clean.text, sentence, self._author)
        return may_state(words, hits.get("kinds", ()), announced)

    def _told(self, sentence: Sentence, words: Words, hits: SentenceHits) -> Told:
        actors, kinds, munitions, targets = (hits.get(section, ()) for section in _SECTIONS)
        voices = self._resolved(find_voices(self._scene.clean, actors, words, self._plain), actors)
        text = self._scene.clean.text
        speech = Speech(text, sentence, words, voices, self._plain, self._order, self._earlier, self._author)
        figures = [f for f in self._scene.figures if sentence.start <= f.start < sentence.end]
        places = [p for p in self._scene.places if sentence.start <= p.start < sentence.end and p.role != "within"]
        objects = [h for h in targets if h.code not in _NO_OBJECTS]
        return Told(speech, kinds, munitions, actors, figures, len(places), objects)

    def _resolved(self, voices: Sequence[Voice], actors: Sequence[Hit]) -> list[Voice]:
        """Offices that name no party are of the one that spoke last, else of the one named last before them."""
        named = [h for h in actors if names_a_party(h)]
        resolved = [v if v.actor != "" else replace(v, actor=self._meant(v, named)) for v in voices]
        self._named = actor_of(named[-1].code) if named else self._named
        return resolved

    def _meant(self, office: Voice, named: Sequence[Hit]) -> str:
        before = [h for h in named if h.end <= office.start]
        earlier = self._earlier.actor if self._earlier else None
        return earlier or (actor_of(before[-1].code) if before else None) or self._named or self._only or _UNNAMED

    def _is_past(self, told: Told) -> bool:
        """A sentence about what was said of attacks long before: "in 2013 it had denied"."""
        if told.speech.words.of("past"):
            return True
        sentence, text = told.speech.sentence, self._scene.clean.text
        opening = _YEAR.search(text, sentence.start, min(sentence.end, sentence.start + _OPENING))
        published = self._scene.published
        return bool(opening and published and int(opening.group()) < published.year)


def _only_voice(words: Words) -> str | None:
    """The party of all offices and people in the report that are somebody's; None when there are several."""
    actors = {h.code.partition("/")[2] for h in (*words.marked("voice"), *words.marked("office"))} - {""}
    return actors.pop() if len(actors) == 1 else None
