"""Whom a word for harm speaks of: people counted after it, before it, in a pronoun on it, or named without a number."""

import re
from itertools import pairwise

from tallystick.extract.chains import follow_chains, head_of, is_owner, stops
from tallystick.extract.counted import OPENING, Counted, read_counted, without_article
from tallystick.extract.cues import Cue, word_list
from tallystick.extract.harm import Figure, HarmReading
from tallystick.model.toll import Toll

_FORWARD, _BACKWARD = 9, 14  # words a victim may stand away from the word for harm
_CLOSE = 1  # the same for a word that has other meanings too ("claimed", "lost", «уничтожены»)
_TOTAL_REACH = 16  # words between "the toll of the dead" and its number
_CAUSE = 4  # words that may tell the cause between a word for harm and its victims
_PARTS_REACH = 3
_PASSIVE_REACH = 50  # characters
_JOINT = {"killed", "injured"}
_PARTS = ("part", "of_them", "part_of")


def count_people(reading: HarmReading) -> None:
    index = 0
    while index < len(reading.cues):
        begins = reading.cues[index].kind in OPENING
        counted = read_counted(reading.text, reading.cues, index) if begins else None
        if counted:
            reading.people.append(counted)
        index = counted.last if counted else index + 1


def joint_outcomes(reading: HarmReading) -> list[Cue]:
    """«يقتل ويجرح», "killed and wounded": one word for harm with two outcomes, unless each has its own number."""
    out: list[Cue] = []
    for index, cue in enumerate(reading.cues):
        last = out[-1] if out else None
        if cue.kind == "outcome" and cue.value == ("killed+injured", "after") and _each_has_own(reading, index):
            middle = reading.text.index(" ", cue.start)
            out.append(Cue(cue.start, middle, "outcome", ("killed", "before")))
            out.append(Cue(middle + 1, cue.end, "outcome", ("injured", "after")))
            continue
        if cue.kind == "outcome" and cue.value[0] == "missing" and _of_life(reading, index):
            out.append(cue._replace(kind="shadow"))
            continue
        if last is None or {last.kind, cue.kind} != {"outcome"} or {last.value[0], cue.value[0]} != _JOINT:
            out.append(cue)
            continue
        if (last.value[1], cue.value[1]) == ("before", "after"):
            out.append(cue)  # "three were killed and five others hurt", in a language whose verb may come first
            continue
        joint = reading.text[last.end : cue.start].strip()
        own = (
            len(out) > 1
            and out[-2].kind in ("number", "vague", "person")
            and not reading.text[out[-2].end : last.start].strip()
        )
        if joint in word_list("joints") and not (own and cue.value[1] != "before" and _number_follows(reading, cue)):
            out[-1] = Cue(last.start, cue.end, "outcome", ("killed+injured", last.value[1]))
        else:
            out.append(cue)
    return out


def _each_has_own(reading: HarmReading, index: int) -> bool:
    """«شخص قتل وأصيب ثلاثة»: of two verbs in a row the first looks back, and the second on."""
    cue, before = reading.cues[index], reading.cues[index - 1] if index else None
    if before is None or before.kind != "person" or reading.text[before.end : cue.start].strip():
        return False
    return " " in reading.text[cue.start : cue.end] and _number_follows(reading, cue)


def _of_life(reading: HarmReading, index: int) -> bool:
    """«فقدان شخص لحياته»: who lost a life is not missing."""
    ahead = next((c for c in reading.cues[index + 1 :] if c.kind == "outcome"), None)
    if ahead is None or reading.text[ahead.start : ahead.end] not in word_list("lives"):
        return False
    return len(reading.words_between(reading.cues[index].end, ahead.start)) <= _FORWARD


def _number_follows(reading: HarmReading, cue: Cue) -> bool:
    return any(c.kind in ("number", "vague", "person") and c.start - cue.end == 1 for c in reading.cues)


def share_with_coordinates(reading: HarmReading) -> None:
    """«عدد من القتلى والجرحى في صفوف المدنيين»: a vague number and a group hold for both nouns."""
    for left, right in pairwise(reading.people):
        between = without_article(reading.text[left.end : right.start]).strip()
        if not (left.outcome and right.outcome) or between not in word_list("ands"):
            continue
        left.group = left.group or right.group
        if left.vague and not right.number_said:
            right.toll, right.vague, right.number_said = left.toll, True, True


def take_parts_of_the_dead(reading: HarmReading) -> None:
    """ "Among the dead were four women": a part of those killed that an earlier sentence told of."""
    for person in reading.people:
        before = reading.cues[person.first - 1] if person.first else None
        if before is None or before.kind != "part_of" or person.outcome or person.part_of:
            continue
        if len(reading.words_between(before.end, person.start)) <= _PARTS_REACH:
            person.outcome = person.part_of = before.value[0]


def take_victim_nouns(reading: HarmReading) -> None:
    for index, counted in enumerate(reading.people):
        if counted.part_of == "injured" and _dies(reading, counted):
            counted.outcome = "killed"  # "one of the wounded succumbed to his injuries"
        elif counted.part_of and counted.toll == Toll(1, 1) and counted.group is None:
            continue  # "one of the wounded said"
        if counted.outcome:
            reading.taken.add(index)
            reading.figures.append(Figure(counted, counted.outcome, None, partial=counted.part_of is not None))


def take_outcome(reading: HarmReading, index: int) -> None:
    cue = reading.cues[index]
    mode = "before" if cue.value[1] in ("after", "either") and _is_passive(reading, cue) else cue.value[1]
    chosen = None
    if mode in ("before", "either"):
        chosen = _victims_before(reading, cue, adjacent=mode == "either")
    if chosen is None and mode in ("after", "either", "close"):
        chosen = _victims_after(reading, cue, _CLOSE if mode == "close" else _FORWARD)
    if chosen is None and mode == "either":
        chosen = _victims_before(reading, cue, adjacent=False)
    if chosen is None and mode == "total":
        chosen = _victims_totalled(reading, cue)
    if chosen is None and mode == "after" and _means_them(reading, cue):
        chosen = _victims_before(reading, cue, adjacent=False)
    if chosen is None and mode == "after" and not reading.text[cue.start].isascii():
        chosen = _victims_before(reading, cue, adjacent=True)  # «شخصين قتلا», where the verb may follow
    if chosen is not None:
        if mode == "after" and (himself := _pronoun(reading, cue)) and _in_company(reading, cue, chosen):
            reading.figures.append(Figure(himself, cue.value[0], cue))
        reading.taken.add(chosen)
        reading.figures.append(Figure(reading.people[chosen], cue.value[0], cue))
        follow_chains(reading)
    elif mode == "after" and (implied := _pronoun(reading, cue) or _named(reading, index)):
        reading.figures.append(Figure(implied, cue.value[0], cue))


def _dies(reading: HarmReading, person: Counted) -> bool:
    following = reading.cues[person.last] if person.last < len(reading.cues) else None
    deadly = following is not None and following.kind == "outcome" and following.value == ("killed", "before")
    return following is not None and deadly and len(reading.words_between(person.end, following.start)) <= _PARTS_REACH


def _is_passive(reading: HarmReading, cue: Cue) -> bool:
    """ "Three were on Sunday night killed": a passive, however its verb is parted."""
    words = reading.text[max(reading.start, cue.start - _PASSIVE_REACH) : cue.start].split()
    return next((w for w in reversed(words) if w not in word_list("adverbs")), "") in word_list("passives")


def _victims_before(reading: HarmReading, cue: Cue, adjacent: bool) -> int | None:
    """The people whom a word for harm after them speaks of."""
    before = [i for i, p in enumerate(reading.people) if p.end <= cue.start and i not in reading.taken]
    while before:
        nearest = before.pop()
        person = reading.people[nearest]
        between = reading.words_between(person.end, cue.start)
        crossed = reading.kinds_between(person.end, cue.start)
        relative = bool(between) and between[-1] in word_list("relatives")
        if "outcome" in crossed or len(between) > (0 if adjacent and not relative else _BACKWARD):
            return None
        if person.bare and len(between) > 1:
            continue
        if adjacent and not (person.number_said or person.is_other or person.toll.max is not None):
            return None
        if is_agent(reading, person) or is_owner(reading, nearest):
            continue
        return head_of(reading, nearest)
    return None


def _victims_after(reading: HarmReading, cue: Cue, reach: int) -> int | None:
    """The people whom a word for harm before them speaks of."""
    for i, person in enumerate(reading.people):
        if person.start < cue.end or i in reading.taken:
            continue
        between = reading.words_between(cue.end, person.start)
        crossed = reading.kinds_between(cue.end, person.start)
        if person.bare and reach == _CLOSE:
            return None
        if len(between) > (min(2, reach) if person.bare else reach) or crossed & {"outcome", "victim", *_PARTS}:
            return None
        if "agent" in crossed and not (person.number_said and _only_causes(reading, cue.end, person.start)):
            return None
        if stops(reading, cue.end, person.start):
            return None
        return i
    return None


def _victims_totalled(reading: HarmReading, cue: Cue) -> int | None:
    """«حصيلة ضحايا القصف على البلدة بلغت ستة»: the number that a word for reaching stands before."""
    for i, person in enumerate(reading.people):
        if person.start < cue.end or i in reading.taken:
            continue
        between = reading.words_between(cue.end, person.start)
        if len(between) > _TOTAL_REACH or "outcome" in reading.kinds_between(cue.end, person.start):
            return None
        if between[-1:] and between[-1] in word_list("reaching") and person.number_said:
            return i
    return None


def _means_them(reading: HarmReading, cue: Cue) -> bool:
    """«مقتلهم», «إصابتهما»: those spoken of before."""
    glued = re.match(r"\w*", reading.text[cue.end :])
    return glued is not None and glued[0] in word_list("them")


def _only_causes(reading: HarmReading, left: int, right: int) -> bool:
    """«أصيب جراء القصف 6 مدنيين»: what did it stands between, and nobody who did."""
    agents = [reading.text[c.start : c.end] for c in reading.cues if c.kind == "agent" and left <= c.start < right]
    return word_list("causes").issuperset(agents) and len(reading.words_between(left, right)) <= _CAUSE


def _in_company(reading: HarmReading, cue: Cue, chosen: int) -> bool:
    """«مقتله مع أطفاله»: he and those named with him."""
    between = reading.words_between(cue.end + 1, reading.people[chosen].start)
    return between[:1] != [] and between[0] in word_list("in_company")


def _pronoun(reading: HarmReading, cue: Cue) -> Counted | None:
    """«مقتله»: the one spoken of before, whom the last singular noun describes."""
    text = reading.text
    glued = text[cue.start : cue.end] in word_list("naming_him") or _is_him(reading, cue)
    if not glued and (text[cue.end : cue.end + 1] not in word_list("him") or text[cue.end + 1 : cue.end + 2].isalpha()):
        return None
    if cue.value[0] == "injured" and any(c.kind == "outcome" and c.value[0] != "injured" for c in reading.cues):
        return None  # «متأثراً بإصابته»: hurt, then dead
    earlier = [p for p in reading.people if p.end <= cue.start and p.toll == Toll(1, 1)]
    group = earlier[-1].group if earlier else reading.spoken_of
    return Counted(cue.start, cue.end + 1, 0, 0, Toll(1, 1), group, number_said=True)


def _is_him(reading: HarmReading, cue: Cue) -> bool:
    """ "Killing him"; not "killing her son"."""
    words = reading.text[cue.end : cue.end + 16].split()
    owns = any(p.start - cue.end < len("  him") + 1 for p in reading.people if p.start > cue.end)
    return words[:1] != [] and words[0].strip(".,") in word_list("pronouns") and not owns


def _named(reading: HarmReading, index: int) -> Counted | None:
    """«مقتل "فلان"»: a death followed by words that are no people we know is that of one person, told by name."""
    cue = reading.cues[index]
    text = reading.text
    if text[cue.start : cue.end] not in word_list("naming") or text[cue.end : cue.end + 1] != " ":
        return None
    if text[max(0, cue.start - 2) : cue.start] in word_list("glued_articles"):
        return None
    rest = text[cue.end : cue.end + 60].split()[:3]
    following = reading.cues[index + 1] if index + 1 < len(reading.cues) else None
    if not rest or rest[0] in word_list("breakers") or not any(c.isalpha() for c in rest[0]):
        return None
    if following is not None and following.start - cue.end <= 1 + len(rest[0]):
        return None
    start = text.index(rest[0], cue.end)
    return Counted(start, start + len(rest[0]), index, index + 1, Toll(1, 1), None, number_said=True)


def is_agent(reading: HarmReading, person: Counted) -> bool:
    previous = reading.cues[person.first - 1] if person.first else None
    return (
        previous is not None
        and previous.kind == "agent"
        and len(reading.words_between(previous.end, person.start)) <= 2
    )
