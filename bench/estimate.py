"""Totals of the published overlap tables beside what was published, and how often the reported interval is right.

    .venv/bin/python -m bench.estimate tables [FOLDER]   # default ../shared/data/mse; a few minutes
    .venv/bin/python -m bench.estimate times [FOLDER]    # only the seconds of fitting all models
    .venv/bin/python -m bench.estimate worlds            # 200 replicates of every world; a quarter of an hour or more
    .venv/bin/python -m bench.estimate fill              # docs/method/undercount.md from the results

Results are kept in bench/results/undercount_*.jsonl; the tables of the method page are made from them alone.
"""

import csv
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tallystick.estimate import estimate_total, read_overlap_table, regroup_strata
from tallystick.estimate.lists import seen_counts
from tallystick.estimate.loglinear import search_models
from tallystick.model.estimate import Answer, OverlapTable

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "method" / "undercount.md"
TABLES = ("kosovo", "ukdat_5", "ned_5", "neworl_5", "western", "australia", "gaza_2023_2024")
PEERS = {
    "loglinear_bic": "rcapture_BIC",
    "decomposable_graphs": "dga",
    "latent_classes": "lcmcr",
    "reported": "published",
}
PEER_TABLES = {
    "ukdat_5": "sparsemse_UKdat_5",
    "ned_5": "sparsemse_Ned_5",
    "neworl_5": "sparsemse_NewOrl_5",
    "western": "sparsemse_Western",
    "australia": "msetools_Australia",
}
GAZA_PUBLISHED = "64,260 (55,298–78,525)"
UK_PUBLISHED = "10,000–13,000"
SEED = 1


def measure_tables(folder: Path) -> Iterator[dict[str, Any]]:
    """One row per table and method: the answer, the peer's figure, and seconds of the all-model fit."""
    peers = {(r["method"], r["dataset"]): r for r in _rows(folder / "peer_estimates.csv")}
    for name in TABLES:
        table = read_overlap_table(folder / f"{name}.csv")
        table = regroup_strata(table, ["gender", "ageg"]) if table.strata else table
        started = time.perf_counter()
        report = estimate_total(table, seed=SEED)
        seconds = time.perf_counter() - started
        for answer in (*report.answers, report.reported):
            peer = peers.get((PEERS.get(answer.method, ""), PEER_TABLES.get(name, name)))
            yield {
                "table": name,
                **_plain(answer),
                "peer": _peer(name, answer.method, peer),
                "fit_seconds": _fit_seconds(table) if answer.method == "loglinear_bic" else None,
                "peer_seconds": peer["median_s"] if peer else None,
                "report_seconds": round(seconds, 1),
            }
        yield {"table": name, "method": "warnings", "warnings": list(report.warnings)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _plain(answer: Answer) -> dict[str, Any]:
    return {k: v for k, v in asdict(answer).items() if k not in {"quantiles", "assumption"}}


def _peer(name: str, method: str, row: dict[str, str] | None) -> str:
    if method == "reported" and name == "gaza_2023_2024":
        return GAZA_PUBLISHED
    if method == "reported" and name == "ukdat_5":
        return UK_PUBLISHED
    if row is None:
        return ""
    ends = f"{float(row['lo95']):,.0f}–{float(row['hi95']):,.0f}"
    return f"{float(row['estimate']):,.0f} ({ends})" if row["estimate"] else ends


def _fit_seconds(table: OverlapTable) -> float:
    """Processor seconds, the median of five fits of all models; a first one is thrown away (it loads libraries).

    Set OPENBLAS_NUM_THREADS=1, or the time of several cores is added up.
    """
    counts, lists = seen_counts(table), len(table.lists)
    times = []
    for _ in range(6):
        started = time.process_time()
        search_models(counts, lists)
        times.append(time.process_time() - started)
    return sorted(times[1:])[2]


def time_again(folder: Path, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The kept rows with the fits timed anew."""
    for row in rows:
        timed = row.get("fit_seconds") is not None
        yield row | {"fit_seconds": _fit_seconds(read_overlap_table(folder / f"{row['table']}.csv"))} if timed else row


def measure_worlds() -> Iterator[dict[str, Any]]:
    """One row per world: coverage, refusals, warnings, of 200 replicates."""
    sys.path.insert(0, str(ROOT))
    from tests.estimate.calibration import calibrate
    from tests.estimate.worlds import WORLDS

    for world in WORLDS:
        yield asdict(calibrate(world, 200, seed=2026))


def fill_page(page: str, tables: list[dict[str, Any]], worlds: list[dict[str, Any]]) -> str:
    """The method page with its tables made from the results."""
    page = _between(page, "tables", _tables_markdown(tables))
    return _between(page, "worlds", _worlds_markdown(worlds)) if worlds else page


def _between(page: str, mark: str, text: str) -> str:
    start, end = f"<!-- {mark}: filled by bench/estimate.py -->", f"<!-- end of {mark} -->"
    before, rest = page.split(start, 1)
    return f"{before}{start}\n{text}\n{end}{rest.split(end, 1)[1]}"


def _tables_markdown(rows: list[dict[str, Any]]) -> str:
    lines = ["| table | method | Tallystick | published, or the peer's figure | model |", "|---|---|---|---|---|"]
    for row in rows:
        if row["method"] == "warnings":
            continue
        figure = _figure(row)
        lines.append(f"| {row['table']} | {row['method']} | {figure} | {row['peer']} | {row.get('model') or ''} |")
    timed = [
        f"{r['table']} {float(r['fit_seconds']):.4f} s (Rcapture {float(r['peer_seconds']):.2f} s, "
        f"{float(r['peer_seconds']) / float(r['fit_seconds']):.0f} times)"
        for r in rows
        if r.get("fit_seconds") and r.get("peer_seconds")
    ]
    return "\n".join(
        [
            *lines,
            "",
            f"Fitting all hierarchical models, processor seconds on one core, median of five: {'; '.join(timed)}.",
        ]
    )


def _figure(row: dict[str, Any]) -> str:
    if "total" not in row:
        return f"none: {row['reason']}"
    return f"{row['total']:,.0f} ({row['low']:,.0f}–{row['high']:,.0f})"


def _worlds_markdown(rows: list[dict[str, Any]]) -> str:
    from tests.estimate.worlds import WORLDS

    meets = {w.name: w.meets_assumption for w in WORLDS}
    lines = [
        "| world | meets the assumption | reported interval covers | refused | refused or warned | high / low |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        covered = "–" if row["covered"] is None or row["covered"] != row["covered"] else f"{row['covered']:.1%}"
        width = "–" if row["median_width"] != row["median_width"] else f"{row['median_width']:.2f}"
        answer = "yes" if meets[row["world"]] else "no"
        lines.append(
            f"| {row['world']} | {answer} | {covered} | {row['refused']:.1%} | {row['warned']:.1%} | {width} |"
        )
    return "\n".join(lines)


def _keep(name: str, rows: Iterator[dict[str, Any]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / name).open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(json.dumps(row, ensure_ascii=False), flush=True)


def _kept(name: str) -> list[dict[str, Any]]:
    path = RESULTS / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def main(arguments: list[str]) -> None:
    """Measure, or fill the page."""
    match arguments:
        case ["tables", *rest]:
            _keep("undercount_tables.jsonl", measure_tables(Path(rest[0] if rest else ROOT.parent / "shared/data/mse")))
        case ["times", *rest]:
            folder = Path(rest[0] if rest else ROOT.parent / "shared/data/mse")
            _keep("undercount_tables.jsonl", iter(list(time_again(folder, _kept("undercount_tables.jsonl")))))
        case ["worlds"]:
            _keep("undercount_worlds.jsonl", measure_worlds())
        case ["fill"]:
            filled = fill_page(
                PAGE.read_text("utf-8"), _kept("undercount_tables.jsonl"), _kept("undercount_worlds.jsonl")
            )
            PAGE.write_text(filled, "utf-8")
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
