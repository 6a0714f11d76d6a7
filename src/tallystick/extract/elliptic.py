"""Figures without a word for harm of their own, in dense prose: "58 dead in the north; at least 33 in homes in X"."""

from tallystick.extract.chains import follow_chains
from tallystick.extract.counted import Counted
from tallystick.extract.cues import Cue, word_list
from tallystick.extract.harm import Figure, HarmReading

_BACK = 40  # characters before people that show how their clause begins
_OPENING = (";", "؛", ":")
_PERSONS = ("civilians", "people", "children", "women", None)


def take_elliptic(reading: HarmReading) -> None:
    """Count as killed who is counted in a clause of its own after a word for killing, or right after a day.

    The clause begins with the figure: after a semicolon, in a bracket («س (13 مدنياً على الأقل)»), or, once one such
    clause has been met, after a comma or "and". A dated toll is "Town, 3 May, 12 civilians".
    """
    open_clause = False
    for index, person in enumerate(reading.people):
        if index in reading.taken or person.vague or not person.number_said or person.group not in _PERSONS:
            continue
        begins = _begins_clause(reading, person, open_clause=open_clause)
        if (begins and _killing_before(reading, person)) or _is_dated(reading, person):
            open_clause = True
            reading.taken.add(index)
            reading.figures.append(Figure(person, "killed", None))
    if open_clause:
        follow_chains(reading)


def _begins_clause(reading: HarmReading, person: Counted, *, open_clause: bool) -> bool:
    said = reading.text[max(0, person.start - _BACK) : person.start].rstrip()
    before = _without_and(said)
    if before.endswith("("):
        return not person.bare
    bare_ends = before.endswith(_OPENING) or (open_clause and before != said)
    return (bare_ends or (open_clause and before.endswith((",", "،")))) and (
        not person.bare or _placed(reading, person)
    )


def _without_and(text: str) -> str:
    """A text without the "and" it ends in, as a word or glued to the next."""
    rest, _, last = text.rpartition(" ")
    return rest.rstrip() if last in word_list("ands") else text


def _placed(reading: HarmReading, person: Counted) -> bool:
    """Whether a bare number says where or of whom: "33 in homes", «46 من عائلة»."""
    following = reading.text[person.end : person.end + 24].split()[:3]
    return any(word in word_list("locatives") | word_list("elliptic") for word in following)


def _killing_before(reading: HarmReading, person: Counted) -> bool:
    """Whether the sentence spoke of the killed before, and of nobody hurt since."""
    earlier = [f for f in reading.figures if f.counted.start < person.start and not f.partial]
    if not earlier:
        return reading.goes_on
    return max(earlier, key=lambda f: f.counted.start).outcome == "killed"


def _is_dated(reading: HarmReading, person: Counted) -> bool:
    """Whether a day and a comma stand right before civilians counted."""
    if person.group != "civilians" or any(f.outcome != "killed" for f in reading.figures):
        return False
    months: list[Cue] = [c for c in reading.cues if c.kind == "month" and c.end < person.start]
    between = reading.text[months[-1].end : person.start].strip() if months else ""
    return between.endswith((",", "،")) and between.strip(" ,،0123456789") == ""
