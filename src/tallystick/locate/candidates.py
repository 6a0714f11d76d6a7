"""Which places a written name may mean, and how well the spelling fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from tallystick.locate.gazetteer import Gazetteer, NamedPlace
from tallystick.locate.names import name_variants, shortened_names
from tallystick.model.spelling import latin_form, plain_name

EXACT = 1.0
_WORST_SPELLING = 0.72
_WORST_SLIP = 88.0
_SHORTENED = 0.9
_MOST = 40


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
    found = _whole_name(name, gazetteer)
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
            found[place.gazetteer_id] = Candidate(place, EXACT)
        for place in gazetteer.sounding_like(variant):
            _add(found, place, spelling_likeness(variant, place))
    if not found:
        for place, likeness in _slips(name, gazetteer):
            _add(found, place, likeness)
    return list(found.values())


def _add(found: dict[str, Candidate], place: NamedPlace, likeness: float) -> None:
    old = found.get(place.gazetteer_id)
    if likeness >= _WORST_SPELLING and (old is None or old.spelling < likeness):
        found[place.gazetteer_id] = Candidate(place, likeness)


def spelling_likeness(name: str, place: NamedPlace) -> float:
    """How alike a name and the most similar name of a place are written, from 0 to just under 1."""
    return max((_likeness(name, v) for n in place.names() for v in name_variants(n)), default=0.0)


@lru_cache(maxsize=65536)
def _likeness(left: str, right: str) -> float:
    left_latin, right_latin = latin_form(left), latin_form(right)
    if bool(left_latin) != bool(right_latin):
        return 0.0
    pair = (left_latin, right_latin) if left_latin else (plain_name(left), plain_name(right))
    return 0.98 * fuzz.ratio(*pair) / 100


def _slips(name: str, gazetteer: Gazetteer) -> Iterable[tuple[NamedPlace, float]]:
    """Places whose name is a letter or so away."""
    latin = latin_form(name)
    wanted, forms = (latin, gazetteer.latin_forms) if latin else (plain_name(name), gazetteer.plain_forms)
    if len(wanted) < 5:
        return
    for form, score, _ in process.extract(wanted, forms.keys(), scorer=fuzz.ratio, score_cutoff=_WORST_SLIP, limit=5):
        for place in forms[form]:
            yield place, 0.95 * score / 100
