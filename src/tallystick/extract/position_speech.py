"""Whose words a cue is: the subject of the word of speech that governs it, or the party that spoke last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tallystick.extract.found import Hit, Sentence
from tallystick.extract.phrases import PlainWords
from tallystick.extract.position_voices import Voice, words_before, words_between
from tallystick.extract.position_words import Words

_SELF = ("deny", "no_comment", "concede", "apology", "review")
"""Codes whose words are speech and statement in one."""
SPEECH = ("say", "told_by", *_SELF)
_GOVERNING = ("say", "told_by", "concede", "apology")
_AFTER, _LEAD, _BEFORE = 4, 3, 12
"""Words within which a subject follows its word of speech, and before it, a pronoun or a new subject stands."""
_WITHIN = 160
"""Characters within which a word of speech governs what is said to have been struck."""
_ANNOUNCING = (":", "—", "–")
_QUOTES = "\"”»'’"


def may_be_announced(text: str, sentence: Sentence, author: str | None) -> bool:
    """Whether a sentence could be somebody's without a word of speech: in a text of its own, or before a colon."""
    until = sentence.end + 2  # the mark may open the next line
    return author is not None or any(text.find(mark, sentence.start, until) >= 0 for mark in _ANNOUNCING)


@dataclass(slots=True)
class Speech:
    """One sentence as speech: its voices, its words of speech, and who spoke before it."""

    text: str
    sentence: Sentence
    words: Words
    voices: Sequence[Voice]
    plain: PlainWords
    order: str
    """Where a subject stands to its verb: `before`, `after` or `either`."""
    speaker_before: Callable[[], Voice | None]
    """Tells the party that spoke last; None when nobody or somebody else did."""
    author: str | None
    """The party whose own text the report is."""

    @property
    def earlier(self) -> Voice | None:
        """The party that spoke last before this sentence."""
        return self.speaker_before()

    def speaker_of(self, cue: Hit) -> Voice | None:
        """The party whose statement a cue is; None when it is nobody's or no party's."""
        verb = cue if cue.code in _SELF else self._governing(cue)
        subject = self._unspoken() if verb is None else self.voice_of(verb) or self._quoted_by(cue)
        return subject if subject is not None and subject.actor is not None else None

    def _quoted_by(self, cue: Hit) -> Voice | None:
        """Who is named behind a quotation as having said it: "We assess …," Central Command said."""
        behind = [h for h in self.words.of("say", "told_by") if h.start >= cue.end]
        return self.voice_of(behind[-1]) if behind else None

    def asserter_of(self, cue: Hit) -> Voice | None:
        """The party that says what a cue tells: a word of speech near it is the party's, or the whole text is."""
        verb = self._governing(cue)
        if verb is not None and min(abs(cue.start - verb.end), abs(verb.start - cue.end)) > _WITHIN:
            return None
        subject = self._announcer() or self._own() if verb is None else self.voice_of(verb)
        return subject if subject is not None and subject.actor is not None else None

    def last_speaker(self) -> Voice | None:
        """Who is speaking at the end of the sentence, for the sentence after it."""
        verbs = self.words.of(*SPEECH)
        for verb in reversed(verbs):
            subject = self.voice_of(verb)
            if subject is not None:
                return subject if subject.actor else None
        if verbs:
            return None
        announced = [v for v in self.voices if v.spokesman and v.actor]
        silent = all(v.weak or v.actor is None for v in self.voices)
        return announced[-1] if announced else self.earlier if silent else None

    def voice_of(self, verb: Hit) -> Voice | None:
        """The voice that a word of speech belongs to: named, carried on from the word before it, or implied."""
        earlier = [h for h in self.words.of(*SPEECH) if h.end <= verb.start]
        if earlier and self._joined_on(verb) and self._after(verb) is None:
            return self.voice_of(earlier[-1])
        subject = self._subject_of(verb)
        if subject is not None:
            return subject
        goes_on = self.order == "after" or verb.code != "say" or self._carries_on(verb)
        if earlier and (goes_on or earlier[-1].code == "told_by"):
            return self.voice_of(earlier[-1])
        return self._implied(verb)

    def _subject_of(self, verb: Hit) -> Voice | None:
        after = self._after(verb)
        if verb.code == "told_by":
            return after
        before = self._before(verb)
        ahead = self.text[self.sentence.start : verb.start].rstrip()
        if ahead[-1:] in _QUOTES and ahead:  # "…", said somebody: the subject follows
            return after
        if after is not None and (self.order == "after" or before is None or self._nearer(verb, after, before)):
            return after if self.order != "before" else None
        return before

    def _before(self, verb: Hit) -> Voice | None:
        """The nearest voice before a verb, in its clause."""
        earlier = max((h.end for h in self.words.of(*SPEECH) if h.end <= verb.start), default=self.sentence.start)
        near = [v for v in self.voices if v.end <= verb.start and not self._spoken_of(v, verb)]
        near = [v for v in near if ":" not in self.text[v.end : verb.start]]
        if not near or (near[-1].start < earlier and earlier > self.sentence.start):
            return None
        gap = words_between(self.text, near[-1].end, verb.start)
        close = self.order == "after" or (earlier > self.sentence.start and not near[-1].spokesman)
        far = gap > (_LEAD if close else _BEFORE)
        return None if far else near[-1]

    def _after(self, verb: Hit) -> Voice | None:
        for voice in self.voices:
            if voice.start < verb.end - 1:
                continue
            gap = self.text[verb.end : voice.start]
            words = words_between(self.text, verb.end, voice.start)
            if words > (0 if voice.weak else _AFTER) or ("," in gap and words) or "،" in gap:
                return None
            if self._oblique(voice):
                continue
            return None if any(self.plain.has("pronoun", w.strip("،,:\"'")) for w in gap.split()) else voice
        return None

    def _oblique(self, voice: Voice) -> bool:
        """Behind a glued preposition (لأهالي) or "the words of" nobody speaks; behind the article (ال) somebody may."""
        if self.order == "either":
            return any(self.plain.has("spoken_of", w) for w in words_before(self.text, voice.start, 1))
        before = self.text[max(0, voice.start - 2) : voice.start]
        return before[-1:] in ("ل", "ب", "ك") and before != "ال" and not before[-1:].isspace()

    def _nearer(self, verb: Hit, after: Voice, before: Voice) -> bool:
        """Where the language lets a subject stand on either side: whether the one after is nearer."""
        gap = words_between(self.text, verb.end, after.start)
        return gap < words_between(self.text, before.end, verb.start)

    def _spoken_of(self, voice: Voice, verb: Hit) -> bool:
        """Behind "against" or "by" a party is spoken of; a weak voice speaks only right before a word of speech."""
        gap = words_between(self.text, voice.end, verb.start)
        if voice.weak or gap == 0:
            return gap > 0 or (voice.weak and "," in self.text[voice.end : verb.start])
        return any(self.plain.has("spoken_of", w) for w in words_before(self.text, voice.start, 2))

    def _carries_on(self, verb: Hit) -> bool:
        """Whether a word of speech goes on with the subject of the one before it: ", and said", "saying"."""
        before = self.text[self.sentence.start : verb.start].rstrip(" \"”»'’")
        last = next(words_before(self.text, verb.start, 1), "")
        return before[-1:] in (",", "،", "و", ";", "؛") or self.plain.has("joiner", last)

    def _joined_on(self, verb: Hit) -> bool:
        """Whether a word of speech stands right behind a comma: ", saying", «, заявив»."""
        return self.order != "after" and self.text[self.sentence.start : verb.start].rstrip()[-1:] == ","

    def _governing(self, cue: Hit) -> Hit | None:
        verbs = [h for h in self.words.of(*_GOVERNING) if h.start != cue.start]
        before = [h for h in verbs if h.end <= cue.start + 1]
        denied = [h for h in self.words.of("deny") if before and before[-1].end <= h.start < cue.start]
        return (denied or before)[-1] if before else (verbs[0] if verbs else None)

    def _implied(self, verb: Hit) -> Voice | None:
        """The party that spoke last, where a pronoun, or a verb without a subject, stands for it."""
        own = self.text[verb.start : verb.end].split()
        if self.order == "after":
            after = self.text[verb.end : self.sentence.end].split(None, 1)[:1]
            stands = not after or self.plain.has("pronoun", after[0].strip("،,:\"'")) or len(own) > 1
        else:
            near = (*words_before(self.text, verb.start, _LEAD), *own, *self.text[verb.end : verb.end + 20].split()[:1])
            stands = any(self.plain.has("pronoun", w.strip(".,:\"'")) for w in near)
        earlier = [h for h in self.words.of(*SPEECH) if h.end <= verb.start] if stands else []
        here = self.voice_of(earlier[-1]) if earlier else None
        return (here or self.earlier or self._own()) if stands else self._own()

    def _unspoken(self) -> Voice | None:
        """A cue in a sentence without a word of speech: after a colon, of the text's own party, or said on."""
        strong = any(v.actor and not v.weak for v in self.voices)
        return self._announcer() or self._own() or (None if strong else self.earlier)

    def _announcer(self) -> Voice | None:
        """Who stands before a colon: "Konashenkov: …"."""
        voice = self.voices[0] if self.voices else None
        called = voice is not None and self.text[voice.end : voice.end + 2].strip()[:1] in _ANNOUNCING
        return voice if called else None

    def may_be_announced(self) -> bool:
        """Whether the sentence could be somebody's without a word of speech."""
        return may_be_announced(self.text, self.sentence, self.author)

    def _own(self) -> Voice | None:
        return Voice(self.sentence.start, self.sentence.start, self.author) if self.author else None
