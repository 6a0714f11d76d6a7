"""What in a sentence makes an actor the doer of an attack."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.extract.clean import CleanText, fold
from tallystick.extract.found import FoundActor, Hit, SentenceHits
from tallystick.extract.pack import LanguagePack, load_pack
from tallystick.extract.parties import Party, find_parties
from tallystick.extract.phrases import Gaps, plain_words

_REACH = 70
"""How many characters may lie between an actor and its deed."""
_NO_BLOW = ("no_attack", "struck", "mine_or_erw", "pact")
_BYSTANDER = "bystander_after"
_PASSABLE = ("between", "hedge", "blamed_after", "admission")
_QUOTES = " \"'“”«»(),،"


@dataclass(frozen=True, slots=True)
class WordOrder:
    """Facts about the word order of a language, from `stances: grammar` of its file."""

    verb_first: bool
    """Whether a verb is followed by its subject, as in Arabic."""
    owner: frozenset[str]
    """Where whose attack it is may stand: `before` the word for the attack, `after` it."""
    nominal: frozenset[str]
    """What is glued before a verb to make it a noun."""
    hyphens_join: bool
    """Whether a word beside a hyphen is part of a compound ("rebel-held")."""


@cache
def word_order(language: str) -> WordOrder:
    """The word order of a language."""
    grammar = load_pack(language).section("stances").get("grammar", {})
    return WordOrder(
        bool(grammar.get("verb_first")),
        frozenset(grammar.get("owner") or ()),
        frozenset(grammar.get("nominal") or ()),
        bool(grammar.get("hyphens_join")),
    )


@dataclass(slots=True)
class Telling:
    """One sentence: the parties, the words for attacks, and the words that tie the ones to the others."""

    text: str
    gaps: Gaps
    parties: list[Party]
    attacks: Sequence[Hit]
    blows: Sequence[Hit]
    """Words for an attack that can belong to somebody; finite verbs cannot."""
    arms: Sequence[Hit]
    stances: dict[str, list[Hit]]
    language: str
    order: WordOrder

    def of(self, *codes: str) -> Sequence[Hit]:
        """Hits of some codes of the section `stances`, code by code, each in text order."""
        if len(codes) == 1:
            return self.stances.get(codes[0], ())
        return [h for code in codes for h in self.stances.get(code, ())]

    def joined(self, start: int, end: int, strangers: int = 0) -> bool:
        """Whether what ends at `start` and what begins at `end` are one phrase."""
        return 0 <= end - start < _REACH and self.gaps.strangers(start, end) <= strangers

    def parted(self, start: int, end: int) -> bool:
        """Whether another party, a verb in the passive or the end of a bracket stands between."""
        start = self.gaps.after_aside(start, end)
        if ")" in self.text[start:end] and "(" not in self.text[start:end]:
            return True
        if any(start <= p.name_start < end for p in self.parties):
            return True
        if self.text[start:end] in _QUOTES:
            return False
        passive = any(start <= h.start < end for h in self.of("suffered_before", "not_doer_before"))
        return passive or self.gaps.any_word(start, end, "suffered", "not_doer")

    def says_before(self, party: Party, code: str) -> bool:
        """Whether a word of some code stands right before an actor."""
        return any(self.joined(h.end, party.start) for h in self.of(code))

    def says_after(self, party: Party, code: str) -> bool:
        """Whether a word of some code stands right after an actor."""
        return any(self.joined(party.end, h.start) for h in self.of(code))

    def taken_back(self, party: Party) -> bool:
        """Whether the word after an actor makes it no party: "Russian-made", "Turkish border"."""
        if self.gaps.words.has("not_doer", self.gaps.word_after(party.name_end)):
            return True
        return any(0 <= h.start - party.name_end <= 2 for h in self.of("not_doer_before"))

    def link(self, a: Party, b: Party) -> str | None:
        """`and` or `either` where two parties are joined by such a word."""
        between = self.text[a.end : b.start] if b.start >= a.end else self.text[a.name_end : b.name_start]
        words = between.strip(_QUOTES).split()
        while len(words) > 1 and (self.gaps.is_clitic(words[-1]) or self.gaps.words.has("link_fill", words[-1])):
            words.pop()
        if words[-1:] and words[-1] in _links(self.language, "either") and self._after_either(a):
            return "either"
        word = " ".join(words)
        for code in ("and", "either"):
            links = _links(self.language, code)
            if word in links or (self.gaps.is_clitic(word) and word.startswith(tuple(links))):
                return code
        return None

    def _after_either(self, party: Party) -> bool:
        return self.text[: party.start].split()[-1:] == ["either"]


@cache
def _links(language: str, code: str) -> frozenset[str]:
    return frozenset(map(fold, load_pack(language).section("stances").get("links", {}).get(code, ())))


def read_telling(clean: CleanText, hits: SentenceHits, pack: LanguagePack) -> Telling:
    """What one sentence tells, from the lexicon hits in it."""
    named, kinds, arms = (hits.get(section, ()) for section in ("actors", "kinds", "munitions"))
    stances: dict[str, list[Hit]] = {}
    for hit in hits.get("stances", ()):
        stances.setdefault(hit.code, []).append(hit)
    words, order = plain_words(pack.code, "stances"), word_order(pack.code)
    passable = [h for code in _PASSABLE for h in stances.get(code, ())]
    gaps = Gaps(clean.text, [*passable, *arms, *kinds, *named], words, "between")
    blows = [h for h in kinds if h.code not in _NO_BLOW]
    parties = find_parties(clean, named, words, order.hyphens_join, pack.section("actors").get("proxies"))
    return Telling(clean.text, gaps, parties, kinds, blows, arms, stances, pack.code, order)


def is_doer(telling: Telling, party: Party, doers: Sequence[FoundActor]) -> bool:
    """Whether a party did what is told, by the words around it; `doers` are the parties before that did."""
    before = _word_before(telling, party)
    return (
        _owns_blow(telling, party, doers, before)
        or _is_agent(before, doers)
        or _is_subject(telling, party, doers, before)
    )


def _owns_blow(telling: Telling, party: Party, doers: Sequence[FoundActor], before: str | None) -> bool:
    """The attack or the arm is the actor's: "Turkish shelling", قصف تركي, طائرات روسية.

    The make of a munition tells the doer only where no doer is named ("the army fired Russian shells").
    """
    if party.state or before == _BYSTANDER:
        return False
    armed = {a.start for a in telling.arms}
    blows = [h for h in telling.blows if h.start not in armed] if doers else [*telling.blows, *telling.arms]
    where = telling.order.owner
    return ("after" in where and _owner_after(telling, party, blows)) or (
        "before" in where and _owner_before(telling, party, blows)
    )


def _owner_after(telling: Telling, party: Party, blows: Sequence[Hit]) -> bool:
    return not _is_place(telling, party) and any(
        telling.joined(min(h.end, party.name_start), party.name_start)
        and not telling.parted(h.end, party.name_start)
        and not _aimed_at(telling, h, party)
        for h in blows
        if h.start < party.name_start
    )


def _owner_before(telling: Telling, party: Party, blows: Sequence[Hit]) -> bool:
    first = min((h for h in blows if h.start >= party.name_end), key=lambda h: h.start, default=None)
    if first is None or "," in telling.text[party.name_end : first.start]:
        return False
    if telling.gaps.any_word(party.end, first.start, "articles", "place_before"):
        return False
    return telling.joined(party.name_end, first.start, 1) and not telling.parted(party.name_end, first.start)


def _is_agent(before: str | None, doers: Sequence[FoundActor]) -> bool:
    """A word before the actor makes it the agent and none takes that back: "hit by Turkish fire", برصاص قسد.

    In "clashes with the army" the army is the doer unless another one is named.
    """
    return before == "doer_after" or (before == "rival_after" and not doers)


def _word_before(telling: Telling, party: Party) -> str | None:
    """The code of the nearest word that says what the actor after it is: doer, rival or bystander."""
    words = telling.of("doer_after", "rival_after", _BYSTANDER)
    before = [h for h in words if telling.joined(h.end, party.start)]
    return max(before, key=lambda h: h.end).code if before else None


def _is_place(telling: Telling, party: Party) -> bool:
    """A preposition right before a bare name makes it a place or a goal: "in Turkey", «по боевикам»."""
    before = next(telling.gaps.words_before(party.start), "")
    return not (party.adjective or party.armed) and telling.gaps.words.has("place_before", before)


def _is_subject(telling: Telling, party: Party, doers: Sequence[FoundActor], before: str | None) -> bool:
    """The deed follows its subject, or precedes it where verbs come first: "the army shelled", قصفت قوات النظام."""
    if (party.adjective and not party.armed) or before == _BYSTANDER or _is_place(telling, party):
        return False
    for h in sorted(telling.of("deed", "aimed", "suffered_before"), key=lambda h: (h.start, -h.end)):
        if telling.joined(party.end, h.start) and not telling.parted(party.end, h.start) and not _nominal(telling, h):
            return h.code != "suffered_before"
    if not telling.order.verb_first:
        return False
    deeds = [h for h in telling.of("deed", "aimed") if telling.joined(h.end, party.start)]
    return any(
        not telling.parted(h.end, party.start)
        and not _aimed_at(telling, h, party)
        and (h.code == "deed" or not (doers or _aims_already(telling, h)))
        for h in deeds
    )


def _aimed_at(telling: Telling, deed: Hit, party: Party) -> bool:
    """Whether a verb of aiming stands between (قصف استهدف قوات النظام): the party is hit."""
    return any(deed.end <= aimed.start < party.name_start for aimed in telling.of("aimed"))


def _aims_already(telling: Telling, aimed: Hit) -> bool:
    """Whether an attack named before the verb is its subject, so that what follows is hit (غارة استهدفت قسد)."""
    return any(b.start < aimed.start for b in telling.blows)


def _nominal(telling: Telling, deed: Hit) -> bool:
    """Whether a preposition or article glued to the word makes it a noun (لقصف)."""
    return bool(telling.order.nominal) and telling.text[: deed.start].rpartition(" ")[2] in telling.order.nominal


def owns_up(telling: Telling, party: Party) -> bool:
    """Who announces a deed of "its forces" did it: "the command announced a raid carried out by its forces"."""
    for own in telling.of("own_forces"):
        named = [p for p in telling.parties if p.end <= own.start and telling.says_before(p, "admission")]
        deeds = telling.of("deed", "doer_after")
        if named and named[-1] is party and any(telling.joined(h.end, own.start) for h in deeds):
            return True
    return False


def is_object(telling: Telling, party: Party, doers: Sequence[FoundActor]) -> bool:
    """A deed of another doer stands right before the party: "the army killed 70 terrorists"."""
    if not doers or telling.order.verb_first:
        return False
    since = telling.text[doers[-1].end : party.start]
    deeds = [h for h in telling.of("deed") if doers[-1].end <= h.start < party.start]
    agents = [h for h in telling.of("doer_after") if doers[-1].end <= h.start < party.start]
    return bool(deeds) and not agents and "," not in since and ";" not in since
