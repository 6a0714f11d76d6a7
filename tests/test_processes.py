"""Work shared out among processes gives what one process gives, whatever becomes of the others."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from tallystick.model.work import one_after_the_other
from tallystick.processes import side_by_side, usable

HERE = os.getpid()


@dataclass(frozen=True, slots=True)
class Fact:
    day: date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    name: str


def facts_of(part: Sequence[int]) -> list[Fact]:
    return [Fact(date(2015, 1, 1 + n % 28), (f"name-{n}",)) for n in part]


def parts_of(size: int) -> list[range]:
    return [range(start, start + 10) for start in range(0, size, 10)]


@pytest.mark.parametrize("processes", [1, 2, 3, 50])
def test_results_come_in_the_order_of_the_parts_however_many_work(processes: int) -> None:
    parts = parts_of(400)
    assert list(side_by_side(processes)(facts_of, parts)) == list(one_after_the_other(facts_of, parts))


def test_another_process_does_a_share_of_the_work() -> None:
    def slowly(part: range) -> int:
        return sum(n * n for n in range(20_000)) and os.getpid()

    assert len(set(side_by_side(2)(slowly, parts_of(2000)))) == 2


def test_a_record_of_one_field_travels_too() -> None:
    assert set(side_by_side(2)(lambda part: Single(str(part[0])), parts_of(300))) == {
        Single(str(n)) for n in range(0, 300, 10)
    }


def test_what_a_killed_process_leaves_undone_is_done_here() -> None:
    def dies_elsewhere(part: range) -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), 9)
        return part[0]

    assert list(side_by_side(3)(dies_elsewhere, parts_of(500))) == list(range(0, 500, 10))


def test_an_error_of_the_work_reaches_whoever_asked() -> None:
    def fails(part: range) -> int:
        raise ValueError(f"part {part[0]}")

    with pytest.raises(ValueError, match="part"):
        list(side_by_side(2)(fails, parts_of(100)))


def test_nothing_to_do_is_nothing_done() -> None:
    assert list(side_by_side(2)(facts_of, [])) == []


def test_at_least_one_process_may_work() -> None:
    assert 1 <= usable() <= 4
