"""The names that one gazetteer entry stands for: with and without its qualifier, both sides of a slash."""

import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*")
_BRACKETED = re.compile(r"\(([^)]*)\)")
_ALTERNATIVES = re.compile(r"\s*[/،,_]\s*")


@lru_cache(maxsize=65536)
def name_variants(name: str) -> tuple[str, ...]:
    """`Suran (Al Bab)` is called Suran; `ديرك/المالكية` goes by both names."""
    bare = _QUALIFIER.sub(" ", name).strip() or _BRACKETED.sub(r"\1", name).strip()
    parts = [part.strip(" -–") for part in _ALTERNATIVES.split(bare)]
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


_FOLD = str.maketrans("أإآٱىة", "ااااي" + "ه")
_NO_NAME = 3  # letters


_PART_FIRST = re.compile(r"^(?:Upper|Lower|Little|Big|Great|Eastern|Western|Northern|Southern|Old|New)\s+")
_PART_LAST = re.compile(
    r"\s+(?:فوقاني|تحتاني|كبير|كبيرة|صغير|صغيرة|شرقي|غربي|شمالي|جنوبي|شرقية|غربية|شمالية|جنوبية)$"
    r"|\s+ال(?:فوقاني|تحتاني|كبير|كبيرة|صغير|صغيرة|شرقي|غربي|شمالي|جنوبي|شرقية|غربية|شمالية|جنوبية|صغرى|كبرى)$"
)


def without_part(name: str) -> str | None:
    """`Upper Baqras` is one of the places people call Baqras; None for a name that says no part."""
    short = _PART_LAST.sub("", _PART_FIRST.sub("", name)).strip()
    return short if short != name and len(short) > 2 else None


@lru_cache(maxsize=65536)
def shortened_names(name: str) -> tuple[str, ...]:
    """What is left of a name without words for its kind or its part: وادي عين ترما, then عين ترما."""
    words = name.replace("_", " ").replace("-", " - ").split()
    shorter: list[str] = []
    while len(words) > 1:
        if _plain(words[0]) in name_words("heads"):
            words = words[1:]
        elif _plain(words[-1]) in name_words("tails"):
            words = words[:-1]
        else:
            break
        shorter.append(" ".join(words).replace(" - ", "-"))
    return tuple(shorter)


def stands_in_town(name: str) -> bool:
    """Whether a name says that it is something in a town: شارع الوادي, Clock roundabout."""
    words = [_plain(w) for w in name.replace("_", " ").split()]
    return len(words) > 1 and not name_words("in_town").isdisjoint((words[0].removeprefix("ال"), words[-1]))


@lru_cache(maxsize=65536)
def ends_of(name: str) -> tuple[str, ...]:
    """What people may call a place for short: its name without the last or without the first word.

    A word that many places share is no name (تل, Kafr), nor is one of three letters.
    """
    words = name.replace("-", " ").split()
    parts = (words[:-1], words[1:]) if len(words) > 1 else ()
    return tuple(" ".join(p) for p in parts if len(p) > 1 or (len(p[0]) > _NO_NAME and not _is_shared(p[0])))


def _is_shared(word: str) -> bool:
    return _plain(word).removeprefix("ال") in name_words("shared") | name_words("heads") | name_words("tails")


@cache
def name_words(use: str) -> frozenset[str]:
    """The words of one use in data/name_words.yml."""
    text = files("tallystick.locate").joinpath("data/name_words.yml").read_text("utf-8")
    return frozenset(word for line in yaml.safe_load(text)[use] for word in line.split())


def _plain(word: str) -> str:
    return word.casefold().translate(_FOLD)
