"""Which places a report names, and how each stands to the attack: hit, around it, or near it.

A name is known to a gazetteer, or the words around it give it away (قرية, village of, в посёлке). Its role comes from
those words too: the governorate in whose countryside a village lies is `within`, what is only close by is `near`, and
the most specific locality named is `where`. Outlets, home towns of victims, launch points and zones of control are
left out.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from tallystick.extract.clean import CleanText
from tallystick.extract.found import FoundPlace, Sentence
from tallystick.extract.pack import LanguagePack
from tallystick.extract.place_arabic import arabic_names
from tallystick.extract.place_cues import place_words
from tallystick.extract.place_grammar import Named
from tallystick.extract.place_latin import latin_names
from tallystick.extract.place_names import PlaceNames

__all__ = ["PlaceNames", "find_places"]

_SMALLER = frozenset({"neighbourhood", "street", "nearby_landmark", "village"})
_DATELINE = re.compile(r"\s*(?:[-–—]|,\s*[\w .]{2,25}[-–—:(]|\([^)]{2,40}\)\s*[-–—:])")
# A line that holds nothing but a full date, below the line that ends there.
_DAY_BELOW = re.compile(r"\s*\n\s*(?:\w+[,،]? +)?\d{1,2} \w+ \d{4}\b")
_HEADING = re.compile(r"\s*(?::|/\s*\w+\s*$|$)")
_TOUCHING = re.compile(r'[\s"“”«»(),،]*$')
_DATELINE_REACH = 40


def find_places(
    clean: CleanText, sentences: Sequence[Sentence], names: PlaceNames, pack: LanguagePack
) -> tuple[FoundPlace, ...]:
    """The places named in a report's sentences, in text order, each only by its name."""
    words = place_words(pack.code)
    found = arabic_names(clean, names, words) if words.arabic else latin_names(clean, names, words)
    placed: list[tuple[Named, bool]] = []
    starts = [sentence.start for sentence in sentences]
    for at, inside in groupby(found, key=lambda named: bisect_right(starts, named.start) - 1):
        if at >= 0:
            within = [named for named in inside if named.end <= sentences[at].end]
            placed.extend(_in_sentence(clean.text, sentences[at], within))
    if any(n.role == "where" and not n.is_area and not n.is_vast for n, _ in placed):
        quarters = any(n.role == "where" and n.kind in ("neighbourhood", "street") for n, _ in placed)
        for named, _ in placed:
            if named.role == "where" and ((named.is_area and (named.kind != "city" or quarters)) or named.is_vast):
                named.role = "within"
    _raise_subdistricts(placed)
    return tuple(
        FoundPlace(n.start, n.end, n.role, heading, n.kind)  # type: ignore[arg-type]
        for n, heading in sorted(placed, key=lambda p: p[0].start)
    )


def _raise_subdistricts(placed: Sequence[tuple[Named, bool]]) -> None:
    """Where nothing smaller than a subdistrict is named, the town it is called after is where it happened."""
    if any(n.role in ("where", "near") and not n.is_area for n, _ in placed):
        return
    small = [n for n, _ in placed if n.role == "within" and n.kind == "subdistrict" and not n.is_area]
    for named in small:
        named.role = "where"
    for named, _ in placed:
        if small and named.is_area and named.role == "where":
            named.role = "within"


def _in_sentence(text: str, sentence: Sentence, inside: list[Named]) -> list[tuple[Named, bool]]:
    kept: list[tuple[Named, bool]] = []
    previous: Named | None = None
    for named in inside:
        if _is_dateline(text, sentence, named):
            continue
        heading = _is_heading(text, sentence, named)
        named.role = _own_role(named, heading)
        if previous is not None:
            _compare(text, previous, named)
        kept.append((named, heading))
        previous = named
    return kept


def _own_role(named: Named, heading: bool) -> str:
    said = named.around.said | named.after
    if heading and named.is_area:
        return "within"
    if "near" in said:
        return "near"
    if said & {"wide", "countryside", "belongs_to"} or named.kind in ("province", "subdistrict"):
        return "within"
    if "directions" in said:
        return "within" if named.is_area and named.kind != "city" else "near"
    if named.is_area and "compass" in said and named.kind != "city":
        return "within"
    return "where"


def _compare(text: str, previous: Named, named: Named) -> None:
    """Two names next to each other: a list shares its role; of X in Y the wider one is `within`."""
    gap = text[previous.end : named.around.start]
    touching = bool(_TOUCHING.match(gap))
    said = named.around.said
    if not touching:
        return
    listed = "and" in said or "," in gap or "،" in gap
    own = {s for s in said if s != "and" and not (previous.role == "near" and s.startswith("kind:"))}
    if listed and not own and not named.is_area and not named.after and not (previous.is_area or previous.is_vast):
        named.role = previous.role
        named.kind = named.kind or previous.kind
    elif previous.role == "within" and named.role == "where" and said == {"in"} and _is_glued(named):
        named.role = "within"
    elif previous.role in ("where", "near") and named.role == "where" and "and" not in said:
        if named.kind in _SMALLER and previous.kind not in _SMALLER and "in" in said:
            previous.role = "within"
        elif ("in" in said or named.is_area) and not listed:
            named.role = "within"
    if named.is_area and previous.role == "where" and not previous.is_area and "and" not in said:
        named.role = "within"


def _is_glued(named: Named) -> bool:
    """Whether the preposition stands in one word with the name (بحلب), as after the place that lies there."""
    return bool(named.mention.glued)


def _is_dateline(text: str, sentence: Sentence, named: Named) -> bool:
    """بلدي نيوز - إدلب (…) and ALEPPO (Reuters) - say where the report was written."""
    if named.start - sentence.start > _DATELINE_REACH or named.kind is not None:
        return False
    if _DAY_BELOW.match(text, named.end):
        return not text[sentence.start : named.start].strip()
    lead = text[sentence.start : named.start]
    if "-" in lead or "–" in lead or "/" in lead:
        return bool(re.match(r"\s*(?:\(|[-–—:]|$)", text[named.end : sentence.end]))
    return not lead.strip() and bool(_DATELINE.match(text, named.end, sentence.end)) and sentence.end - named.end > 40


def _is_heading(text: str, sentence: Sentence, named: Named) -> bool:
    """A governorate (or town) that stands alone before what it heads: حلب::, محافظة حلب:, Hama/Idleb."""
    lead = text[sentence.start : named.around.start].strip(' #"“«(/')
    return not lead and bool(_HEADING.match(text, named.end, sentence.end))
