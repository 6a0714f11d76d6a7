"""The sentences of a report one after the other, each with who spoke before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from tallystick.extract.found import Hit
from tallystick.extract.pack import LanguagePack
from tallystick.extract.parties import actor_of, names_a_party
from tallystick.extract.phrases import plain_words
from tallystick.extract.position_speech import Speech, may_be_announced
from tallystick.extract.position_types import Told, may_state
from tallystick.extract.position_voices import Voice, find_voices
from tallystick.extract.position_words import SECTION, Words, words_of
from tallystick.extract.scene import Scene

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNNAMED = "unknown"
_SECTIONS = ("actors", "kinds", "munitions", "targets")
_NO_OBJECTS = ("military", "no_target", "other")
_OPENING = 18  # characters at the head of a sentence: "In 2013", «В 2013 году»


class Teller:
    """Goes through a report sentence by sentence. Who spoke last is found out only where a statement hangs on it."""

    def __init__(self, scene: Scene, words: Words, pack: LanguagePack, author: str | None) -> None:
        self._scene = scene
        self._all_words = words
        self._words = [words_of(hits) for hits in scene.told]
        self._plain = plain_words(pack.code, SECTION)
        self._order: str = pack.section(SECTION)["grammar"]["subject"]
        self._author = author
        self._speakers: list[Voice | None] = [None]
        """Who spoke last before each sentence, as far as it has been asked for."""
        self._speeches: dict[int, Speech] = {}

    def sentences(self) -> Iterator[tuple[Told, Words | None]]:
        """Every sentence that may hold a statement and is no background, in text order, with the words of the one
        before it."""
        for n in range(len(self._words)):
            if self._may_state(n) and not self._is_past(n):
                before = next((k for k in range(n - 1, -1, -1) if not self._is_past(k)), None)
                yield self._told(n), None if before is None else self._words[before]

    def _may_state(self, n: int) -> bool:
        announced = may_be_announced(self._scene.clean.text, self._scene.sentences[n], self._author)
        return may_state(self._words[n], self._scene.told[n].get("kinds", ()), announced)

    def _told(self, n: int) -> Told:
        sentence, hits = self._scene.sentences[n], self._scene.told[n]
        actors, kinds, munitions, targets = (hits.get(section, ()) for section in _SECTIONS)
        figures = [f for f in self._scene.figures if sentence.start <= f.start < sentence.end]
        places = [p for p in self._scene.places if sentence.start <= p.start < sentence.end and p.role != "within"]
        objects = [h for h in targets if h.code not in _NO_OBJECTS]
        return Told(self._speech(n), kinds, munitions, actors, figures, len(places), objects)

    def _speech(self, n: int) -> Speech:
        """A sentence as speech; asked for again where a statement hangs on who spoke before it."""
        if n not in self._speeches:
            self._speeches[n] = self._read_speech(n)
        return self._speeches[n]

    def _read_speech(self, n: int) -> Speech:
        words, actors = self._words[n], self._scene.told[n].get("actors", ())
        named = [h for h in actors if names_a_party(h)]
        voices = [
            v if v.actor != "" else replace(v, actor=self._meant(v, named, n))
            for v in find_voices(self._scene.clean, actors, words, self._plain)
        ]
        text, sentence = self._scene.clean.text, self._scene.sentences[n]
        return Speech(
            text, sentence, words, voices, self._plain, self._order, partial(self._speaker_before, n), self._author
        )

    def _speaker_before(self, n: int) -> Voice | None:
        """Who spoke last before a sentence; None when nobody or somebody else did."""
        speakers = self._speakers
        for k in range(len(speakers) - 1, n):
            silent = not (self._words[k].by_code or "actors" in self._scene.told[k])
            speakers.append(speakers[k] if silent else self._speech(k).last_speaker())
        return speakers[n]

    def _meant(self, office: Voice, named: Sequence[Hit], n: int) -> str:
        """The party whose an office is that names none: of the one that spoke last, else of the one named last."""
        speaker = self._speaker_before(n)
        before = [h for h in named if h.end <= office.start]
        return (
            (speaker.actor if speaker else None)
            or (actor_of(before[-1].code) if before else None)
            or self._named_before(n)
            or _only_voice(self._all_words)
            or _UNNAMED
        )

    def _named_before(self, n: int) -> str | None:
        """The party named last before a sentence."""
        actors = (h for k in range(n - 1, -1, -1) for h in reversed(self._scene.told[k].get("actors", ())))
        return next((actor_of(h.code) for h in actors if names_a_party(h)), None)

    def _is_past(self, n: int) -> bool:
        """A sentence about what was said of attacks long before: "in 2013 it had denied"."""
        if self._words[n].of("past"):
            return True
        sentence, text = self._scene.sentences[n], self._scene.clean.text
        opening = _YEAR.search(text, sentence.start, min(sentence.end, sentence.start + _OPENING))
        published = self._scene.published
        return bool(opening and published and int(opening.group()) < published.year)


def _only_voice(words: Words) -> str | None:
    """The party of all offices and people in the report that are somebody's; None when there are several."""
    actors = {h.code.partition("/")[2] for h in (*words.marked("voice"), *words.marked("office"))} - {""}
    return actors.pop() if len(actors) == 1 else None
