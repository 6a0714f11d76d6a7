"""A person's name taken apart: who, whose child, of which family, whatever the script, order and completeness.

An Arabic name runs from the person to the ancestors: ism, father's name, grandfather's name, family name (often a nisba
in ي), with a kunya (Abu, Umm) before it or in its place. Which part is missing is seldom said; this is a reading, and
the comparison of two names allows for the parts standing elsewhere.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tallystick.people.name_words import (
    ARTICLES,
    CHILD_OF,
    GOD,
    KUNYA,
    NO_NAME,
    RELIGION,
    SERVANT,
    SHORT,
    TITLES,
)
from tallystick.people.spoken import is_arabic, name_words

_SERVANT_LATIN = re.compile(r"abd(?:[aeou]{0,2}(?:l|(?=([rsnztd])\1)[rsnztd])|(?=al))?([a-z]{3,})")
_DIN_LATIN = re.compile(r"([a-z]{2,}?)(?:[aeiu]dd|[aeu]ld)(?:i|ee|ea)ne?")
_IN_BRACKETS = re.compile(r"[(\[«\"“].*?[)\]»\"”]")
_COMMA = re.compile("[,،؛;]")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name, each as plain words in its own script; None where it is not given."""

    given: str | None = None
    father: str | None = None
    grandfather: str | None = None
    family: str | None = None
    kunya: str | None = None


@lru_cache(maxsize=65536)
def parse_name(name: str) -> NameParts:
    """The parts of a name as written; all None when it names nobody (unknown, مجهول الهوية).

    Example:
        >>> parse_name("Abu Khaled, Salim bin Nabil al-Rawandi")
        NameParts(given='salim', father='nabil', grandfather=None, family='al rawandi', kunya='abu khaled')
    """
    halves = _COMMA.split(_IN_BRACKETS.sub(" ", name))
    groups = [parts for half in halves if (parts := _parts(name_words(half)))]
    if not groups or " ".join(name_words(name)) in NO_NAME:
        return NameParts()
    kunya = next((p for group in groups for p in group[:1] if _is_kunya(p)), None)
    if kunya is not None and sum(map(len, groups)) > 1 and (len(groups) > 1 or len(groups[0]) > 2):
        groups = [kept for group in groups if (kept := [p for p in group if p != kunya])]
    else:
        kunya = None
    return _placed(_in_order(groups), kunya)


def _placed(parts: list[str], kunya: str | None) -> NameParts:
    """Parts from the person to the family; between them stand father and grandfather."""
    if len(parts) == 1:
        return NameParts(kunya=parts[0]) if _is_kunya(parts[0]) else NameParts(given=parts[0], kunya=kunya)
    father = parts[1] if len(parts) > 2 else None
    grandfather = parts[2] if len(parts) > 3 else None
    return NameParts(parts[0], father, grandfather, parts[-1], kunya)


def _in_order(groups: list[list[str]]) -> list[str]:
    """Given name first: `Rawandi, Salim` and `الراوندي سليم` name the family first."""
    parts = [p for group in (*groups[1:], groups[0]) for p in group] if len(groups) > 1 else groups[0]
    if len(groups) == 1 and len(parts) > 1 and _is_family(parts[0]) and not _is_family(parts[-1]):
        return [*parts[1:], parts[0]]
    return parts


def _is_family(part: str) -> bool:
    """Begins with the article, as family names do and given names hardly ever."""
    first, _, rest = part.partition(" ")
    return (bool(rest) and first in ARTICLES) or (part.startswith("ال") and len(part) > 4)


def _is_kunya(part: str) -> bool:
    first, _, rest = part.partition(" ")
    return bool(rest) and first in KUNYA


def _parts(words: list[str]) -> list[str]:
    """Words joined to the parts of the name they make: عبد + الرحمن, al + Rawandi, Abu + Khaled, Salah + al-Din."""
    parts: list[str] = []
    waiting: list[str] = []
    for word in _known_words(words):
        if word in RELIGION | GOD and parts and ARTICLES.issuperset(waiting):
            parts[-1], waiting = _join([parts[-1], word]), []
        elif word in KUNYA | SERVANT | ARTICLES:
            waiting.append(word)
        else:
            parts.append(_join([*waiting, word]))
            waiting = []
    return [*parts, *waiting]


def _known_words(words: list[str]) -> list[str]:
    kept = [SHORT.get(w, w) for w in words if w not in CHILD_OF]
    while len(kept) > 1 and kept[0] in TITLES:
        kept = kept[1:]
    return [plain for w in kept for plain in _split_compound(w)]


def _split_compound(word: str) -> list[str]:
    """عبدالرحمن, Abdelrahman and Salaheddine as the words they are made of."""
    if is_arabic(word):
        return ["عبد", word[3:]] if word.startswith("عبدال") and len(word) > 6 else [word]
    if (din := _DIN_LATIN.fullmatch(word)) is not None:
        return [din[1], "din"]
    if (servant := _SERVANT_LATIN.fullmatch(word)) is not None and word not in SERVANT:
        return ["abd", servant[2]]
    return [word]


def _join(words: list[str]) -> str:
    """One way of writing a compound: `abd rahman`, عبد رحمن; of other parts the words as they are."""
    if words[0] not in SERVANT and words[-1] not in RELIGION | GOD:
        return " ".join(words)
    servant = "عبد" if is_arabic(words[0]) else "abd"
    bare = [servant if w in SERVANT else _without_article(w) for w in words if w not in ARTICLES]
    return " ".join(bare)


def _without_article(word: str) -> str:
    if word in GOD or word in {"lah", "llah"}:
        return "له" if is_arabic(word) else "lah"
    if word in RELIGION and not is_arabic(word):
        return "din"
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
