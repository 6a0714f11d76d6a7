"""Bytes into characters: by mark, by strict UTF-8, and by an old code page only where that is clear."""

import codecs
import re
from dataclasses import dataclass

from tallystick.collect.limits import UnreadableError

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY_SAMPLE = 200_000
FEWEST_LETTERS = 20
CLEAR_SHARE = 0.9
CYRILLIC_WORD = re.compile(r"[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+")
ARABIC_WORD = re.compile(r"[\u0621-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc]+")
# From the start of a word only: asked at every letter, a long run of ASCII letters took time by its square.
WORD_WITH_OTHER_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]*[^\W\d_\x00-\x7f][\w\u064b-\u0652]*")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the encoding that gave them when it was neither UTF-8 nor announced by a byte order mark."""

    text: str
    decoded_as: str | None = None


def decode(data: bytes) -> Decoded:
    """The characters of `data`.

    Raises:
        UnreadableError: it is not UTF-8, has no byte order mark, and no old code page explains it; names the byte.
    """
    mark = next((encoding for bom, encoding in MARKS if data.startswith(bom)), None)
    try:
        return Decoded(data.decode(mark or "utf-8"), mark if mark in ("utf-16", "utf-32") else None)
    except UnicodeDecodeError as error:
        legacy = None if mark else legacy_encoding(data)
        if legacy is None:
            raise _undecodable(error.start, mark) from error
    try:
        return Decoded(data.decode(legacy), legacy)
    except UnicodeDecodeError as error:
        raise _undecodable(error.start, legacy) from error


def legacy_encoding(data: bytes) -> str | None:
    """`cp1251` or `cp1256` when nearly every word with high bytes reads as Cyrillic or as Arabic; else None.

    Arabic read as Cyrillic mixes capitals into words, Russian read as Arabic mixes in accented Latin letters:
    so the two exclude each other, and Western European text fits neither.
    """
    sample = data[:LEGACY_SAMPLE]
    if _share(sample, "cp1251", CYRILLIC_WORD) >= CLEAR_SHARE:
        return "cp1251"
    if _share(sample, "cp1256", ARABIC_WORD) >= CLEAR_SHARE:
        return "cp1256"
    return None


def _share(sample: bytes, encoding: str, script: re.Pattern[str]) -> float:
    words = WORD_WITH_OTHER_LETTERS.findall(sample.decode(encoding, "replace"))
    letters = sum(map(len, words))
    if letters < FEWEST_LETTERS:
        return 0.0
    return sum(len(word) for word in words if script.fullmatch(word)) / letters


def _undecodable(offset: int, encoding: str | None) -> UnreadableError:
    kind = {None: "UTF-8", "utf-8-sig": "UTF-8"}.get(encoding, encoding)
    return UnreadableError(f"Byte {offset} is not valid {kind}; save the file as UTF-8 and add it again.")
