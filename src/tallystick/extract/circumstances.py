"""How an attack went, in the words of a report: time of day, a second strike, a warning, armed people there or not.

Read after the claims and beside them: no claim changes by it. The words are data (`circumstances.yml`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tallystick.extract.clean import CleanText, clean_text
from tallystick.extract.cues import SECTION, cue_entries, cues_in
from tallystick.extract.found import Hit, Sentence
from tallystick.extract.furniture import find_furniture
from tallystick.extract.lexicon import Lexicon
from tallystick.extract.numbers import read_count
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.model.claim import Claim, Span
from tallystick.model.finding import Circumstance
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tallystick.vocabulary import load_terms

HELPERS = ("minutes", "strikes", "telling", "through")
"""What `circumstances.yml` holds besides codes of the vocabulary `circumstance`."""
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    r"|(?<![\d.:/-])(?P<hour24>[01]?\d|2[0-3])[:](?P<minute24>[0-5]\d)(?![\d:/-])(?!\s*(?:gmt|utc))"
)
_PARTS = ((4, "night"), (6, "dawn"), (12, "morning"), (14, "noon"), (18, "afternoon"), (21, "evening"), (24, "night"))
_CLAUSE_END = re.compile(r"[.,;:؛،\n]")
_JUST_BEFORE = 25
"""Characters between a verb of saying and the hour at which it was said."""
_NEAR = 30
"""Characters between a number of minutes and the words for a second strike."""


def read_circumstances(report: Report, reading: Reading) -> tuple[Circumstance, ...]:
    """What a report tells of how its attacks went, each with the claim it is told of, in text order.

    A part of the day is read in sentences that hold words of the claim, everything else beside these too; words that
    stand beside two claims are told of both.
    """
    attacks = [c for c in reading.claims if c.scope == "attack"]
    language = reading.language or ""
    if not attacks or language not in phrase_table():
        return ()
    clean = clean_text(report.text, find_furniture(report.text))
    sentences = split_sentences(clean, load_pack(language))
    words = _lexicon(language).find(clean.text)
    said = [h.end for h in words.get("telling", ())]
    told = (
        h
        for h in (*words.get("circumstances", ()), *_clock_times(clean.text))
        if not _is_of_the_telling(clean.text, h, said)
    )
    hits = sorted(told)
    found = dict.fromkeys(_told(attacks, clean, sentences, hits, language))
    return tuple(sorted(found, key=lambda c: (c.span, c.code, c.claim_id)))


@cache
def phrase_table() -> Mapping[str, Mapping[str, Any]]:
    """`circumstances.yml` by language; ValueError for a code that no vocabulary knows."""
    resource = files("tallystick.extract").joinpath("circumstances.yml")
    table: dict[str, dict[str, Any]] = yaml.safe_load(resource.read_text("utf-8"))
    unknown = {code for codes in table.values() for code in codes} - set(load_terms("circumstance")) - set(HELPERS)
    if unknown:
        raise ValueError(f"circumstances.yml: {sorted(unknown)[0]!r} is no circumstance")
    return table


@cache
def _lexicon(language: str) -> Lexicon:
    codes = phrase_table()[language]
    clitics = load_pack(language).section("clitics")
    entries = [(str(p), "circumstances", code) for code in codes if code not in HELPERS for p in codes[code]]
    entries += [(str(w), "circumstances", f"minutes|{n}") for n, words in codes["minutes"].items() for w in words]
    entries += [(str(w), "telling", "telling") for w in codes["telling"]]
    return Lexicon(entries, clitics.get("before", ()), clitics.get("after", ()))


@cache
def _numbers(language: str) -> Lexicon:
    """Numbers and their bounds alone, for the phrases of campaigns ("in six attacks") would hide the number."""
    pack = load_pack(language)
    clitics = pack.section("clitics")
    wanted = [e for e in cue_entries(pack) if e[2].partition("|")[0] in ("number", "vague", "bound")]
    return Lexicon(wanted, clitics.get("before", ()), clitics.get("after", ()))


def _clock_times(text: str) -> Iterator[Hit]:
    for time in _CLOCK.finditer(text):
        hour = int(time["hour"] or time["hour24"])
        if time["half"]:
            hour = hour % 12 + (12 if time["half"].startswith("p") else 0)
        if hour < 24:
            part = next(code for until, code in _PARTS if hour < until)
            yield Hit(time.start(), time.end(), "circumstances", part)


def _is_of_the_telling(text: str, hit: Hit, said: Sequence[int]) -> bool:
    """Whether a verb of saying stands just before: "said in the morning that", "spoke at noon of"."""
    before = [text[end : hit.start] for end in said if 0 < hit.start - end <= _JUST_BEFORE]
    return any(len(words.split()) <= 2 and not _CLAUSE_END.search(words) for words in before)


def _told(
    attacks: Sequence[Claim], clean: CleanText, sentences: Sequence[Sentence], hits: Sequence[Hit], language: str
) -> Iterator[Circumstance]:
    kinds = load_terms("circumstance")
    own = {claim.claim_id: _own_sentences(claim, clean, sentences) for claim in attacks}
    for hit in hits:
        at = next((n for n, s in enumerate(sentences) if s.start <= hit.start < s.end), None)
        if hit.code.startswith("minutes|") or at is None:
            continue
        reach = 0 if kinds[hit.code].fact("kind") == "time" else 1
        minutes = _minutes(clean.text, sentences[at], hits, hit, language) if hit.code == "struck_again" else None
        for claim in attacks:
            if any(abs(at - n) <= reach for n in own[claim.claim_id]):
                yield Circumstance(hit.code, claim.claim_id, clean.span(hit.start, hit.end), minutes)


def _own_sentences(claim: Claim, clean: CleanText, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The sentences, by number, that hold words on which the claim rests (its deed and its harm)."""
    spans = [claim.trigger, *(c.span for c in claim.casualties), *(p.span for p in claim.where)]
    wanted = [s for s in spans if s is not None]
    return frozenset(n for n, s in enumerate(sentences) if _holds(clean.span(s.start, s.end), wanted))


def _holds(sentence: Span, wanted: Iterable[Span]) -> bool:
    return any(sentence.start <= s.start < sentence.end for s in wanted)


def _minutes(text: str, sentence: Sentence, hits: Sequence[Hit], again: Hit, language: str) -> Toll | None:
    """How long after the first strike, when a number of minutes or hours stands beside the words for the second."""
    for unit in (h for h in hits if h.code.startswith("minutes|") and sentence.start <= h.start < sentence.end):
        if min(abs(unit.start - again.end), abs(again.start - unit.end)) > _NEAR:
            continue
        number = number_before(text, sentence, unit.start, language)
        if number is not None:
            each = int(unit.code.partition("|")[2])
            return Toll(number.min * each, None if number.max is None else number.max * each)
    return None


def number_before(text: str, sentence: Sentence, end: int, language: str) -> Toll | None:
    """The number that ends right before `end` in its sentence, with at most one word between; None when none does."""
    hits = _numbers(language).find(text[: sentence.end]).get(SECTION, ())
    cues = [c for c in cues_in(text, sentence, [h for h in hits if h.start >= sentence.start]) if c.end <= end]
    for at, _ in enumerate(cues):
        count = read_count(text, cues, at)
        if count and len(text[cues[count.last - 1].end : end].split()) <= 1:
            return count.toll
    return None
