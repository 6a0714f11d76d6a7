"""What kind of attack, on what, with what: the words that tell. They are data: `kinds`, `targets`, `munitions`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tallystick.extract.clean import CleanText
from tallystick.extract.found import FoundKind, FoundObject, Hit, SentenceHits
from tallystick.extract.pack import LanguagePack
from tallystick.extract.phrases import PlainWords, plain_words
from tallystick.vocabulary import require_code

_MEANS = {
    "by_drone": "drone_strike",
    "by_air": "airstrike",
    "by_artillery": "artillery",
    "by_rocket": "rocket_or_missile",
    "by_gun": "small_arms",
}
"""Helper codes of the section `kinds`: words that tell the kind of an attack named beside them."""
_UNTOLD = ("strike", "struck", "bombing")
"""Helper codes for attacks whose kind the rest of the sentence tells: nouns, verbs, and bombardment of any kind."""
_OPERATION, _BATTLE, _SEIZED, _NO_ATTACK, _PACT = "operation", "battle", "seized", "no_attack", "pact"
"""Helper codes: an operation is a raid where a deed is told; clashes; arms found, which hurt nobody; no attack; an
agreement reached, of which the sentence tells."""
HELPER_CODES = frozenset({*_MEANS, *_UNTOLD, _OPERATION, _BATTLE, _SEIZED, _NO_ATTACK, _PACT})
"""What the section `kinds` may hold besides the codes of the vocabulary `attack_kind`."""
_AFTER = re.compile(r" ([^\W\d_]+)")
_SILENT = frozenset({*_UNTOLD, _OPERATION, _BATTLE, _SEIZED, _NO_ATTACK, _PACT})
"""Those of them that tell no kind."""
_QUIET = frozenset({_SEIZED, _NO_ATTACK, _PACT})
_VAGUE = ("explosion", "other")
"""Kinds that any other kind named in the same sentence makes clearer."""
_PLANTED = ("ied", "mine_or_erw")
_LASTING = (
    "airstrike",
    "drone_strike",
    "artillery",
    "rocket_or_missile",
    "barrel_bomb",
    "cluster_munition",
    "chemical",
)
"""Kinds that "the attack" or "the bombardment" of a later sentence may mean."""
_KIND_OF_MUNITION = {
    "cluster": "cluster_munition",
    "barrel_bomb": "barrel_bomb",
    "chemical": "chemical",
    "drone_munition": "drone_strike",
    "vacuum_bomb": "airstrike",
    "unguided_bomb": "airstrike",
    "guided_missile": "rocket_or_missile",
    "rocket": "rocket_or_missile",
    "missile": "rocket_or_missile",
    "shell": "artillery",
    "mortar": "artillery",
    "mine": "mine_or_erw",
    "ied": "ied",
    "bullet": "small_arms",
}
_AIR_FIRST = ("drone_strike", "airstrike")


@dataclass(slots=True)
class _Clues:
    """What in one sentence tells the kind of the attacks it names."""

    kinds: Sequence[Hit]
    means: Sequence[tuple[int, str]]
    """Where which kind is told."""
    hits: SentenceHits
    pack: LanguagePack

    @property
    def usual(self) -> str | None:
        """The kind that attacks by the actor named first usually are."""
        usual: Mapping[str, str] = self.pack.section("kinds").get("usual", {})
        actors = (h.code.partition("/")[0] for h in self.hits.get("actors", ()))
        return next((usual[a] for a in actors if a in usual), None)

    @property
    def done(self) -> bool:
        """Whether some deed is told, and not only planned or spoken of."""
        return any(h.code == "deed" for h in self.hits.get("stances", ()))


def find_kinds(told: Iterable[SentenceHits], pack: LanguagePack) -> tuple[FoundKind, ...]:
    """Words that tell the kind of an attack, in text order, each with how surely it does."""
    found: list[FoundKind] = []
    earlier: str | None = None
    for hits in told:
        if hits.get("kinds") and not tells_of_pact(hits):
            here = _read(_clues(hits, pack), earlier)
            found.extend(here)
            telling = [k for k in here if k.specificity >= 2 and k.kind in _LASTING]
            earlier = max(telling, key=lambda k: k.specificity).kind if telling else earlier
    return tuple(found)


def tells_of_pact(hits: SentenceHits) -> bool:
    """Whether a sentence tells of an agreement and of nobody harmed: its days and attacks are the agreement's story."""
    if all(h.code != _PACT for h in hits.get("kinds", ())):
        return False
    return not any(h.code.startswith(("outcome", "victim")) for h in hits.get("casualties", ()))


def _clues(hits: SentenceHits, pack: LanguagePack) -> _Clues:
    kinds = hits["kinds"]
    means = [(h.start, _MEANS.get(h.code, h.code)) for h in kinds if h.code not in _SILENT]
    arms = hits.get("munitions", ())
    means += [(h.start, _KIND_OF_MUNITION[h.code]) for h in arms if h.code in _KIND_OF_MUNITION]
    return _Clues(kinds, means, hits, pack)


def _read(clues: _Clues, earlier: str | None) -> list[FoundKind]:
    told = [kind for hit in clues.kinds if (kind := _kind(hit, clues, earlier))]
    if not told and clues.done:
        armed = next((h for h in clues.kinds if h.code in _MEANS), None)
        if armed is not None:
            return [FoundKind(armed.start, armed.end, _MEANS[armed.code], 2)]
    return told


def _kind(hit: Hit, clues: _Clues, earlier: str | None) -> FoundKind | None:
    if hit.code in _QUIET or hit.code in _MEANS:
        return None
    if hit.code == _OPERATION and not clues.done:
        return None
    if hit.code in (_OPERATION, _BATTLE):
        return FoundKind(hit.start, hit.end, "ground_raid", 2, loose=hit.code == _BATTLE)
    if hit.code in _UNTOLD:
        return FoundKind(hit.start, hit.end, *_told_beside(hit, clues, earlier))
    if hit.code in _PLANTED and any(h.code == _SEIZED for h in clues.kinds):
        return None
    kind = _narrowed(require_code("attack_kind", hit.code), clues)
    return FoundKind(hit.start, hit.end, kind, 2 if kind in _VAGUE else 3)


def _told_beside(hit: Hit, clues: _Clues, earlier: str | None) -> tuple[str, int]:
    """The kind of an attack named without one, and how surely it is known."""
    kinds = {kind for _, kind in clues.means}
    for kind in _AIR_FIRST:
        if kind in kinds:
            return kind, 2
    if clues.means:
        return min(clues.means, key=lambda m: abs(m[0] - hit.start))[1], 2
    if hit.code == "bombing" and (usual := clues.usual):
        return usual, 1
    return (earlier, 1) if earlier else ("unknown", 0)


def _narrowed(kind: str, clues: _Clues) -> str:
    """An air strike by a drone is a drone strike, shots in a raid are the raid, an explosion of a mine is a mine's."""
    kinds = {told for _, told in clues.means}
    if kind == "small_arms" and "ground_raid" in kinds:
        return "ground_raid"
    if kind == "airstrike" and "drone_strike" in kinds:
        return "drone_strike"
    if kind == "explosion":
        return next((k for k in ("mine_or_erw", "ied") if k in kinds), kind)
    return kind


def find_targets(clean: CleanText, told: Iterable[SentenceHits], pack: LanguagePack) -> tuple[FoundObject, ...]:
    """Objects and people said to have been hit: named where an attack is, and not as a way there or back."""
    words = plain_words(pack.code, "targets")
    return tuple(
        FoundObject(h.start, h.end, require_code("target", h.code))
        for hits in told
        if any(k.code not in _QUIET for k in hits.get("kinds", ()))
        for h in hits.get("targets", ())
        if h.code != "no_target" and not (_on_the_way(clean.text, h, words) or _acts(clean.text, h, words))
    )


def _on_the_way(text: str, hit: Hit, words: PlainWords) -> bool:
    """Whether a word before an object makes it a way there or back ("taken to the hospital"), or where people lie."""
    before = [w for w in text[max(0, hit.start - 30) : hit.start].split() if not words.has("articles", w)]
    if not before:
        return False
    if len(before) > 1 and words.has("portion", before[-2]):
        return False
    return words.has("not_hit", before[-1]) or (hit.code == "medical_facility" and words.has("in_care", before[-1]))


def _acts(text: str, hit: Hit, words: PlainWords) -> bool:
    """Whether the word after people or arms makes them who does or says something: "rebels said"."""
    after = _AFTER.match(text, hit.end)
    return hit.code == "military" and after is not None and words.has("acting", after[1])


def find_munitions(hits: Mapping[str, Sequence[Hit]]) -> tuple[FoundObject, ...]:
    """What it was hit with, in a whole text."""
    return tuple(FoundObject(h.start, h.end, require_code("munition", h.code)) for h in hits.get("munitions", ()))
