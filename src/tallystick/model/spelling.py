"""How a place name is spelled is chance; these forms keep what survives from one spelling to another.

`plain_name` keeps the script and undoes what writers vary freely (the article, hamza, ta marbuta, hyphens, spaces);
`sound_keys` crosses scripts: the consonants as Arabic, Latin or Cyrillic letters give them, with every reading of a
letter that stands for several sounds. Equal keys make two names candidates for one place, never more than that;
`latin_form` is what candidates are then compared by.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

_ARABIC_FOLD = str.maketrans("أإآٱىةؤئیکگپڤ", "اااايهوييككبف", "ـءʼ")
_LATIN_ARTICLES = frozenset(
    (  # noqa: SIM905
        "al el ul ad ed ash esh ar er as es at et an en az ez ath eth adh edh il the l el- ال эль аль эш "
        "аш эр ар эс ас эз аз "
    ).split()
)
_NO_QUOTES = str.maketrans("", "", "'`")
_DOUBLED = re.compile(r"(.)(?=\1)")
_NOT_LETTERS = re.compile(r"[^\w]+|_+")
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e o zh z i y k l m n o p r s t u f ḥ ts ch sh sh - i - e yu ya i i e g".replace("-", "").split(" "),
        strict=True,
    )
)
# Readings of Arabic consonants; vowels and ع are left out, for other scripts hardly ever write them alike.
_ARABIC_SOUNDS = {
    "ب": "b", "ت": "t", "ث": "ts", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "dz", "ر": "r", "ز": "z", "س": "s",
    "ش": "c", "ص": "s", "ض": "d", "ط": "t", "ظ": "zd", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "چ": "c", "ژ": "z",
}  # fmt: skip
_LATIN_SOUNDS = {
    "sch": "c", "tch": "c", "dzh": "j", "zh": "zj", "ḥ": "xh", "sh": "c", "ch": "cj", "kh": "x", "gh": "g", "th": "t",
    "dh": "dz", "dj": "j", "ts": "s", "b": "b", "p": "b", "t": "t", "j": "j", "g": "gkj", "h": "h", "x": "x",
    "d": "d", "z": "z", "r": "r", "s": "s", "c": "kj",
    "f": "f", "v": "f", "q": "k", "k": "k", "l": "l", "m": "m", "n": "n",
}  # fmt: skip
_LATIN_UNIT = re.compile("|".join(sorted(_LATIN_SOUNDS, key=len, reverse=True)))
_MOST_KEYS = 12
_RECENT = 8192
"""Names whose forms are kept: the few that make up most mentions. More would only grow with every report."""
_VOWELS = (
    (re.compile(r"iyy?[ae]h?\b|iy?ah?\b|[ie]eh\b"), "ia"),
    (re.compile(r"ou|oo|oe|ow|aw|au|u|o|w"), "u"),
    (re.compile(r"ee|ei|ai|ay|ey|ie|iy|y|e"), "i"),
    (re.compile(r"(?<=[aiu])h\b"), ""),
    (re.compile(r"i\b|a\b"), "a"),
)
_CONSONANTS = (
    (re.compile("ḥ"), "h"),
    (re.compile(r"q|c(?!h)"), "k"),
    (re.compile(r"dh|th(?=a)"), "d"),
    (_DOUBLED, ""),
)


def _words(name: str) -> list[str]:
    if name.isascii() and name.isprintable():  # nothing to decompose: the same in a fraction of the time
        return _NOT_LETTERS.sub(" ", name.translate(_NO_QUOTES).lower()).split()
    decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i").translate(_ARABIC_FOLD))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c.isprintable())
    bare = re.sub(r"(?<=\w)['’‘`ʿʾ](?=\w)|['’‘`ʿʾ]", "", bare)
    return [w for w in _NOT_LETTERS.sub(" ", bare.casefold()).split() if w]


@lru_cache(maxsize=_RECENT)
def _bare_words(name: str) -> tuple[str, ...]:
    words = _words(name)
    kept = [w for w in words if w not in _LATIN_ARTICLES] or words
    return tuple(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in kept)


@lru_cache(maxsize=_RECENT)
def plain_name(name: str) -> str:
    """A name in its own script without article, hamza, marks, hyphens and spaces: كفر نبل and كفرنبل are one."""
    return "".join(_bare_words(name))


@lru_cache(maxsize=_RECENT)
def sound_keys(name: str) -> tuple[str, ...]:
    """Consonant skeletons of a name, one per reading: Talbiseh, تلبيسة and Талбиса share `tlbs`."""
    words = _bare_words(name)
    readings = [sound for i, word in enumerate(words) for sound in _sounds(word, last=i == len(words) - 1)]
    keys = {_squeeze("".join(letters)) for letters in product(*readings[:14])} if readings else set()
    return tuple(sorted(k for k in keys if k)[:_MOST_KEYS])


@lru_cache(maxsize=_RECENT)
def latin_form(name: str) -> str:
    """Latin letters with vowels and doubles made alike, for comparing spellings; empty for Arabic script."""
    forms = [_word_form(w) for w in _bare_words(name)]
    return "" if None in forms else _squeeze("".join(form for form in forms if form))


@lru_cache(maxsize=_RECENT)
def _word_form(word: str) -> str | None:
    """The same of one word; None for Arabic script. Names are many, and the words they are made of far fewer."""
    if _is_arabic(word):
        return None
    text = _latin(word)
    for pattern, instead in (*_CONSONANTS, *_VOWELS):
        text = pattern.sub(instead, text)
    return text


_ROMAN = str.maketrans(
    dict(
        zip(
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويچژءةؤئىأإآ",
            "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i ch zh - a u i a a i a".replace("-", "").split(
                " "
            ),
            strict=True,
        )
    )
)


def romanised(name: str) -> str:
    """An Arabic name in Latin letters without its short vowels, which the script does not tell: تلبيسة is tlbisa."""
    words = (w[2:] if w.startswith("ال") and len(w) > 4 else w for w in name.split())
    return " ".join(re.sub(r"ه$", "ة", w) for w in words).translate(_ROMAN)


def _is_arabic(word: str) -> bool:
    return not word.isascii() and any("\u0600" <= c <= "\u06ff" for c in word)


def _latin(word: str) -> str:
    return word if word.isascii() else "".join(_CYRILLIC.get(c, c) for c in word)


@lru_cache(maxsize=_RECENT)
def _sounds(word: str, *, last: bool) -> Sequence[tuple[str, ...]]:
    if _is_arabic(word):
        stem = word[:-1] if word.endswith("ه") else word
        sounds = [tuple(_ARABIC_SOUNDS[c]) for c in stem if c in _ARABIC_SOUNDS]
        # The ta marbuta of دارة عزة is heard (Darat Izza), but not everybody writes it down.
        return sounds if last or stem == word else [*sounds, ("t", "")]
    latin = re.sub(r"(?<=[aeiou])h$", "", _latin(word))
    return [tuple(_LATIN_SOUNDS[unit]) for unit in _LATIN_UNIT.findall(latin)]


def _squeeze(letters: str) -> str:
    return _DOUBLED.sub("", letters)
