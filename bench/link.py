"""What linking and reconciling cost: `python -m bench.link [CLAIMS…] [--processes N]` (default 10,000 to 1,000,000).

The steps are those of `pipeline.derive_run` between locating and saving. Claims come from the simulator at a constant
number of incidents per day, 30 % of them copies. Each size runs in a process of its own, so that its peak memory is
its own; making the claims is told apart, in time and memory. Seconds are of the clock, and in brackets those of all
processors together: on a busy machine only these tell. Memory is the greatest sum over all processes, pages that they
share counted once (proportional set size, looked at twice a second).
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.link import find_attacks, find_origins
from tallystick.processes import side_by_side, usable
from tallystick.weighing import Weighing, in_order

REPORTING = Reporting(copies=0.3)
CLAIMS_PER_INCIDENT = 6.6
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time by the clock and by what the processors have worked, in seconds."""

    clock: float
    processors: float

    @classmethod
    def now(cls) -> "Moment":
        """This one."""
        worked = os.times()
        children = worked.children_user + worked.children_system
        return cls(time.perf_counter(), worked.user + worked.system + children)

    def since(self, start: "Moment") -> str:
        """Seconds since another, of both."""
        return f"{self.clock - start.clock:6.1f} s ({self.processors - start.processors:6.1f})"


class Memory:
    """The greatest sum of the memory of this process and those it started, in GB."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._done = Event()
        Thread(target=self._look, daemon=True).start()

    def now(self) -> float:
        """At this moment."""
        return sum(_gigabytes(pid) for pid in (os.getpid(), *_children()))

    def end(self) -> float:
        """Look no more; the greatest seen."""
        self._done.set()
        self.peak = max(self.peak, self.now())
        return self.peak

    def _look(self) -> None:
        while not self._done.wait(0.5):
            self.peak = max(self.peak, self.now())


def _gigabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it has ended meanwhile
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e6


def _children() -> list[int]:
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()]


def run(size: int, processes: int) -> str:
    """Seconds per step and peak memory for about `size` claims."""
    memory, start = Memory(), Moment.now()
    conflict = simulate(int(size / CLAIMS_PER_INCIDENT), REPORTING, seed=1)
    claims = {c.claim_id: c for c in conflict.claims}
    made, held = Moment.now(), memory.now()
    origins = find_origins(conflict.reports, conflict.claims)
    found = Moment.now()
    each = side_by_side(processes)
    attacks = find_attacks(conflict.claims, origins, (), (), each)
    linked = Moment.now()
    incidents, _ = in_order(Weighing(attacks, claims, "airwars").weigh_all(each))
    done, peak = Moment.now(), memory.end()
    micros = 1e6 * (done.processors - made.processors) / len(claims)
    return (
        f"{len(claims):>9,} claims  {len(incidents):>8,} incidents  {processes} processes  "
        f"origins {found.since(made)}  link {linked.since(found)}  incidents {done.since(linked)}  "
        f"together {done.since(made)}, {micros:4.0f} µs a claim  peak {peak:4.2f} GB, of which the claims {held:4.2f}; "
        f"made in {made.since(start)}; load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """One line per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=lambda size: int(size.replace(",", "")), default=SIZES)
    parser.add_argument("--processes", type=int, default=usable())
    chosen = parser.parse_args()
    if len(chosen.sizes) == 1:
        sys.stdout.write(run(chosen.sizes[0], chosen.processes) + "\n")
        return
    for size in chosen.sizes:
        command = [sys.executable, "-m", "bench.link", str(size), "--processes", str(chosen.processes)]
        subprocess.run(command, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
