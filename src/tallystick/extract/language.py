"""Which language a text is in: by its script, then its commonest words, by a model only when they leave doubt."""

import re
from collections.abc import Mapping
from functools import cache

from tallystick.extract.pack import known_languages, load_pack

_SCRIPTS = {
    "Arab": re.compile(r"[\u0600-\u06ff]"),
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "Cyrl": re.compile(r"[\u0400-\u04ff]"),
    "Hebr": re.compile(r"[\u0590-\u05ff]"),
}
_BEYOND_ARABIC = re.compile(r"[\u067e\u0686\u0698\u06af\u06c6\u06ce\u06d5\u0695\u06b5\u0679\u0688\u06d2\u0691\u06ba]")
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_LETTERS = {i: " " for i in range(128) if not chr(i).isalpha()}
_NO_LETTERS = bytes(i for i in range(128) if not chr(i).isalpha())
_MINORITY = 0.2  # share of letters from which Arabic or Cyrillic among Latin decides
_ENOUGH = 0.12  # share of a language's commonest words in any ordinary text of it, with a margin
_SAMPLE = 4000  # characters that settle the question


def detect_language(text: str, hint: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language; None when there is too little to tell.

    Chrome is often Latin around an Arabic post, so a fifth of Arabic or Cyrillic letters decides the script.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script is None:
        return None
    shares = _shares(sample.lower(), script)
    lettered = {code for code in shares if shares[code] and not _own_letters(code).isdisjoint(sample.lower())}
    best = max(lettered if len(lettered) == 1 else shares, key=lambda code: (shares[code], code), default=None)
    if best is not None and shares[best] >= _ENOUGH:
        return best
    if hint in shares and len(sample) < 200:
        return hint
    return _by_model(sample, script, shares) if best is not None or len(sample) > 20 else None


def _script(sample: str) -> str | None:
    if sample.isascii():
        return "Latn" if _SCRIPTS["Latn"].search(sample) else None
    plain = sample.encode("ascii", "ignore")
    if len(sample) - len(plain) < _MINORITY * len(plain.translate(None, _NO_LETTERS)):
        return "Latn"  # whatever the other characters are
    counts = {name: len(letters.findall(sample)) for name, letters in _SCRIPTS.items()}
    total = sum(counts.values())
    if not total:
        return None
    others = {name: n for name, n in counts.items() if name != "Latn"}
    leading = max(others, key=lambda name: (others[name], name))
    return leading if others[leading] >= _MINORITY * total else "Latn"


def _shares(sample: str, script: str) -> Mapping[str, float]:
    """Per language of the script: the share of its commonest words among those of the sample."""
    words = sample.translate(_ONLY_LETTERS).split() if sample.isascii() else _WORD.findall(sample)
    many = max(1, len(words))
    return {code: sum(map(known.__contains__, words)) / many for code, known in _commonest(script).items()}


@cache
def _commonest(script: str) -> Mapping[str, frozenset[str]]:
    """The commonest words of every language of a script."""
    sections = {code: load_pack(code).section("language") for code in known_languages()}
    return {code: frozenset(s.get("commonest", ())) for code, s in sections.items() if s["script"] == script}


@cache
def _own_letters(code: str) -> frozenset[str]:
    """Letters that tell a language from others of its script, such as ы from і in Cyrillic."""
    return frozenset(load_pack(code).section("language").get("letters", ""))


def _by_model(sample: str, script: str, shares: Mapping[str, float]) -> str | None:
    if script == "Arab" and not _BEYOND_ARABIC.search(sample):
        return "ar"  # in its dialects too, which the model tells apart
    import py3langid

    code: str = py3langid.classify(sample)[0]
    if script != "Latn" and code in ("en", "la"):
        return next(iter(shares), None)
    return _dialects().get(code, code)


@cache
def _dialects() -> Mapping[str, str]:
    """Codes by which the model calls spoken forms of a language that is written as one: `dialects` of its file."""
    return {
        dialect: code
        for code in known_languages()
        for dialect in load_pack(code).section("language").get("dialects", ())
    }
