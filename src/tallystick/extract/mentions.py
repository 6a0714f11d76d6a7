"""What kind of attack, on what, with what: the words that tell."""

from collections.abc import Mapping, Sequence

from tallystick.extract.clean import CleanText
from tallystick.extract.found import FoundKind, FoundObject, Hit, Sentence
from tallystick.extract.pack import LanguagePack
from tallystick.extract.phrases import inside
from tallystick.vocabulary import require_code

_MEANS = {
    "by_drone": "drone_strike",
    "by_air": "airstrike",
    "by_artillery": "artillery",
    "by_rocket": "rocket_or_missile",
    "by_gun": "small_arms",
}
"""Helper codes of the section `kinds`, strongest first: words that tell the kind of an attack named beside them."""
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


def find_kinds(
    clean: CleanText, sentences: Sequence[Sentence], hits: Mapping[str, list[Hit]], pack: LanguagePack
) -> tuple[FoundKind, ...]:
    """Words that tell the kind of an attack, in text order, each with how surely it does."""
    found: list[FoundKind] = []
    earlier: str | None = None
    for sentence in sentences:
        kinds = inside(sentence, hits.get("kinds", ()))
        means = _means(kinds, inside(sentence, hits.get("munitions", ())))
        for hit in kinds:
            kind = _kind(hit, means, earlier)
            if kind is not None:
                found.append(kind)
        named = [k for k in found if k.start >= sentence.start and k.specificity >= 2]
        earlier = max(named, key=lambda k: k.specificity).kind if named else earlier
    return tuple(found)


def _means(kinds: Sequence[Hit], munitions: Sequence[Hit]) -> list[tuple[int, str]]:
    """Where in the sentence which means of attack are named."""
    told = [(h.start, _MEANS[h.code]) for h in kinds if h.code in _MEANS]
    told += [
        (h.start, h.code) for h in kinds if h.code not in _MEANS and h.code not in ("strike", "struck", "no_attack")
    ]
    return told + [(h.start, _KIND_OF_MUNITION[h.code]) for h in munitions if h.code in _KIND_OF_MUNITION]


def _kind(hit: Hit, means: Sequence[tuple[int, str]], earlier: str | None) -> FoundKind | None:
    if hit.code == "no_attack" or hit.code in _MEANS:
        return None
    if hit.code not in ("strike", "struck"):
        return FoundKind(hit.start, hit.end, _narrowed(require_code("attack_kind", hit.code), means), 3)
    told = {kind for _, kind in means}
    for kind in _AIR_FIRST:
        if kind in told:
            return FoundKind(hit.start, hit.end, kind, 2)
    if means:
        return FoundKind(hit.start, hit.end, min(means, key=lambda m: abs(m[0] - hit.start))[1], 2)
    return FoundKind(hit.start, hit.end, earlier or "unknown", 1 if earlier else 0)


def _narrowed(kind: str, means: Sequence[tuple[int, str]]) -> str:
    """An air strike by a drone is a drone strike; an explosion of a mine is one of a mine."""
    told = {kind for _, kind in means}
    if kind == "airstrike" and "drone_strike" in told:
        return "drone_strike"
    if kind == "explosion":
        return next((k for k in ("mine_or_erw", "ied") if k in told), kind)
    return kind


def find_targets(
    clean: CleanText, sentences: Sequence[Sentence], hits: Mapping[str, list[Hit]], pack: LanguagePack
) -> tuple[FoundObject, ...]:
    """Objects and people said to have been hit."""
    return tuple(FoundObject(h.start, h.end, require_code("target", h.code)) for h in hits.get("targets", ()))


def find_munitions(
    clean: CleanText, sentences: Sequence[Sentence], hits: Mapping[str, list[Hit]], pack: LanguagePack
) -> tuple[FoundObject, ...]:
    """What it was hit with."""
    return tuple(FoundObject(h.start, h.end, require_code("munition", h.code)) for h in hits.get("munitions", ()))
