"""What a claim costs does not grow with the number of claims: calls are counted, which no busy machine changes."""

import sys
from types import FrameType

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.link import find_attacks, find_origins
from tallystick.weighing import Weighing

MOST_CALLS = 350
"""Calls of our own Python a claim; 271 when this was written."""


def calls_per_claim(incidents: int) -> float:
    conflict = simulate(incidents, Reporting(copies=0.3), seed=1)
    claims, calls = {c.claim_id: c for c in conflict.claims}, 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and "tallystick" in frame.f_code.co_filename

    origins = find_origins(conflict.reports, conflict.claims)  # imports and caches apart
    sys.setprofile(count)
    try:
        attacks = find_attacks(conflict.claims, origins, ())
        list(Weighing(attacks, claims, "airwars").weigh_all())
    finally:
        sys.setprofile(None)
    return calls / len(claims)


def test_a_claim_costs_the_same_among_four_times_as_many() -> None:
    calls_per_claim(40)  # what is loaded once is loaded now
    few, many = calls_per_claim(150), calls_per_claim(600)
    assert many < 1.1 * few
    assert many < MOST_CALLS
