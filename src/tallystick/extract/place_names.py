"""Names of places found in text: an automaton for Arabic script, capitals and look-ups for Latin and Cyrillic."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import ahocorasick_rs
from rapidfuzz import fuzz

from tallystick.extract.clean import CleanText, fold
from tallystick.model.spelling import latin_form, plain_name, romanised, sound_keys

_ARABIC_WORD = re.compile(r"[\u0621-\u064a]")
_GLUE = frozenset(["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول", "فب", "فل"]) | {
    ""
}
_SPLIT_HEADS = ("كفر", "تل", "دير", "معر", "تير", "خان", "عين", "معره")
_LETTER = "[^\\W\\d_]"
_ARTICLE = r"(?:(?:[Aa]l|[Ee]l|[Uu]l|[Ээ]ль|[Аа]ль)[- ]?|(?:[Aa][snrdzt]|[Aa]sh|[Ee][sz]|[Ээ][шсртзд]|[Аа][шсртзд])-)"
_INNER_ARTICLE = r"(?:(?:[Aa]l|[Ee]l|ash|as|ez|es|az|ed|esh|er)[- ])"
_HYPHENATED = rf"(?:-{_LETTER}+(?:['’]{_LETTER}+)?)*"
_NAME_WORD = rf"(?:{_ARTICLE}?[A-ZÀ-ÞА-ЯЁЇІЄҐ]['’]?{_LETTER}+(?:['’]{_LETTER}+)*|[A-Z]\d\b){_HYPHENATED}"
# Capitalised words in a row, from the first capital on: a pattern that begins with a set of characters is found fast.
_CAPITALISED = re.compile(
    rf"[A-ZÀ-ÞА-ЯЁЇІЄҐ](?:['’]?{_LETTER}+(?:['’]{_LETTER}+)*|(?<=[A-Z])\d\b){_HYPHENATED}"
    rf"(?: (?=[A-ZÀ-ÞА-ЯЁЇІЄҐaeuэа])(?:{_ARTICLE}|{_INNER_ARTICLE})?(?<![\w-]){_NAME_WORD})*"
)
_INSIDE_A_WORD = re.compile(r"[\w-]")
_ARTICLE_END = re.compile(rf"{_ARTICLE}$")
_ARTICLE_ENDINGS = frozenset(a + b for a in "lsnrdzthльшсртзд" for b in "l -") | {
    "al",
    "el",
    "ul",
    "Al",
    "El",
    "Ul",
    "ль",
}
_LONGEST_ARTICLE = 4
_CASE_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:ой|ом|ами|ах|ям|ях|ами|у|ю|е|ы|и|а|я)$")
_SHORTEST_SOUND = 2
_LIKE_ENOUGH = 72.0


@dataclass(slots=True)
class Mention:
    """A stretch of clean text that reads like a place name."""

    start: int
    end: int
    glued: str = ""
    """Clitics in front that are no part of it."""
    known: int = 0
    """2: a name of the gazetteer as written there; 1: one that sounds like it; 0: only the words around it tell."""
    single: bool = True
    """True for one word, which may mean something else more easily than several."""
    list_kind: str | None = None
    """What the plural word at the head of its list calls it: the villages of X, Y and Z."""
    as_listed: bool = True
    """False when the gazetteer has it with the article and the text without it, or the other way round."""


class PlaceNames:
    """Names to look for in texts, in all their spellings."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        patterns: dict[str, tuple[bool, bool]] = {}
        for name in self._names:
            if _ARABIC_WORD.search(name):
                for pattern, article in _arabic_patterns(fold(name)):
                    bare, with_article = patterns.get(pattern, (False, False))
                    patterns[pattern] = (bare or not article, with_article or article)
        self._patterns = list(patterns)
        self._forms = list(patterns.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    @classmethod
    def build(cls, names: Iterable[str]) -> "PlaceNames":
        """An index over names such as `Gazetteer.names()` gives."""
        return cls(names)

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(plain_name(n) for n in self._names)

    @cached_property
    def _latin(self) -> frozenset[str]:
        return frozenset(latin_form(n) for n in self._names) - {""}

    @cached_property
    def _sounds(self) -> dict[str, tuple[str, ...]]:
        """Latin forms of the known names by their consonants."""
        found: dict[str, dict[str, None]] = {}
        for name in self._names:
            form = latin_form(name) or latin_form(romanised(name))
            for key in sound_keys(name) if form else ():
                if len(key) >= _SHORTEST_SOUND:
                    found.setdefault(key, {})[form] = None
        return {key: tuple(forms) for key, forms in found.items()}

    def in_arabic(self, text: str) -> list[Mention]:
        """Arabic names as whole words that may carry clitics; of overlapping ones the longest."""
        found: list[Mention] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end < len(text) and text[end].isalpha() and "\u0600" <= text[end] <= "\u06ff":
                continue
            glued = _glued_before(text, start)
            bare, with_article = self._forms[pattern]
            if glued not in _GLUE:
                continue
            words = self._patterns[pattern]
            listed = with_article if glued.endswith(("ال", "لل")) else bare
            article = 2 if glued.endswith("ال") else 0
            glued = glued[: len(glued) - article]
            found.append(Mention(start - article, end, glued, 2, " " not in words, as_listed=listed))
        return _longest(found)

    def likeness(self, phrase: str) -> int:
        """2 when a phrase in Latin or Cyrillic letters is a known name, 1 when it sounds like one, else 0."""
        return _likeness(self, phrase)

    def _likeness(self, phrase: str) -> int:
        form = latin_form(phrase)
        if plain_name(phrase) in self._plain or (form in self._latin and len(form) > 3):
            return 2
        if phrase.isascii():  # no case endings, and capitals make no other sound
            return int(self._sounds_known(phrase))
        spellings = {phrase, _CASE_ENDING.sub("", phrase.casefold())}
        return 1 if any(self._sounds_known(spelling) for spelling in sorted(spellings)) else 0

    def _sounds_known(self, phrase: str) -> bool:
        form = latin_form(phrase)
        sounds = self._sounds
        rivals = {known for key in sound_keys(phrase) for known in sounds.get(key, ())}
        return any(fuzz.ratio(form, known, score_cutoff=_LIKE_ENOUGH) for known in rivals)


@lru_cache(maxsize=8192)
def _likeness(names: PlaceNames, phrase: str) -> int:
    return names._likeness(phrase)


def capitalised(clean: CleanText) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words (with their articles) in a text, as offsets into the clean text."""
    written = _as_written(clean)
    at = after = 0
    while words := _CAPITALISED.search(written, at):
        start, end = words.span()
        at = end
        if written[start - 2 : start] in _ARTICLE_ENDINGS and not written[start + 1].isdigit():
            start = _with_article(written, after, start)
        if start and _INSIDE_A_WORD.match(written[start - 1]):
            at = words.start() + 1
        else:
            yield start, end
            after = end


def _with_article(written: str, after: int, capital: int) -> int:
    """Where the article before a capital begins, no earlier than `after`; the capital itself where there is none."""
    article = _ARTICLE_END.search(written, max(after, capital - _LONGEST_ARTICLE), capital)
    if article is None or (article.start() and _INSIDE_A_WORD.match(written, article.start() - 1)):
        return capital
    return article.start()


def _as_written(clean: CleanText) -> str:
    """The original letters in step with the clean text."""
    if clean.offsets is None:
        return clean.original
    letters = clean.original
    return "".join([letters[i] for i in clean.offsets])


def _arabic_patterns(name: str) -> Iterator[tuple[str, bool]]:
    words = name.split()
    article = words[0].startswith("ال") and len(words[0]) > 4
    if article:
        words[0] = words[0][2:]
    bare = " ".join(words)
    if len(bare) < 3:
        return
    yield bare, article
    if len(words) == 2 and words[0] in _SPLIT_HEADS:
        yield "".join(words), article
        if words[1].startswith("ال") and len(words[1]) > 4:
            yield f"{words[0]} {words[1][2:]}", article
        else:
            yield f"{words[0]} ال{words[1]}", article
    if len(words) == 1:
        for head in _SPLIT_HEADS:
            if bare.startswith(head) and len(bare) - len(head) >= 3:
                yield f"{head} {bare[len(head) :]}", article


def _glued_before(text: str, start: int) -> str:
    before = start
    while before > 0 and "\u0621" <= text[before - 1] <= "\u064a" and start - before < 5:
        before -= 1
    return text[before:start]


def _longest(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept
