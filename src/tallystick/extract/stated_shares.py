"""What reports themselves say of the share of strikes that hit a party's ground: "no more than 15 of 64 targets".

Read beside the claims, to stand beside what is counted from maps; no claim changes by it. The words are data
(`stated_shares.yml`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from tallystick.extract.clean import CleanText, clean_text
from tallystick.extract.found import Sentence
from tallystick.extract.furniture import find_furniture
from tallystick.extract.lexicon import load_lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.territory import StatedShare
from tallystick.vocabulary import load_terms

Words = Mapping[str, Sequence[str]]
_NUMBER = r"\d{1,3}(?:[,.\u00a0 ]\d{3})+|\d{1,6}"
_WORDS_BETWEEN = r"(?:\s+[^\W\d_][\w'’-]*){0,4}?\s+"


def read_stated_shares(report: Report, reading: Reading) -> tuple[StatedShare, ...]:
    """Shares that a report states of one party, in text order; a sentence that names no party or several tells none."""
    table, language = _table(), reading.language or ""
    if language not in table or not any(p.search(report.text) for p in _patterns(language)):
        return ()
    clean = clean_text(report.text, find_furniture(report.text))
    found = (_in_sentence(report, clean, s, language) for s in split_sentences(clean, load_pack(language)))
    return tuple(share for shares in found for share in shares)


def _in_sentence(report: Report, clean: CleanText, sentence: Sentence, language: str) -> Iterator[StatedShare]:
    text = clean.text[sentence.start : sentence.end]
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            part, whole = _value(match["part"]), _value(match["whole"])
            party = _party(text, match.end(), language)
            if party is None or not whole > 0 or part > whole:
                continue
            limit = (match["at_most"] and "most") or (match["at_least"] and "least")
            yield StatedShare(
                report_id=report.report_id,
                party=party,
                min=0 if limit == "most" else part,
                max=whole if limit == "least" else part,
                of=whole,
                unit=match["counted"],
                span=clean.span(sentence.start + match.start(), sentence.start + match.end()),
            )


def _party(text: str, after: int, language: str) -> str | None:
    """The party whose ground or people the share is about: the first that is named after it."""
    hits = [h for h in load_lexicon(language).find(text).get("actors", ()) if h.start >= after]
    codes = [h.code.partition("/")[0] for h in sorted(hits)]
    return next((c for c in codes if c in load_terms("actor")), None)


def _value(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """ "At most 15 of 64 targets", and "of 64 places struck, no more than 15"."""
    words = _table()[language]
    limit = f"(?:(?P<at_most>{_any(words['at_most'])})|(?P<at_least>{_any(words['at_least'])}))?"
    counted, of, percent = f"(?P<counted>{_any(words['counted'])})", _any(words["of"]), _any(words["percent"])
    part, whole = rf"(?<![\d.,])(?P<part>{_NUMBER})", rf"(?<![\d.,])(?P<whole>{_NUMBER})"
    forms = (
        rf"\b{limit}\s*{part}\s+(?:{of})\s+{whole}{_WORDS_BETWEEN}{counted}\b",
        rf"\b(?:{of})\s+{whole}{_WORDS_BETWEEN}{counted}\b[^.;:\d]{{0,60}}?{limit}\s*{part}(?!\s*(?:{percent}))\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def _table() -> Mapping[str, Words]:
    text = files("tallystick.extract").joinpath("stated_shares.yml").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return table
