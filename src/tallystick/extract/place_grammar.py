"""From mentions to names: names no gazetteer knows, names that take in their kind word, words that are no place here."""

import re
from dataclasses import dataclass, replace

from tallystick.extract.clean import CleanText
from tallystick.extract.place_cues import PlaceWords, Surroundings, meaning_of, surroundings
from tallystick.model.spelling import latin_form
from tallystick.extract.place_names import Mention, PlaceNames, capitalised

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# The article under a preposition, verbs in the imperfect, possessives.
_NO_NAME_SHAPE = re.compile(r"(?:[بفك]ال|لل|وال|ل|ي|ت(?!ل)).*|.*(?:ها|هم|هما|نا)$")
_NISBA = re.compile("ال.*ي$")
_DEFINITE = re.compile(r"[وفبك]?ال|ولل|لل")
_VERB_SHAPE = re.compile(r".*ت$|.{1,3}$")
_ENGLISH_ARTICLES = ("the", "a", "an")
_BELONGING = re.compile(r"(?<![\u0621-\u064a])([\u0621-\u064a]{2,6}) (?P<name>[\u0621-\u064a]{4,}) (?=(الت[\u0621-\u064a]+))")
_WORD_BEFORE = re.compile(r"(?<![\u0621-\u064a])([\u0621-\u064a]{2,5}) $")
_LAST_WORDS = (re.compile(r"[ -]([^\W\d_]+)"), re.compile(r"[ -](?:international|military) ([^\W\d_]+)"))
_LATIN_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ash",
        "as",
        "ar",
        "ad",
        "az",
        "at",
        "an",
        "ez",
        "es",
        "ed",
        "ul",
        "эль",
        "аль",
        "эш",
        "аш",
        "эс",
        "ас",
        "эр",
        "ар",
        "эт",
        "ат",
        "эз",
        "эд",
    ]
)
_ARABIC_TOKEN = re.compile(r"[\u0621-\u064a]+|[A-Za-z]\d")
_GAP_IN_NAME = re.compile(r'[ "“”«(]{1,3}$')
_SAME_NAME = re.compile(r" {1,2}$")
_LIST_GAP = re.compile(r'[\s"“”«»()،,/\-–]*$')
_MOST_WORDS = 4
_SHORT_WORD = 3
_AS_WRITTEN = 2
_LONG_WORD = 6
_TELLING = frozenset({"near", "around", "countryside", "wide", "directions"}) | {
    f"kind:{k}"
    for k in ("village", "town", "city", "neighbourhood", "nearby_landmark", "street", "subdistrict", "district")
}
_UNKNOWN_AFTER = frozenset({"village", "town", "city", "neighbourhood", "street", "district"})
_NOT_HERE = frozenset({"elsewhere", "bodies"})
_SPECIFIC = frozenset({"village", "town", "city", "neighbourhood", "nearby_landmark", "street"})


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


def arabic_names(clean: CleanText, names: PlaceNames, words: PlaceWords) -> list[Named]:
    """Names in a text in Arabic script, in text order."""
    text = clean.text
    known = names.in_arabic(text)
    told = _after_kind_words(text, known, words)
    mentions = sorted([*told, *known], key=lambda m: (m.start, -m.end))
    found: list[Named] = []
    for mention in mentions:
        if found and mention.start < found[-1].end:
            continue
        mention = _from_head(text, mention, words)  # noqa: PLW2901
        around = surroundings(text, mention.start - len(mention.glued), mention.glued, words)
        named = _named(text, mention, around, words)
        if not _is_alias(text, named, found) and _is_place_here(clean, named, found, words):
            found.append(_with_kind_word(text, named, words))
    return found


def _is_alias(text: str, named: Named, before: list[Named]) -> bool:
    """Al-Malikiyah (Derik): a name in brackets right after another is the same place."""
    return bool(before) and text[before[-1].end : named.start].strip(' "“') == "(" and text[named.end : named.end + 1] == ")"


def _from_head(text: str, mention: Mention, words: PlaceWords) -> Mention:
    """تل النبي أيوب is not النبي أيوب: a word that opens names and says nothing else belongs to the name after it."""
    head = _WORD_BEFORE.search(text, max(0, mention.start - 12), mention.start)
    if mention.glued or head is None or head[1] not in words.heads or meaning_of(head[1], words) - {"part_of_name"}:
        return mention
    return replace(mention, start=head.start(1), single=False)


def _is_area(name: str, words: PlaceWords) -> bool:
    return name in words.areas or (not words.arabic and latin_form(name) in words.area_forms)


def _named(text: str, mention: Mention, around: Surroundings, words: PlaceWords) -> Named:
    name = text[mention.start : mention.end]
    return Named(mention, around, around.kind or mention.list_kind, _is_area(name, words), _is_vast(name, around, words))


def _is_vast(name: str, around: Surroundings, words: PlaceWords) -> bool:
    return "vast" in around.said or name in words.vast or not words.vast.isdisjoint(name.split()[:1])


def _after_kind_words(text: str, known: list[Mention], words: PlaceWords) -> list[Mention]:
    """Names that only the word before them gives away: قرية كوكانة, بلدات كذا وكذا."""
    ends = {m.start: m.end for m in known}
    found: list[Mention] = [m for m in _before_belonging(text, words) if m.start not in ends]
    tokens = [(m[0], m.start(), m.end()) for m in _ARABIC_TOKEN.finditer(text)]
    for i, (word, _, end) in enumerate(tokens[:-1]):
        said = meaning_of(word, words)
        kind = next((s[5:] for s in sorted(said) if s.startswith("kind:")), None) if said else None
        if kind is None or not (kind in _UNKNOWN_AFTER or said & {"part_of_name", "many", "names_follow"}):
            continue
        if not _GAP_IN_NAME.match(text[end : tokens[i + 1][1]]) or _DEFINITE.match(word):
            continue  # after القرى comes an adjective: القرى القريبة
        items = _listed(text, tokens, i + 1, ends, words)
        if "many" not in said:
            items = items[:1]
        if (
            kind in _UNKNOWN_AFTER
            or len(items) > 1
            or "names_follow" in said
            or (items and text[items[0].start :].split(maxsplit=1)[0] in words.heads)
        ):
            found.extend(replace(item, list_kind=kind if "many" in said else None) for item in items)
    return found


def _before_belonging(text: str, words: PlaceWords) -> list[Mention]:
    """في الدشيشة التابعة لبلدة …: what belongs to a district is a place, whether or not a gazetteer knows it."""
    found = []
    for m in _BELONGING.finditer(text):
        if "belongs_to" in meaning_of(m[3], words) and "in" in meaning_of(m[1], words) and not _ends_name(m["name"], words):
            found.append(Mention(m.start("name"), m.end("name"), known=0))
    return found


def _listed(
    text: str, tokens: list[tuple[str, int, int]], first: int, known: dict[int, int], words: PlaceWords
) -> list[Mention]:
    """The names of a list that begins with token `first`: X وY، Z."""
    items: list[Mention] = []
    i = first
    while i < len(tokens):
        word, start, _ = tokens[i]
        if items:
            gap = text[items[-1].end : start]
            glued = "و" if word.startswith("و") and len(word) > _SHORT_WORD else ""
            if not (_LIST_GAP.match(gap) and (glued or "،" in gap or "," in gap)) or len(gap) > 4:
                break
        else:
            glued = ""
        start += len(glued)
        if start in known:
            items.append(Mention(start, known[start], glued, 2))
        else:
            if glued and _VERB_SHAPE.match(word[1:]):
                break
            last = _end_of_name(
                text, [*tokens[:i], (word[len(glued) :], start, tokens[i][2]), *tokens[i + 1 : i + 6]], i, words
            )
            if last is None:
                break
            items.append(Mention(start, last, glued, 0))
        i = next((k for k in range(i, len(tokens)) if tokens[k][1] >= items[-1].end), len(tokens))
    return items


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
    """Whether a word cannot be (part of) a name no gazetteer knows: verbs, adjectives, words that carry a clitic."""
    if word in words.heads:
        return False
    if word in words.no_name or word in words.countries or meaning_of(word, words) - {"and"}:
        return True
    if _NO_NAME_SHAPE.match(word):
        return True
    return word[0] in "وبلف" and (word[1:] in words.no_name or word[1:] in words.areas)


def _with_kind_word(text: str, named: Named, words: PlaceWords) -> Named:
    """مطار الشعيرات and شارع الجلاء are names together with the word for their kind."""
    start = _kind_word_start(text, named, words)
    if start is not None:
        end = named.end
        tail = _ARABIC_TOKEN.match(text, end + 1) if end < len(text) and text[end] == " " else None
        if tail and tail[0] in words.tails and tail[0][:2] == "ال":
            end = tail.end()
        named.mention = replace(named.mention, start=start, end=end, single=False)
    return named


def _kind_word_start(text: str, named: Named, words: PlaceWords) -> int | None:
    """Where a kind word that belongs to the name begins (a glued و aside); None when it does not belong."""
    start = named.around.kind_start
    if start is None or named.mention.glued:
        return None
    word = text[start : named.start].strip(" \"“«")
    for glue in ("", "و"):
        said = words.meanings.get(word[len(glue) :], frozenset()) if word.startswith(glue) else frozenset()
        if "part_of_name" in said:
            return start + len(glue)
    return None


def _is_place_here(clean: CleanText, named: Named, before: list[Named], words: PlaceWords) -> bool:
    """Whether a mention is a place in this text: not an outlet, a person, a home town, a launch point, a plain word."""
    text, around, mention = clean.text, named.around, named.mention
    name = text[mention.start : mention.end]
    if name in words.countries or around.said & _NOT_HERE:
        return False
    after = _WORD.match(text, mention.end + 1) if text[mention.end : mention.end + 1] in (" ", "") else None
    if after and after[0] in words.not_after and around.kind is None:
        return False
    if mention.known == 0 or mention.list_kind:
        return True
    continued = (
        bool(before)
        and bool(_LIST_GAP.match(text[before[-1].end : mention.start - len(mention.glued)]))
        and (
            "and" in around.said
            or "," in text[before[-1].end : mention.start]
            or "،" in text[before[-1].end : mention.start]
        )
    )
    if not mention.single:
        return name not in words.common and (name[:3] not in ("ابو", "ام ") or bool(around.said) or continued)
    if meaning_of(name, words):
        return False
    if _is_common(name, words):
        return around.kind in _SPECIFIC or "kind:district" in around.said or (continued and before[-1].kind in _SPECIFIC)
    telling = bool(around.said & _TELLING) or _is_hashtag(clean, mention)
    if not mention.as_listed and name not in words.areas:
        return telling
    told = telling or continued or "in" in around.said or name in words.areas
    return told or (len(name) >= _LONG_WORD and not _NISBA.match(name))


def _is_common(name: str, words: PlaceWords) -> bool:
    bare = name.removeprefix("ال")
    return name in words.common or f"ال{bare}" in words.common or bare in words.common


def _is_hashtag(clean: CleanText, mention: Mention) -> bool:
    return mention.start > 0 and clean.as_written(mention.start - 1, mention.start) == "#"


def latin_names(clean: CleanText, names: PlaceNames, words: PlaceWords) -> list[Named]:
    """Names in a text in Latin or Cyrillic letters, in text order."""
    text = clean.text
    found: list[Named] = []
    for start, end in capitalised(clean):
        if not text[start:end].strip():
            continue
        for mention in _names_within(text, start, end, names, words):
            around = surroundings(text, mention.start, "", words)
            named = _named(text, mention, around, words)
            named.after = _said_after(text, mention.end, words)
            if named.kind is None or named.after:
                kinds = sorted(s[5:] for s in named.after if s.startswith("kind:"))
                named.kind = kinds[0] if kinds else named.kind
            if not _is_alias(text, named, found) and _is_latin_place(clean, named, found, words):
                found.append(_with_part(text, named, clean, words))
    return found


def _names_within(text: str, start: int, end: int, names: PlaceNames, words: PlaceWords) -> list[Mention]:
    """Names inside a stretch of capitals: Azaz Aleppo are two, Idlib provinces Maaret al-Numan as well."""
    units = _units(text, start, end, names, words)
    found: list[Mention] = []
    i = 0
    while i < len(units):
        size = next(
            (
                k
                for k in range(min(len(units) - i, _MOST_WORDS), 0, -1)
                if _likely(text, units[i : i + k], names, words)
            ),
            0,
        )
        known = _likely(text, units[i : i + size], names, words) if size else None
        if known:
            found.append(known)
            if i and found[-1:] == [known] and _is_surname(text, units, i, known, found, words):
                found.pop()
        elif text[units[i][0] : units[i][1]] not in words.common:
            found.append(Mention(*units[i], known=0, single=" " not in text[units[i][0] : units[i][1]]))
        i += size or 1
    return found


def _is_surname(
    text: str, units: list[tuple[int, int]], i: int, known: Mention, found: list[Mention], words: PlaceWords
) -> bool:
    """Roj Khabur is a person: a place name right after a capitalised word that is no place and no plain word."""
    before = text[units[i - 1][0] : units[i - 1][1]]
    area = text[known.start : known.end] in words.areas
    return not area and before not in words.common and len(found) > 1 and found[-2].known == 0


def _units(text: str, start: int, end: int, names: PlaceNames, words: PlaceWords) -> list[tuple[int, int]]:
    """Words that belong together: Kafr Nabl, Qasr al-Sharkasi; each other word alone."""
    units: list[tuple[int, int]] = []
    open_head = False
    for token in _LATIN_TOKEN.finditer(text, start, end):
        word = token[0]
        article = word in _ARTICLES
        last = text[units[-1][0] : units[-1][1]] if units else ""
        plain = last and last not in words.common and _ARTICLES.isdisjoint(_LATIN_TOKEN.findall(last))
        strange = article and plain and names.likeness(last) < _AS_WRITTEN
        if open_head and " " in last and word in words.heads:
            open_head = False
        if units and (open_head or strange or (not article and last in _ARTICLES)):
            units[-1] = (units[-1][0], token.end())
        else:
            units.append(token.span())
        open_head = word in words.heads or article
    return units


def _likely(text: str, units: list[tuple[int, int]], names: PlaceNames, words: PlaceWords) -> Mention | None:
    start, end = units[0][0], units[-1][1]
    phrase = text[start:end]
    single = " " not in phrase
    if text[units[0][0] : units[0][1]] in _ENGLISH_ARTICLES:
        return None
    common = phrase in words.common or any(text[s:e] in words.common for s, e in (units[0], units[-1]))
    if common and (single or names.likeness(phrase) < _AS_WRITTEN):
        return None
    if single and len(phrase) < _SHORT_WORD:
        return None
    if phrase.endswith("s") and phrase[:-1] in words.areas:
        return Mention(start, end - 1, known=2, single=single)
    likeness = names.likeness(phrase)
    return Mention(start, end, known=likeness, single=single) if likeness else None


def _said_after(text: str, end: int, words: PlaceWords) -> frozenset[str]:
    """What the word after a name says: the Al Sakhour neighbourhood, Aleppo's countryside."""
    following = re.compile(
        r"(?:'s|s)?[ -](?:(?:north|south|east|west|international|military)\w*[ -])*([^\W\d_]+(?:-[^\W\d_]+)*)"
    ).match(text, end)
    if not following:
        return frozenset()
    said = words.meanings.get(following[1], frozenset())
    return frozenset(s for s in said if s.startswith("kind:") or s in ("wide", "countryside", "part_of_name"))


def _is_latin_place(clean: CleanText, named: Named, before: list[Named], words: PlaceWords) -> bool:
    text, around, mention = clean.text, named.around, named.mention
    name = text[mention.start : mention.end]
    if name in words.countries or around.said & _NOT_HERE:
        return False
    following = _WORD.match(text, mention.end + 1)
    if following and text[mention.end : mention.end + 1] == " " and following[0] in words.not_after:
        return False
    written = clean.as_written(mention.start, mention.end)
    if written.isupper() and len(written) <= 5 and written.isalpha() and name not in words.areas:
        return False
    if mention.known == 0 and name.split()[0] in words.heads and around.said & {"in", "near", "around"}:
        return True
    if mention.known == 0:
        return bool(
            named.kind in _UNKNOWN_AFTER and (named.after or around.said & {f"kind:{k}" for k in _UNKNOWN_AFTER})
        )
    gap = text[before[-1].end : mention.start] if before else ""
    continued = bool(before) and bool(re.match(r"^(?:,? ?and |, |,| )$", gap))
    placed = bool(around.said - {"and", "compass"}) or continued or bool(named.after)
    if mention.known == 1:
        return placed
    return placed or not mention.single or named.is_area


def _with_part(text: str, named: Named, clean: CleanText, words: PlaceWords) -> Named:
    """al-Neel Street is a name together with its last word; so is Castello Road, but not the Idlib road."""
    for pattern in _LAST_WORDS:
        following = pattern.match(text, named.end)
        said = words.meanings.get(following[1], frozenset()) if following else frozenset()
        if following and (
            "part_of_name" in said
            or ("part_if_capital" in said and clean.as_written(following.start(1), following.end(1)).istitle())
        ):
            named.mention = replace(named.mention, end=following.end(1), single=False)
            break
    return named
