"""The words around a place name that say what it is and how it stands to the attack, read from a language file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tallystick.extract.clean import fold
from tallystick.extract.pack import LanguagePack, load_pack
from tallystick.model.spelling import latin_form

_TRANSPARENT = frozenset("\"'“”«»()[]{}‘’*")
_NOTHING: frozenset[str] = frozenset()
_BLANKS = " \t\r"
_INNER = "'’-"
_WINDOW = 90
_LONG = 24  # letters of a word longer than most
_GLUED = ("وال", "بال", "فال", "كال", "لل", "وب", "ول", "فب", "فل", "ال", "و", "ف", "ب", "ل", "ك")
# Nothing to the left of these has a say about the name.
_FROM = frozenset({"elsewhere"})
_LAST = frozenset({"in", "near", "elsewhere", "bodies"})
_AFTER = frozenset({"wide", "countryside", "part_of_name", "sites"})
# What a glued letter says on its own: بحلب is in Aleppo, وحلب continues a list.
_GLUE_MEANS = {"ب": "in", "و": "and", "ف": "and"}


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The `places` section of a language file, folded and turned into look-ups."""

    meanings: Mapping[str, frozenset[str]]
    """Phrase to what it says: `kind:village`, `in`, `near`, `around`, `elsewhere`, `wide`…"""
    longest: Mapping[str, int]
    """The last word of a phrase to the number of words that the longest phrase ending in it has."""
    kinds: frozenset[str]
    """The phrases for kinds of places."""
    after: Mapping[str, frozenset[str]]
    """What a phrase says when it stands right after a name: a part of its meanings."""
    common: frozenset[str]
    areas: frozenset[str]
    area_forms: frozenset[str]
    countries: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    no_name: frozenset[str]
    not_after: frozenset[str]
    times: frozenset[str]
    landforms: frozenset[str]
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


def _is_kind(said: str) -> bool:
    return said.startswith("kind:")


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
                 "part_if_capital", "belongs_to", "sites"):  # fmt: skip
        for phrase in section.get(said) or ():
            meanings.setdefault(fold(phrase), set()).add(said)

    def folded(name: str) -> frozenset[str]:
        return frozenset(fold(phrase) for phrase in section.get(name) or ())

    longest: dict[str, int] = {}
    for phrase in meanings:
        *_, last = phrase.split()
        longest[last] = max(longest.get(last, 0), len(phrase.split()))
    return PlaceWords(
        meanings={phrase: frozenset(said) for phrase, said in meanings.items()},
        longest=longest,
        kinds=frozenset(phrase for phrase, said in meanings.items() if any(map(_is_kind, said))),
        after={
            phrase: after
            for phrase, said in meanings.items()
            if (after := frozenset(s for s in said if _is_kind(s) or s in _AFTER))
        },
        common=folded("common_words"),
        areas=folded("areas"),
        area_forms=frozenset(latin_form(area) for area in section.get("areas") or ()),
        countries=folded("countries"),
        heads=folded("name_heads"),
        tails=folded("name_tails"),
        no_name=folded("no_name"),
        not_after=folded("not_after"),
        times=folded("times"),
        landforms=folded("landforms"),
        vast=folded("vast"),
        arabic=(pack.section("language") or {}).get("script") == "Arab",
    )


def surroundings(text: str, start: int, glued: str, words: PlaceWords) -> Surroundings:
    """Read leftwards from `start` (where the name or what is glued to it begins) over telling words."""
    glue_says = {_GLUE_MEANS[letter] for letter in glued if letter in _GLUE_MEANS}
    found = Surroundings(set(glue_says), start)
    floor = max(0, start - _WINDOW)
    at = start
    while at > floor:
        word, begins = _word_before(text, at)
        if word in _TRANSPARENT:
            at = begins
            continue
        phrase, said = _phrase_ending(text, word, begins, words)
        if not said:
            break
        if said == _FROM and "many" in found.said:
            break  # a number of villages, not a home village
        if said == _FROM and found.kind and "between" in meaning_of(_word_before(text, phrase[1])[0], words):
            break  # «الحي الشمالي من مدينة كذا»: a part of it
        if "bodies" in said and "in" in found.said:
            break
        if "and" in found.said and "and" not in glue_says and not any(map(_is_kind, said)):
            break
        at = phrase[1]
        _note(found, said, phrase)
        if said & _LAST:
            break
    return found


def _word_before(text: str, at: int) -> tuple[str, int]:
    """The word, mark or line break that ends before `at`, and where it begins; empty at the start of the text."""
    end = at
    while end > 0 and text[end - 1] in _BLANKS:
        end -= 1
    word = text[max(0, end - _LONG) : end].rpartition(" ")[2]
    if len(word) < _LONG and word.isalnum():
        return word, end - len(word)
    begins = end
    while begins > 0 and (text[begins - 1].isalnum() or text[begins - 1] in _INNER):
        begins -= 1
    while begins < end and text[begins] in _INNER:
        begins += 1
    if begins == end:
        begins = max(0, end - 1)
    return text[begins:end], begins


def _phrase_ending(text: str, word: str, begins: int, words: PlaceWords) -> tuple[tuple[str, int], frozenset[str]]:
    """The longest telling phrase whose last word is `word`, with where it begins, and what it says."""
    best = (word, begins), meaning_of(word, words)
    longest = words.longest.get(word, 1)
    if longest == 1:
        return best
    phrase = word
    for _ in range(1, longest):
        earlier, begins = _word_before(text, begins)
        phrase = f"{earlier} {phrase}"
        said = meaning_of(phrase, words)
        if said:
            best = (phrase, begins), said
    return best


def meaning_of(phrase: str, words: PlaceWords) -> frozenset[str]:
    """What a phrase says, clitics before it included; empty when it is no telling word."""
    said = words.meanings.get(phrase, _NOTHING)
    return said if said or not words.arabic else _behind_clitics(phrase, words)


@lru_cache(maxsize=8192)
def _behind_clitics(phrase: str, words: PlaceWords) -> frozenset[str]:
    for glue in _GLUED:
        rest = phrase[len(glue) :]
        if len(rest) > 1 and phrase.startswith(glue):
            said = words.meanings.get("ال" + rest if glue == "لل" else rest) or words.meanings.get(rest)
            if said is not None and glue.endswith(("ال", "لل")) and any(s.startswith("kind:") for s in said):
                return _NOTHING  # المنطقة names nothing; منطقة كذا does
            if said is not None:
                return said | {_GLUE_MEANS[c] for c in glue if c in _GLUE_MEANS}
    return _NOTHING


def _note(found: Surroundings, said: frozenset[str], token: tuple[str, int]) -> None:
    found.start = token[1]
    if found.nearest is None:
        found.nearest = token[0]
    kinds = sorted(s[5:] for s in said if s.startswith("kind:"))
    if kinds and found.kind is None:
        found.kind, found.kind_start = kinds[0], token[1]
    found.said |= said
