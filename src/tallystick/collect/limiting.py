"""The limits that a process takes on before it reads a file that may be hostile."""

import resource
import signal
from pathlib import Path

from tallystick.collect.limits import MAX_CPU_SECONDS, MAX_MEMORY_BYTES, MAX_OUTPUT_BYTES, MAX_WALL_SECONDS


def limit_this_process() -> None:
    """No more memory, processor time, wall clock, output and open files than one file may cost, for good."""
    for number in (signal.SIGALRM, signal.SIGXCPU, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, MAX_WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT_BYTES, MAX_OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    memory = _own_memory() + MAX_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _own_memory() -> int:
    """Address space of the process before it reads; 1 GB where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 1 << 30
    return pages * resource.getpagesize()
