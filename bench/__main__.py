"""Run benchmarks: `python -m bench [NAME…]`, all of them without names; `--list` only says what there is.

Every module of this package is a benchmark and runs in a process of its own at its default size, so that its peak
memory is its own; other sizes are arguments of the module itself (`python -m bench.extract 100000`).
"""

import ast
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def benchmarks() -> dict[str, str]:
    """Name and first line of the docstring of every benchmark, by name."""
    modules = sorted(p for p in HERE.glob("*.py") if not p.name.startswith("_"))
    return {p.stem: (ast.get_docstring(ast.parse(p.read_text("utf-8"))) or "").partition("\n")[0] for p in modules}


def main() -> int:
    """0 when every benchmark asked for ran to its end, 2 on an unknown name."""
    known = benchmarks()
    wanted = sys.argv[1:] or list(known)
    if wanted == ["--list"]:
        sys.stdout.write("".join(f"{name:10} {what}\n" for name, what in known.items()))
        return 0
    if unknown := [name for name in wanted if name not in known]:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)} (there are {', '.join(known)})\n")
        return 2
    failed = 0
    for name in wanted:
        sys.stdout.write(f"== {name}: {known[name]}\n")
        sys.stdout.flush()
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode  # noqa: S603
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
