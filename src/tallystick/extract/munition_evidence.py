"""How reports know what munition it was: by pictures, by remnants, because somebody says so, or by inference.

Read after the claims and beside them: no claim changes by it. The words are data (`munition_evidence.yml`), the models
are the vocabulary `munition_model`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from tallystick.extract.clean import CleanText, clean_text
from tallystick.extract.found import Hit, Sentence
from tallystick.extract.furniture import find_furniture
from tallystick.extract.lexicon import Lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.model.claim import Claim, Span
from tallystick.model.munition import Evidence, MunitionEvidence
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.vocabulary import load_terms

_STRENGTH: tuple[Evidence, ...] = ("visual", "remnant", "inferred")
"""A report that says both "pictures" and "believed" shows it."""
_BESIDE = 40
"""Characters between a munition and the words that make it an inference."""
_KINDS = {"cluster_munition": "cluster", "barrel_bomb": "barrel_bomb", "chemical": "chemical", "mine_or_erw": "mine"}
"""Kinds of attack that are told by their munition."""


def read_munition_evidence(report: Report, reading: Reading) -> tuple[MunitionEvidence, ...]:
    """How the report knows each munition of each claim of an attack; one that only the kind tells is inferred."""
    claims = [c for c in reading.claims if c.scope == "attack" and (c.munitions or c.kind in _KINDS)]
    language = reading.language or ""
    if not claims or language not in _table():
        return ()
    clean = clean_text(report.text, find_furniture(report.text))
    sentences = split_sentences(clean, load_pack(language))
    words = _lexicon(language).find(clean.text)
    return tuple(found for claim in claims for found in _of_claim(claim, clean, sentences, words))


def _of_claim(
    claim: Claim, clean: CleanText, sentences: Sequence[Sentence], words: Mapping[str, Sequence[Hit]]
) -> Iterator[MunitionEvidence]:
    told = {m.type: m.span for m in claim.munitions}
    for munition, span in told.items():
        at = next((n for n, s in enumerate(sentences) if _holds(clean.span(s.start, s.end), span)), None)
        near = [] if at is None else [s for s in sentences[at : at + 2] if s.paragraph == sentences[at].paragraph]
        models = _models(munition, clean, near)
        inferred = [h for h in words.get("inferred", ()) if _beside(clean, clean.span(h.start, h.end), span)]
        grade, hit = _grade(near, {**words, "inferred": inferred})
        remnants = bool(_inside(near, words.get("remnant", ())))
        where = clean.span(hit.start, hit.end) if hit else span
        yield MunitionEvidence(claim.claim_id, munition, grade, models, remnants, where)
    implied = _KINDS.get(claim.kind)
    if implied and implied not in told and claim.trigger:
        yield MunitionEvidence(claim.claim_id, implied, "inferred", (), False, claim.trigger)


def _grade(near: Sequence[Sentence], words: Mapping[str, Sequence[Hit]]) -> tuple[Evidence, Hit | None]:
    for grade in _STRENGTH:
        reach = near if grade == "remnant" else near[:1]
        hits = _inside(reach, words.get(grade, ()))
        if hits:
            return grade, hits[0]
    return "claim", None


def _beside(clean: CleanText, hit: Span, munition: Span) -> bool:
    """Whether words stand right beside a munition, with no other clause between."""
    low, high = sorted((hit, munition))
    between = clean.original[low.end : high.start]
    return len(between) <= _BESIDE and not any(mark in between for mark in ".;؛:")


def _inside(sentences: Sequence[Sentence], hits: Sequence[Hit]) -> list[Hit]:
    return [h for h in hits if any(s.start <= h.start < s.end for s in sentences)]


def _holds(sentence: Span, span: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _models(munition: str, clean: CleanText, near: Sequence[Sentence]) -> tuple[str, ...]:
    """Models of this type of munition that are named beside it, in the order of the vocabulary."""
    text = " ".join(clean.span(s.start, s.end).of(clean.original) for s in near)
    found = {code for code, pattern in _model_patterns().items() if pattern.search(text)}
    terms = load_terms("munition_model")
    return tuple(code for code in terms if code in found and terms[code].fact("munition") == munition)


@cache
def _model_patterns() -> Mapping[str, re.Pattern[str]]:
    return {code: _pattern(term.fact("names")) for code, term in load_terms("munition_model").items()}


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names as a whole word, with a hyphen, a space or nothing between letters and digits."""
    spelled = (r"[\s\-–]?".join(re.escape(part) for part in re.split(r"[\s\-]", name)) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(spelled, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


@cache
def _lexicon(language: str) -> Lexicon:
    clitics = load_pack(language).section("clitics")
    entries = [(str(word), grade, grade) for grade, phrases in _table()[language].items() for word in phrases]
    return Lexicon(entries, clitics.get("before", ()), clitics.get("after", ()))


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("tallystick.extract").joinpath("munition_evidence.yml").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    unknown = {grade for grades in table.values() for grade in grades} - set(_STRENGTH)
    if unknown:
        raise ValueError(f"munition_evidence.yml: {sorted(unknown)[0]!r} is no grade of evidence")
    return table
