"""What reading costs: `python -m bench.extract [REPORTS] [--data ../shared]`.

Speed is that of `read_claims` in one process on English news articles of about 1.9 kB: those annotated for development
where ../shared is there, else the demo's digests strung together to that size. Beside it stand two references measured
in the same rounds, for the speed of machines differs and changes: one casualty pattern of the standard library's `re`
over the same texts, and the scan for all the words of the English language file alone. Then the share of each step, the
number of Python calls an article takes, and the peak memory over REPORTS reports (default 4,000; the 100,000 of
docs/performance.md on demand). No text is read twice: in every round each has other numbers and invented names in place
of some of its own, so that no cache can hold the answer. Times are processor time, the best of several rounds.
"""

import argparse
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.resources import files
from itertools import islice
from pathlib import Path

from tallystick.extract import PlaceNames, claims, read_claims, scene
from tallystick.extract.lexicon import Lexicon, load_lexicon
from tallystick.locate import load_gazetteer
from tallystick.model.report import Report

ROUNDS = 7
ARTICLE = 1900  # characters
CASUALTIES = re.compile(
    r"(?:at least |more than |up to )?(\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|dozens of|several) "
    r"(?:\w+ ){0,3}?(?:people|civilians|persons|children|women|men|fighters|others)?(?: \w+){0,3}? "
    r"(?:killed|dead|died|wounded|injured)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b[A-Z][a-z]{3,}\b")
_EVERY = 10
"""Of how many different capitalised words one is replaced by an invented one in each round."""
STEPS = (
    (claims, "find_furniture"),
    (claims, "clean_text"),
    (claims, "detect_language"),
    (claims, "find_own_date"),
    (Lexicon, "find"),
    (scene, "split_sentences"),
    (scene, "hits_by_sentence"),
    (scene, "find_kinds"),
    (scene, "find_figures"),
    (scene, "find_places"),
    (scene, "find_dates"),
    (scene, "find_actors"),
    (scene, "find_targets"),
    (scene, "find_authorities"),
    (claims, "gather_attacks"),
    (claims, "_claim"),
    (claims, "find_positions"),
)


def read_articles(shared: Path) -> tuple[str, list[Report]]:
    """What the articles are, and the articles."""
    gold = shared / "data" / "gold" / "news.documents.jsonl"
    if gold.exists():
        lines = map(json.loads, gold.read_text("utf-8").splitlines())
        return "news articles of ../shared", [
            Report(x["doc_id"], x["text"], raw_publication_date=x.get("raw_publication_date"), language="en")
            for x in lines
        ]
    demo = files("tallystick.demo").joinpath("reports.jsonl").read_text("utf-8").splitlines()
    texts = [x["text"] for x in map(json.loads, demo) if x.get("language") == "en"]
    return "digests of the demo, strung together", list(_strung(texts))


def _strung(texts: Sequence[str]) -> Iterator[Report]:
    for first in range(len(texts)):
        text = "\n\n".join([*texts[first:], *texts[:first]])[:ARTICLE]
        yield Report(f"demo-{first}", text, language="en")


def best_times(work: Sequence[Callable[[Sequence[Report]], object]], reports: Sequence[Report]) -> list[float]:
    """Processor seconds of each piece of work, the best of several rounds in which all take turns.

    Every round has the reports in a version of its own.
    """
    best = [float("inf")] * len(work)
    for number in range(ROUNDS + 1):
        varied = _round(reports, number)
        for i, piece in enumerate(work):
            start = time.process_time()
            piece(varied)
            best[i] = min(best[i], time.process_time() - start) if number else best[i]  # the first builds the lexicons
    return best


def _round(reports: Sequence[Report], number: int) -> list[Report]:
    return list(islice(_perturbed(reports, number * len(reports)), len(reports)))


def speed(reports: Sequence[Report], names: PlaceNames) -> Iterator[str]:
    """Reports a second, and how much longer reading takes than the references."""
    lexicon = load_lexicon("en")
    reading, pattern, scan = best_times(
        [
            lambda varied: [read_claims(r, names) for r in varied],
            lambda varied: [CASUALTIES.findall(r.text) for r in varied],
            lambda varied: [lexicon.scan(r.text.lower()) for r in varied],
        ],
        reports,
    )
    size = sum(len(r.text) for r in _round(reports, 0))
    yield f"read_claims             {len(reports) / reading:8,.0f} reports/s  {size / reading / 1e6:7.2f} MB/s"
    yield f"one casualty pattern    {len(reports) / pattern:8,.0f} reports/s  {size / pattern / 1e6:7.2f} MB/s"
    yield f"word scan alone         {len(reports) / scan:8,.0f} reports/s  {size / scan / 1e6:7.2f} MB/s"
    yield f"reading takes {reading / pattern:.1f} times the pattern and {reading / scan:.0f} times the scan"


def profile(reports: Sequence[Report], names: PlaceNames) -> Iterator[str]:
    """Microseconds per report and share of each step, the best of several rounds."""
    spent = dict.fromkeys((name for _, name in STEPS), 0.0)
    originals = [(room, name, getattr(room, name)) for room, name in STEPS]
    for room, name, step in originals:
        setattr(room, name, _timed(step, name, spent))
    best: dict[str, float] = {}
    try:
        for number in range(ROUNDS):
            spent.update(dict.fromkeys(spent, 0.0))
            varied = _round(reports, number)
            start = time.process_time()
            for report in varied:
                read_claims(report, names)
            spent["all"] = time.process_time() - start
            best = {name: min(t, best.get(name, t)) for name, t in spent.items()}
    finally:
        for room, name, step in originals:
            setattr(room, name, step)
    whole = best.pop("all")
    best["rest"] = whole - sum(best.values())
    for name, seconds in sorted(best.items(), key=lambda item: -item[1]):
        yield f"  {name.strip('_'):16} {seconds / len(reports) * 1e6:6.0f} µs  {seconds / whole:4.0%}"


def _timed(step: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    def timed(*given: object, **named: object) -> object:
        start = time.process_time()
        try:
            return step(*given, **named)
        finally:
            spent[name] += time.process_time() - start

    return timed


def calls(reports: Sequence[Report], names: PlaceNames) -> float:
    """Calls of Python functions that reading one of the reports takes; the same on every machine."""
    for report in _round(reports, 0):
        read_claims(report, names)  # builds the lexicons
    varied, made = _round(reports, 1), 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        for report in varied:
            read_claims(report, names)
    finally:
        sys.setprofile(None)
    return made / len(varied)


def memory(reports: Sequence[Report], names: PlaceNames, many: int) -> Iterator[str]:
    """Peak memory after each tenth of `many` reports, no two alike."""
    start = time.process_time()
    done = 0
    for until in range(many // 10, many + 1, max(1, many // 10)):
        for report in islice(_perturbed(reports, done), until - done):
            read_claims(report, names)
        done = until
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        yield f"after {done:>8,} reports: peak {peak:6.1f} MB, {done / (time.process_time() - start):6,.0f} reports/s"


def _perturbed(reports: Sequence[Report], first: int) -> Iterator[Report]:
    """The reports over and over, each time with other numbers and with capitalised words that no text had before."""
    turn = first
    while True:
        report = reports[turn % len(reports)]
        text = re.sub(r"\b\d\d?\b", partial(_another, turn), report.text)
        name = "".join(chr(97 + int(d)) for d in str(turn)).capitalize()
        for word in sorted(set(_NAMES.findall(text)))[turn // len(reports) % _EVERY :: _EVERY]:
            text = re.sub(rf"\b{word}\b", name + word[:3].lower(), text)
        yield Report(f"{report.report_id}-{turn}", f"{text}\n\nThe village of Kafr{name}, {name} said.", language="en")
        turn += 1


def _another(turn: int, number: re.Match[str]) -> str:
    return str((int(number[0]) + turn) % 90 + 1)


_PARTS: dict[str, Callable[[Sequence[Report], PlaceNames, int], Iterator[str]]] = {
    "speed": lambda reports, names, _: speed(reports, names),
    "profile": lambda reports, names, _: profile(reports, names),
    "calls": lambda reports, names, _: iter([f"{calls(reports, names):,.0f} calls of Python functions an article"]),
    "memory": memory,
}


def main() -> None:
    """Speed, profile, calls and memory, a line each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", nargs="?", type=lambda s: int(s.replace(",", "")), default=4000)
    options.add_argument("--data", type=Path, default=Path("../shared"))
    options.add_argument("--part", choices=tuple(_PARTS), action="append", help="only this; may be repeated")
    given = options.parse_args()
    what, articles = read_articles(given.data)
    names = PlaceNames.build(load_gazetteer([]).names())
    size = sum(len(r.text) for r in articles) / len(articles)
    sys.stdout.write(f"{len(articles)} {what}, {size:,.0f} characters each\n")
    for name in given.part or _PARTS:
        for line in _PARTS[name](articles, names, given.reports):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
