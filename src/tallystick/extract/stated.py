"""What a figure says in the end: its group, its range, whether it is denied, and in which characters."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from tallystick.extract.counted import Counted
from tallystick.extract.cues import Cue, word_list
from tallystick.extract.found import FoundFigure
from tallystick.extract.harm import Figure, HarmReading
from tallystick.model.claim import Outcome
from tallystick.model.toll import Toll

_LOSSES = ("killed", "injured")
_DENIAL, _SWEEPING, _NEVER = 4, 2, 99  # words between a denial and what it denies
_FAMILY_REACH = 40  # characters after people in which their families may be named
_ZERO = Toll(0, 0)
_SINGLING = re.compile(r"\w+")


def state_figure(reading: HarmReading, figure: Figure, superseded: Sequence[Cue]) -> Iterator[FoundFigure]:
    counted = figure.counted
    if figure.outcome == "spared" or _nothing_known(reading, figure) or _of_the_day_before(reading, counted):
        return
    with_family = _with_family(reading, counted)
    if with_family and counted.toll == Toll(1, 1):
        return  # "a trader with his family": how many they were is not said
    group = "people" if with_family else counted.group or _group_of_others(reading, figure)
    if group == "people" and _only_of_fighters(reading, figure):
        group = "fighters"
    denied = _denied(reading, figure)
    if denied is not None and counted.is_other:
        return  # "no other injuries": there are those told of
    outcomes = _outcomes(figure, denied)
    toll = counted.toll if denied is None else _ZERO
    mixed = figure.outcome == "losses" or (len(outcomes) > 1 and not counted.vague and counted.number_said)
    if mixed and denied is None:
        return  # "60 killed and wounded" tells neither
    partial = figure.partial or any(c.end <= counted.start for c in superseded)
    partial = partial or (figure.outcome == "killed" and _spoken_of_before(reading, figure))
    start, end = _extent(reading, figure)
    for outcome in outcomes:
        stated = (counted.number_said and not counted.vague) or toll.max is not None
        untold = not counted.number_said and toll.max is None and outcome in word_list("untold_without_number")
        yield FoundFigure(
            start,
            end,
            cast(Outcome, outcome),
            group,
            toll,
            partial,
            campaign=reading.campaign and not _singled_out(reading, start),
            stated=stated,
            untold=untold,
            known=counted.known or _are_bodies(reading, figure),
            sentence=reading.start,
            beside=figure.beside,
        )


def _singled_out(reading: HarmReading, start: int) -> bool:
    """«تصعيد منذ شهر تموز، إذ قتل مدني يوم الأحد 24 تموز»: one attack of many, told with its day."""
    singling = [
        m.end() for m in _SINGLING.finditer(reading.text, reading.start, start) if m[0] in word_list("singling")
    ]
    if not singling:
        return False
    days = (c for c in reading.cues if c.kind == "month" and c.start > singling[0])
    return any(reading.text[max(0, c.start - 4) : c.start].rstrip()[-1:].isdigit() for c in days)


def _with_family(reading: HarmReading, counted: Counted) -> bool:
    """ "40 gunmen and members of their families": not all of them are what the noun says."""
    clause = re.split(r"[.,،؛;\n]", reading.text[counted.end : counted.end + _FAMILY_REACH], maxsplit=1)[0]
    return any(words in clause for words in word_list("with_family"))


def _only_of_fighters(reading: HarmReading, figure: Figure) -> bool:
    """Whether the word for harm is said of enemies alone ("neutralised")."""
    trigger = figure.trigger
    return trigger is not None and reading.text[trigger.start : trigger.end] in word_list("of_fighters")


def _spoken_of_before(reading: HarmReading, figure: Figure) -> bool:
    """ "The two other farmers killed": behind the article stand people told of already, and no toll."""
    before = reading.text[max(0, figure.counted.start - 12) : figure.counted.start].split()[-1:]
    known = figure.counted.number_said and not figure.counted.parted
    return known and not word_list("spoken_of").isdisjoint(before)


def _are_bodies(reading: HarmReading, figure: Figure) -> bool:
    """Bodies seen, found or buried are those of people whose death is told elsewhere in the report, if it is."""
    trigger = figure.trigger
    return trigger is not None and reading.text[trigger.start : trigger.end] in word_list("bodies")


def _outcomes(figure: Figure, denied: int | None) -> Sequence[str]:
    """«دون إصابات» denies deaths as well; «لم ترد بلاغات عن إصابات» speaks of the injured alone."""
    sweeping = figure.outcome == "injured" and figure.trigger is None and denied is not None and denied <= _SWEEPING
    return _LOSSES if figure.outcome == "losses" or sweeping else figure.outcome.split("+")


def _extent(reading: HarmReading, figure: Figure) -> tuple[int, int]:
    counted, trigger = figure.counted, figure.trigger
    if (
        trigger is None
        or ";" in reading.text[trigger.end : counted.start]
        or not -40 <= counted.start - trigger.end <= 40
    ):
        return counted.start, counted.end
    return min(counted.start, trigger.start), max(counted.end, trigger.end)


def _group_of_others(reading: HarmReading, figure: Figure) -> str:
    """ "Others" take the group of the civilians or fighters they are named with; else they are people."""
    if not (figure.counted.is_other or figure.counted.bare) or figure.counted.outcome:
        return "people"
    earlier = [f for f in reading.figures if f.counted.start < figure.counted.start and not f.partial]
    if not earlier and figure.counted.bare:
        return "people"
    last = max(earlier, key=lambda f: f.counted.start).counted.group if earlier else reading.told_of
    if last in ("civilians", "fighters"):
        groups = {f.counted.group for f in earlier} - {None, "people"}
        return (
            last if figure.counted.bare or groups <= {last} else "people"
        )  # "two children and a soldier died, 7 others"
    return "children" if last == "children" and figure.counted.toll == Toll(1, 1) else "people"


def _of_the_day_before(reading: HarmReading, counted: Counted) -> bool:
    """ "65 dead the day before": another day's toll, told for comparison."""
    return reading.text[counted.end :].lstrip(" ,،").startswith(tuple(word_list("day_before")))


def _nothing_known(reading: HarmReading, figure: Figure) -> bool:
    """ "No word on casualties", "no signs of injuries": nothing is said, not even a zero."""
    start = figure.counted.start
    return any(
        c.kind == "silence" and c.end <= start and len(reading.words_between(c.end, start)) <= 4 for c in reading.cues
    )


def _denied(reading: HarmReading, figure: Figure) -> int | None:
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
