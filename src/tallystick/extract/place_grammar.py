"""From mentions to names: names no gazetteer knows, names that take in their kind word, words that are no place here."""

import re
from dataclasses import dataclass, replace

from tallystick.extract.clean import CleanText
from tallystick.extract.place_cues import PlaceWords, Surroundings, meaning_of, surroundings
from tallystick.extract.place_names import Mention, PlaceNames, capitalised

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARABIC_TOKEN = re.compile(r"[\u0621-\u064a]+|[A-Za-z]\d")
_GAP_IN_NAME = re.compile(r'[ "“”«(]{1,3}$')
_SAME_NAME = re.compile(r" {1,2}$")
_LIST_GAP = re.compile(r'[\s"“”«»()،,/\-–]*$')
_MOST_WORDS = 4
_SHORT_WORD = 3
_SPECIFIC = frozenset({"village", "town", "city", "neighbourhood", "nearby_landmark", "street"})


@dataclass(slots=True)
class Named:
    """A mention held to be a name, with what the words around it say."""

    mention: Mention
    around: Surroundings
    kind: str | None
    is_area: bool
    after: frozenset[str] = frozenset()
    """What the words right after it say."""
    role: str = "where"

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


def arabic_names(clean: CleanText, names: PlaceNames, words: PlaceWords) -> list[Named]:
    """Names in a text in Arabic script, in text order."""
    text = clean.text
    known = names.in_arabic(text)
    mentions = sorted([*known, *_after_kind_words(text, known, words)], key=lambda m: (m.start, -m.end))
    found: list[Named] = []
    for mention in mentions:
        if found and mention.start < found[-1].end:
            continue
        around = surroundings(text, mention.start - len(mention.glued), mention.glued, words)
        named = _named(text, mention, around, words)
        if _is_place_here(clean, named, found, words):
            found.append(_with_kind_word(text, named, words))
    return found


def _named(text: str, mention: Mention, around: Surroundings, words: PlaceWords) -> Named:
    name = text[mention.start : mention.end]
    return Named(mention, around, around.kind, name in words.areas)


def _after_kind_words(text: str, known: list[Mention], words: PlaceWords) -> list[Mention]:
    """Names that only the word before them gives away: قرية كوكانة, بلدات كذا وكذا."""
    taken = {m.start for m in known}
    found: list[Mention] = []
    tokens = [(m[0], m.start(), m.end()) for m in _ARABIC_TOKEN.finditer(text)]
    for i, (word, _, end) in enumerate(tokens[:-1]):
        said = meaning_of(word, words)
        if not said or not any(s.startswith("kind:") and s[5:] in _SPECIFIC for s in said):
            continue
        nxt = tokens[i + 1]
        if nxt[1] in taken or not _GAP_IN_NAME.match(text[end : nxt[1]]):
            continue
        last = _end_of_name(text, tokens, i + 1, words)
        if last is not None:
            found.append(Mention(nxt[1], last, known=0))
    return found


def _end_of_name(text: str, tokens: list[tuple[str, int, int]], first: int, words: PlaceWords) -> int | None:
    """Where an unknown name that begins with token `first` ends; None when no name begins there."""
    end: int | None = None
    for i in range(first, min(first + _MOST_WORDS, len(tokens))):
        word, start, stop = tokens[i]
        if end is not None and not _SAME_NAME.match(text[end:start]):
            break
        if _ends_name(word, words) or (len(word) < _SHORT_WORD and word not in words.heads):
            break
        if end is not None and not (tokens[i - 1][0] in words.heads or word in words.tails):
            break
        end = stop
    if end is not None and tokens[first][0] in words.heads and text[tokens[first][1] : end] == tokens[first][0]:
        return None
    return end


def _ends_name(word: str, words: PlaceWords) -> bool:
    if word in words.heads:
        return False
    if word in words.no_name or meaning_of(word, words) - {"and"}:
        return True
    return any(word.startswith(g) and word[len(g) :] in words.no_name for g in ("و", "ب", "ل", "ف"))


def _with_kind_word(text: str, named: Named, words: PlaceWords) -> Named:
    """مطار الشعيرات and شارع الجلاء are names together with the word for their kind."""
    around = named.around
    if _kind_word_belongs(text, named, words):
        start = around.kind_start or named.start
        end = named.end
        tail = _ARABIC_TOKEN.match(text, end + 1) if end < len(text) and text[end] == " " else None
        if tail and tail[0] in words.tails and "ال" == tail[0][:2]:
            end = tail.end()
        named.mention = replace(named.mention, start=start, end=end, single=False)
    return named


def _kind_word_belongs(text: str, named: Named, words: PlaceWords) -> bool:
    start = named.around.kind_start
    if start is None:
        return False
    word = text[start : named.start - len(named.mention.glued)].strip(" \"“«(")
    return not named.mention.glued and word in words.meanings and "part_of_name" in words.meanings[word]


def _is_place_here(clean: CleanText, named: Named, before: list[Named], words: PlaceWords) -> bool:
    """Whether a mention is a place in this text: not an outlet, a person, a home town, a launch point, a plain word."""
    text, around, mention = clean.text, named.around, named.mention
    name = text[mention.start : mention.end]
    if name in words.countries or "elsewhere" in around.said:
        return False
    after = _WORD.match(text, mention.end + 1) if text[mention.end : mention.end + 1] in (" ", "") else None
    if after and after[0] in words.not_after and around.kind is None:
        return False
    if mention.known == 0:
        return True
    continued = bool(before) and bool(_LIST_GAP.match(text[before[-1].end : mention.start - len(mention.glued)])) and (
        "and" in around.said or "," in text[before[-1].end : mention.start] or "،" in text[before[-1].end : mention.start]
    )
    bare = name.removeprefix("ال")
    if mention.single and (name in words.common or "ال" + bare in words.common or bare in words.common):
        return around.kind in _SPECIFIC and around.start != mention.start or _is_hashtag(clean, mention)
    if mention.single and len(bare) < 4 and name not in words.areas:
        return bool(around.said - {"and"}) or continued or _is_hashtag(clean, mention)
    return True


def _is_hashtag(clean: CleanText, mention: Mention) -> bool:
    return mention.start > 0 and clean.as_written(mention.start - 1, mention.start) == "#"


def latin_names(clean: CleanText, names: PlaceNames, words: PlaceWords) -> list[Named]:
    """Names in a text in Latin or Cyrillic letters, in text order."""
    text = clean.text
    found: list[Named] = []
    for start, end in capitalised(clean):
        for mention in _names_within(text, start, end, names, words):
            around = surroundings(text, mention.start, "", words)
            named = _named(text, mention, around, words)
            named.after = _said_after(text, mention.end, words)
            if named.kind is None or named.after:
                kinds = sorted(s[5:] for s in named.after if s.startswith("kind:"))
                named.kind = kinds[0] if kinds else named.kind
            if _is_latin_place(clean, named, found, words):
                found.append(_with_part(text, named, words))
    return found


def _names_within(text: str, start: int, end: int, names: PlaceNames, words: PlaceWords) -> list[Mention]:
    """Known names inside a stretch of capitals (Azaz Aleppo, Idlib provinces Maaret al-Numan), or the stretch itself."""
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        best: Mention | None = None
        for j in range(min(len(tokens), i + _MOST_WORDS), i, -1):
            mention = _likely(text, tokens[i][0], tokens[j - 1][1], names, words, single=j == i + 1)
            if mention and (best is None or mention.known > best.known):
                best = mention
        if best:
            found.append(best)
            i = next((k for k in range(i, len(tokens)) if tokens[k][0] >= best.end), len(tokens))
        else:
            i += 1
    if not found:
        stretch = text[start:end]
        if stretch not in words.common and not any(w in words.common for w in stretch.split()):
            found.append(Mention(start, end, known=0, single=len(tokens) == 1))
    return found


def _likely(
    text: str, start: int, end: int, names: PlaceNames, words: PlaceWords, *, single: bool
) -> Mention | None:
    phrase = text[start:end]
    if phrase in words.common or (single and len(phrase) < 3):
        return None
    likeness = names.likeness(phrase)
    if not likeness and phrase.endswith("s") and phrase[:-1] in words.areas:
        return Mention(start, end - 1, known=2, single=single)
    return Mention(start, end, known=likeness, single=single) if likeness else None


def _said_after(text: str, end: int, words: PlaceWords) -> frozenset[str]:
    """What the word after a name says: the Al Sakhour neighbourhood, Aleppo's countryside."""
    following = re.compile(r"(?:'s|s)?[ -](?:(?:north|south|east|west)\w*[ -])*([^\W\d_]+(?:-[^\W\d_]+)*)").match(text, end)
    if not following:
        return frozenset()
    said = words.meanings.get(following[1], frozenset())
    return frozenset(s for s in said if s.startswith("kind:") or s in ("wide", "countryside", "part_of_name"))


def _is_latin_place(clean: CleanText, named: Named, before: list[Named], words: PlaceWords) -> bool:
    text, around, mention = clean.text, named.around, named.mention
    name = text[mention.start : mention.end]
    if name in words.countries or "elsewhere" in around.said:
        return False
    following = _WORD.match(text, mention.end + 1)
    if following and text[mention.end : mention.end + 1] == " " and following[0] in words.not_after:
        return False
    if mention.known == 0:
        return bool(named.kind in _SPECIFIC and (named.after or around.said & {f"kind:{k}" for k in _SPECIFIC}))
    gap = text[before[-1].end : mention.start] if before else ""
    continued = bool(before) and bool(re.match(r"^(?:,? ?and |, |,| )$", gap))
    placed = bool(around.said - {"and", "compass"}) or continued or bool(named.after)
    if mention.known == 1:
        return placed
    return placed or not mention.single or len(name) > 4


def _with_part(text: str, named: Named, words: PlaceWords) -> Named:
    """Castello Road is a name together with its last word."""
    if "part_of_name" in named.after:
        following = re.compile(r"[ -](?:[^\W\d_]+ )?([^\W\d_]+)").match(text, named.end)
        if following and "part_of_name" in words.meanings.get(following[1], frozenset()):
            named.mention = replace(named.mention, end=following.end(1), single=False)
    return named
