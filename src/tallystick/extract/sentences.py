"""Where sentences end, and which block of the page they stand in."""

import re
from collections.abc import Iterator
from functools import cache

from tallystick.extract.clean import CleanText, fold
from tallystick.extract.found import Sentence
from tallystick.extract.pack import LanguagePack, load_pack

# A full stop may be glued to the next word in Arabic pages; a heading of a round-up ends in `::`.
_END = re.compile(
    r"\n+|[!?؟؛…]+[\"')»”\]]*|::|\.+[\"')»”\]]*(?=\s|$)|(?<=[\u0621-\u064a\"”»)])\.(?=[\u0621-\u064a\"“«])"
)
_MARK = re.compile(r"[\n!?؟؛…:.]")
_INITIAL = re.compile(r"(?:^|[^\w])[^\W\d]$")


def split_sentences(clean: CleanText, pack: LanguagePack) -> tuple[Sentence, ...]:
    """The sentences of a clean text in order, blank ones left out; a line break starts a new paragraph."""
    sentences: list[Sentence] = []
    start, paragraph = 0, 0
    text = clean.text
    abbreviations = _abbreviations(pack.code)
    for end in _ends(text):
        if end[0][0] == "." and not _ends_sentence(clean, end.start(), end.end(), abbreviations):
            continue
        _append(sentences, text, start, end.end(), paragraph)
        start = end.end()
        if end[0][0] in "\n:":
            paragraph += 1
    _append(sentences, text, start, len(text), paragraph)
    return tuple(sentences)


def _ends(text: str) -> Iterator[re.Match[str]]:
    """Every match of `_END`, tried only where its first character stands."""
    at = 0
    for mark in _MARK.finditer(text):
        end = _END.match(text, mark.start()) if mark.start() >= at else None
        if end is not None:
            at = end.end()
            yield end


@cache
def _abbreviations(code: str) -> frozenset[str]:
    return frozenset(map(fold, load_pack(code).section("sentences").get("abbreviations", ())))


def _ends_sentence(clean: CleanText, stop: int, after: int, abbreviations: frozenset[str]) -> bool:
    text = clean.text
    word_start = stop
    while word_start > 0 and not text[word_start - 1].isspace():
        word_start -= 1
    word = text[word_start:stop].lstrip("(\"'“«")
    if word in abbreviations or _INITIAL.search(text[word_start:stop]):
        return False
    if word.isdigit() and text[:word_start].rpartition("\n")[2].strip() == "" and text[after : after + 1] == " ":
        return False  # the number of an item in a list
    following = after
    while following < len(text) and text[following].isspace() and text[following] != "\n":
        following += 1
    if following >= len(text):
        return True
    return not clean.as_written(following, following + 1).islower()


def _append(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    stretch = text[start:end]
    stripped = stretch.strip(" \n\t.:-–|")
    if stripped:
        offset = stretch.index(stripped[0])
        sentences.append(Sentence(start + offset, start + len(stretch.rstrip()), paragraph))
