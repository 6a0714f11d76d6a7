"""Which counted people belong to one another: breakdowns to their total, coordinated people to the first."""

from collections.abc import Sequence
from itertools import takewhile

from tallystick.extract.counted import Counted
from tallystick.extract.cues import Cue, word_list
from tallystick.extract.harm import Figure, HarmReading
from tallystick.model.toll import Toll

_OWN_VERB = 5  # words between people and a word for harm that looks back to them
_SAME_BREATH = 9  # words of a name or place that may stand before "and" and the next people
_OPENERS = frozenset(("(", "", ":", "-"))
_MARKS = frozenset((",", "،", "/", "+", ")", "("))
_PARTING = frozenset(("outcome", "victim", "agent", "none", "unit", "part", "of_them", "part_of", "among"))
_PARTS = frozenset(("part", "of_them", "part_of"))
_ONE, _TWO = Toll(1, 1), Toll(2, 2)


def is_owner(reading: HarmReading, index: int) -> bool:
    """Whether people only tell whose the people before them are ("the son of a contractor")."""
    if index == 0 or reading.people[index].number_said:
        return False
    between = reading.words_between(reading.people[index - 1].end, reading.people[index].start)
    return between[:1] != [] and between[0] in word_list("of") and len(between) <= _OWN_VERB


def head_of(reading: HarmReading, index: int) -> int:
    """The total that a breakdown or the last of several coordinated people belongs to."""
    while index > 0 and index - 1 not in reading.taken:
        left, right = reading.people[index - 1], reading.people[index]
        if are_among(reading, left, right):
            break
        between = reading.text[left.end : right.start].strip()
        if _is_breakdown(reading, left, right) or _is_conjunction(between) or _told_with(reading, left, right):
            index -= 1
        else:
            break
    return index


def _told_with(reading: HarmReading, left: Counted, right: Counted) -> bool:
    """«لقي 4 عناصر من الحرس وشخص مدني حتفهم»: a number with whose men they were, and another person."""
    between = reading.text[left.end : right.start].strip()
    parted = not reading.kinds_between(left.end, right.start).isdisjoint(_PARTING)
    near = len(between.split()) <= _SAME_BREATH and not stops(reading, left.end, right.start)
    return left.number_said and near and not parted and _ends_in_conjunction(between)


def _is_breakdown(reading: HarmReading, left: Counted, right: Counted) -> bool:
    """ "including", «بينهم»; or people named one by one right after their number: «3 مدنيين (رجل وزوجته وابنهما)»."""
    between = list(reading.cues[left.last : right.first])
    gap = reading.text[left.end : right.start].strip()
    counted = left.number_said or left.toll == _TWO
    if counted and not between and gap.endswith("(") and right.toll.max is not None:
        return right.toll.min <= left.toll.min
    named = gap in _OPENERS or gap.lstrip("،, ") in word_list("all_of_them")
    if named and left.number_said and not between and right.toll.min < left.toll.min:
        return True
    verbs = [c for c in between if c.kind == "outcome"]
    parts = [c for c in between if c.kind in _PARTS]
    return bool(parts) and (not verbs or (between[-1] is parts[-1] and _is_own(reading, verbs, left, parts[-1])))


def _is_own(reading: HarmReading, verbs: Sequence[Cue], left: Counted, part: Cue) -> bool:
    """«3 مدنيين قضوا، هم رجل وزوجته وطفل»: the verb right after people is theirs, and they are told one by one."""
    if len(verbs) != 1 or not left.number_said or reading.text[part.start : part.end] not in word_list("all_of_them"):
        return False
    return verbs[0].value[1] == "before" and not reading.text[left.end : verbs[0].start].strip()


def follow_chains(reading: HarmReading) -> None:
    """Breakdowns and coordinated people take the harm of those before them."""
    by_person = {id(f.counted): f for f in reading.figures}
    for index in range(1, len(reading.people)):
        right = reading.people[index]
        left = reading.people[index - 1]
        parent, own = by_person.get(id(left)), by_person.get(id(right))
        if parent is None and own is not None and are_among(reading, left, right):
            reading.figures.append(Figure(left, own.outcome, None, partial=True))
        if parent is None or (own is None and index in reading.taken):
            continue
        breakdown = _is_breakdown(reading, left, right) or right.part_of is not None
        if own is not None:
            if are_among(reading, left, right):
                parent.partial = parent.outcome == own.outcome
            elif breakdown and own.outcome == parent.outcome:
                own.partial = True
            continue
        if _says_who_one_is(reading, left, right):
            left.group = right.group
            reading.taken.add(index)
            continue
        if _says_who_all_are(reading, right):
            left.group = left.group if left.group not in (None, "people") else right.group
            reading.taken.add(index)
            continue
        breakdown = breakdown or (parent.partial and left.bare and right.bare and _follows_on(reading, left, right))
        joined = _is_joined(reading, left, right, parent.trigger) and not _has_own_verb(reading, right, parent.trigger)
        if not (breakdown or joined) or (right.bare and not breakdown and not _stands_for_people(reading, right)):
            continue
        if _names_agent(reading.cues[left.last : right.first]):
            continue
        part = breakdown or (parent.partial and not _is_elsewhere(reading, left, right))
        figure = Figure(right, parent.outcome, parent.trigger, partial=part, beside=joined)
        reading.taken.add(index)
        reading.figures.append(figure)
        by_person[id(right)] = figure


def _names_agent(between: Sequence[Cue]) -> bool:
    """Whether people may be the doers: a word for agency stands before them, and no "including" after it."""
    telling = [c.kind for c in between if c.kind == "agent" or c.kind in _PARTS]
    return bool(telling) and telling[-1] == "agent"


def _says_who_one_is(reading: HarmReading, left: Counted, right: Counted) -> bool:
    """«قتل رجل وابنه (طفل)»: one person in brackets after another is the same one."""
    opened = reading.text[left.end : right.start].strip() == "(" and reading.text[right.end :].lstrip().startswith(")")
    return opened and left.toll == right.toll == _ONE and not (left.number_said or right.number_said)


def _says_who_all_are(reading: HarmReading, person: Counted) -> bool:
    """«مقتل اثنين وهما من عناصر الحرس»: what follows tells who all of them were, and how many of no part."""
    before = reading.cues[person.first - 1] if person.first else None
    if before is None or before.kind != "part" or person.number_said or person.toll.max is not None:
        return False
    return reading.text[before.start : before.end] in word_list("all_of_them")


def _follows_on(reading: HarmReading, left: Counted, right: Counted) -> bool:
    """ "They are: 3 of the town and 4 of the villages"."""
    between = reading.text[left.end : right.start].strip()
    crossed = reading.kinds_between(left.end, right.start)
    return (_is_conjunction(between) or _ends_in_conjunction(between)) and crossed.isdisjoint(_PARTING)


def name_wholes(reading: HarmReading) -> None:
    """A total whose parts add up to it, all of one group, is of that group («قتل 5: جنديان و3 من الحرس»)."""
    figures = sorted(reading.figures, key=lambda f: f.counted.start)
    for index, total in enumerate(figures):
        if total.partial or total.counted.group not in (None, "people") or not total.counted.number_said:
            continue
        parts = [f for f in takewhile(lambda f: f.partial, figures[index + 1 :]) if f.outcome == total.outcome]
        parts = [f for f in parts if f.counted.part_of is None] or parts
        groups = {f.counted.group for f in parts}
        if len(groups) == 1 and sum(f.counted.toll.min for f in parts) == total.counted.toll.min:
            total.counted.group = parts[0].counted.group
        elif "fighters" in groups and _are_nationals(reading, total.counted):
            total.counted.group = "fighters"


def _are_nationals(reading: HarmReading, counted: Counted) -> bool:
    """ "Six Iranians, among them two officers": counted as nationals of a party to the war."""
    words = reading.text[counted.start : counted.end].split()
    return not word_list("nationals").isdisjoint(words)


def follow_brackets(reading: HarmReading) -> None:
    """ "A house in X (46 dead) and a yard in Y (13 civilians)": what one bracket says holds for the next ones."""
    for index, person in enumerate(reading.people):
        if index in reading.taken or person.bare or not person.number_said or not _opens_bracket(reading, person):
            continue
        before = [f for f in reading.figures if f.counted.end < person.start and _opens_bracket(reading, f.counted)]
        if before:
            reading.taken.add(index)
            reading.figures.append(Figure(person, before[-1].outcome, None))


def _opens_bracket(reading: HarmReading, person: Counted) -> bool:
    return reading.text[: person.start].endswith("(")


def _is_elsewhere(reading: HarmReading, left: Counted, right: Counted) -> bool:
    """ "6 hurt, among them 3 women, in A, and a child in B": with a place of its own, no part of those before."""
    between = reading.words_between(left.end, right.start)
    return _stands_for_people(reading, right) and not word_list("locatives").isdisjoint(between)


def _has_own_verb(reading: HarmReading, person: Counted, shared: Cue | None) -> bool:
    """ "..., and three children were injured": the people before a word for harm that looks back are its own."""
    following = reading.cues[person.last] if person.last < len(reading.cues) else None
    if (
        following is None
        or following is shared
        or following.kind != "outcome"
        or following.value[1] not in ("before", "either")
    ):
        return False
    return len(reading.words_between(person.end, following.start)) <= _OWN_VERB


def are_among(reading: HarmReading, left: Counted, right: Counted) -> bool:
    """ "Two civilians were among four people killed": the total comes last."""
    return any(c.kind == "among" for c in reading.cues[left.last : right.first])


def _is_joined(reading: HarmReading, left: Counted, right: Counted, trigger: Cue | None) -> bool:
    """Whether two counted people share their verb: "2 men and a boy", "29 were killed along with six"."""
    between = reading.text[left.end : right.start].strip()
    if right.bare and _stands_for_people(reading, right):  # "five were killed in Saqba and one in Harasta"
        return _is_conjunction(between) or _ends_in_conjunction(between) or between.endswith((";", "؛"))
    if trigger is not None and left.end <= trigger.start < right.start:
        return reading.text[trigger.end : right.start].strip() in word_list("company")
    if _is_conjunction(between):
        return True
    crossed = reading.kinds_between(left.end, right.start)
    if _stands_for_people(reading, right):
        crossed -= {"unit"}  # «طفل في قرية س، وشاب في قرية ع»
    far = (
        len(between.split()) > _SAME_BREATH or not crossed.isdisjoint(_PARTING) or stops(reading, left.end, right.start)
    )
    told = right.number_said or right.is_other or (right.toll.max is not None and _is_told(reading, right, trigger))
    return told and _ends_in_conjunction(between) and not far


def _is_told(reading: HarmReading, person: Counted, trigger: Cue | None) -> bool:
    """Whether one or two people without a number share a verb: they are two, kin, elsewhere, or before the verb."""
    if trigger is not None and trigger.start >= person.end:
        return True
    kin = reading.text[person.start : person.end] in word_list("kin")
    return person.toll == _TWO or kin or _stands_for_people(reading, person)


def _stands_for_people(reading: HarmReading, counted: Counted) -> bool:
    """ "five in Saqba and one in Harasta": a bare number with a place of its own."""
    following = reading.text[counted.end : counted.end + 8].split()
    return bool(following) and following[0] in word_list("locatives")


def stops(reading: HarmReading, left: int, right: int) -> bool:
    between = reading.text[left:right]
    return any(mark in between for mark in ";؛\n")


def _is_conjunction(between: str) -> bool:
    words = between.lstrip(",،").split()
    if words[1:] and words[-1] in word_list("indefinite"):
        words.pop()
    return between in _MARKS or " ".join(words) in word_list("conjunctions")


def _ends_in_conjunction(between: str) -> bool:
    words = between.split()
    return len(words) > 1 and words[-1] in word_list("conjunctions")
