"""Numbers told of a number: "eleven of the 18 people killed were women", "put the number of pupils killed at 22"."""

from collections.abc import Iterator

from tallystick.extract.counted import Counted
from tallystick.extract.cues import Cue, word_list
from tallystick.extract.harm import Figure, HarmReading
from tallystick.model.toll import Toll

_TELLS = 5  # words between what is numbered and the number
_WHO = 4  # words between those counted and the word for who they were
_BEFORE = 14  # characters before a noun in which "number of" may stand


def name_numbered(reading: HarmReading) -> None:
    """ "Raising the number of fatalities to five": the number that follows is that of the noun."""
    for index, person in enumerate(reading.people[:-1]):
        number = reading.people[index + 1]
        if person.number_said or not number.bare or index in reading.taken or not _is_numbered(reading, person.start):
            continue
        between = reading.words_between(person.end, number.start)
        if len(between) > _TELLS or not between or between[-1] not in word_list("tells_number"):
            continue
        outcome = next((c for c in _between(reading, person, number) if c.kind == "outcome"), None)
        person.toll, person.number_said, person.end = number.toll, True, number.end
        reading.taken.add(index + 1)
        if outcome is not None and person.outcome is None:
            person.outcome = outcome.value[0]


def take_parts_of_numbers(reading: HarmReading) -> None:
    """ "Eleven of the 18 people killed were women": 18 is the toll, and eleven a part of it."""
    for figure in list(reading.figures):
        whole = figure.counted
        before = reading.cues[whole.first - 2 : whole.first] if whole.first > 1 else []
        if not (whole.number_said and len(before) == 2 and before[0].kind == "number" and before[1].kind == "unit"):
            continue
        if reading.text[before[1].start : whole.start].strip() not in word_list("of_those"):
            continue
        number = before[0].number
        if number < whole.toll.min:
            group = next((c.value[0] for c in _who_they_were(reading, figure)), None)
            part = Counted(
                before[0].start, before[0].end, whole.first - 2, whole.first - 1, Toll(number, number), group
            )
            part.number_said, part.part_of, whole.parted = True, "them", True
            reading.figures.append(Figure(part, figure.outcome, figure.trigger, partial=True))


def _is_numbered(reading: HarmReading, start: int) -> bool:
    return reading.text[max(0, start - _BEFORE) : start].rstrip().endswith(tuple(word_list("number_of")))


def _between(reading: HarmReading, left: Counted, right: Counted) -> Iterator[Cue]:
    return (c for c in reading.cues if left.end <= c.start < right.start)


def _who_they_were(reading: HarmReading, figure: Figure) -> Iterator[Cue]:
    """The noun after "were" behind the word for harm: "... killed in the raid were women"."""
    said = max(figure.counted.end, figure.trigger.end if figure.trigger else 0)
    for cue in reading.cues:
        if cue.kind == "person" and cue.start >= said:
            words = reading.text[said : cue.start].split()[-_WHO:]
            if not word_list("passives").isdisjoint(words):
                yield cue
            return
