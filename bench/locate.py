"""What locating costs: `python -m bench.locate [--data ../shared]`.

The gazetteer that is shipped: processor seconds to load it, to look the first name up (which builds its indexes) and to
make the index of names that texts are searched with, and by how much each makes the peak memory grow. Then claims
located a second, from English news articles and Arabic posts where ../shared is there, else from the demo's digests:
once with names that have been looked up before, and once with every look-up of a name forgotten, as for the first
report of an outlet.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from tallystick.extract import PlaceNames, read_claims
from tallystick.locate import Gazetteer, candidates, load_gazetteer, locate_claims
from tallystick.locate import names as variants
from tallystick.model import spelling
from tallystick.model.claim import Claim
from tallystick.model.report import Report

ROUNDS = 7
SETS = ("news", "syria")


def read_reports(shared: Path) -> tuple[str, list[Report]]:
    """What the reports are, and the reports."""
    paths = [shared / "data" / "gold" / f"{name}.documents.jsonl" for name in SETS]
    if all(path.exists() for path in paths):
        texts = [json.loads(line)["text"] for path in paths for line in path.read_text("utf-8").splitlines()]
        return "news articles and posts of ../shared", [Report(f"gold-{n}", text) for n, text in enumerate(texts)]
    demo = files("tallystick.demo").joinpath("reports.jsonl").read_text("utf-8").splitlines()
    return "digests of the demo", [Report(f"demo-{n}", json.loads(line)["text"]) for n, line in enumerate(demo)]


def loading() -> Iterator[str]:
    """Processor time of the gazetteer and of what is built from it, and by how much the peak memory grows.

    To be run first, for each is built once in a process.
    """
    start, peak = time.process_time(), _peak()
    gazetteer = load_gazetteer([])
    yield f"{len(gazetteer.places):,} places"
    for what, build in (
        ("load the gazetteer", lambda: None),
        ("indexes of its names", lambda: candidates.candidates_for("Idlib", gazetteer)),
        ("names to search texts with", lambda: PlaceNames.build(gazetteer.names()).likeness("Idlib")),
    ):
        build()
        yield f"{what:28} {time.process_time() - start:6.2f} s  {_peak() - peak:6.1f} MB"
        start, peak = time.process_time(), _peak()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def forget() -> None:
    """Empty every cache of names, so that each is looked up anew."""
    for room in (spelling, variants, candidates):
        for function in vars(room).values():
            clear: Callable[[], None] | None = getattr(function, "cache_clear", None)
            if clear is not None:
                clear()


def speed(by_report: Sequence[Sequence[Claim]], gazetteer: Gazetteer) -> Iterator[str]:
    """Claims located a second, names known and names forgotten, the best of several rounds."""
    claims = sum(map(len, by_report))
    places = sum(len(c.places) for claims in by_report for c in claims)
    yield f"{claims:,} claims with {places:,} places in {len(by_report):,} reports"
    for what, before in (("names looked up before", lambda: None), ("every name anew", forget)):
        best = min(_seconds(by_report, gazetteer, before) for _ in range(ROUNDS))
        yield f"{what:28} {claims / best:8,.0f} claims/s  {places / best:8,.0f} places/s"


def _seconds(by_report: Sequence[Sequence[Claim]], gazetteer: Gazetteer, before: Callable[[], None]) -> float:
    before()
    start = time.process_time()
    for claims in by_report:
        locate_claims(claims, gazetteer)
    return time.process_time() - start


def main() -> None:
    """Loading and speed, a line each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared"))
    what, reports = read_reports(options.parse_args().data)
    for line in loading():
        sys.stdout.write(line + "\n")
    gazetteer = load_gazetteer([])
    names = PlaceNames.build(gazetteer.names())
    by_report = [claims for report in reports if (claims := read_claims(report, names).claims)]
    sys.stdout.write(f"{what}\n")
    for line in speed(by_report, gazetteer):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
