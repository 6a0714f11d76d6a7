"""Who is said to have struck, and how firmly.

An actor counts only as the doer of an attack. Four signs make it one: the attack is its own ("Turkish shelling",
قصف تركي), it is named as the agent ("hit by Turkish fire", برصاص قسد), it is the subject of the deed ("the army shelled",
قصفت قوات النظام), or blame is laid on it. Who holds a place, is hit, or is only quoted, has none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tallystick.extract.clean import CleanText
from tallystick.extract.found import FoundActor, Hit, Sentence
from tallystick.extract.pack import LanguagePack
from tallystick.extract.phrases import Gaps, inside
from tallystick.model.claim import Stance
from tallystick.vocabulary import require_code

_REACH = 70
"""How many characters may lie between an actor and its deed."""
_FORCE = "force"
_ADJECTIVE = "/adjective"


@dataclass(frozen=True, slots=True)
class _Party:
    """An actor with the arms and people named along with it ("Turkish army jets")."""

    start: int
    end: int
    name_start: int
    name_end: int
    actor: str
    adjective: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """What one sentence holds, and how it may be read."""

    text: str
    gaps: Gaps
    parties: list[_Party]
    blows: list[Hit]
    stances: list[Hit]
    reach: int
    """Strangers allowed between subject and deed."""
    verb_first: bool

    def of(self, *codes: str) -> list[Hit]:
        return [h for h in self.stances if h.code in codes]


def find_actors(
    clean: CleanText, sentences: Sequence[Sentence], hits: Mapping[str, list[Hit]], pack: LanguagePack
) -> tuple[FoundActor, ...]:
    """Actors named as doing, suspected of, denying or admitting an attack, in text order."""
    if not hits.get("actors"):
        return ()
    found: list[FoundActor] = []
    for sentence in sentences:
        scene = _scene(clean.text, sentence, hits, pack)
        if scene.parties:
            found.extend(_doers(scene))
    return tuple(sorted(found, key=lambda a: (a.start, a.end, a.actor)))


def _scene(text: str, sentence: Sentence, hits: Mapping[str, list[Hit]], pack: LanguagePack) -> _Scene:
    named = inside(sentence, hits.get("actors", ()))
    if all(h.code == _FORCE for h in named):
        return _Scene(text, Gaps(text, (), ()), [], [], [], 0, False)
    stances = inside(sentence, hits.get("stances", ()))
    arms = inside(sentence, hits.get("munitions", ()))
    kinds = inside(sentence, hits.get("kinds", ()))
    between = [h for h in stances if h.code in ("between", "hedge", "blamed_after")]
    clitics = pack.section("clitics").get("before", ())
    grammar = pack.section("stances").get("grammar", {})
    gaps = Gaps(text, [*between, *arms, *kinds, *named], clitics)
    blows = [h for h in kinds if h.code != "no_attack"] + arms
    return _Scene(
        text,
        gaps,
        _parties(text, named, clitics),
        blows,
        stances,
        grammar.get("strangers", 0),
        grammar.get("verb_first", False),
    )


def _parties(text: str, named: Sequence[Hit], clitics: Iterable[str]) -> list[_Party]:
    """Actors, each grown over the arms and people next to it; aliases in brackets are one with the name."""
    gaps = Gaps(text, (), clitics)
    parties: list[_Party] = []
    for index, hit in enumerate(named):
        if hit.code == _FORCE:
            continue
        actor, adjective = _actor_of(hit.code)
        first, last = index, index
        while (
            first > 0
            and named[first - 1].code == _FORCE
            and not gaps.strangers(named[first - 1].end, named[first].start)
        ):
            first -= 1
        while (
            last + 1 < len(named)
            and named[last + 1].code == _FORCE
            and not gaps.strangers(named[last].end, named[last + 1].start)
        ):
            last += 1
        parties.append(_Party(named[first].start, named[last].end, hit.start, hit.end, actor, adjective))
    return parties


@cache
def _actor_of(code: str) -> tuple[str, bool]:
    adjective = code.endswith(_ADJECTIVE)
    return require_code("actor", code.removesuffix(_ADJECTIVE)), adjective


def _doers(scene: _Scene) -> list[FoundActor]:
    doing: list[FoundActor | None] = [_doer(scene, party) for party in scene.parties]
    _carry_over_conjunctions(scene, doing)
    return [actor for actor in doing if actor is not None]


def _carry_over_conjunctions(scene: _Scene, doing: list[FoundActor | None]) -> None:
    """What is said of one of "the army and Russia" is said of the other."""
    for left in range(len(scene.parties) - 1):
        a, b = scene.parties[left], scene.parties[left + 1]
        joined = scene.text[a.end : b.start].strip(" \"'“”()،,#«»")
        if joined not in ("and", "or", "و", "أو", "او", "и", "или", "") or b.start < a.end:
            continue
        one, other = doing[left], doing[left + 1]
        if one is not None and other is None:
            doing[left + 1] = replace(one, start=b.start, end=b.end, actor=b.actor)
        elif other is not None and one is None and joined:
            doing[left] = replace(other, start=a.start, end=a.end, actor=a.actor)


def _doer(scene: _Scene, party: _Party) -> FoundActor | None:
    stance = _stance(scene, party)
    if stance is None:
        return None
    return FoundActor(party.start, party.end, party.actor, stance)


def _stance(scene: _Scene, party: _Party) -> Stance | None:
    if _denies(scene, party):
        return "denied"
    if _is_blamed(scene, party):
        return "alleged"
    if not (_owns_blow(scene, party) or _is_agent(scene, party) or _is_subject(scene, party)):
        return None
    if any(abs(h.start - party.start) < _REACH for h in scene.of("hedge")):
        return "alleged"
    if any(0 <= h.start - party.end < 25 for h in scene.of("admission")):
        return "admitted"
    return "asserted"


def _denies(scene: _Scene, party: _Party) -> bool:
    return bool(scene.blows) and any(
        0 <= h.start - party.end < 40 or 0 <= party.start - h.end < 15 for h in scene.of("denial")
    )


def _is_blamed(scene: _Scene, party: _Party) -> bool:
    return bool(scene.blows) and any(
        scene.gaps.strangers(h.end, party.start) == 0
        for h in scene.of("blamed_after")
        if 0 <= party.start - h.end < _REACH
    )


def _owns_blow(scene: _Scene, party: _Party) -> bool:
    """ "Turkish shelling", قصف تركي, طائرات روسية: the attack or the arm is the actor's."""
    if scene.verb_first:
        return any(
            scene.gaps.strangers(h.end, party.name_start) == 0
            for h in scene.blows
            if 0 <= party.name_start - h.end < _REACH
        )
    return any(
        scene.gaps.strangers(party.name_end, h.start) <= scene.reach
        for h in scene.blows
        if 0 <= h.start - party.name_end < _REACH
    )


def _is_agent(scene: _Scene, party: _Party) -> bool:
    """ "hit by Turkish fire", برصاص قسد: a word before the actor makes it the agent, and none takes that back."""
    before = [
        h
        for h in scene.of("doer_after", "bystander_after")
        if 0 <= party.start - h.end < _REACH and scene.gaps.strangers(h.end, party.start) == 0
    ]
    return bool(before) and max(before, key=lambda h: h.end).code == "doer_after" and bool(scene.blows)


def _is_subject(scene: _Scene, party: _Party) -> bool:
    """ "the army shelled", قصفت قوات النظام: the deed follows its subject, or precedes it where verbs come first."""
    if party.adjective and party.end == party.name_end and not scene.verb_first:
        return False
    for h in scene.of("deed", "suffered_before"):
        if 0 <= h.start - party.end < _REACH and scene.gaps.strangers(party.end, h.start) <= scene.reach:
            return h.code == "deed"
    return scene.verb_first and any(
        scene.gaps.strangers(h.end, party.start) == 0 for h in scene.of("deed") if 0 <= party.start - h.end < _REACH
    )
