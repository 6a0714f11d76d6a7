"""Place names in texts in Arabic script: known ones, and those that only the words around them give away."""

import re
from dataclasses import replace

from tallystick.extract.clean import CleanText
from tallystick.extract.place_cues import PlaceWords, meaning_of, surroundings
from tallystick.extract.place_grammar import NOT_HERE, SPECIFIC, TELLING, UNKNOWN_AFTER, Named, is_alias, named_at
from tallystick.extract.place_names import Mention, PlaceNames

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARABIC_TOKEN = re.compile(r"[\u0621-\u064a]+|[A-Za-z]\d")
# The article under a preposition, verbs in the imperfect, possessives.
_NO_NAME_SHAPE = re.compile(r"(?:[بفك]ال|لل|وال|ل|ي|ت(?!ل)).*|.*(?:ها|هم|هما|[^ا]نا)$|.{4,}انا$")
_NISBA = re.compile("ال.*ي$")
_DEFINITE = re.compile(r"[وفبك]?ال|ولل|لل")
_VERB_SHAPE = re.compile(r".*ت$|.{1,3}$")
_BELONGING = re.compile(
    r"(?<![\u0621-\u064a])([\u0621-\u064a]{2,6}) (?P<name>[\u0621-\u064a]{4,}) (?=(الت[\u0621-\u064a]+))"
)
_WORD_BEFORE = re.compile(r"(?<![\u0621-\u064a])([\u0621-\u064a]{2,5}) $")
_GAP_IN_LIST = re.compile(r'[ "“”«(،,:]{1,3}$')
_GAP_IN_NAME = re.compile(r'[ "“”«(]{1,3}$')
_SAME_NAME = re.compile(r" {1,2}$")
_LIST_GAP = re.compile(r'[\s"“”«»()،,/\-–]*$')
_MOST_WORDS = 4
_ON = "علي"
_SHORT_WORD = 3
_LONG_WORD = 6
_QUOTED_NAME = re.compile(r' *["“«](?P<name>[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){1,2})["”»]')
_NUMBERED = re.compile(r" ?24\b")  # names of outlets end in their hours
_PERSON_HEADS = ("ابو ", "ام ")


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
        named = named_at(text, mention, around, words)
        if not is_alias(text, named, found) and _is_place_here(clean, named, found, words):
            found.append(_with_kind_word(text, named, words))
    return found


def _from_head(text: str, mention: Mention, words: PlaceWords) -> Mention:
    """تل النبي أيوب is not النبي أيوب: a word that opens names and says nothing else belongs to the name after it."""
    head = _WORD_BEFORE.search(text, max(0, mention.start - 12), mention.start)
    if mention.glued or head is None or head[1] not in words.heads or meaning_of(head[1], words) - {"part_of_name"}:
        return mention
    return replace(mention, start=head.start(1), single=False)


def _after_kind_words(text: str, known: list[Mention], words: PlaceWords) -> list[Mention]:
    """Names that only the word before them gives away: قرية كوكانة, بلدات كذا وكذا."""
    ends = {m.start: m.end for m in known}
    found: list[Mention] = [m for m in _before_belonging(text, words) if m.start not in ends]
    tokens = [(m[0], m.start(), m.end()) for m in _ARABIC_TOKEN.finditer(text)]
    found += [m for m in _after_around(text, tokens, words) if m.start not in ends]
    for i, (word, _, end) in enumerate(tokens[:-1]):
        said = meaning_of(word, words)
        kind = next((s[5:] for s in sorted(said) if s.startswith("kind:")), None) if said else None
        if kind is None or not (kind in UNKNOWN_AFTER or said & {"part_of_name", "many", "names_follow"}):
            continue
        gap = _GAP_IN_LIST if "many" in said else _GAP_IN_NAME
        if not gap.match(text[end : tokens[i + 1][1]]) or _DEFINITE.match(word):
            continue  # after القرى comes an adjective: القرى القريبة
        quoted = _QUOTED_NAME.match(text, end) if "many" not in said and kind in UNKNOWN_AFTER else None
        if quoted and not _ends_name(quoted["name"].split()[0], words):
            found.append(Mention(quoted.start("name"), quoted.end("name"), known=0, single=False))
            continue
        if kind == "neighbourhood" and "many" not in said and _is_body(tokens[i + 1][0], words):
            found.append(Mention(tokens[i + 1][1], tokens[i + 1][2], known=0))
            continue
        items = _listed(text, tokens, i + 1, ends, words)
        if "many" not in said:
            items = items[:1]
        if (
            kind in UNKNOWN_AFTER
            or len(items) > 1
            or "names_follow" in said
            or (items and text[items[0].start :].split(maxsplit=1)[0] in words.heads)
        ):
            found.extend(replace(item, list_kind=kind if "many" in said else None) for item in items)
    return found


def _after_around(text: str, tokens: list[tuple[str, int, int]], words: PlaceWords) -> list[Mention]:
    """«محيط تل كذا»: a hill or ruin that something is around is a place, whether or not a gazetteer knows it."""
    found = []
    for i, (word, start, _) in enumerate(tokens[:-1]):
        if word in words.landforms and i and "around" in meaning_of(tokens[i - 1][0], words):
            end = _end_of_name(text, tokens[i : i + 3], 0, words)
            if end is not None:
                found.append(Mention(start, end, known=0, single=False))
    return found


def _is_body(word: str, words: PlaceWords) -> bool:
    """«حي الجامعة»: quarters are called after bodies too."""
    return word.startswith("ال") and meaning_of(word, words) == {"bodies"}


def _before_belonging(text: str, words: PlaceWords) -> list[Mention]:
    """في الدشيشة التابعة لبلدة …: what belongs to a district is a place, whether or not a gazetteer knows it."""
    found = []
    for m in _BELONGING.finditer(text):
        if (
            "belongs_to" in meaning_of(m[3], words)
            and "in" in meaning_of(m[1], words)
            and not _ends_name(m["name"], words)
        ):
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
        if known.get(start, tokens[i][2]) == tokens[i][2] and _is_kind_word(word[len(glued) :], words):
            break  # أحياء مدينة إدلب: of the city comes its name, and the list of quarters is none
        bare = word[len(glued) :]
        ahead = [*tokens[:i], (bare, start, tokens[i][2]), *tokens[i + 1 : i + 6]]
        longer = _end_of_name(text, ahead, i, words) if bare in words.heads else None
        if start in known and bare in words.no_name:
            break  # «مناطق شمالي البلاد»: some village has the name of a direction
        if start in known and (longer or 0) <= known[start]:
            items.append(Mention(start, known[start], glued, 2))
        else:
            if glued and _VERB_SHAPE.match(word[1:]):
                break
            last = longer or _end_of_name(text, ahead, i, words)
            if last is None:
                break
            items.append(Mention(start, last, glued, 0))
        i = next((k for k in range(i, len(tokens)) if tokens[k][1] >= items[-1].end), len(tokens))
    return items


def _end_of_name(text: str, tokens: list[tuple[str, int, int]], first: int, words: PlaceWords) -> int | None:
    """Where an unknown name that begins with token `first` ends; None when no name begins there."""
    end: int | None = None
    if tokens[first][0] == _ON and first + 1 < len(tokens) and _DEFINITE.match(tokens[first + 1][0]):
        return None  # «مزارع على الأطراف»: folded, the preposition looks like a name
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
        named.mention = replace(named.mention, start=_outer_start(text, start, words), end=end, single=False)
    return named


def _outer_start(text: str, start: int, words: PlaceWords) -> int:
    """«حرش سد كذا»: a kind word before a name that begins with one belongs to it too."""
    before = _WORD_BEFORE.search(text, max(0, start - 12), start)
    return before.start(1) if before and "part_of_name" in words.meanings.get(before[1], ()) else start


def _kind_word_start(text: str, named: Named, words: PlaceWords) -> int | None:
    """Where a kind word that belongs to the name begins (a glued و aside); None when it does not belong."""
    start = named.around.kind_start
    if start is None or named.mention.glued:
        return None
    word = text[start : named.start].strip(' "“«')
    for glue in ("", "و"):
        said = words.meanings.get(word[len(glue) :], frozenset()) if word.startswith(glue) else frozenset()
        if "part_of_name" in said:
            return start + len(glue)
    return None


def _is_place_here(clean: CleanText, named: Named, before: list[Named], words: PlaceWords) -> bool:
    """Whether a mention is a place in this text: not an outlet, a person, a home town, a launch point, a plain word."""
    name = clean.text[named.start : named.end]
    if name in words.countries or named.around.said & NOT_HERE or _is_outlet(clean.text, named, words):
        return False
    said = named.around.said
    introduced = name.startswith("ال") and "many" not in said and any(s.startswith("kind:") for s in said)
    if _is_kind_word(name, words) and not introduced:  # but «دوار المزرعة» is a roundabout of that name
        return False
    if named.mention.known == 0 or named.mention.list_kind:
        return True
    continued = _continues(clean.text, named, before)
    if named.mention.single:
        return not meaning_of(name, words) and _one_word_is_place(
            clean, named, continued and before[-1].mention.list_kind, words
        )
    person = name.startswith(_PERSON_HEADS) and not named.around.said and not continued
    return name not in words.common and not person


def _is_kind_word(name: str, words: PlaceWords) -> bool:
    """Some village may be called مدينة; the word alone names none, nor does المدينة."""
    return any(said.startswith("kind:") for n in (name, name.removeprefix("ال")) for said in meaning_of(n, words))


def _is_outlet(text: str, named: Named, words: PlaceWords) -> bool:
    """حمص نيوز is no place: a word after the name makes it part of another."""
    if _NUMBERED.match(text, named.end) and named.around.kind is None:
        return True
    after = _WORD.match(text, named.end + 1) if text[named.end : named.end + 1] == " " else None
    if after is None or named.around.kind is not None or after[0] not in words.not_after:
        return False
    return not ("in" in named.around.said and after[0] in words.times)


def _continues(text: str, named: Named, before: list[Named]) -> bool:
    """Whether a name carries on a list of names."""
    gap = text[before[-1].end : named.start - len(named.mention.glued)] if before else "."
    return bool(_LIST_GAP.match(gap)) and ("and" in named.around.said or "," in gap or "،" in gap)


def _one_word_is_place(clean: CleanText, named: Named, list_kind: str | bool | None, words: PlaceWords) -> bool:
    """A single word may mean something else; the commoner it is, the more the words before it have to say."""
    name, said = clean.text[named.start : named.end], named.around.said
    if _is_common(name, words):
        return named.around.kind in SPECIFIC or "kind:district" in said or list_kind in SPECIFIC
    if said & TELLING or name in words.areas or _is_hashtag(clean, named.mention):
        return True
    if not named.mention.as_listed:
        return False
    listed = list_kind is not False
    return listed or "in" in said or (len(name) >= _LONG_WORD and not _NISBA.match(name))


def _is_common(name: str, words: PlaceWords) -> bool:
    bare = name.removeprefix("ال")
    return name in words.common or f"ال{bare}" in words.common or bare in words.common


def _is_hashtag(clean: CleanText, mention: Mention) -> bool:
    return mention.start > 0 and clean.as_written(mention.start - 1, mention.start) == "#"
