"""What a sentence of a party says of its own strikes: one finding per cue, by the words that stand with the cue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.extract.found import FoundFigure, Hit
from tallystick.extract.parties import actor_of
from tallystick.extract.phrases import PlainWords
from tallystick.extract.position_speech import SPEECH, Speech
from tallystick.extract.position_voices import Voice, words_before, words_between
from tallystick.extract.position_words import Words

STRIKES = ("one", "many", "struck")
_BLOWS = frozenset({*STRIKES, "summing", "aim", "killing"})
_CUES = frozenset(
    {
        "comment", "discuss", "no_comment", "review", "inquiry", "concede", "apology", "mistaken", "deny", "unharmed",
        "untrue",
        "not_struck", "never_struck", "not_involved", "not_harmed", "never_harms", "absent", "not_used", "never_uses",
        "military_use",
    }
)  # fmt: skip
"""Codes that a statement can hang on by themselves; a military object needs a word for an attack beside it."""
_HARM = ("harm", "not_harmed", "never_harms")
_OWN = {"usa": "us_coalition", "us_coalition": "usa", "syrian_government_or_russia": "russia"}
"""Parties that may speak of one another's strikes as their own."""
_WEAPON_KINDS = ("chemical", "cluster_munition", "barrel_bomb")
_SPECIAL = (*_WEAPON_KINDS, "cluster", "incendiary", "vacuum_bomb", "mine", "arms")
"""Weapons whose very use is the charge."""
_NO_BLOWS = ("battle", "seized", "no_attack")
_DOER = 60
_REACH = 160
"""Characters between an attack and the military object it is said to have hit."""


@dataclass(slots=True)
class Said:
    """One finding in one sentence: a position, its cue, its speaker and the end of the words it rests on."""

    type: str
    cue: Hit
    speaker: Voice
    end: int


@dataclass(slots=True)
class Told:
    """A sentence as speech, with what the extraction of claims found in it."""

    speech: Speech
    kinds: Sequence[Hit]
    munitions: Sequence[Hit]
    actors: Sequence[Hit]
    figures: Sequence[FoundFigure]
    places: int
    """How many places of attacks the sentence names."""
    objects: Sequence[Hit]
    """The civilian objects it names."""

    def weapons(self) -> list[Hit]:
        """Words for weapons, also where the lexicon takes them for a kind of attack."""
        kinds = [h for h in self.kinds if h.code in _WEAPON_KINDS]
        return sorted([*self.munitions, *kinds, *self.speech.words.of("arms")], key=lambda h: h.start)

    def strikes(self) -> list[Hit]:
        """Words for an attack, of either lexicon; a weapon that is only named is none."""
        arms = {(h.start, h.end) for h in self.munitions}
        attacks = [h for h in self.kinds if h.code != "no_attack" and (h.start, h.end) not in arms]
        return sorted([*self.speech.words.of(*STRIKES), *attacks], key=lambda h: h.start)


def may_state(words: Words, kinds: Sequence[Hit], announced: bool) -> bool:
    """Whether a sentence has a word that a statement could hang on; `kinds` are its words for attacks.

    `announced`: whether somebody may be speaking without a word of speech, in a text of its own or before a colon.
    """
    if not _CUES.isdisjoint(words.by_code):
        return True
    struck = any(h.code != "no_attack" for h in kinds) or not _BLOWS.isdisjoint(words.by_code)
    denied = "neg" in words.by_code and (struck or "harm" in words.by_code or "use" in words.by_code)
    spoken = announced or "say" in words.by_code or "told_by" in words.by_code
    return denied or (spoken and struck and "military" in words.by_code)


def read_types(told: Told) -> Iterator[Said]:
    """The positions of one sentence in the order of the text, each type once per speaker."""
    if not may_state(told.speech.words, told.kinds, told.speech.may_be_announced()):
        return
    seen: set[tuple[str, str | None]] = set()
    found = [*_silences(told), *_concessions(told), *_denials(told), *_refusals(told), *_assertions(told)]
    for said in sorted(found, key=lambda s: s.cue.start):
        key = (said.type, said.speaker.actor)
        if key not in seen:
            seen.add(key)
            yield said


def _said(told: Told, type_: str, cue: Hit, end: int = 0) -> Iterator[Said]:
    speaker = told.speech.speaker_of(cue)
    if speaker is not None and speaker.actor is not None:
        yield Said(type_, cue, speaker, max(end, cue.end))


def _silences(told: Told) -> Iterator[Said]:
    words = told.speech.words
    unwilling = [*words.of("deny", "unwilling")]
    for comment in words.of("comment", "discuss"):
        for cue in [h for h in unwilling if h.end <= comment.start and _close(told, h.end, comment.start, 6)][-1:]:
            yield from _said(told, "no_comment", cue._replace(code="no_comment"), comment.end)
    for cue in words.of("no_comment"):
        yield from _said(told, "no_comment", cue)
    for cue in (*words.of("review"), *_inquiries(told)):
        found = list(_said(told, "under_review", cue))
        yield from found or _said(told, "under_review", cue._replace(code="governed"))


def _inquiries(told: Told) -> Iterator[Hit]:
    """An inquiry opened, ordered or under way, in whatever order the words stand."""
    for inquiry in told.speech.words.of("inquiry"):
        for opened in told.speech.words.of("opens"):
            first, last = sorted((inquiry, opened))
            if _close(told, first.end, last.start, 4):
                yield Hit(first.start, last.end, opened.section, "review")
                break


def _concessions(told: Told) -> Iterator[Said]:
    words = told.speech.words
    figures = [f for f in told.figures if f.outcome in ("killed", "injured") and f.toll.max != 0]
    ends = sorted([*(h.end for h in words.of("harm")), *(f.end for f in figures)])
    for cue in words.of("concede", "apology", "mistaken"):
        until = min((h.start for h in words.of("say", "deny") if h.start > cue.end), default=told.speech.sentence.end)
        behind = [end for end in ends if cue.start < end <= until] or (ends if cue.code != "concede" else [])
        if behind and not words.of("future") and not _negated(told, cue):
            yield from _said(told, "concedes", cue, behind[-1])


def _denials(told: Told) -> Iterator[Said]:
    """Words that deny, and what they deny: the weapon, harm to civilians, the place, or all of it."""
    words = told.speech.words
    comments = words.of("comment", "discuss")
    for cue in words.of("deny"):
        refused = any(_close(told, cue.end, c.start, 6) for c in comments if c.start >= cue.end)
        other = any(_close(told, cue.end, h.start) for h in words.of("account"))  # of another party's strikes
        content = None if refused or other or _negated(told, cue) else _charged(told, cue)
        if content is not None:
            yield from _said(told, *content)
    for cue in words.of("unharmed"):
        yield from _said(told, "denies_all", cue)
    for cue in words.of("untrue"):
        charge = _nearest_charge(told)
        if charge is not None:
            yield from _said(told, charge, cue)


def _charged(told: Told, cue: Hit) -> tuple[str, Hit, int] | None:
    words = told.speech.words
    near = [h for h in told.weapons() if h.start > cue.start]
    special = bool(near) and near[0].code in _SPECIAL and _close(told, cue.end, near[0].start, 8)
    used = any(h.start >= cue.start for h in words.of("use", "never_uses", "not_used"))
    led = any(h.start < near[0].start for h in words.of("harm", "charge")) if near else True
    if near and ((special and not led) or used or _close(told, cue.end, near[0].start, 1)):
        return "denies_weapon", cue, near[-1].end
    behind = [h for h in words.of(*_HARM) if h.end > cue.end]
    owned = [h for h in words.of("responsible") if h.start >= cue.end]
    blows = [h for h in told.strikes() if h.start >= cue.end]
    charges = [h for h in words.of("charge") if h.start >= cue.end]
    if not (behind or owned or blows or charges):
        return _charged_before(told, cue)
    where = [h for h in words.of("not_struck") if h.start >= cue.end and _close(told, cue.end, h.start, 6)]
    if where and (told.places or words.of("here")):
        return "denies_location", cue, where[-1].end
    if behind and _harm_leads(told, behind[0], owned, blows):
        return "denies_civilian_harm", cue, behind[-1].end
    return "denies_all", cue, max(h.end for h in (*behind[:1], *owned, *blows[:1], *charges[:1]))


def _harm_leads(told: Told, harm: Hit, owned: Sequence[Hit], blows: Sequence[Hit]) -> bool:
    """Whether harm to civilians is what is denied, and not the attack that did it."""
    if owned and owned[0].start < harm.start and words_between(told.speech.text, owned[0].end, harm.start) > 1:
        return False
    first = blows[0] if blows else None
    return first is None or harm.start <= first.start or words_between(told.speech.text, first.end, harm.start) <= 1


def _charged_before(told: Told, cue: Hit) -> tuple[str, Hit, int] | None:
    """In a noun or a passive the charge stands before: "the fact of a hit is denied", "denials about a mosque"."""
    charge = _nearest_charge(told)
    return None if charge is None else (charge, cue, cue.end)


def _nearest_charge(told: Told) -> str | None:
    """What words like "baseless" are said of: harm to civilians, or the attack."""
    words = told.speech.words
    harm, charges = words.of(*_HARM), words.of("charge")
    strikes = told.strikes()
    if not (harm or charges or strikes):
        return None
    start = charges[0].start if charges else 0
    first_harm = next((h.start for h in harm if h.start >= start), None)
    first_strike = next((h.start for h in strikes if h.start >= start), None)
    if first_harm is not None and (first_strike is None or first_harm <= first_strike):
        return "denies_civilian_harm"
    return "denies_all"


def _refusals(told: Told) -> Iterator[Said]:
    """Negated deeds: did not strike there, harmed no civilian, uses no such weapon."""
    words = told.speech.words
    for cue in (*words.of("not_struck", "never_struck"), *_negations(told, [*told.strikes(), *told.munitions])):
        harm = [h for h in words.of("harm") if h.start >= cue.end and _close(told, cue.end, h.start)]
        place = not _of_an_object(told, cue) and (told.places or words.of("here"))
        yield from _said(told, "denies_civilian_harm" if harm else "denies_location" if place else "denies_all", cue)
    for cue in words.of("not_involved"):
        yield from _said(told, "denies_all", cue)
    for cue in (*words.of("not_harmed", "never_harms"), *_negations(told, words.of("harm"), 1)):
        yield from _said(told, "denies_civilian_harm", cue)
    for cue in words.of("absent"):
        if any(h.start < cue.start for h in words.of("harm")):
            yield from _said(told, "denies_civilian_harm", cue)
    arms = told.weapons()
    for cue in (*words.of("not_used", "never_uses"), *_negations(told, words.of("use"))):
        if arms:
            yield from _said(told, "denies_weapon", cue, max(h.end for h in arms))


def _negations(told: Told, denied: Sequence[Hit], words: int = 2) -> Iterator[Hit]:
    """Each "no", "not" or "never" right before something, as one cue with it; "no comment" has its own words."""
    said = told.speech.words.of("say")
    for negation in told.speech.words.of("neg"):
        behind = [h for h in denied if h.code not in _NO_BLOWS and _close(told, negation.end, h.start, words)]
        if any(_close(told, negation.end, h.start, 0) for h in told.speech.words.of("only")):
            continue  # "not only"
        if behind and not any(negation.end <= v.start < behind[0].start for v in said):
            yield negation._replace(end=behind[0].end)


def _of_an_object(told: Told, cue: Hit) -> bool:
    """Whether it is an object that is said not to have been hit: "the mosque they did not touch"."""
    behind = any(_close(told, cue.end, o.start, 3) for o in told.objects)
    return behind or (not told.speech.words.of("here") and any(_close(told, o.end, cue.start, 8) for o in told.objects))


def _close(told: Told, start: int, end: int, words: int = 2) -> bool:
    return start <= end and words_between(told.speech.text, start, end) <= words


def _negated(told: Told, cue: Hit) -> bool:
    """ "Did not deny", «не опровергли»."""
    return any(told.speech.plain.has("negation", w) for w in words_before(told.speech.text, cue.start, 1))


def _assertions(told: Told) -> Iterator[Said]:
    """A party says what it struck, and that it was military."""
    words = told.speech.words
    if words.of("future"):
        return
    for cue in words.of("military_use"):
        yield from _said(told, "asserts_military_target", cue)
    military = words.of("military")
    blows = [h for h in told.strikes() if h.code not in _NO_BLOWS]
    for strike in sorted([*blows, *words.of("summing", "aim", "killing")], key=lambda h: h.start):
        aim = next((m for m in military if _aimed(told, strike, m)), None)
        speaker = told.speech.asserter_of(strike) if aim is not None and not _negated(told, strike) else None
        if aim is None or speaker is None or not speaker.actor:
            continue
        if strike.code == "aim" or _own_strike(told, speaker, strike, aim):
            yield Said("asserts_military_target", strike, speaker, max(strike.end, aim.end))


def _aimed(told: Told, strike: Hit, military: Hit) -> bool:
    """Whether a military object is what was struck: behind the verb, behind a noun with "on", before a passive."""
    between = told.speech.text[min(strike.end, military.end) : max(strike.start, military.start)].split()
    plain = told.speech.plain
    spoken = any(strike.end <= v.start < military.start for v in told.speech.words.of(*SPEECH))
    if spoken and strike.code != "aim":
        return False
    if strike.code == "killing":
        return _close(told, strike.end, military.start, 3)
    if 0 <= military.start - strike.end < _REACH:
        named = strike.section == "kinds" or strike.code in ("one", "many")
        led = next(words_before(told.speech.text, strike.start, 1), "")
        return strike.code == "struck" or not named or any(plain.has("onto", w) for w in (led, *between))
    passive = any(plain.has("passive", w) for w in between) and not any(plain.has("negation", w) for w in between)
    return 0 <= strike.start - military.end < 40 and passive


def _own_strike(told: Told, speaker: Voice, strike: Hit, aim: Hit) -> bool:
    """Whether the attack told is the speaker's own: nobody else is its doer, and the speaker is not who was hit."""
    text, plain = told.speech.text, told.speech.plain
    parties = [h for h in told.actors if h.code not in ("force", "belonging")]
    named = [h for h in parties if h.end <= aim.start or h.start >= aim.end]
    begin = speaker.end if speaker.end <= strike.start else told.speech.sentence.start
    before = [h for h in named if begin <= h.start and h.end <= strike.start]
    behind = [h for h in named if strike.end <= h.start < max(aim.start, strike.end + _DOER)]
    if before and _foreign(before[-1], speaker):
        return False
    hit = [h for h in behind if _led(text, h, plain, "onto")]
    doers = [h for h in behind if h not in hit and (h.start < aim.start or _led(text, h, plain, "doer"))]
    return not any(_foreign(h, speaker) for h in doers) and all(_foreign(h, speaker) for h in hit)


def _led(text: str, hit: Hit, plain: PlainWords, name: str) -> bool:
    """Whether a word of one of the lists stands right before a name."""
    return any(plain.has(name, w) for w in words_before(text, hit.start, 2))


def _foreign(hit: Hit, speaker: Voice) -> bool:
    actor = actor_of(hit.code)
    return actor not in (speaker.actor, _OWN.get(speaker.actor or ""), "unknown")
