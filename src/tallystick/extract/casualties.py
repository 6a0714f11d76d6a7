"""Who was killed, hurt or missing, and how many: the figures of a text, each with the words that state it.

Every sentence with a word for harm is read left to right into counted people (`counted.py`), words for harm,
and the small words between them. A word for harm says where its victims stand (`victims.py`); breakdowns follow their
total and coordinated people share the harm of the first (`chains.py`); `stated.py` makes the range.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tallystick.extract.chains import follow_brackets, follow_chains, name_wholes
from tallystick.extract.clean import CleanText
from tallystick.extract.cues import Cue, cues_in, dual_endings, word_list, written_months
from tallystick.extract.elliptic import take_elliptic
from tallystick.extract.found import FoundFigure, Hit, Sentence
from tallystick.extract.harm import Figure, HarmReading
from tallystick.extract.stated import state_figure
from tallystick.extract.told_numbers import name_numbered, take_parts_of_numbers
from tallystick.extract.victims import (
    count_people,
    joint_outcomes,
    share_with_coordinates,
    take_outcome,
    take_parts_of_the_dead,
    take_victim_nouns,
)

_ONE_MAN = "person|men|one"
_TRIGGERS = ("outcome", "victim", "part_of")
_TELLING = (*_TRIGGERS, "campaign")
_SINGLE_ATTACK = 19  # strikes, or dead, up to which a count of them is still one attack, however many planes flew it
_NO_SINGLE_ATTACK = 1_500  # dead alone: more than the worst attacks of the wars recorded so far
_HITS_BACK, _NOT_FAR = 8, 120  # how many words of figures, and characters, a pronoun looks back
_WORD = re.compile(r"\w+")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2} (?:\w+ ){0,2}\Z")
_FEW_ATTACKS = 2  # attacks up to which a count of them may be one, told in parts
_VERY_MANY, _NO_ATTACK = 300, 5000  # dead or hurt: seldom, and never, of one attack
_PEOPLE = ("person", "victim", "outcome")
_BULLETS = ("•", "-", "–", "*", "▪")


def find_figures(clean: CleanText, sentences: Sequence[Sentence], hits: Sequence[Hit]) -> tuple[FoundFigure, ...]:
    """Every stated number of people harmed, in text order."""
    found: list[FoundFigure] = []
    first, summing_up = 0, False
    for sentence in sentences:
        first, last = _hits_in(sentence, hits, first)
        own, first = _with_written_months(clean, hits[first:last]), last
        goes_on = bool(found) and found[-1].outcome == "killed" and _after_semicolon(clean.text, sentence, found[-1])
        dated = goes_on or _lists_dated(own)
        if not (summing_up or dated or any(h.code.startswith(_TELLING) for h in own)):
            continue
        cues = _with_written_duals(clean, cues_in(clean.text, sentence, own))
        kinds = {c.kind for c in cues}
        summing_up = _sums_up(clean.text, sentence, cues, summing_up)
        if (dated or not kinds.isdisjoint(_TRIGGERS)) and "accident" not in kinds:
            told_of = found[-1].group if found else "people"
            spoken_of = _last_person(hits, first - len(own), sentence)
            reading = HarmReading(clean.text, cues, told_of, summing_up, spoken_of, sentence.start, goes_on)
            found.extend(_figures_of(reading))
    return tuple(found)


def _with_written_duals(clean: CleanText, cues: list[Cue]) -> list[Cue]:
    """«مواطنَين» with its vowel is two citizens; folded it is any number of them."""
    if clean.offsets is None:
        return cues
    return [
        c._replace(value=(*c.value[:-1], "two"))
        if c.kind in ("person", "victim")
        and c.value[-1] == "many"
        and clean.as_written(c.start, c.end).endswith(dual_endings())
        else c
        for c in cues
    ]


def _with_written_months(clean: CleanText, hits: Sequence[Hit]) -> Sequence[Hit]:
    """«آب» is August; folded it may be a father."""
    if not any(h.code == _ONE_MAN for h in hits):
        return hits
    months = written_months()
    return [
        h._replace(code="month") if h.code == _ONE_MAN and clean.as_written(h.start, h.end) in months else h
        for h in hits
    ]


def _last_person(hits: Sequence[Hit], before: int, sentence: Sentence) -> str | None:
    """The group of the one person named last before a sentence, not far from it."""
    for hit in reversed(hits[max(0, before - _HITS_BACK) : before]):
        kind, _, value = hit.code.partition("|")
        group, _, number = value.partition("|")
        if kind == "person" and number == "one" and sentence.start - hit.end < _NOT_FAR:
            return group
    return None


def _after_semicolon(text: str, sentence: Sentence, last: FoundFigure) -> bool:
    """Whether only a semicolon parts a sentence from the one with the last figure («59 قتيلاً؛ 46 في س»)."""
    between = text[last.end : sentence.start].rstrip()
    return between.endswith("؛") and not any(mark in between[:-1] for mark in ".!?\n؛")


def _lists_dated(hits: Sequence[Hit]) -> bool:
    """Whether a sentence names a month and civilians: it may list tolls by day without a word for harm."""
    return any(h.code == "month" for h in hits) and any(h.code.startswith("person|civilians") for h in hits)


def _hits_in(sentence: Sentence, hits: Sequence[Hit], first: int) -> tuple[int, int]:
    """The index of the first hit in a sentence and the index after the last, looked for from `first` on."""
    first = bisect_left(hits, (sentence.start,), first)
    return first, bisect_left(hits, (sentence.end,), first)


def _sums_up(text: str, sentence: Sentence, cues: Sequence[Cue], before: bool) -> bool:
    """Whether a sentence totals up many days or places, or is an item of a list that such a sentence opened."""
    if any(c.kind == "campaign" and not _only_dates(text, cues, c) for c in cues) or _over_time(text, cues):
        return True
    counted = any(_counts_attacks(text, c, unit) for c, unit in pairwise(cues))
    words = text[sentence.start : sentence.end]
    if _of_a_country(cues, words):
        return True
    if before and any(c.kind == "part_of" for c in cues):
        return True
    if before and any(phrase in words for phrase in word_list("carrying_on")):
        return True
    if _counts_many(cues) and _tallies(words):
        return True
    since = any(c.kind == "month" and not word_list("since").isdisjoint(_words_before(text, c)) for c in cues)
    return counted or since or (before and _is_listed(text, sentence))


def _counts_attacks(text: str, count: Cue, unit: Cue) -> bool:
    """ "Four Israeli attacks", "25 raids": more than one attack is made of."""
    if count.kind != "number" or unit.kind != "unit":
        return False
    counted, between = text[unit.start : unit.end], text[count.end : unit.start].split()
    if counted in word_list("counted_attacks"):
        return count.number > _FEW_ATTACKS and len(between) <= 1 and word_list("locatives").isdisjoint(between)
    return counted in word_list("counted_strikes") and count.number > _SINGLE_ATTACK and not between


def _of_a_country(cues: Sequence[Cue], words: str) -> bool:
    """Whether more people are counted than any single attack kills, or very many "in Syria"."""
    most = max((c.number for c, noun in pairwise(cues) if c.kind == "number" and noun.kind in _PEOPLE), default=0)
    return most > _NO_ATTACK or (most >= _VERY_MANY and any(place in words for place in word_list("nationwide")))


def _is_listed(text: str, sentence: Sentence) -> bool:
    """Whether a sentence stands in an item of a list, which a bullet opens."""
    item = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.end].lstrip()
    return item.startswith(_BULLETS)


def _only_dates(text: str, cues: Sequence[Cue], campaign: Cue) -> bool:
    """«مطلع شهر آب قتل طفل يوم الخميس 1 آب»: a word for a month beside one of its days is part of the date."""
    if text[campaign.start : campaign.end] not in word_list("months", "campaigns"):
        return False
    months = (c for c in cues if c.kind == "month")
    return any(_DAY_BEFORE.search(text, max(0, c.start - 12), c.start) for c in months)


def _tallies(words: str) -> bool:
    """Whether somebody has kept count; that a centre of documentation is cited does not say so."""
    said = f" {' '.join(_WORD.findall(words))} "
    return any(phrase in said for phrase in _tallying())


@cache
def _tallying() -> tuple[str, ...]:
    """The phrases of keeping count as they stand between other words, bare and behind a glued "and"."""
    glued = ("", *word_list("ands"))
    return tuple(f" {joint}{phrase} " for phrase in sorted(word_list("tallying")) for joint in glued)


def _over_time(text: str, cues: Sequence[Cue]) -> bool:
    """ "In five months", «خلال 5 أشهر»: a count of days or more that something went on."""
    return any(
        c.kind == "number"
        and unit.kind == "unit"
        and c.number > 1
        and text[unit.start : unit.end] in word_list("periods")
        and not word_list("over_time").isdisjoint(text[max(0, c.start - 12) : c.start].split()[-1:])
        for c, unit in pairwise(cues)
    )


def _counts_many(cues: Sequence[Cue]) -> bool:
    """Whether a sentence counts more people than one attack commonly kills."""
    return any(
        c.kind == "number" and c.number > _SINGLE_ATTACK and unit.kind in ("person", "victim")
        for c, unit in pairwise(cues)
    )


def _words_before(text: str, month: Cue) -> list[str]:
    """The word before a month, and the one before that when the first is a number ("since 30 September")."""
    words = text[max(0, month.start - 20) : month.start].split()[-3:]
    if words[-1:] and words[-1] in word_list("of"):
        words.pop()
    return words[-2:] if words and words[-1].isdigit() else words[-1:]


def _figures_of(reading: HarmReading) -> Iterator[FoundFigure]:
    reading.cues[:] = joint_outcomes(reading)
    count_people(reading)
    share_with_coordinates(reading)
    take_parts_of_the_dead(reading)
    name_numbered(reading)
    take_victim_nouns(reading)
    cues = reading.cues
    for index, cue in enumerate(cues):
        if cue.kind == "outcome":
            take_outcome(reading, index)
    follow_chains(reading)
    take_parts_of_numbers(reading)
    follow_brackets(reading)
    take_elliptic(reading)
    name_wholes(reading)
    superseded = [c for c in cues if c.kind == "superseded"]
    reading.campaign = reading.campaign or any(_more_than_one_attack(f) for f in reading.figures)
    for figure in sorted(reading.figures, key=lambda f: f.counted.start):
        yield from state_figure(reading, figure, superseded)


def _more_than_one_attack(figure: Figure) -> bool:
    """Whether more people were killed than any single attack has killed ("3,000 civilians, 900 of them children")."""
    return figure.outcome == "killed" and figure.counted.toll.min >= _NO_SINGLE_ATTACK
