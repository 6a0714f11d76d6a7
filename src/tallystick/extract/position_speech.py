"""Whose words a cue is: the subject of the word of speech that governs it, or the party that spoke last."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.extract.found import Hit, Sentence
from tallystick.extract.phrases import PlainWords
from tallystick.extract.position_voices import Voice, words_before, words_between
from tallystick.extract.position_words import Words

SPEECH = ("say", "deny", "no_comment", "concede", "review")
_SELF = ("deny", "no_comment", "concede", "review")
"""Codes whose words are speech and statement in one."""
_AFTER = 4
"""Words within which a subject follows its word of speech."""
_LEAD = 3
"""Words before a word of speech among which a pronoun may stand for who spoke last."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One sentence as speech: its voices, its words of speech, and who spoke before it."""

    text: str
    sentence: Sentence
    words: Words
    voices: Sequence[Voice]
    plain: PlainWords
    order: str
    """Where a subject stands to its verb: `before`, `after` or `either`."""
    earlier: Voice | None
    """The party that spoke last; None when nobody or somebody else did."""
    author: str | None
    """The party whose own text the report is."""

    def speaker_of(self, cue: Hit) -> Voice | None:
        """The party whose statement a cue is; None when it is nobody's or no party's."""
        verb = cue if cue.code in _SELF else self._governing(cue)
        if verb is None:
            return self._unspoken()
        subject = self.subject_of(verb)
        if subject is None:
            return self._implied(verb)
        return subject if subject.actor is not None else None

    def last_speaker(self) -> Voice | None:
        """Who is speaking at the end of the sentence, for the sentence after it."""
        verbs = self.words.of(*SPEECH)
        for verb in reversed(verbs):
            subject = self.subject_of(verb) or self._implied(verb)
            if subject is not None:
                return subject if subject.actor else None
        if verbs:
            return None
        announced = [v for v in self.voices if v.spokesman and v.actor]
        return announced[-1] if announced else self.earlier if not self.voices else None

    def subject_of(self, verb: Hit) -> Voice | None:
        """The voice that a word of speech belongs to."""
        before = [v for v in self.voices if v.end <= verb.start and not self._spoken_of(v, verb)]
        after = [v for v in self.voices if v.start >= verb.end - 1]
        near_after = after[0] if after and words_between(self.text, verb.end, after[0].start) <= _AFTER else None
        if near_after is not None and (
            self._inverted(verb, near_after) or (before and self._nearer(verb, near_after, before[-1]))
        ):
            return near_after
        return before[-1] if before else None

    def _nearer(self, verb: Hit, after: Voice, before: Voice) -> bool:
        """Where the language lets a subject stand on either side: whether the one after is nearer."""
        gap = words_between(self.text, verb.end, after.start)
        return self.order == "either" and gap < words_between(self.text, before.end, verb.start)

    def _inverted(self, verb: Hit, voice: Voice) -> bool:
        """ "…", said the ministry; according to the ministry."""
        if self.order == "after":
            return True
        gap = words_between(self.text, verb.end, voice.start)
        ahead = self.text[self.sentence.start : verb.start].rstrip()
        return gap <= 1 and (not ahead or ahead[-1] in "\"”»'’,،" or self.text[verb.start : verb.end].endswith(" to"))

    def _spoken_of(self, voice: Voice, verb: Hit) -> bool:
        """Behind "against" or "by" a party is spoken of; an adjective speaks only right before a word of speech."""
        if voice.by_adjective:
            return words_between(self.text, voice.end, verb.start) > 0
        if 0 <= words_between(self.text, voice.end, verb.start) <= 0 and not voice.actor:
            return False
        led = any(self.plain.has("spoken_of", w) for w in words_before(self.text, voice.start, 2))
        return led and words_between(self.text, voice.end, verb.start) > 0

    def _governing(self, cue: Hit) -> Hit | None:
        verbs = [h for h in self.words.of("say", "deny", "concede") if h.start != cue.start]
        before = [h for h in verbs if h.end <= cue.start + 1]
        return before[-1] if before else (verbs[0] if verbs else None)

    def _implied(self, verb: Hit) -> Voice | None:
        """The party that spoke last, where a pronoun, or a verb without a subject, stands for it."""
        if self.order == "after":
            after = self.text[verb.end : self.sentence.end].split(None, 1)[:1]
            implied = not self.text[self.sentence.start : verb.start].strip() or not after
            stands = implied or (bool(after) and self.plain.has("pronoun", after[0].strip("،,:")))
        else:
            stands = any(self.plain.has("pronoun", w) for w in words_before(self.text, verb.start, _LEAD))
        return (self.earlier or self._own()) if stands else self._own()

    def _unspoken(self) -> Voice | None:
        """A cue in a sentence without a word of speech: after a colon, of the text's own party, or said on."""
        called = [v for v in self.voices if v.actor and self.text[v.end : v.end + 2].strip()[:1] in (":", "—", "–")]
        if called:
            return called[0]
        return self._own() or (self.earlier if not self.voices else None)

    def _own(self) -> Voice | None:
        return Voice(self.sentence.start, self.sentence.start, self.author) if self.author else None
