"""Which places a written name may mean, and how well the spelling fits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from tallystick.locate.gazetteer import Gazetteer, NamedPlace
from tallystick.locate.names import name_variants, shortened_names
from tallystick.model.spelling import latin_form, plain_name, romanised

EXACT = 1.0
_WORST_SPELLING = 0.76
_WORST_SHORT = 0.83
_SHORT = 5
_WORST_SLIP = 88.0
_SHORTENED = 0.9
_SHORT_FOR = 0.93
_END_OF = 0.87
"""A name with a word more may be meant where no place has just this name."""
_MOST = 40
_ACROSS_SCRIPTS = 0.84
_INNER_ARTICLE = re.compile(r"(?<=[\u0621-\u064a]{2})ال(?=[\u0621-\u064a]{3})")
"""Of a name written as one word: جسرالشغور."""
_INNER_VOWEL = re.compile("[aiu]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean."""

    place: NamedPlace
    spelling: float
    """1 for the same name (article and hamza aside), lower the more letters differ."""
    shortened: bool = False
    """True when only part of the name was found: the wadi of Ain Tarma by way of Ain Tarma."""


def candidates_for(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Candidates from the best spelling down: the same name, the same consonants, a slip of the pen, a part of it."""
    name = name.replace("_", " ")  # a hashtag writes it for the space
    found = _whole_name(name, gazetteer) or _whole_name(_INNER_ARTICLE.sub(" ال", name), gazetteer)
    if all(c.spelling < _END_OF for c in found):
        ends = {p.gazetteer_id: p for v in name_variants(name) for p in gazetteer.beginning_or_ending_like(v)}
        found = [c for c in found if c.place.gazetteer_id not in ends] + [Candidate(p, _END_OF) for p in ends.values()]
    if not found:
        for shorter in shortened_names(name):
            found = [Candidate(c.place, c.spelling * _SHORTENED, True) for c in _whole_name(shorter, gazetteer)]
            if found:
                break
    return tuple(sorted(found, key=lambda c: (-c.spelling, c.place.gazetteer_id))[:_MOST])


def _whole_name(name: str, gazetteer: Gazetteer) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for variant in name_variants(name) or (name,):
        for place in gazetteer.spelled_like(variant):
            full = {plain_name(v) for n in place.full_names() for v in name_variants(n)}
            found[place.gazetteer_id] = Candidate(place, EXACT if plain_name(variant) in full else _SHORT_FOR)
        for place in gazetteer.sounding_like(variant):
            likeness = spelling_likeness(variant, place)
            if enough_alike(variant, likeness):
                _add(found, place, likeness)
    if not found:
        for place, likeness in _slips(name, gazetteer):
            _add(found, place, likeness)
    return list(found.values())


def _add(found: dict[str, Candidate], place: NamedPlace, likeness: float) -> None:
    old = found.get(place.gazetteer_id)
    if old is None or old.spelling < likeness:
        found[place.gazetteer_id] = Candidate(place, likeness)


def spelling_likeness(name: str, place: NamedPlace) -> float:
    """How alike a name and the most similar name of a place are written, from 0 to just under 1."""
    full = max((_likeness(name, v) for n in place.full_names() for v in name_variants(n)), default=0.0)
    short = max((_likeness(name, v) for n in place.names() for v in name_variants(n)), default=0.0)
    return max(full, short * _SHORT_FOR)


def enough_alike(name: str, likeness: float) -> bool:
    """Whether two names with the same consonants may be one: a letter more or less counts for more in a short name."""
    length = len(latin_form(name) or plain_name(name))
    return likeness >= (_WORST_SHORT if length <= _SHORT else _WORST_SPELLING)


@lru_cache(maxsize=65536)
def _likeness(left: str, right: str) -> float:
    left_latin, right_latin = latin_form(left), latin_form(right)
    if left_latin and right_latin:
        return 0.98 * fuzz.ratio(left_latin, right_latin) / 100
    if not left_latin and not right_latin:
        return 0.98 * fuzz.ratio(plain_name(left), plain_name(right)) / 100
    latin, arabic = (left_latin, right) if left_latin else (right_latin, left)
    return _ACROSS_SCRIPTS * fuzz.ratio(_unvowelled(latin), _unvowelled(latin_form(romanised(arabic)))) / 100


def _unvowelled(latin: str) -> str:
    """Arabic does not write short vowels, so between scripts only the first and last letter's vowels count."""
    return latin[:1] + _INNER_VOWEL.sub("", latin[1:-1]) + latin[-1:]


def _slips(name: str, gazetteer: Gazetteer) -> Iterable[tuple[NamedPlace, float]]:
    """Places whose name is a letter or so away."""
    latin = latin_form(name)
    wanted, forms = (latin, gazetteer.latin_forms) if latin else (plain_name(name), gazetteer.plain_forms)
    if len(wanted) < 5:
        return
    for form, score, _ in process.extract(wanted, forms.keys(), scorer=fuzz.ratio, score_cutoff=_WORST_SLIP, limit=5):
        for place in forms[form]:
            yield place, 0.95 * score / 100
