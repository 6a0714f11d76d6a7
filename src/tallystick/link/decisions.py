"""What people decided about pairs of claims: the latest word on a pair holds, and outranks every score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of positions held to be the same attack, or different ones, with the judgement that says so."""

    same: tuple[tuple[int, int], ...]
    different: tuple[tuple[int, int], ...]
    judgement_of: Mapping[tuple[int, int], str]
    overruled: tuple[str, ...]
    """Ids of judgements that contradict later ones taken together."""


def decisions_of(judgements: Sequence[Judgement], position: Mapping[str, int]) -> Decisions:
    """The judgements that hold, newest first; an older one that contradicts them is overruled."""
    same: list[tuple[int, int]] = []
    different: list[tuple[int, int]] = []
    root: dict[int, int] = {}
    named: dict[tuple[int, int], str] = {}
    overruled = []
    for judgement in _holding(judgements):
        if judgement.left_claim not in position or judgement.right_claim not in position:
            continue
        pair = _pair(position[judgement.left_claim], position[judgement.right_claim])
        if not _consistent(judgement.verdict == "same", pair, root, different):
            overruled.append(judgement.judgement_id)
            continue
        named[pair] = judgement.judgement_id
        if judgement.verdict == "same":
            same.append(pair)
            _unite(root, *pair)
        else:
            different.append(pair)
    return Decisions(tuple(sorted(same)), tuple(sorted(different)), named, tuple(sorted(overruled)))


def _holding(judgements: Sequence[Judgement]) -> list[Judgement]:
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.judgement_id)):
        left, right = sorted((judgement.left_claim, judgement.right_claim))
        latest[left, right] = judgement
    held = [j for j in latest.values() if j.verdict != "withdrawn"]
    return sorted(held, key=lambda j: (j.at, j.judgement_id), reverse=True)


def _consistent(
    same: bool, pair: tuple[int, int], root: Mapping[int, int], different: Sequence[tuple[int, int]]
) -> bool:
    a, b = (_top(root, p) for p in pair)
    if not same:
        return a != b
    return all({_top(root, x), _top(root, y)} != {a, b} for x, y in different)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a <= b else (b, a)


def _top(root: Mapping[int, int], position: int) -> int:
    while position in root:
        position = root[position]
    return position


def _unite(root: dict[int, int], a: int, b: int) -> None:
    left, right = _top(root, a), _top(root, b)
    if left != right:
        root[max(left, right)] = min(left, right)
