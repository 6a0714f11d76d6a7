"""A report says the same figure in its title, its lead and its body: fold what is said twice into one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tallystick.extract.found import FoundFigure
from tallystick.model.toll import Toll

_NOWHERE: Mapping[int, int] = MappingProxyType({})
_PERSONS = ("civilians", "people")
_RARELY_AT_ONCE = 20  # dead or hurt: fewer in a title are taken for one attack's, whatever the body sums up
_BARE_PLURAL, _SEVERAL = Toll(2, None), Toll(1, None)  # "wounded" says less than "several wounded"
_ROUNDED = 20  # dead or hurt: from here on a title rounds
_SURELY_ADDED = 5  # dead or hurt: fewer are too easily the sum of others by chance
_SLACK = 1.1  # "at least 21 killed" holds when its attacks come to 22
_JOINED = 25  # characters between figures that "and" joins
_ONE_BREATH = 150  # characters: figures further apart are not told as the parts of one number


def fold_figures(figures: Sequence[FoundFigure], title_end: int) -> tuple[FoundFigure, ...]:
    """The figures of one attack, each told once, in text order. What a title rounds, the body puts right.

    Of two that say the same, the one that says more is kept: a breakdown over a total of the same number (the title
    knew no total), civilians or fighters over people, "at least five" over five, and any number over a bare plural.
    """
    kept: list[FoundFigure] = []
    for figure in _with_shares(figures):
        others = [k for k in kept if not (figure.beside and k.sentence == figure.sentence)]
        in_title = [k for k in others if k.start < title_end]
        twin = next((k for k in others if _same(k, figure)), None)
        twin = twin or next((k for k in in_title if _names(figure, k) or _puts_right(figure, k)), None)
        if twin is None:
            kept.append(figure)
        elif _says_more(figure, twin, in_title=twin.start < title_end):
            kept[kept.index(twin)] = figure
    return tuple(_with_addends(_with_known([k for k in kept if not _outdone(k, kept)])))


def _with_known(figures: Sequence[FoundFigure]) -> list[FoundFigure]:
    """Of a total, one whom another sentence knows by name or behind an article is a part («مقتل الشاب سالم»)."""
    again = [f for f in figures if any(_is_again(f, total) for total in figures)]
    held = [f for f in figures if f not in again and any(_holds(total, f) for total in figures)]
    return [replace(f, partial=True) if f in held else f for f in figures if f not in again]


def _is_again(figure: FoundFigure, total: FoundFigure) -> bool:
    """«الشخصان» of a later sentence are the two killed before; so is "a young man" where one civilian was."""
    if figure.outcome != total.outcome or figure.toll != total.toll or total.partial or figure.partial:
        return False
    if total.sentence >= figure.sentence or not total.stated or figure.toll.max == 0:
        return False
    if figure.known:
        return figure.group == "people"
    return figure.toll == Toll(1, 1) and total.group in _PERSONS and figure.group in ("men", "women", "elderly")


def _holds(total: FoundFigure, figure: FoundFigure) -> bool:
    if not figure.known or figure.partial or total.partial or not total.stated or total.outcome != figure.outcome:
        return False
    opposed = total.group == "fighters" and figure.group not in ("fighters", "people")
    enough = total.toll.min > figure.toll.min or (total.toll == figure.toll and total.group != figure.group)
    return total.sentence < figure.sentence and enough and not opposed


def group_class(group: str) -> str:
    """Civilians and people are often one and the same in two sentences of a report."""
    return "persons" if group in _PERSONS else group


def _same(left: FoundFigure, right: FoundFigure) -> bool:
    if left.outcome != right.outcome:
        return False
    alike = group_class(left.group) == group_class(right.group)
    named_later = "people" in (left.group, right.group) and not (left.partial or right.partial)
    if not (alike or (named_later and "fighters" in (left.group, right.group))):
        return False
    if left.toll == right.toll:
        return True
    if left.partial or right.partial or 0 in (left.toll.max, right.toll.max):
        return False
    return _floors_agree(left, right)


def _floors_agree(left: FoundFigure, right: FoundFigure) -> bool:
    """Whether both start from the same number, as five, "at least five" and "over five" (read as 6) do."""
    low, high = sorted((left.toll.min, right.toll.min))
    if left.toll.max is not None and right.toll.max is not None:
        return False
    return low >= 2 and (low == high or (high - low == 1 and low > 9))


def _says_more(new: FoundFigure, old: FoundFigure, in_title: bool) -> bool:
    if in_title and new.toll != old.toll and new.partial == old.partial:
        return new.group != "people" or old.group == "people"
    return _weight(new) > _weight(old)


def _weight(figure: FoundFigure) -> tuple[bool, ...]:
    return (figure.partial, figure.group != "people", figure.stated, figure.toll.max is None)


def _outdone(figure: FoundFigure, figures: Sequence[FoundFigure]) -> bool:
    """A bare plural ("civilians were killed") beside a number; as a breakdown it says nothing at all."""
    if figure.stated:
        return False
    others = [o for o in figures if o.outcome == figure.outcome and o.toll.max != 0 and not o.partial and o != figure]
    more_said = any(figure.toll == _BARE_PLURAL and o.toll == _SEVERAL for o in others)
    return figure.partial or more_said or any(o.stated for o in others)


def fold_told_before(
    attacks: Sequence[Sequence[FoundFigure]], title_end: int, placed: Mapping[int, int] = _NOWHERE
) -> list[tuple[FoundFigure, ...]]:
    """Figures of a report's attacks without those that only sum up or announce what other attacks hold.

    A figure of the title that a later attack has too is the later one's; one that the figures of two or more later
    attacks add up to is a total over places, and no attack's own. `placed` says how many localities a sentence names,
    by where it begins: figures of one that names a single one are of that place, whatever others come to.
    """
    kept = []
    broken_down = {f.sentence for figures in attacks for f in figures if f.partial and f.start >= title_end}
    told = [(index, f) for index, figures in enumerate(attacks) for f in figures]
    for index, figures in enumerate(attacks):
        later = [f for others in attacks[index + 1 :] for f in others]
        kept.append(
            tuple(
                f
                for f in figures
                if not _announced(f, later, title_end)
                and not (_may_be_sum(f, broken_down, placed) and _sums_up(f, told, f.start < title_end))
            )
        )
    return kept


def _may_be_sum(figure: FoundFigure, broken_down: Collection[int], placed: Mapping[int, int]) -> bool:
    """Whether the sentence of a figure leaves it open that it sums up places told next.

    One that names several places may, where it says exactly how many died; else one with a place or parts of its own
    does not.
    """
    if placed.get(figure.sentence, 0) > 1:
        return figure.outcome == "killed" and figure.toll.max is not None
    return figure.sentence not in broken_down and figure.sentence not in placed


def _announced(figure: FoundFigure, later: Sequence[FoundFigure], title_end: int) -> bool:
    if figure.start >= title_end:
        return False
    return any(_same(figure, f) or _names(f, figure) or _puts_right(f, figure) for f in later)


def _puts_right(figure: FoundFigure, title: FoundFigure) -> bool:
    """ "Scores hurt", "over 60 dead" in a title is about fifty, or 63, in the body."""
    alike = figure.outcome == title.outcome and not (figure.partial or title.partial) and figure.stated
    if not alike or title.toll.max is not None or title.toll.min < _ROUNDED:
        return False
    same = group_class(figure.group) == group_class(title.group) or title.group == "people"
    near = not title.stated or figure.toll.min <= title.toll.min * _SLACK
    return same and near and figure.toll.min >= title.toll.min


def _names(figure: FoundFigure, title: FoundFigure) -> bool:
    """Whether a figure says who the people of the title are."""
    return (
        title.group == "people" and not figure.partial and (figure.outcome, figure.toll) == (title.outcome, title.toll)
    )


def _sums_up(total: FoundFigure, told: Sequence[tuple[int, FoundFigure]], in_title: bool) -> bool:
    """Whether a figure is what two or more attacks told after it come to, one after the other."""
    if not total.stated or total.partial or total.toll.min < 3:
        return False
    parts = [(attack, f) for attack, f in told if _may_be_share(f, total, in_title)]
    last = {(f.group, f.toll): attack for attack, f in parts}
    parts = [(attack, f) for attack, f in parts if last[f.group, f.toll] == attack]
    most = total.toll.min * _SLACK if total.toll.max is None else total.toll.min
    reached = 0
    for attack, figure in parts:
        reached += figure.toll.min
        if reached >= total.toll.min:
            return reached <= most and attack != parts[0][0]
    return False


def _may_be_share(figure: FoundFigure, total: FoundFigure, in_title: bool) -> bool:
    if figure.start <= total.start or figure.sentence == total.sentence or not _may_add_up(figure, total):
        return False
    return in_title or (figure.group == "fighters") == (total.group == "fighters")


def tells_campaign(figure: FoundFigure, campaign: Sequence[FoundFigure], title_end: int) -> bool:
    """Whether a figure of the title is the total that the body says is one over many days or places."""
    many = figure.start < title_end and figure.toll.min >= _RARELY_AT_ONCE
    return many and any(_same(figure, total) or _names(total, figure) for total in campaign)


def _alike(left: FoundFigure, right: FoundFigure) -> bool:
    return left.outcome == right.outcome and group_class(left.group) == group_class(right.group)


def _with_addends(figures: Sequence[FoundFigure]) -> list[FoundFigure]:
    """ "Killed 11 fighters. Six died at a depot and five at a post": figures that add up to a total are its parts."""
    out = sorted(figures, key=lambda f: f.start)
    for index, total in enumerate(out):
        if total.partial or not total.stated or total.toll.min < 3:
            continue
        later = [i for i in range(index + 1, len(out)) if _may_add_up(out[i], total)]
        for part in _adding_up(out, later, total.toll.min):
            out[part] = replace(out[part], partial=True)
    return out


def _with_shares(figures: Sequence[FoundFigure]) -> list[FoundFigure]:
    """ "Nine children and 14 others" where another sentence says 23: what one sentence joins is a total, in parts."""
    out = sorted(figures, key=lambda f: f.start)
    for total in out:
        if total.partial or not total.stated or total.toll.min < _SURELY_ADDED:
            continue
        joined = [i for i, f in enumerate(out) if f.sentence != total.sentence and _may_add_up(f, total)]
        for run in _joined_runs(out, joined):
            if sum(out[i].toll.min for i in run) == total.toll.min:
                out = [replace(f, partial=f.partial or i in run) for i, f in enumerate(out)]
                break
    return out


def _joined_runs(figures: Sequence[FoundFigure], joined: Sequence[int]) -> list[list[int]]:
    """Figures of one sentence that nothing but a few words parts, two or more at a time."""
    runs: list[list[int]] = []
    for i in joined:
        last = figures[runs[-1][-1]] if runs else None
        if last is not None and last.sentence == figures[i].sentence and figures[i].start - last.end <= _JOINED:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [run for run in runs if len(run) > 1]


def _may_add_up(figure: FoundFigure, total: FoundFigure) -> bool:
    return figure.outcome == total.outcome and not figure.partial and 0 < figure.toll.min < total.toll.min


def _adding_up(figures: Sequence[FoundFigure], candidates: Sequence[int], total: int) -> Sequence[int]:
    """The first run of two or more candidates, close to each other in the text, that add up to `total`."""
    for first in range(len(candidates)):
        for last in range(first + 2, len(candidates) + 1):
            run = candidates[first:last]
            if figures[run[-1]].start - figures[run[-2]].end > _ONE_BREATH:
                break
            if sum(figures[i].toll.min for i in run) == total and len({figures[i].sentence for i in run}) == 1:
                return run
    return ()
