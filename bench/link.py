"""What linking and reconciling cost: `python -m bench.link [CLAIMS…]` (default 10,000 and 100,000).

Claims come from the simulator at a constant number of incidents per day, 30 % of them copies. Each size runs in a
process of its own, so that the peak memory is its own; making the claims is not counted in the time but in the memory.
"""

import resource
import subprocess
import sys
import time

from tallystick.evaluate.simulate import Reporting, simulate
from tallystick.link import find_origins, link_claims
from tallystick.reconcile import assess_incident

REPORTING = Reporting(copies=0.3)
CLAIMS_PER_INCIDENT = 6.6


def run(size: int) -> str:
    """Seconds per step and peak memory for about `size` claims."""
    conflict = simulate(int(size / CLAIMS_PER_INCIDENT), REPORTING, seed=1)
    claims = {c.claim_id: c for c in conflict.claims}
    start = time.perf_counter()
    origins = find_origins(conflict.reports, conflict.claims)
    found = time.perf_counter()
    linkage = link_claims(conflict.claims, origins, ())
    linked = time.perf_counter()
    for incident in linkage.incidents:
        assess_incident(incident, claims)
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (
        f"{len(claims):>9,} claims  {len(linkage.incidents):>8,} incidents  origins {found - start:6.1f} s  "
        f"link {linked - found:6.1f} s  reconcile {done - linked:6.1f} s  together {done - start:6.1f} s  "
        f"peak {memory:4.2f} GB"
    )


def main() -> None:
    """One line per size."""
    sizes = [int(a.replace(",", "")) for a in sys.argv[1:]] or [10_000, 100_000]
    if len(sizes) == 1:
        sys.stdout.write(run(sizes[0]) + "\n")
        return
    for size in sizes:
        subprocess.run([sys.executable, "-m", "bench.link", str(size)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
