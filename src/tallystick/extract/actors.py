"""Who is said to have struck, and how firmly.

An actor counts only as the doer of an attack. Four signs make it one: the attack or the arm is its own ("Turkish
shelling", قصف تركي), it is named as the agent ("hit by Turkish fire", برصاص قسد), it is the subject of the deed ("the
army shelled", قصفت قوات النظام), or blame is laid on it. Who holds a place, is hit, or is only quoted, has none of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tallystick.extract.clean import CleanText
from tallystick.extract.found import FoundActor, Hit, Sentence
from tallystick.extract.pack import LanguagePack
from tallystick.extract.parties import FORCE, Party, find_parties
from tallystick.extract.phrases import Gaps, inside
from tallystick.model.claim import Stance

_REACH = 70
"""How many characters may lie between an actor and its deed."""
_EITHER = "syrian_government_or_russia"
_NEVER_A_BLOW = ("no_attack", "struck")
_PASSABLE = ("between", "hedge", "blamed_after")


@dataclass(frozen=True, slots=True)
class _Scene:
    """What one sentence holds, and how it may be read."""

    text: str
    gaps: Gaps
    parties: list[Party]
    kinds: list[Hit]
    blows: list[Hit]
    """Words for an attack or its means that can belong to somebody."""
    stances: list[Hit]
    verb_first: bool

    def of(self, *codes: str) -> list[Hit]:
        return [h for h in self.stances if h.code in codes]

    def joined(self, start: int, end: int, strangers: int = 0) -> bool:
        """Whether what ends at `start` and what begins at `end` are one phrase."""
        return 0 <= end - start < _REACH and self.gaps.strangers(start, end) <= strangers

    def parted(self, start: int, end: int) -> bool:
        """Whether another party, or a verb in the passive, stands between."""
        others = any(start <= p.name_start < end for p in self.parties)
        return others or any(start <= h.start < end for h in self.of("suffered_before", "not_doer_before"))


def find_actors(
    clean: CleanText, sentences: Sequence[Sentence], hits: Mapping[str, list[Hit]], pack: LanguagePack
) -> tuple[FoundActor, ...]:
    """Actors named as doing, suspected of, denying or admitting an attack, in text order."""
    found: list[FoundActor] = []
    for sentence in sentences:
        named = inside(sentence, hits.get("actors", ()))
        if any(h.code != FORCE for h in named):
            found.extend(_doers(_scene(clean, sentence, named, hits, pack)))
    return tuple(sorted(found, key=lambda a: (a.start, a.end, a.actor)))


def _scene(
    clean: CleanText, sentence: Sentence, named: Sequence[Hit], hits: Mapping[str, list[Hit]], pack: LanguagePack
) -> _Scene:
    grammar = pack.section("stances").get("grammar", {})
    clitics = pack.section("clitics").get("before", ())
    stances = inside(sentence, hits.get("stances", ()))
    arms = inside(sentence, hits.get("munitions", ()))
    kinds = inside(sentence, hits.get("kinds", ()))
    passable = [*(h for h in stances if h.code in _PASSABLE), *arms, *kinds, *named]
    return _Scene(
        clean.text,
        Gaps(clean.text, passable, clitics),
        find_parties(clean, named, clitics, grammar.get("hyphens_join", False)),
        kinds,
        sorted([*(h for h in kinds if h.code not in _NEVER_A_BLOW), *arms], key=lambda h: h.start),
        stances,
        grammar.get("verb_first", False),
    )


def _doers(scene: _Scene) -> list[FoundActor]:
    doing: list[FoundActor | None] = []
    for party in scene.parties:
        stance = _stance(scene, party, any(doing))
        doing.append(None if stance is None else FoundActor(party.start, party.end, party.actor, stance))
    return [a for a in _conjoined(scene, doing) if a is not None]


def _conjoined(scene: _Scene, doing: list[FoundActor | None]) -> list[FoundActor | None]:
    """What is said of one of "the army and Russia" is said of the other; "or" leaves open which."""
    shared = list(doing)
    for left, (a, b) in enumerate(zip(scene.parties, scene.parties[1:], strict=False)):
        link = _link(scene, a, b)
        one, other = shared[left], shared[left + 1]
        if link is None or b.start < a.end or (one is None and other is None):
            continue
        if link == "either" and {a.actor, b.actor} == {"syrian_government", "russia"}:
            stance = (one or other).stance  # type: ignore[union-attr]
            shared[left], shared[left + 1] = FoundActor(a.start, b.end, _EITHER, stance), None
        elif other is None and one is not None:
            shared[left + 1] = replace(one, start=b.start, end=b.end, actor=b.actor)
        elif one is None and other is not None:
            shared[left] = replace(other, start=a.start, end=a.end, actor=a.actor)
    return shared


def _link(scene: _Scene, a: Party, b: Party) -> str | None:
    if b.start - a.end > _REACH:
        return None
    between = [h for h in scene.of("and", "either") if a.end <= h.start < b.start]
    bare = scene.text[a.end : b.start]
    for h in between:
        bare = bare.replace(scene.text[h.start : h.end], " ", 1)
    if bare.strip(" \"'“”«»(),،") or not between:
        return None
    return "either" if any(h.code == "either" for h in between) else "and"


def _stance(scene: _Scene, party: Party, done_before: bool) -> Stance | None:
    if _denies(scene, party):
        return "denied"
    if not scene.kinds and not scene.blows:
        return None
    if _is_blamed(scene, party):
        return "alleged"
    if scene.of("in_general") or _taken_back(scene, party):
        return None
    if not (_owns_blow(scene, party) or _is_agent(scene, party) or _is_subject(scene, party, done_before)):
        return None
    if any(abs(h.start - party.start) < _REACH for h in scene.of("hedge")):
        return "alleged"
    return "admitted" if any(0 <= h.start - party.end < 25 for h in scene.of("admission")) else "asserted"


def _taken_back(scene: _Scene, party: Party) -> bool:
    """ "Russian-made", "Turkish border": the word after an actor that makes it no party."""
    return any(h.start - party.name_end in (0, 1, 2) for h in scene.of("not_doer_before"))


def _denies(scene: _Scene, party: Party) -> bool:
    charges = scene.of("charge")
    for h in scene.of("denial"):
        charged = any(0 <= c.start - h.end < _REACH for c in charges)
        after = 0 <= h.start - party.end < _REACH and not any(party.end <= p.start < h.start for p in scene.parties)
        before = scene.verb_first and scene.joined(h.end, party.start)
        if charged and (after or before):
            return True
    return False


def _is_blamed(scene: _Scene, party: Party) -> bool:
    return any(scene.joined(h.end, party.start) for h in scene.of("blamed_after"))


def _owns_blow(scene: _Scene, party: Party) -> bool:
    """ "Turkish shelling", قصف تركي, طائرات روسية: the attack or the arm is the actor's."""
    if scene.verb_first:
        return any(
            scene.joined(h.end, party.name_start) and not scene.parted(h.end, party.name_start)
            for h in scene.blows
            if h.end <= party.name_start
        )
    for h in scene.blows:
        if h.start >= party.name_end and "," not in scene.text[party.name_end : h.start]:
            return scene.joined(party.name_end, h.start, 1) and not scene.parted(party.name_end, h.start)
    return False


def _is_agent(scene: _Scene, party: Party) -> bool:
    """ "hit by Turkish fire", برصاص قسد: a word before the actor makes it the agent, and none takes that back."""
    before = [h for h in scene.of("doer_after", "bystander_after") if scene.joined(h.end, party.start)]
    return bool(before) and max(before, key=lambda h: h.end).code == "doer_after"


def _is_subject(scene: _Scene, party: Party, done_before: bool) -> bool:
    """ "the army shelled", قصفت قوات النظام: the deed follows its subject, or precedes it where verbs come first."""
    if party.adjective and not party.armed:
        return False
    for h in scene.of("deed", "aimed", "suffered_before"):
        if scene.joined(party.end, h.start) and not scene.parted(party.end, h.start):
            return h.code != "suffered_before"
    if not scene.verb_first:
        return False
    if any(scene.joined(h.end, party.start) and not scene.parted(h.end, party.start) for h in scene.of("deed")):
        return True
    return not done_before and any(
        scene.joined(h.end, party.start) and not any(b.start < h.start for b in scene.blows) for h in scene.of("aimed")
    )
