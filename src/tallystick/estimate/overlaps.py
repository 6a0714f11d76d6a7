"""What the overlaps tell before any model: whether they carry an estimate, and what is odd about the lists."""

from itertools import combinations

from tallystick.model.estimate import NotEstimable, OverlapTable

FEWEST_LISTS = 3
FEWEST_SHARED = 7
"""People on two or more lists from which on estimates of this kind are nearly unbiased (Robson and Regier 1964)."""
COPY_SHARE = 0.9


def refuse_table(table: OverlapTable) -> NotEstimable | None:
    """The reason why no total can be told from this table, if there is one."""
    if len(table.lists) < FEWEST_LISTS:
        return NotEstimable(
            "reported",
            "too_few_lists",
            f"{_count(len(table.lists), 'list')} cannot show how lists depend on each other; three are needed.",
        )
    if (shared := shared_people(table)) == 0:
        return NotEstimable("reported", "no_overlap", "Nobody is on two lists, so nothing is known of those on none.")
    if shared < FEWEST_SHARED:
        reason = (
            f"Only {_count(shared, 'person')} on two or more lists; below {FEWEST_SHARED} a single name more or less "
            f"changes the total too much."
        )
        return NotEstimable("reported", "too_few_people", reason)
    return None


def shared_people(table: OverlapTable) -> int:
    """People who are on two or more lists."""
    return sum(n for p, n in zip(table.patterns, table.counts, strict=True) if sum(p) > 1)


def odd_lists(table: OverlapTable) -> tuple[str, ...]:
    """Warnings about lists that copy others or stand apart from all."""
    return (*_copies(table), *_apart(table))


def _copies(table: OverlapTable) -> list[str]:
    found = []
    for i, j in combinations(range(len(table.lists)), 2):
        smaller, larger = sorted((i, j), key=lambda k: (table.on(k), k))
        share = table.on(smaller, larger) / max(1, table.on(smaller))
        if share >= COPY_SHARE and table.on(smaller) >= FEWEST_SHARED:
            found.append(
                f"{share:.0%} of the people on {table.lists[smaller]} are also on {table.lists[larger]}: "
                f"if one list was made from the other they are one source and should be one list."
            )
    return found


def _apart(table: OverlapTable) -> list[str]:
    lists = range(len(table.lists))
    alone = [i for i in lists if table.on(i) and not any(table.on(i, j) for j in lists if j != i)]
    empty = [i for i in lists if not table.on(i)]
    return [
        *(f"Nobody on {table.lists[i]} is on any other list; it tells nothing of how lists overlap." for i in alone),
        *(f"Nobody is on {table.lists[i]}." for i in empty),
    ]


def _count(number: int, noun: str) -> str:
    plural = {"person": "people are", "list": "lists"}[noun]
    return f"{number} {noun + (' is' if noun == 'person' else '') if number == 1 else plural}"
