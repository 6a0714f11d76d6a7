"""Who was killed, hurt or missing, and how many: the figures of a text, each with the words that state it.

Every sentence with a word for harm is read left to right into counted people (`counted.py`), words for harm,
and the small words between them. A word for harm says where its victims stand (`outcomes` in the language file:
after it, before it, either); breakdowns follow their total; coordinated people share the harm of the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from tallystick.extract.clean import CleanText
from tallystick.extract.counted import Counted, read_counted
from tallystick.extract.cues import Cue, cues_in, word_list
from tallystick.extract.found import FoundFigure, Hit, Sentence
from tallystick.model.claim import Outcome
from tallystick.model.toll import Toll

_LOSSES = ("killed", "injured")
_DENIAL, _SWEEPING, _NEVER = 4, 2, 99  # words between a denial and what it denies
_TRIGGERS = ("outcome", "victim", "part_of")
_TELLING = (*_TRIGGERS, "campaign")
_FORWARD, _BACKWARD = 9, 14  # words a victim may stand away from the word for harm
_PARTS_REACH, _OWN_VERB = 3, 5
_CLOSE = 1  # the same for a word that has other meanings too ("claimed", "lost", «уничтожены»)
_CONJUNCTIONS = frozenset((",", "،", "and", "و", "и", ", and", "،و", "as well as", "plus", "а также", ";", "، و", "/", "+", "كما", "بالاضافه الى", "الى جانب", "along with", "together with", "اضافه الى", ")", "("))
_LAST_JOINTS = (" and", " و", " и", ",", "،")
_CONJOINING = (" and", " و", " и")
_SAME_BREATH = 7  # words of a name or place that may stand before "and" and the next people
_PARTING = frozenset(("outcome", "victim", "agent", "none", "unit", "part", "of_them", "part_of", "among"))
_COMPANY = frozenset(("along with", "as well as", "together with", "in addition to", "الى جانب", "بالاضافه الى", "вместе с", "а также"))
_ZERO = Toll(0, 0)
_AND_OR = frozenset(("و", "and", "or", "او", "&", "и", "или", "и не", "ни", "and no one", "ولا", "ولم", "و لم"))
_BULLETS = ("•", "-", "–", "*", "▪")
_PARTS = frozenset(("part", "of_them", "part_of"))


@dataclass(slots=True)
class _Figure:
    """A figure in the making."""

    counted: Counted
    outcome: str
    trigger: Cue | None
    partial: bool = False
    toll: Toll | None = None


@dataclass(slots=True)
class _Reading:
    """One sentence on its way: its cues, the people counted in it, and the figures made so far."""

    text: str
    cues: list[Cue]
    told_of: str
    """The group that the sentence before spoke of last."""
    campaign: bool
    people: list[Counted] = field(default_factory=list)
    figures: list[_Figure] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def words_between(self, left: int, right: int) -> list[str]:
        return self.text[left:right].split()

    def kinds_between(self, left: int, right: int) -> set[str]:
        return {c.kind for c in self.cues if left <= c.start < right}


def find_figures(clean: CleanText, sentences: Sequence[Sentence], hits: Sequence[Hit]) -> tuple[FoundFigure, ...]:
    """Every stated number of people harmed, in text order."""
    found: list[FoundFigure] = []
    first, summing_up = 0, False
    for sentence in sentences:
        first, last = _hits_in(sentence, hits, first)
        own, first = hits[first:last], last
        if not (summing_up or any(h.code.startswith(_TELLING) for h in own)):
            continue
        cues = cues_in(clean.text, sentence, own)
        kinds = {c.kind for c in cues}
        summing_up = _sums_up(clean.text, sentence, cues, summing_up)
        if not kinds.isdisjoint(_TRIGGERS) and "accident" not in kinds:
            found.extend(_figures_of(_Reading(clean.text, cues, found[-1].group if found else "people", summing_up)))
    return tuple(found)


def _hits_in(sentence: Sentence, hits: Sequence[Hit], first: int) -> tuple[int, int]:
    """The index of the first hit in a sentence and the index after the last, looked for from `first` on."""
    while first < len(hits) and hits[first].start < sentence.start:
        first += 1
    last = first
    while last < len(hits) and hits[last].start < sentence.end:
        last += 1
    return first, last


def _sums_up(text: str, sentence: Sentence, cues: Sequence[Cue], before: bool) -> bool:
    """Whether a sentence totals up many days or places, or is an item of a list that such a sentence opened."""
    if any(c.kind == "campaign" for c in cues):
        return True
    counted = any(
        c.kind == "number" and c.number > 2 and unit.kind == "unit" and text[unit.start : unit.end] in word_list("counted_attacks")
        and len(text[c.end : unit.start].split()) == 0
        for c, unit in pairwise(cues)
    )
    return counted or (before and text[max(0, sentence.start - 3) : sentence.start + 1].strip()[:1] in _BULLETS)


def _figures_of(reading: _Reading) -> Iterator[FoundFigure]:
    reading.cues[:] = _joint_outcomes(reading)
    _count_people(reading)
    _share_with_coordinates(reading)
    _take_parts_of_the_dead(reading)
    _take_victim_nouns(reading)
    cues = reading.cues
    for index, cue in enumerate(cues):
        if cue.kind == "outcome":
            _take_outcome(reading, index)
    _follow_chains(reading)
    superseded = [c for c in cues if c.kind == "superseded"]
    for figure in sorted(reading.figures, key=lambda f: f.counted.start):
        yield from _found(reading, figure, superseded)


def _joint_outcomes(reading: _Reading) -> list[Cue]:
    """«يقتل ويجرح», "killed and wounded": one word for harm with two outcomes, unless each has its own number."""
    out: list[Cue] = []
    for cue in reading.cues:
        last = out[-1] if out else None
        if last is None or not {last.kind, cue.kind} == {"outcome"} or last.value[0] == cue.value[0]:
            out.append(cue)
            continue
        joint = reading.text[last.end : cue.start].strip()
        own = len(out) > 1 and out[-2].kind in ("number", "vague", "person") and not reading.text[out[-2].end : last.start].strip()
        if joint in _AND_OR and not (own and cue.value[1] != "before" and _number_follows(reading, cue)):
            out[-1] = Cue(last.start, cue.end, "outcome", ("killed+injured", last.value[1]))
        else:
            out.append(cue)
    return out


def _number_follows(reading: _Reading, cue: Cue) -> bool:
    return any(c.kind in ("number", "vague") and c.start - cue.end == 1 for c in reading.cues)


def _take_parts_of_the_dead(reading: _Reading) -> None:
    """"Among the dead were four women": a part of those killed that an earlier sentence told of."""
    for person in reading.people:
        before = reading.cues[person.first - 1] if person.first else None
        if before is None or before.kind != "part_of" or person.outcome or person.part_of:
            continue
        if len(reading.words_between(before.end, person.start)) <= _PARTS_REACH:
            person.outcome = person.part_of = before.value[0]


def _share_with_coordinates(reading: _Reading) -> None:
    """«عدد من القتلى والجرحى في صفوف المدنيين»: a vague number and a group hold for both nouns."""
    for left, right in pairwise(reading.people):
        if not (left.outcome and right.outcome) or reading.text[left.end : right.start].strip() not in ("و", "وال", "and", "и"):
            continue
        left.group = left.group or right.group
        if left.vague and not right.number_said:
            right.toll, right.vague, right.number_said = left.toll, True, True


def _count_people(reading: _Reading) -> None:
    index = 0
    while index < len(reading.cues):
        counted = read_counted(reading.text, reading.cues, index)
        if counted:
            reading.people.append(counted)
        index = counted.last if counted else index + 1


def _take_victim_nouns(reading: _Reading) -> None:
    for index, counted in enumerate(reading.people):
        if counted.outcome:
            reading.taken.add(index)
            reading.figures.append(_Figure(counted, counted.outcome, None, partial=counted.part_of is not None))


def _take_outcome(reading: _Reading, index: int) -> None:
    cue = reading.cues[index]
    mode = cue.value[1]
    chosen = None
    if mode in ("before", "either"):
        chosen = _victims_before(reading, cue, adjacent=mode == "either")
    if chosen is None and mode in ("after", "either", "close"):
        chosen = _victims_after(reading, cue, _CLOSE if mode == "close" else _FORWARD)
    if chosen is None and mode == "either":
        chosen = _victims_before(reading, cue, adjacent=False)
    if chosen is None and mode == "after" and not reading.text[cue.start].isascii():
        chosen = _victims_before(reading, cue, adjacent=True)  # «شخصين قتلا», where the verb may follow
    if chosen is not None:
        reading.taken.add(chosen)
        reading.figures.append(_Figure(reading.people[chosen], cue.value[0], cue))
        _follow_chains(reading)
    elif mode == "after" and (implied := _pronoun(reading, cue) or _named(reading, index)):
        reading.figures.append(_Figure(implied, cue.value[0], cue))


def _victims_before(reading: _Reading, cue: Cue, adjacent: bool) -> int | None:
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
        if _is_agent(reading, person):
            continue
        return _head_of(reading, nearest)
    return None


def _head_of(reading: _Reading, index: int) -> int:
    """The total that a breakdown or the last of several coordinated people belongs to."""
    while index > 0 and index - 1 not in reading.taken:
        left, right = reading.people[index - 1], reading.people[index]
        if _are_among(reading, left, right):
            break
        between = reading.text[left.end : right.start].strip()
        if _is_breakdown(reading, left, right) or between in _CONJUNCTIONS:
            index -= 1
        else:
            break
    return index


def _pronoun(reading: _Reading, cue: Cue) -> Counted | None:
    """«مقتله»: the one spoken of before, whom the last singular noun describes."""
    text = reading.text
    if text[cue.end : cue.end + 1] != "ه" or text[cue.end + 1 : cue.end + 2].isalpha():
        return None
    if cue.value[0] == "injured" and any(c.kind == "outcome" and c.value[0] != "injured" for c in reading.cues):
        return None  # «متأثراً بإصابته»: hurt, then dead
    earlier = [p for p in reading.people if p.end <= cue.start and p.toll == Toll(1, 1)]
    group = earlier[-1].group if earlier else None
    return Counted(cue.start, cue.end + 1, 0, 0, Toll(1, 1), group, number_said=True)


def _named(reading: _Reading, index: int) -> Counted | None:
    """«مقتل "فلان"»: a death followed by words that are no people we know is that of one person, told by name."""
    cue = reading.cues[index]
    text = reading.text
    if text[cue.start : cue.end] not in word_list("naming") or text[cue.end : cue.end + 1] != " ":
        return None
    if text[max(0, cue.start - 2) : cue.start] == "ال":
        return None
    rest = text[cue.end : cue.end + 60].split()[:3]
    following = reading.cues[index + 1] if index + 1 < len(reading.cues) else None
    if not rest or rest[0] in word_list("breakers") or not any(c.isalpha() for c in rest[0]):
        return None
    if following is not None and following.start - cue.end <= 1 + len(rest[0]):
        return None
    start = text.index(rest[0], cue.end)
    return Counted(start, start + len(rest[0]), index, index + 1, Toll(1, 1), None, number_said=True)


def _victims_after(reading: _Reading, cue: Cue, reach: int) -> int | None:
    """The people whom a word for harm before them speaks of."""
    for i, person in enumerate(reading.people):
        if person.start < cue.end or i in reading.taken:
            continue
        between = reading.words_between(cue.end, person.start)
        crossed = reading.kinds_between(cue.end, person.start)
        if person.bare and reach == _CLOSE:
            return None
        if len(between) > (min(2, reach) if person.bare else reach) or crossed & {"outcome", "victim", "agent", *_PARTS}:
            return None
        if _stops(reading, cue.end, person.start):
            return None
        return i
    return None


def _stops(reading: _Reading, left: int, right: int) -> bool:
    between = reading.text[left:right]
    return any(mark in between for mark in ";؛\n")


def _is_agent(reading: _Reading, person: Counted) -> bool:
    previous = reading.cues[person.first - 1] if person.first else None
    return (
        previous is not None
        and previous.kind == "agent"
        and len(reading.words_between(previous.end, person.start)) <= 2
    )


def _is_breakdown(reading: _Reading, left: Counted, right: Counted) -> bool:
    """"including", «بينهم»; or people named one by one right after their number: «3 مدنيين (رجل وزوجته وابنهما)»."""
    between = list(reading.cues[left.last : right.first])
    if left.number_said and not between and right.toll.min < left.toll.min:
        gap = reading.text[left.end : right.start].strip()
        if gap in ("(", "", ":", "هم", "-", "، هم") or gap.endswith("("):
            return True
    return any(c.kind in _PARTS for c in between) and not any(c.kind == "outcome" for c in between)


def _follow_chains(reading: _Reading) -> None:
    """Breakdowns and coordinated people take the harm of those before them."""
    by_person = {id(f.counted): f for f in reading.figures}
    for index in range(1, len(reading.people)):
        right = reading.people[index]
        left = reading.people[index - 1]
        parent = by_person.get(id(left))
        if parent is None and index in reading.taken and _are_among(reading, left, right):
            reading.figures.append(_Figure(left, by_person[id(right)].outcome, None, partial=True))
        if parent is None:
            continue
        breakdown = _is_breakdown(reading, left, right) or right.part_of is not None
        if index in reading.taken:
            own = by_person[id(right)]
            if _are_among(reading, left, right):
                parent.partial = parent.outcome == own.outcome
            elif breakdown and own.outcome == parent.outcome:
                own.partial = True
            continue
        joined = _is_joined(reading, left, right, parent.trigger) and not _has_own_verb(reading, right, parent.trigger)
        if not (breakdown or joined) or (right.bare and not breakdown and not _stands_for_people(reading, right)):
            continue
        if any(c.kind == "agent" for c in reading.cues[left.last : right.first]):
            continue
        figure = _Figure(right, parent.outcome, parent.trigger, partial=breakdown or parent.partial)
        reading.taken.add(index)
        reading.figures.append(figure)
        by_person[id(right)] = figure


def _has_own_verb(reading: _Reading, person: Counted, shared: Cue | None) -> bool:
    """"..., and three children were injured": the people before a word for harm that looks back are its own."""
    following = reading.cues[person.last] if person.last < len(reading.cues) else None
    if following is None or following is shared or following.kind != "outcome" or following.value[1] not in ("before", "either"):
        return False
    return len(reading.words_between(person.end, following.start)) <= _OWN_VERB


def _are_among(reading: _Reading, left: Counted, right: Counted) -> bool:
    """"Two civilians were among four people killed": the total comes last."""
    return any(c.kind == "among" for c in reading.cues[left.last : right.first])


def _is_joined(reading: _Reading, left: Counted, right: Counted, trigger: Cue | None) -> bool:
    """Whether two counted people share their verb: "2 men and a boy", "29 were killed along with six"."""
    between = reading.text[left.end : right.start].strip()
    if right.bare and _stands_for_people(reading, right):
        return between.endswith(_LAST_JOINTS)  # "five were killed in Saqba and one in Harasta"
    if trigger is not None and left.end <= trigger.start < right.start:
        return reading.text[trigger.end : right.start].strip() in _COMPANY
    if between in _CONJUNCTIONS:
        return True
    crossed = reading.kinds_between(left.end, right.start)
    far = len(between.split()) > _SAME_BREATH or not crossed.isdisjoint(_PARTING) or _stops(reading, left.end, right.start)
    return (right.number_said or right.is_other) and between.endswith(_CONJOINING) and not far


def _stands_for_people(reading: _Reading, counted: Counted) -> bool:
    """"five in Saqba and one in Harasta": a bare number with a place of its own."""
    following = reading.text[counted.end : counted.end + 8].split()
    return bool(following) and following[0] in word_list("locatives")


def _found(
    reading: _Reading, figure: _Figure, superseded: Sequence[Cue]
) -> Iterator[FoundFigure]:
    counted = figure.counted
    if figure.outcome == "spared" or _nothing_known(reading, figure):
        return
    group = counted.group or _group_of_others(reading, figure)
    toll = counted.toll
    denied = _denied(reading, figure)
    zero = denied is not None
    outcomes = _outcomes(figure, denied)
    if zero:
        toll = _ZERO
    elif figure.outcome == "losses":
        return
    elif len(outcomes) > 1 and not counted.vague and counted.number_said:
        return
    partial = figure.partial or any(c.end <= counted.start for c in superseded)
    start, end = _extent(figure)
    for outcome in outcomes:
        stated = (counted.number_said and not counted.vague) or toll.max is not None
        yield FoundFigure(start, end, cast(Outcome, outcome), group, toll, partial, reading.campaign, stated)


def _outcomes(figure: _Figure, denied: int | None) -> Sequence[str]:
    """«دون إصابات» denies deaths as well; «لم ترد بلاغات عن إصابات» speaks of the injured alone."""
    sweeping = figure.outcome == "injured" and figure.trigger is None and denied is not None and denied <= _SWEEPING
    return _LOSSES if figure.outcome == "losses" or sweeping else figure.outcome.split("+")


def _extent(figure: _Figure) -> tuple[int, int]:
    counted, trigger = figure.counted, figure.trigger
    if trigger is None or not -40 <= counted.start - trigger.end <= 40:
        return counted.start, counted.end
    return min(counted.start, trigger.start), max(counted.end, trigger.end)


def _group_of_others(reading: _Reading, figure: _Figure) -> str:
    """"Others" take the group of the civilians or fighters they are named with; else they are people."""
    if not (figure.counted.is_other or figure.counted.bare) or figure.counted.outcome:
        return "people"
    earlier = [f for f in reading.figures if f.counted.start < figure.counted.start and not f.partial]
    if not earlier and figure.counted.bare:
        return "people"
    last = max(earlier, key=lambda f: f.counted.start).counted.group if earlier else reading.told_of
    if last in ("civilians", "fighters"):
        return last
    return "children" if last == "children" and figure.counted.toll == Toll(1, 1) else "people"


def _nothing_known(reading: _Reading, figure: _Figure) -> bool:
    """"No word on casualties", "no signs of injuries": nothing is said, not even a zero."""
    start = figure.counted.start
    return any(c.kind == "silence" and c.end <= start and len(reading.words_between(c.end, start)) <= 4 for c in reading.cues)


def _denied(reading: _Reading, figure: _Figure) -> int | None:
    """How many words before a figure it is denied ("no casualties", «دون أي إصابات»); None when it is not."""
    left = min(figure.trigger.start if figure.trigger else figure.counted.start, figure.counted.start)
    right = max(figure.trigger.end if figure.trigger else figure.counted.end, figure.counted.end)
    for cue in reading.cues:
        if cue.kind == "none_after" and cue.start >= right and len(reading.words_between(right, cue.start)) <= _DENIAL:
            return 0 if not reading.kinds_between(right, cue.start) & {"outcome", "victim", "number"} else None
        if cue.kind == "none" and figure.trigger and figure.counted.end <= cue.start < figure.trigger.start:
            return 0
        distance = len(reading.words_between(cue.end, left)) if cue.end <= left else _NEVER
        if cue.kind == "none" and distance <= _DENIAL:
            crossed = reading.kinds_between(cue.end, left)
            if "outcome" not in crossed or figure.trigger is not None:
                return distance
    return None
