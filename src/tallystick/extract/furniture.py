"""What of a page is no part of the report: menus, buttons, related stories, readers' comments."""

import re
from collections.abc import Iterator
from functools import cache

from tallystick.extract.pack import known_languages, load_pack

Cut = tuple[int, int]
_STORY = 160  # characters: a line this long, or one that ends a sentence at half this length, is prose and no headline


def find_furniture(text: str) -> tuple[Cut, ...]:
    """The stretches of a canonical text to leave out. The words are data: `furniture` of every language file,

    lines        whole lines that are buttons or menu items
    head_ends    words that end the head of a post (`Shared with Public`): they and what stands before them go
    tail_starts  words that begin the comments or counters under a post: all that follows goes
    related      lines that head a list of other stories: the list goes, up to the next line of prose
    """
    words = _words()
    cuts = [*_heads(text, words.head), *_tails(text, words.tail)]
    end = min((s for s, e in cuts if e == len(text)), default=len(text))
    return tuple(sorted([*cuts, *_line_cuts(text, end, words)]))


class _Words:
    """The furniture words of all languages, compiled."""

    def __init__(self) -> None:
        self.head = _any_of("head_ends")
        self.tail = _any_of("tail_starts")
        self.lines = frozenset(w.casefold() for w in _listed("lines"))
        self.related = tuple(w.casefold() for w in _listed("related"))


@cache
def _words() -> _Words:
    return _Words()


def _listed(key: str) -> list[str]:
    return [str(w) for code in known_languages() for w in load_pack(code).section("furniture").get(key, ())]


def _any_of(key: str) -> re.Pattern[str]:
    words = sorted(_listed(key), key=lambda w: (-len(w), w))
    return re.compile("|".join(words))


def _heads(text: str, head: re.Pattern[str]) -> Iterator[Cut]:
    for match in head.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        yield (line, match.end())


def _tails(text: str, tail: re.Pattern[str]) -> Iterator[Cut]:
    for match in tail.finditer(text):
        if match.start() > 0:
            yield (match.start(), len(text))
            return


def _line_cuts(text: str, end: int, words: _Words) -> Iterator[Cut]:
    at, in_list = 0, False
    for line in text[:end].splitlines(keepends=True):
        start, at = at, at + len(line)
        bare = line.strip().casefold()
        if not bare:
            continue
        if any(bare.startswith(w) and len(bare) <= len(w) + 3 for w in words.related):
            in_list = True
        elif in_list and _is_prose(bare):
            in_list = False
        if in_list or bare in words.lines:
            yield (start, at)


def _is_prose(line: str) -> bool:
    return len(line) >= _STORY or (len(line) >= _STORY // 2 and line[-1] in ".؟!\"”»")
