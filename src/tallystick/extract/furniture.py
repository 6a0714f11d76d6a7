"""What of a page is no part of the report: menus, buttons, related stories, readers' comments."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tallystick.extract.pack import known_languages, load_pack

Cut = tuple[int, int]
_Line = tuple[int, int, str]
"""A line of the text: its first character, the one after its last, and what it says in lower case."""
_LINE_START = "(?m:^"
_STORY = 110  # characters: a line this long is prose and no headline
_HEADLINE = 35  # characters: a shorter line is a menu item; one from here on is prose if it ends a sentence
_LONG_HEADLINE = 160
_DAY = re.compile(r"\W*\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\W*")
_RUN = 4
_PAGE_OF_HEADLINES = 7
_STOPS = '.؟!"”»…:،'
_BULLETS = (
    "-",
    "•",
    "*",
    "–",
    "#",
    "_",
    "🔴",
    "🔻",
    "▪",
    "◾",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "١",
    "٢",
    "٣",
)


def find_furniture(text: str) -> tuple[Cut, ...]:
    """The stretches of a canonical text to leave out. The words are data: `furniture` of every language file,

    lines        whole lines that are buttons or menu items
    head_ends    words that end the head of a post (`Shared with Public`): they and what stands before them go
    tail_starts  words that begin the comments or counters under a post: all that follows goes
    related      lines that head a list of other stories: the list goes, up to the next line of prose

    Four or more lines in a row that are no prose are a menu or a list of other stories even without such words; the
    last two of them before the first prose may be title and byline and stay.
    """
    words = _words()
    cuts = [*_heads(text, words.head), *_tails(text, words.tail)]
    end = min((s for s, e in cuts if e == len(text)), default=len(text))
    lines = [line for line in _lines(text, end) if line[2]]
    return tuple(
        sorted(
            [
                *cuts,
                *_line_cuts(lines, words),
                *_dated_cuts(lines),
                *_twice_told_cuts(lines),
                *_list_cuts(text, end, lines),
            ]
        )
    )


class _AnyOf:
    """Patterns of which any may match; most texts are told at a glance to hold none, for most patterns begin a line
    or have letters in them that every match must have."""

    def __init__(self, patterns: list[str]) -> None:
        self._all = re.compile("|".join(patterns))
        self._first_in_line = re.compile("|".join(p for p in patterns if p.startswith(_LINE_START)) or "(?!)")
        self._letters = tuple(sorted({_sure_letters(p) for p in patterns if not p.startswith(_LINE_START)}))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in text order."""
        return self._all.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        return any(letters in text for letters in self._letters) or any(
            self._first_in_line.match(text, line) for line in _line_starts(text)
        )


def _sure_letters(pattern: str) -> str:
    """The longest stretch of letters that every match of a pattern holds; empty when there may be none."""
    bare = re.sub(r"\\.", "\0", pattern)
    bare = re.sub(r"\[[^\]]*\]", "\0", bare)
    while (inner := re.sub(r"\([^()]*\)", "\0", bare)) != bare:
        bare = inner
    bare = re.sub(r".(?:[?*+]|\{[\d,]*\})|[.^$]", "\0", bare)
    return "" if "|" in bare else max(bare.split("\0"), key=len)


def _line_starts(text: str) -> Iterator[int]:
    at = 0
    while at >= 0:
        yield at
        at = text.find("\n", at) + 1 or -1


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


def _any_of(key: str) -> _AnyOf:
    return _AnyOf(sorted(_listed(key), key=lambda w: (-len(w), w)))


def _heads(text: str, head: _AnyOf) -> Iterator[Cut]:
    for match in head.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        yield (line, match.end())


def _tails(text: str, tail: _AnyOf) -> Iterator[Cut]:
    for match in tail.finditer(text):
        if match.start() > 0:
            yield (match.start(), len(text))
            return


def _line_cuts(lines: Sequence[_Line], words: _Words) -> Iterator[Cut]:
    in_list = False
    for start, after, bare in lines:
        if bare.startswith(words.related) and any(
            bare.startswith(w) and len(bare) <= len(w) + 3 for w in words.related
        ):
            in_list = True
        elif in_list and _is_prose(bare):
            in_list = False
        if in_list or bare in words.lines:
            yield (start, after)


def _list_cuts(text: str, end: int, lines: Sequence[_Line]) -> Iterator[Cut]:
    """Menus and lists of headlines, told by their shape."""
    if len(lines) < _RUN:
        return
    if not any(_is_prose(bare) for _, _, bare in lines):
        if "#" not in text and sum(_is_headline(bare) for _, _, bare in lines) >= _PAGE_OF_HEADLINES:
            yield (0, end)
        return
    run: list[_Line] = []
    seen_prose = False
    for index, line in enumerate([*lines, (end, end, "." * _STORY)]):
        if (not _is_prose(line[2]) or _is_long_headline(lines, index, run)) and not line[2].startswith(_BULLETS):
            run.append(line)
            continue
        cut = run if seen_prose else run[:-2]
        if len(run) >= _RUN and cut:
            yield (cut[0][0], cut[-1][1])
        run, seen_prose = [], seen_prose or _is_prose(line[2])


def _is_long_headline(lines: Sequence[_Line], index: int, run: Sequence[_Line]) -> bool:
    """Whether a long line without a full stop stands between headlines, and is one of them."""
    if index + 1 >= len(lines) or not (run and _is_headline(run[-1][2]) and _is_headline(lines[index + 1][2])):
        return False
    return len(lines[index][2]) < _LONG_HEADLINE and _is_headline(lines[index][2])


def _dated_cuts(lines: Sequence[_Line]) -> Iterator[Cut]:
    """Lists of other stories, each with its day below: every second line is nothing but a date."""
    first = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and _is_day(lines[index][2]) != _is_day(lines[index - 1][2]):
            continue
        if index - first >= 2 * _RUN - 1:
            yield (lines[first][0], lines[index - 1][1])
        first = index


def _twice_told_cuts(lines: Sequence[_Line]) -> Iterator[Cut]:
    """Other stories whose headline stands above their day and again below it."""
    for above, day, below in zip(lines, lines[1:], lines[2:], strict=False):
        if above[2] == below[2] and _is_day(day[2]):
            yield (above[0], below[1])


def _is_day(line: str) -> bool:
    return _DAY.fullmatch(line) is not None


def _lines(text: str, end: int) -> Iterator[_Line]:
    at = 0
    for line in text[:end].splitlines(keepends=True):
        yield (at, at + len(line), line.strip().casefold())
        at += len(line)


def _is_headline(line: str) -> bool:
    return len(line) >= _HEADLINE and line[-1] not in _STOPS


def _is_prose(line: str) -> bool:
    return len(line) >= _STORY or (len(line) >= _HEADLINE and line[-1] in _STOPS)
