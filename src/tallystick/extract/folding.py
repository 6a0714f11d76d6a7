"""A report says the same figure in its title, its lead and its body: fold what is said twice into one."""

from collections.abc import Sequence

from tallystick.extract.found import FoundFigure

_PERSONS = ("civilians", "people")


def fold_figures(figures: Sequence[FoundFigure]) -> tuple[FoundFigure, ...]:
    """The figures of one attack, each told once, in text order.

    Of two that say the same, the one that says more is kept: a breakdown over a total of the same number (the title
    knew no total), civilians or fighters over people, "at least five" over five, and any number over a bare plural.
    """
    kept: list[FoundFigure] = []
    for figure in figures:
        twin = next((k for k in kept if _same(k, figure)), None)
        if twin is None:
            kept.append(figure)
        elif _says_more(figure, twin):
            kept[kept.index(twin)] = figure
    return tuple(k for k in kept if not _outdone(k, kept))


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


def _says_more(new: FoundFigure, old: FoundFigure) -> bool:
    return _weight(new) > _weight(old)


def _weight(figure: FoundFigure) -> tuple[bool, ...]:
    return (figure.partial, figure.group != "people", figure.stated, figure.toll.max is None)


def _outdone(figure: FoundFigure, figures: Sequence[FoundFigure]) -> bool:
    """A bare plural ("civilians were killed") beside a number for the same people."""
    if figure.stated:
        return False
    return any(
        other is not figure
        and other.outcome == figure.outcome
        and other.partial == figure.partial
        and (group_class(other.group) == group_class(figure.group) or figure.group == "people")
        and other.toll.max != 0
        and other.stated
        for other in figures
    )
