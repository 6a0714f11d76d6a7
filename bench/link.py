"""What linking and reconciling cost: `python -m bench.link [CLAIMS…]` (default 10,000, 30,000, 100,000 and 300,000).

Claims come from the simulator at a constant number of incidents per day, 30 % of them copies. Each size runs in a
process of its own, so that the peak memory is its own; making the claims is not counted in the time but in the memory.
Seconds are of the clock, and in brackets of the processors: on a busy machine only the latter tell.
"""

import resource
import subprocess
import sys
import time
from dataclasses import dataclass

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.link import find_origins, link_claims
from tallystick.reconcile import assess_incident

REPORTING = Reporting(copies=0.3)
CLAIMS_PER_INCIDENT = 6.6
SIZES = (10_000, 30_000, 100_000, 300_000)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time by the clock and by what the processors have worked, in seconds."""

    clock: float
    processors: float

    @classmethod
    def now(cls) -> "Moment":
        """This one."""
        return cls(time.perf_counter(), time.process_time())

    def since(self, start: "Moment") -> str:
        """Seconds since another, of both."""
        return f"{self.clock - start.clock:6.1f} s ({self.processors - start.processors:6.1f})"


def run(size: int) -> str:
    """Seconds per step and peak memory for about `size` claims."""
    conflict = simulate(int(size / CLAIMS_PER_INCIDENT), REPORTING, seed=1)
    claims = {c.claim_id: c for c in conflict.claims}
    start = Moment.now()
    origins = find_origins(conflict.reports, conflict.claims)
    found = Moment.now()
    linkage = link_claims(conflict.claims, origins, ())
    linked = Moment.now()
    for incident in linkage.incidents:
        assess_incident(incident, claims)
    done = Moment.now()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    each = 1e6 * (done.processors - start.processors) / len(claims)
    return (
        f"{len(claims):>9,} claims  {len(linkage.incidents):>8,} incidents  origins {found.since(start)}  "
        f"link {linked.since(found)}  reconcile {done.since(linked)}  together {done.since(start)}, "
        f"{each:4.0f} µs a claim  peak {memory:4.2f} GB"
    )


def main() -> None:
    """One line per size."""
    sizes = [int(a.replace(",", "")) for a in sys.argv[1:]] or SIZES
    if len(sizes) == 1:
        sys.stdout.write(run(sizes[0]) + "\n")
        return
    for size in sizes:
        subprocess.run([sys.executable, "-m", "bench.link", str(size)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
