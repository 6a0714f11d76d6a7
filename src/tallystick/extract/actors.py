"""Who is said to have struck, and how firmly.

An actor counts only as the doer of an attack. Four signs make it one: the attack or the arm is its own ("Turkish
shelling", قصف تركي), it is named as the agent ("hit by Turkish fire", برصاص قسد), it is the subject of the deed ("the
army shelled", قصفت قوات النظام), or it is blamed. Who holds a place, is hit, or is only quoted, has none of them.
The words are data: `actors` and `stances` of the language file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tallystick.extract.clean import CleanText
from tallystick.extract.deeds import Telling, is_doer, is_object, owns_up, read_telling
from tallystick.extract.found import FoundActor, Hit, SentenceHits
from tallystick.extract.pack import LanguagePack
from tallystick.extract.parties import HELPERS, Party, actor_of
from tallystick.extract.phrases import plain_words
from tallystick.model.claim import Stance

_TAGS = re.compile(r"#[^\s#]+|[·•]")
_HEDGED = 70
_DENIED = 90
_ADMITTED = 25
"""Characters within which a hedge, a denial or an admission bears on an actor."""
_ALONE = ("claims", "own_forces", "denial", "denial_told", "blaming")
"""Helper codes of the section `stances` that tell of an attack without a word for one."""
_EITHER = "syrian_government_or_russia"


def find_actors(clean: CleanText, told: Iterable[SentenceHits], pack: LanguagePack) -> tuple[FoundActor, ...]:
    """Actors named as doing, suspected of, denying or admitting an attack, in text order."""
    found: list[FoundActor] = []
    accused: str | None = None
    for hits in _with_occupiers(clean, told, pack):
        names = [h for h in hits.get("actors", ()) if h.code not in HELPERS]
        alone = [h for h in hits.get("stances", ()) if h.code in _ALONE]
        if not names:
            denials = [h for h in alone if h.code == "denial_told"]
            if accused and denials:
                found.append(FoundActor(denials[0].start, denials[0].end, accused, "denied"))
            continue
        accused = next((actor_of(h.code) for h in reversed(names) if not h.code.endswith("/adjective")), accused)
        if alone or hits.get("kinds"):
            telling = read_telling(clean, hits, pack)
            denying = list(_deniers(telling))
            found.extend(denying)
            denied = {d.start for d in denying}
            found.extend(a for a in _doers(telling) if a.start not in denied and not _in_tags(clean, a))
    return tuple(sorted(found, key=lambda a: (a.start, a.end, a.actor, a.stance)))


def _with_occupiers(clean: CleanText, told: Iterable[SentenceHits], pack: LanguagePack) -> Iterator[SentenceHits]:
    """«جيش الاحتلال» is whose occupation the text spoke of last («الاحتلال التركي»), and else whose it mostly is."""
    words = plain_words(pack.code, "stances").lists
    bare, occupation = words.get("occupier", frozenset()), words.get("occupation", frozenset())
    occupied = any(phrase in clean.text for phrase in bare)
    last: str | None = None
    for hits in told:
        named: list[Hit] = []
        for hit in hits.get("actors", ()) if occupied else ():
            phrase = clean.text[hit.start : hit.end]
            if phrase in bare:
                named.append(hit._replace(code=last or hit.code))
                continue
            last = last if occupation.isdisjoint(phrase.split()) else actor_of(hit.code)
            named.append(hit)
        yield {**hits, "actors": named} if named else hits


def _in_tags(clean: CleanText, actor: FoundActor) -> bool:
    """Whether a line of nothing but hashtags names an actor: it sums up and tells nothing."""
    text, start = clean.original, clean.span(actor.start, actor.end).start
    line = text.rfind("\n", 0, start) + 1
    if text[line : line + 1] != "#":
        return False
    end = text.find("\n", start)
    return _TAGS.sub("", text[line : end if end >= 0 else len(text)]).isascii()


def _doers(telling: Telling) -> list[FoundActor]:
    doing: list[FoundActor | None] = []
    for party in telling.parties:
        stance = _stance(telling, party, [a for a in doing if a])
        doing.append(None if stance is None else FoundActor(party.start, party.end, party.actor, stance))
    return [a for a in _shared(telling, doing) if a is not None]


def _stance(telling: Telling, party: Party, doers: Sequence[FoundActor]) -> Stance | None:
    claims = telling.says_after(party, "claims") or (telling.order.verb_first and telling.says_before(party, "claims"))
    if claims or owns_up(telling, party):
        return "admitted"
    if telling.says_before(party, "blaming") and not party.state:
        return "alleged"
    if not telling.attacks or telling.taken_back(party):
        return None
    if telling.says_before(party, "blamed_after") or _held_to_be(telling, party):
        return "alleged"
    if (telling.of("in_general") and not telling.of("now")) or is_object(telling, party, doers):
        return None
    return _firmness(telling, party) if is_doer(telling, party, doers) else None


def _held_to_be(telling: Telling, party: Party) -> bool:
    """A hedge ties the adjective to the attack before it: "an air strike, believed Russian"."""
    if not (party.adjective and telling.of("hedge")):
        return False
    after = any(0 <= party.start - h.end < _HEDGED for h in telling.blows)
    return after and telling.says_before(party, "hedge")


def _firmness(telling: Telling, party: Party) -> Stance:
    if any(abs(h.start - party.start) < _HEDGED for h in telling.of("hedge", "blamed_after")):
        return "alleged"
    return "admitted" if any(0 <= h.start - party.end < _ADMITTED for h in telling.of("admission")) else "asserted"


def _shared(telling: Telling, doing: list[FoundActor | None]) -> list[FoundActor | None]:
    """What is said of one of "the army and Russia" is said of the other; "or" leaves open which."""
    shared = list(doing)
    if not any(doing):
        return shared
    for left, (a, b) in enumerate(zip(telling.parties, telling.parties[1:], strict=False)):
        one, other = shared[left], shared[left + 1]
        said = one or other
        link = telling.link(a, b)
        if link is None or said is None:
            continue
        if link == "either" and {a.actor, b.actor} == {"syrian_government", "russia"}:
            shared[left], shared[left + 1] = FoundActor(a.start, b.end, _EITHER, said.stance), None
        elif other is None:
            shared[left + 1] = replace(said, start=b.start, end=b.end, actor=b.actor)
        elif one is None:
            shared[left] = replace(said, start=a.start, end=a.end, actor=a.actor)
    return shared


def _deniers(telling: Telling) -> Iterator[FoundActor]:
    """Parties that deny having struck or harmed: the denial is theirs, and it tells the charge or one follows it."""
    for h in telling.of("denial_told"):
        named = [p for p in telling.parties if p.end <= h.start]
        if named:
            yield FoundActor(named[-1].start, named[-1].end, named[-1].actor, "denied")
    charges = [*telling.of("charge"), *telling.attacks]
    for h in telling.of("denial"):
        if any(0 <= c.start - h.end < _DENIED for c in charges):
            party = _denier(telling, h)
            if party is not None:
                yield FoundActor(party.start, party.end, party.actor, "denied")


def _denier(telling: Telling, denial: Hit) -> Party | None:
    if telling.order.verb_first:
        after = [p for p in telling.parties if telling.joined(denial.end, p.start)]
        if after:
            return after[0]
    reach = _DENIED if "before" in telling.order.owner else 0
    before = [p for p in telling.parties if 0 <= denial.start - p.end <= reach]
    return before[-1] if before else None
