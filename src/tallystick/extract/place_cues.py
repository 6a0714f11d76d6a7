"""The words around a place name that say what it is and how it stands to the attack, read from a language file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from tallystick.extract.clean import fold
from tallystick.extract.pack import LanguagePack, load_pack
from tallystick.model.spelling import latin_form

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|\n")
_TRANSPARENT = frozenset("\"'“”«»()[]{}‘’*")
_LONGEST_PHRASE = 4
_WINDOW = 90
_GLUED = ("وال", "بال", "فال", "كال", "لل", "وب", "ول", "فب", "فل", "ال", "و", "ف", "ب", "ل", "ك")
# Nothing to the left of these has a say about the name.
_FROM = frozenset({"elsewhere"})
_LAST = frozenset({"in", "near", "elsewhere", "bodies"})
# What a glued letter says on its own: بحلب is in Aleppo, وحلب continues a list.
_GLUE_MEANS = {"ب": "in", "و": "and", "ف": "and"}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The `places` section of a language file, folded and turned into look-ups."""

    meanings: Mapping[str, frozenset[str]]
    """Phrase to what it says: `kind:village`, `in`, `near`, `around`, `elsewhere`, `wide`…"""
    common: frozenset[str]
    areas: frozenset[str]
    area_forms: frozenset[str]
    countries: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    no_name: frozenset[str]
    not_after: frozenset[str]
    vast: frozenset[str]
    arabic: bool


@dataclass(slots=True)
class Surroundings:
    """What stands right before a name, from the name leftwards."""

    said: set[str] = field(default_factory=set)
    start: int = 0
    """Where the row of telling words begins; the start of the name when there are none."""
    kind: str | None = None
    kind_start: int | None = None
    """Where the nearest word for a kind of place begins."""
    nearest: str | None = None
    """The first telling word, met going left."""


@cache
def place_words(language: str) -> PlaceWords:
    """The look-ups of a language."""
    return _read(load_pack(language))


def _read(pack: LanguagePack) -> PlaceWords:
    section = pack.section("places")
    meanings: dict[str, set[str]] = {}
    for kind, phrases in (section.get("kinds") or {}).items():
        for phrase in phrases:
            meanings.setdefault(fold(phrase), set()).add(f"kind:{kind}")
    for said in ("part_of_name", "wide", "countryside", "many", "in", "and", "near", "around", "directions",
                 "compass", "between", "elsewhere", "bodies", "vast", "names_follow",
                 "part_if_capital", "belongs_to"):  # fmt: skip
        for phrase in section.get(said) or ():
            meanings.setdefault(fold(phrase), set()).add(said)

    def folded(name: str) -> frozenset[str]:
        return frozenset(fold(phrase) for phrase in section.get(name) or ())

    return PlaceWords(
        meanings={phrase: frozenset(said) for phrase, said in meanings.items()},
        common=folded("common_words"),
        areas=folded("areas"),
        area_forms=frozenset(latin_form(area) for area in section.get("areas") or ()),
        countries=folded("countries"),
        heads=folded("name_heads"),
        tails=folded("name_tails"),
        no_name=folded("no_name"),
        not_after=folded("not_after"),
        vast=folded("vast"),
        arabic=(pack.section("language") or {}).get("script") == "Arab",
    )


def surroundings(text: str, start: int, glued: str, words: PlaceWords) -> Surroundings:
    """Read leftwards from `start` (where the name or what is glued to it begins) over telling words."""
    glue_says = {_GLUE_MEANS[letter] for letter in glued if letter in _GLUE_MEANS}
    found = Surroundings(said=set(glue_says), start=start)
    floor = max(0, start - _WINDOW)
    tokens = [(m[0], floor + m.start()) for m in _TOKEN.finditer(text[floor:start])]
    at = len(tokens)
    while at > 0:
        if tokens[at - 1][0] in _TRANSPARENT:
            at -= 1
            continue
        size, said = _phrase_ending(tokens, at, words)
        if not size:
            break
        is_kind = any(s.startswith("kind:") for s in said)
        if said == _FROM and "many" in found.said:
            break  # a number of villages, not a home village
        if ("bodies" in said and "in" in found.said) or ("and" in found.said - glue_says and not is_kind):
            break
        at -= size
        _note(found, said, tokens[at])
        if said & _LAST:
            break
    return found


def _phrase_ending(tokens: list[tuple[str, int]], at: int, words: PlaceWords) -> tuple[int, frozenset[str]]:
    for size in range(min(_LONGEST_PHRASE, at), 0, -1):
        phrase = " ".join(token for token, _ in tokens[at - size : at])
        said = meaning_of(phrase, words)
        if said:
            return size, said
    return 0, frozenset()


def meaning_of(phrase: str, words: PlaceWords) -> frozenset[str]:
    """What a phrase says, clitics before it included; empty when it is no telling word."""
    said = words.meanings.get(phrase)
    if said is not None or not words.arabic:
        return said or frozenset()
    for glue in _GLUED:
        rest = phrase[len(glue) :]
        if len(rest) > 1 and phrase.startswith(glue):
            said = words.meanings.get("ال" + rest if glue == "لل" else rest) or words.meanings.get(rest)
            if said is not None and glue.endswith(("ال", "لل")) and any(s.startswith("kind:") for s in said):
                return frozenset()  # المنطقة names nothing; منطقة كذا does
            if said is not None:
                return said | {_GLUE_MEANS[c] for c in glue if c in _GLUE_MEANS}
    return frozenset()


def _note(found: Surroundings, said: frozenset[str], token: tuple[str, int]) -> None:
    found.start = token[1]
    if found.nearest is None:
        found.nearest = token[0]
    kinds = sorted(s[5:] for s in said if s.startswith("kind:"))
    if kinds and found.kind is None:
        found.kind, found.kind_start = kinds[0], token[1]
    found.said |= said
