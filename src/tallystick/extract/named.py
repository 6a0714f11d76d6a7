"""People told by name and not by number: «كل من سالم وابنه», "the killing of A and B"."""

import re
from collections.abc import Iterator

from tallystick.extract.cues import word_list

_END = re.compile(r"[\n.;؛:]")
_AND = re.compile(r"\s+و\s*(?=\S)")
_MARK = re.compile(r"\s*[،,/]\s*|\s+[-–]\s+")
_BRACKET = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_DANGLING = re.compile(r"[\s،,]+و?\s*$")
_QUOTES = str.maketrans("", "", "()[]«»\"'“”‘’…ـ")
_LONGEST = 7  # words of one name with what is said of its bearer; more is a clause and no name


def count_names(text: str, start: int, stop: int) -> int | None:
    """How many people a list of names holds; None when it is no list, or one that cannot be told apart.

    Commas part names only in brackets: elsewhere they may as well set apart what is said of one person.
    """
    listed = text[start:stop]
    end = _END.search(listed)
    listed = _before_breakers(listed[: end.start() if end else None])
    bracket = _BRACKET.match(listed)
    listed = bracket[1] if bracket and _MARK.search(bracket[1]) else _DANGLING.sub("", listed)
    if not bracket and _MARK.search(listed):
        return None
    names = [name.translate(_QUOTES).split() for name in _parts(listed)]
    if len(names) < 2 or not all(0 < len(words) <= _LONGEST and words[0][0].isalpha() for words in names):
        return None
    return len(names)


def _before_breakers(listed: str) -> str:
    """The list up to the first word that no name holds."""
    for word in re.finditer(r"\S+", listed):
        if word[0].translate(_QUOTES) in word_list("name_ends"):
            return listed[: word.start()]
    return listed


def _parts(listed: str) -> Iterator[str]:
    at = 0
    for mark in sorted([*_AND.finditer(listed), *_MARK.finditer(listed)], key=lambda m: m.start()):
        first = listed[mark.end() :].split()[:1]
        if mark.re is _AND and mark[0].endswith("و") and first and "و" + first[0] in word_list("names_in_and"):
            continue
        yield listed[at : mark.start()]
        at = mark.end()
    yield listed[at:]
