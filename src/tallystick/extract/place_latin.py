"""Place names in texts in Latin and Cyrillic letters, where capitals show what may be a name."""

import re
from dataclasses import replace
from functools import lru_cache

from tallystick.extract.clean import CleanText
from tallystick.extract.place_cues import PlaceWords, surroundings
from tallystick.extract.place_grammar import NOT_HERE, UNKNOWN_AFTER, Named, is_alias, named_at
from tallystick.extract.place_names import Mention, PlaceNames, capitalised

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LATIN_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLES = frozenset(
    ("al el ash as ar ad az at an ez es ed ul эль аль эш аш эс ас эр ар эт ат эз эд").split()  # noqa: SIM905
)
_PREPOSITIONS = ("at", "as")
_ENGLISH_ARTICLES = ("the", "a", "an")
_FOLLOWING = re.compile(
    r"(?:'s|s)?[ -](?:(?:north|south|east|west|international|military)\w*[ -])*([^\W\d_]+(?:-[^\W\d_]+)*)"
)
_BEFORE_KIND = frozenset(" -'s")
"""What may follow a name with a word for its kind: "Ariha district", "Ariha's market"."""
_NOTHING: frozenset[str] = frozenset()
_LAST_WORDS = (re.compile(r"[ -]([^\W\d_]+)"), re.compile(r"[ -](?:international|military) ([^\W\d_]+)"))
_POSSESSIVE = "'s"
_SON_OF = ("bin", "ibn", "abu", "al")
_MOST_WORDS = 4
_SHORT_WORD = 3
_AS_WRITTEN = 2
_LONGEST_ACRONYM = 5
_REACH = 30  # characters before a name in which a word for its kind may stand: "villages and towns of"
_DAY_AFTER = re.compile(r", \d{1,2} [^\W\d]+,")
_LIST_GAP = re.compile(r"(?:,? ?and |, |,| )$")


def latin_names(clean: CleanText, names: PlaceNames, words: PlaceWords) -> list[Named]:
    """Names in a text in Latin or Cyrillic letters, in text order."""
    text = clean.text
    found: list[Named] = []
    for start, end in capitalised(clean):
        for told in _names_within(text[start:end], names, words):
            mention = _here(text, told, start, words)
            if mention is None:
                continue
            around = surroundings(text, mention.start, "", words)
            named = named_at(text, mention, around, words)
            named.after = _said_after(text, mention.end, words)
            if named.after:
                kinds = sorted(s[5:] for s in named.after if s.startswith("kind:"))
                named.kind = kinds[0] if kinds else named.kind
            if not is_alias(text, named, found) and _is_latin_place(clean, named, found, words):
                found.append(_with_part(text, named, clean, words))
    return found


def _here(text: str, told: Mention, by: int, words: PlaceWords) -> Mention | None:
    """A mention of a stretch that begins at `by`, in the whole text; None for a country and for what is no name."""
    start, end = told.start + by, told.end + by
    name = text[start:end]
    if name in words.countries or (told.known == 0 and not _may_be_told(text, name, start, words)):
        return None
    return Mention(start, end, "", told.known, told.single)


def _may_be_told(text: str, name: str, start: int, words: PlaceWords) -> bool:
    """Whether anything next to an unknown name could make it a place; most capitalised words are none."""
    if name.partition(" ")[0] in words.heads or _said_after(text, start + len(name), words):
        return True
    return not words.kinds.isdisjoint(text[max(0, start - _REACH) : start].split())


@lru_cache(maxsize=8192)
def _names_within(text: str, names: PlaceNames, words: PlaceWords) -> tuple[Mention, ...]:
    """Names inside a stretch of capitals: Azaz Aleppo are two, Idlib provinces Maaret al-Numan as well."""
    units = _units(text, names, words)
    found: list[Mention] = []
    i = 0
    while i < len(units):
        size, known = _longest_likely(text, units[i : i + _MOST_WORDS], names, words)
        if known:
            found.append(known)
            if i and found[-1:] == [known] and _is_surname(text, units, i, known, found, words):
                found.pop()
        elif text[units[i][0] : units[i][1]] not in words.common:
            found.append(Mention(*units[i], known=0, single=" " not in text[units[i][0] : units[i][1]]))
        i += size or 1
    return tuple(found)


def _longest_likely(
    text: str, units: list[tuple[int, int]], names: PlaceNames, words: PlaceWords
) -> tuple[int, Mention | None]:
    """How many of some words, from the first on, are likely a name, and the name."""
    for size in range(len(units), 0, -1):
        known = _likely(text, units[:size], names, words)
        if known:
            return size, known
    return 0, None


def _is_surname(
    text: str, units: list[tuple[int, int]], i: int, known: Mention, found: list[Mention], words: PlaceWords
) -> bool:
    """Roj Khabur is a person: a place name right after a capitalised word that is no place and no plain word."""
    before = text[units[i - 1][0] : units[i - 1][1]]
    area = text[known.start : known.end] in words.areas
    return not area and before not in words.common and len(found) > 1 and found[-2].known == 0


def _units(text: str, names: PlaceNames, words: PlaceWords) -> list[tuple[int, int]]:
    """Words that belong together: Kafr Nabl, Qasr al-Sharkasi; each other word alone."""
    units: list[tuple[int, int]] = []
    open_head = False
    for token in _LATIN_TOKEN.finditer(text):
        word = token[0]
        article = word in _ARTICLES and (word not in _PREPOSITIONS or text[token.end() : token.end() + 1] == "-")
        last = text[units[-1][0] : units[-1][1]] if units else ""
        plain = last and last not in words.common and _ARTICLES.isdisjoint(_LATIN_TOKEN.findall(last))
        strange = article and plain and names.likeness(last) < _AS_WRITTEN
        if open_head and " " in last and word in words.heads and last.rpartition(" ")[2] not in _ARTICLES:
            open_head = False
        if units and ((open_head and word not in words.common) or strange or (not article and last in _ARTICLES)):
            units[-1] = (units[-1][0], token.end())
        else:
            units.append(token.span())
        open_head = word in words.heads or article
    return units


def _likely(text: str, units: list[tuple[int, int]], names: PlaceNames, words: PlaceWords) -> Mention | None:
    start, end = units[0][0], units[-1][1]
    phrase = text[start:end]
    single = " " not in phrase
    first, last = text[start : units[0][1]], text[units[-1][0] : end]
    if first in _ENGLISH_ARTICLES or last in _PREPOSITIONS:
        return None
    common = phrase in words.common or first in words.common or last in words.common
    if common and (single or names.likeness(phrase) < _AS_WRITTEN):
        return None
    if single and len(phrase) < _SHORT_WORD:
        return None
    if phrase.endswith(_POSSESSIVE) and names.likeness(phrase[:-2]):
        return Mention(start, end - 2, known=names.likeness(phrase[:-2]), single=single)
    if phrase.endswith("s") and phrase[:-1] in words.areas:
        return Mention(start, end - 1, known=2, single=single)
    likeness = names.likeness(phrase)
    return Mention(start, end, known=likeness, single=single) if likeness else None


def _said_after(text: str, end: int, words: PlaceWords) -> frozenset[str]:
    """What the word after a name says: the Al Sakhour neighbourhood, Aleppo's countryside."""
    if text[end : end + 1] not in _BEFORE_KIND:
        return _NOTHING
    following = _FOLLOWING.match(text, end)
    return words.after.get(following[1], _NOTHING) if following else _NOTHING


def _is_latin_place(clean: CleanText, named: Named, before: list[Named], words: PlaceWords) -> bool:
    """Whether a mention is a place in this text: not an outlet, a person, a home town, a launch point, an acronym."""
    name = clean.text[named.start : named.end]
    barred = name in words.countries or named.around.said & NOT_HERE or _is_outlet(clean.text, named, words)
    barred = barred or _is_compound(clean, named)
    if barred or (not named.is_area and len(name) <= _LONGEST_ACRONYM and _is_acronym(clean, named)):
        return False
    if named.mention.known == 0:
        return _unknown_is_place(name, named, words)
    if named.mention.known == _AS_WRITTEN and (not named.mention.single or named.is_area):
        return True
    gap = clean.text[before[-1].end : named.start] if before else "."
    placed = named.around.said - {"and", "compass"} or named.after - {"sites"} or _LIST_GAP.match(gap)
    placed = placed or _DAY_AFTER.match(clean.text, named.end)  # an entry of a list: Ariha, 29 November, …
    return bool(placed) or _owns(clean, named)


def _owns(clean: CleanText, named: Named) -> bool:
    """Ariha's market, its Sarmin hospital: what a known place has lies in it. The Khattab mosque is named for a man."""
    owned = clean.text.startswith(_POSSESSIVE, named.end) or "sites" in named.after
    if named.mention.known != _AS_WRITTEN or not owned:
        return False
    before = clean.as_written(max(0, named.start - 20), named.start + 1)[:-1].split() if named.start else []
    alone = not before or before[-1][:1].islower() or not before[-1][-1:].isalnum()
    return alone and (not before or before[-1] not in _SON_OF)


def _is_outlet(text: str, named: Named, words: PlaceWords) -> bool:
    """Homs Media Center is no place: a word after the name makes it part of another."""
    following = _WORD.match(text, named.end + 1) if text[named.end : named.end + 1] == " " else None
    return following is not None and following[0] in words.not_after


def _is_compound(clean: CleanText, named: Named) -> bool:
    """Houthi-controlled, Damascus-based: who or what is where, and no place."""
    after = clean.as_written(named.end, named.end + 2) if named.end + 2 <= len(clean.text) else ""
    return after[:1] == "-" and after[1:].islower()


def _is_acronym(clean: CleanText, named: Named) -> bool:
    written = clean.as_written(named.start, named.end)
    return written.isupper() and written.isalpha() and len(written) <= _LONGEST_ACRONYM


def _unknown_is_place(name: str, named: Named, words: PlaceWords) -> bool:
    """A name no gazetteer knows needs a word for its kind, or a beginning that names of places have (Qasr, Rasm)."""
    said = named.around.said
    if name.split(maxsplit=1)[0] in words.heads and said & {"in", "near", "around"}:
        return True
    return named.kind in UNKNOWN_AFTER and bool(named.after or said & {f"kind:{kind}" for kind in UNKNOWN_AFTER})


def _with_part(text: str, named: Named, clean: CleanText, words: PlaceWords) -> Named:
    """al-Neel Street is a name together with its last word; so is Castello Road, but not the Idlib road."""
    for pattern in _LAST_WORDS if text[named.end : named.end + 1] in _BEFORE_KIND else ():
        following = pattern.match(text, named.end)
        said = words.meanings.get(following[1], frozenset()) if following else frozenset()
        if following and (
            "part_of_name" in said
            or ("part_if_capital" in said and clean.as_written(following.start(1), following.end(1)).istitle())
        ):
            named.mention = replace(named.mention, end=following.end(1), single=False)
            break
    return named
