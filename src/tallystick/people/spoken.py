"""What survives of a name from one script and spelling to another.

A writer of Arabic leaves out the short vowels and writes the long ones; a writer of Latin letters writes all vowels as
he hears them. So two spellings are one name when their consonants agree and each holds what the other is sure of: the
Arabic long vowels stand, in order, among the Latin ones (حامد, h-a-m-d, can be Hamed and أحمد cannot), and a Latin last
vowel that is always written in Arabic stands there too (Mahmoud is محمود, not محمد).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tallystick.people.name_words import ARTICLES

_FOLD = str.maketrans("أإآٱةؤئیکگپڤ", "ااااهوييككبف", "ـءʼ")
NO_CONSONANT = "-"
_NOT_LETTERS = re.compile(r"[^\w]+|_+|\d+")
_ARABIC = {
    "ا": "a", "ى": "a", "و": "u", "ي": "i", "ب": "b", "ت": "t", "ث": "_", "ج": "j", "ح": "h", "خ": "x", "د": "d",
    "ذ": "_", "ر": "r", "ز": "z", "س": "s", "ش": "c", "ص": "s", "ض": "_", "ط": "t", "ظ": "_", "ع": "", "غ": "g",
    "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_COARSE_ARABIC = str.maketrans(
    {"ث": "t", "س": "s", "ص": "s", "ذ": "d", "ز": "d", "ظ": "d", "ض": "d", "د": "d", "ت": "t", "ط": "t", "ش": "c",
     "خ": "k", "ق": "k", "ك": "k", "غ": "g", "ج": "j", "ب": "b", "ر": "r", "ف": "f", "ل": "l", "م": "m", "ن": "n"}
)  # fmt: skip
_LATIN_SOUNDS = (
    ("sch", "c"), ("tch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "G"), ("g", "j"), ("G", "g"), ("dh", "z"),
    ("dj", "j"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("c(?=[eiy])", "s"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_VOWELS = (("oo|ou|ow|o|w", "u"), ("ei|ai|ay|ey", "ai"), ("ee|ie|y|e", "i"))
_SURE_VOWEL = re.compile("(u|(?<=a)i)[^aiu]$")
_COARSE_LATIN = str.maketrans({"x": "k", "z": "d", "h": "", "a": "", "i": "", "u": "", "q": "k"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """One part of a name in forms that can be compared: spelled, and heard."""

    spelled: str
    """Own script, what writers vary freely undone."""
    heard: str
    """Consonants, coarse enough to be the same in both scripts."""
    letters: str
    """Every letter as a sound, vowels in three kinds."""
    pattern: str
    """An SQL LIKE pattern that the `letters` of the same name fit, in whatever script."""


@lru_cache(maxsize=65536)
def spoken(part: str) -> Spoken | None:
    """The forms of one name part; None when it holds no letter."""
    words = name_words(part)
    if not words:
        return None
    if is_arabic(part):
        letters = "".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)
        heard = "".join(c for c in letters.translate(_COARSE_ARABIC) if c.isascii())
        sounds = "".join(_ARABIC.get(c, "") for c in letters).replace("_", "d")
        return Spoken(letters, heard or NO_CONSONANT, sounds, _pattern(letters))
    kept = [w for w in words if w not in ARTICLES] or words
    latin = _latin_sounds("".join(kept))
    heard = latin.translate(_COARSE_LATIN)
    last = _SURE_VOWEL.search(latin)
    return Spoken(latin, heard or NO_CONSONANT, latin, f"%{last[1]}_" if last else "%")


def name_words(name: str) -> list[str]:
    """Lower-case words without marks, hamza and digits: the article of Latin spellings is a word of its own."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i").translate(_FOLD))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and (c.isprintable() or c.isspace()))
    bare = re.sub("['’‘`ʿʾ´]", "", bare)
    return [w for w in _NOT_LETTERS.sub(" ", bare.casefold()).split() if w]


def is_arabic(text: str) -> bool:
    """Whether any letter is Arabic."""
    return any("\u0600" <= c <= "\u06ff" for c in text)


def fits(one: Spoken, other: Spoken) -> bool:
    """Whether two forms can be one name, in one script or two; the same test as the comparison's SQL."""
    alike = one.heard == other.heard
    return alike and _like(one.letters, other.pattern) and _like(other.letters, one.pattern)


def _like(letters: str, pattern: str) -> bool:
    return re.fullmatch(pattern.replace("%", ".*").replace("_", "."), letters) is not None


def _pattern(letters: str) -> str:
    vowel_first = letters[0] in "اع"
    start = "_%" if vowel_first and letters[1:2] not in ("و", "ي", "ا", "") else "%" if vowel_first else ""
    body = letters[1:] if letters[0] in "اع" else letters
    ending = "%" if body.endswith(("ه", "ا", "ى", "ي", "و", "ع")) else ""
    sounds = [_ARABIC.get(c, "") for c in (body[:-1] if body.endswith(("ه", "ا", "ى")) else body)]
    return start + "%".join(_unrepeated([s for s in sounds if s])) + ending


def _unrepeated(sounds: list[str]) -> list[str]:
    return [s for n, s in enumerate(sounds) if n == 0 or s != sounds[n - 1] or s == "_"]


def _latin_sounds(text: str) -> str:
    for spelling, sound in (*_LATIN_SOUNDS, *_VOWELS):
        text = re.sub(spelling, sound, text)
    text = re.sub(r"(?<=[aiu])h$", "", _squeezed(text))
    return _squeezed(text)


def _squeezed(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)
