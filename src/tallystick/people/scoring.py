"""How likely two records are one person: compared by Splink, learnt from the lists themselves without any known truth.

Fellegi and Sunter, "A theory for record linkage" (1969), with expectation maximisation as Splink computes it; the share
of true pairs, on which every probability rests, is what the probabilities themselves add up to.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tallystick.people.blocking import candidates_sql, keys_sql
from tallystick.people.comparisons import levels_of, splink_comparison, usual_chances
from tallystick.people.mixture import Answers, probabilities
from tallystick.people.schema import PeopleSchema

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

Chances = list[tuple[list[float], list[float]]]
"""Per comparison: the chance of each level for one person, and for two random people."""
FLOOR = -12.0
"""Match weight (log2 of the odds) below which a pair is not kept while the prior is still a guess."""
RANDOM_PAIRS = 1_000_000
"""Random pairs from which the chance of agreement between different people is counted."""
FEW_RECORDS = 500
"""Records below which how rare a value is cannot be told."""
FEW_PAIRS = 200.0
"""So many pairs weighs what lists in general show of random pairs."""
_PRIOR = 1e-4
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Compared pairs as columns: row numbers of both records, and the probability that they are one person."""

    left: "Integers"
    right: "Integers"
    probability: "Floats"
    levels: "list[Integers]"
    """Level each comparison reached, 0 the best and -1 where one side says nothing, by the schema's columns."""


def score_records(table: "pa.Table", schema: PeopleSchema, seed: int) -> ScoredPairs:
    """Compare every candidate pair of the table's rows; ordered by row number."""
    import numpy as np

    found, chances = _predict(table, schema, seed)
    answers = _answers(found, schema, chances, table.num_rows)
    company = [[n for n, c in enumerate(schema.columns) if c.name in shared] for shared in schema.company]
    all_pairs = table.num_rows * (table.num_rows - 1) / 2
    probability = probabilities(answers, company, all_pairs, learn=schema.learns_company)
    left, right = (found[f"uid_{side}"].to_numpy().astype(np.int64) for side in "lr")
    return ScoredPairs(left, right, probability, answers.levels)


def _answers(found: "pa.Table", schema: PeopleSchema, chances: Chances, records: int) -> Answers:
    """Splink's levels, rarities and chances as the mixture takes them."""
    import numpy as np

    levels, rarity = [], []
    for column, (same, _) in zip(schema.columns, chances, strict=True):
        gamma = found[f"gamma_{column.name}"].to_numpy()
        levels.append(np.where(gamma < 0, -1, len(same) - 1 - gamma).astype(np.int64))
        adjusted = f"mw_tf_adj_{column.name}"
        known = adjusted in found.column_names and records >= FEW_RECORDS
        rarity.append(found[adjusted].to_numpy() if known else np.zeros(len(gamma)))
    return Answers(levels, rarity, [np.array(m) for m, _ in chances], _strangers(schema, chances, records))


def _strangers(schema: PeopleSchema, chances: Chances, records: int) -> "list[Floats]":
    """Chances among random pairs; in short lists, where random pairs are few, also by what lists in general show."""
    import numpy as np

    counted = min(RANDOM_PAIRS, records * (records - 1) / 2)
    found = []
    for column, (_, random) in zip(schema.columns, chances, strict=True):
        usual = FEW_PAIRS if records < FEW_RECORDS else 0.0
        mixed = counted * np.array(random) + usual * np.array(usual_chances(column))
        found.append(mixed / mixed.sum())
    return found


def _predict(table: "pa.Table", schema: PeopleSchema, seed: int) -> tuple["pa.Table", Chances]:
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET threads = 2; SET preserve_insertion_order = false")
        connection.register("given_table", table)
        connection.execute("CREATE TABLE people AS SELECT * FROM given_table ORDER BY uid")
        connection.execute(f"CREATE TABLE keys AS {keys_sql(schema)}")
        connection.execute(f"CREATE TABLE candidates AS {candidates_sql(schema)}")
        api = DuckDBAPI(connection)
        linker = Linker(api.register("people"), _settings(schema), log_level=None)
        _train(linker, schema, seed)
        linker.table_management.register_blocked_pairs_for_predict(api.register("candidates"))
        floor = FLOOR if table.num_rows >= FEW_RECORDS else None  # weights counted from few pairs tell nothing yet
        predicted = linker.inference.predict(threshold_match_weight=floor).physical_name
        wanted = r"uid_[lr]|gamma_.*|mw_tf_adj_.*"
        query = f"SELECT COLUMNS('{wanted}') FROM {predicted} ORDER BY uid_l, uid_r"
        return connection.sql(query).to_arrow_table(), _trained(linker)
    finally:
        connection.close()


def _train(linker: Any, schema: PeopleSchema, seed: int) -> None:
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed)
    apart = " AND l.list <> r.list" if schema.between_lists else ""
    for agreeing in schema.training:
        rule = " AND ".join(f"l.{c} = r.{c}" for c in agreeing) + apart
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def _trained(linker: Any) -> Chances:
    """Per comparison the chances of each level for one person and for strangers; none is quite impossible."""
    found = []
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        levels = [x for x in comparison["comparison_levels"] if not x.get("is_null_level")]
        chances = [[max(x.get(key) or 0.0, _LEAST) for x in levels] for key in ("m_probability", "u_probability")]
        found.append(([m / sum(chances[0]) for m in chances[0]], [u / sum(chances[1]) for u in chances[1]]))
    return found


def _settings(schema: PeopleSchema) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "uid",
        "probability_two_random_records_match": _PRIOR,
        "comparisons": [splink_comparison(c) for c in schema.columns],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def sentences(schema: PeopleSchema, levels: Sequence[int]) -> tuple[str, ...]:
    """One sentence per comparison, by the level reached; -1 says nothing."""
    return tuple(
        f"no {c.label} on one side" if level < 0 else levels_of(c)[level].sentence
        for c, level in zip(schema.columns, levels, strict=True)
    )
