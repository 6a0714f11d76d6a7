"""A mention held to be a name, and what its surroundings make of it; common to all scripts."""

from dataclasses import dataclass

from tallystick.extract.place_cues import PlaceWords, Surroundings
from tallystick.extract.place_names import Mention
from tallystick.model.spelling import latin_form

SPECIFIC = frozenset({"village", "town", "city", "neighbourhood", "nearby_landmark", "street"})
TELLING = frozenset({"near", "around", "countryside", "wide", "directions"}) | {
    f"kind:{k}"
    for k in ("village", "town", "city", "neighbourhood", "nearby_landmark", "street", "subdistrict", "district")
}
UNKNOWN_AFTER = frozenset({"village", "town", "city", "neighbourhood", "street", "district"})
NOT_HERE = frozenset({"elsewhere", "bodies"})


@dataclass(slots=True)
class Named:
    """A mention held to be a name, with what the words around it say."""

    mention: Mention
    around: Surroundings
    kind: str | None
    is_area: bool
    is_vast: bool = False
    """A plain, a mountain, a steppe: the attack lies somewhere within."""
    after: frozenset[str] = frozenset()
    """What the words right after it say."""
    role: str = "where"

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


def named_at(text: str, mention: Mention, around: Surroundings, words: PlaceWords) -> Named:
    name = text[mention.start : mention.end]
    return Named(mention, around, around.kind or mention.list_kind, is_area(name, words), is_vast(name, around, words))


def is_area(name: str, words: PlaceWords) -> bool:
    return name in words.areas or (not words.arabic and latin_form(name) in words.area_forms)


def is_vast(name: str, around: Surroundings, words: PlaceWords) -> bool:
    return "vast" in around.said or name in words.vast or not words.vast.isdisjoint(name.split()[:1])


def is_alias(text: str, named: Named, before: list[Named]) -> bool:
    """Al-Malikiyah (Derik): a name in brackets right after another is the same place."""
    return (
        bool(before)
        and text[before[-1].end : named.start].strip(' "“') == "("
        and text[named.end : named.end + 1] == ")"
    )
