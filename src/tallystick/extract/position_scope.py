"""How far a statement reaches: this attack, what was done at a place or on a day, or all strikes of the party."""

from tallystick.extract.position_types import Said, Told
from tallystick.extract.position_words import Words
from tallystick.model.position import PositionScope

_GENERAL = ("never_harms", "never_uses", "never_struck")
_MAY_REACH = ("denies_all", "denies_civilian_harm", "denies_weapon", "asserts_military_target")
_UNPLACED = ("denies_all", "denies_civilian_harm", "denies_weapon")
_ABOUT = 200
"""Characters around the cue in which words of reach bear on it."""


def scope_of(told: Told, said: Said, before: Words | None, placed: bool) -> tuple[PositionScope, str]:
    """The scope of one finding, and why. `placed`: whether the report tells of an attack that it may answer."""
    if said.type in _MAY_REACH and (reach := _reach(told, said, before)):
        return reach
    if said.type in _UNPLACED and not (placed or _is_single(told)):
        return "all_strikes", "neither it nor its report tells of one attack"
    return "this_attack", "it answers the attack that the report tells of"


def _reach(told: Told, said: Said, before: Words | None) -> tuple[PositionScope, str] | None:
    """The scope that the words of reach tell; None when there are none."""
    asserts = said.type == "asserts_military_target"
    if asserts and told.speech.words.of("summing"):
        return "place_and_day", "it sums up the strikes of a time"
    if _is_general(told, said):
        return "all_strikes", "its words reach beyond one attack"
    if asserts and _is_plural(told, before):
        return "place_and_day", "it speaks of several strikes"
    if not asserts and not _is_single(told) and told.speech.words.of("many"):
        return "all_strikes", "it speaks of strikes in the plural and names no place"
    return None


def _is_single(told: Told) -> bool:
    """Whether the sentence names one attack, a place or an object."""
    return bool(told.places or told.objects or told.speech.words.of("one", "here"))


def _is_general(told: Told, said: Said) -> bool:
    words = told.speech.words
    if any(h.start < said.end + 40 and said.cue.start < h.end + 40 for h in words.of(*_GENERAL)):
        return True
    cue = told.speech.text[said.cue.start : said.cue.end].split()
    if any(told.speech.plain.has("never", w) for w in cue):
        return True
    single = _is_single(told)
    if said.type == "denies_weapon" and words.of("country", "general"):
        return True
    codes = ["general"]
    codes += ["only"] if said.type in ("asserts_military_target", "denies_civilian_harm") and not single else []
    codes += ["country"] if said.type == "denies_civilian_harm" and not single else []
    near = [h for h in words.of(*codes) if abs(h.start - said.cue.start) < _ABOUT]
    return bool(near) and not (words.of("one") and told.places)


def _is_plural(told: Told, before: Words | None) -> bool:
    """Strikes in the plural in the sentence, or in the one before where this one names none."""
    words = told.speech.words
    if words.of("one"):
        return False
    if words.of("many"):
        return True
    return before is not None and bool(before.of("many")) and not before.of("one")
