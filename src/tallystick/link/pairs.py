"""How much two claims look like one attack: Splink's probability, and a sentence per comparison.

Fellegi and Sunter, "A theory for record linkage" (1969), as Splink computes it on DuckDB.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING, Any

from tallystick.link.candidates import CANDIDATE_COLUMNS, DAYS_SQL, TELLING_SQL
from tallystick.link.comparisons import COMPARISONS, Comparison
from tallystick.link.features import Tables, tables_of
from tallystick.link.keys import SLICE, day_slices, telling_slices
from tallystick.link.origins import OriginGraph
from tallystick.model.claim import Claim
from tallystick.model.incident import PairScore

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

DATE = next(n for n, c in enumerate(COMPARISONS) if c.name == "date")
FLOOR = -8.0
"""Match weight (log2) below which a pair is not kept: odds worse than 1 in 256."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Scored pairs as columns: positions of both claims, match weight (log2 of the odds), answers per comparison."""

    left: "Integers"
    right: "Integers"
    weight: "Floats"
    answers: "tuple[Integers, ...]"

    def at(self, rows: "Integers | Flags") -> "Scored":
        """Some of the pairs."""
        return Scored(self.left[rows], self.right[rows], self.weight[rows], tuple(a[rows] for a in self.answers))

    def pair_scores(self, claims: Sequence[Claim]) -> Iterator[PairScore]:
        """The pairs in words, in order."""
        import numpy as np

        sentences: dict[tuple[int, ...], tuple[str, ...]] = {}
        columns = [self.left, self.right, np.round(1 / (1 + 2.0**-self.weight), 4)]
        for left, right, probability, *key in zip(*(c.tolist() for c in (*columns, *self.answers)), strict=True):
            reasons = sentences.get(tuple(key)) or sentences.setdefault(tuple(key), _sentences(key))
            yield PairScore(claims[left].claim_id, claims[right].claim_id, probability, reasons)


def score_pairs(claims: Sequence[Claim], origins: OriginGraph, floor: float = FLOOR, size: int = SLICE) -> Scored:
    """Every candidate pair of claims of different reports, scored; ordered by position.

    About `size` pairs are joined and scored at a time.
    """
    if len(claims) < 2:
        return _whole([])
    return _whole(list(_predict(tables_of(claims, origins), floor, size)))


def _whole(slices: "list[Scored]") -> Scored:
    """All slices in one, in order, each pair once."""
    import numpy as np

    if not slices:
        none = np.empty(0, np.int32)
        return Scored(none, none, np.empty(0, np.float64), (none,) * len(COMPARISONS))
    pair = np.concatenate([s.left.astype(np.int64) << 32 | s.right for s in slices])
    order = pair.argsort()
    pair = pair[order]
    once = np.ones(len(pair), bool)
    once[1:] = pair[1:] != pair[:-1]
    pair, order = pair[once], order[once]
    weight = np.concatenate([s.weight for s in slices])[order]
    answers = tuple(np.concatenate([s.answers[n] for s in slices])[order] for n in range(len(COMPARISONS)))
    return Scored((pair >> 32).astype(np.int32), pair.astype(np.int32), weight, answers)


def _answers(comparison: Comparison, weights: "Floats") -> "Integers":
    """Which level each pair reached (0 is the first), by its weight; the number of levels stands for no data.

    Splink hands back the weights alone unless all compared values come with them; the weights of the levels differ.
    """
    import numpy as np

    known = np.array([*level_weights(comparison), 0.0])
    order = known.argsort()
    between = (known[order][1:] + known[order][:-1]) / 2
    found: Integers = order.astype(np.uint8)[np.searchsorted(between, weights)]
    return found


def undated_shift() -> float:
    """What a pair loses when one side gives no date at all: claims of any year are candidates then."""
    parameters = load_parameters()
    return _log_odds(parameters["prior_undated"]) - _log_odds(parameters["prior"])


def _log_odds(share: float) -> float:
    return log2(share / (1 - share))


def level_weights(comparison: Comparison) -> list[float]:
    """Match weight (log2 of the likelihood ratio) of each level, in the order of the levels."""
    parameters = load_parameters()["comparisons"][comparison.name]
    return [log2(parameters[x.code]["same"] / parameters[x.code]["different"]) for x in comparison.levels]


def _predict(tables: Tables, floor: float, size: int) -> Iterator[Scored]:
    """Slices of pairs as Splink scores them."""
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET threads = 2; SET preserve_insertion_order = false; SET enable_progress_bar = false")
        connection.execute(f"CREATE TABLE candidates ({CANDIDATE_COLUMNS})")
        api = DuckDBAPI(connection)
        linker = Linker(api.register(tables.claims), splink_settings(), log_level=None)
        linker.table_management.register_blocked_pairs_for_predict(api.register("candidates"))
        for sql, keys in _slices(tables, size):
            for name, table in keys.items():
                connection.register(name, table)
            connection.execute(f"DELETE FROM candidates; INSERT INTO candidates {sql}")
            predicted = linker.inference.predict(threshold_match_weight=floor)
            yield _scored(connection.sql(f"SELECT * FROM {predicted.physical_name}").to_arrow_table())
            predicted.drop_table_from_database_and_remove_from_cache()
    finally:
        connection.close()


def _slices(tables: Tables, size: int) -> "Iterator[tuple[str, dict[str, pa.Table]]]":
    """The SQL that makes candidates, with the tables that it reads."""
    yield from ((DAYS_SQL, keys) for keys in day_slices(tables.days, tables.report, size))
    yield from ((TELLING_SQL, keys) for keys in telling_slices(tables.telling, tables.report, tables.vague, size))


def _scored(found: "pa.Table") -> Scored:
    import numpy as np

    answers = tuple(_answers(c, found[f"mw_{c.name}"].to_numpy()) for c in COMPARISONS)
    undated = answers[DATE] == len(COMPARISONS[DATE].levels)
    weight = found["match_weight"].to_numpy() + undated * undated_shift()
    left, right = (np.array(found[f"unique_id_{side}"], np.int32) for side in "lr")  # copies: let go of all the rest
    return Scored(left, right, weight, answers)


def splink_settings() -> dict[str, Any]:
    """Settings for Splink: our comparisons with the shipped parameters."""
    parameters = load_parameters()
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": parameters["prior"],
        "comparisons": [_comparison(c, parameters["comparisons"][c.name]) for c in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


@cache
def load_parameters() -> Any:
    """The shipped match and non-match probabilities (parameters.json), with how they were made."""
    return json.loads(files(__package__).joinpath("parameters.json").read_text("utf-8"))


def _comparison(comparison: Comparison, parameters: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.no_data, "label_for_charts": comparison.silent, "is_null_level": True}
    ]
    levels += [
        {
            "sql_condition": level.sql,
            "label_for_charts": level.sentence,
            "m_probability": parameters[level.code]["same"],
            "u_probability": parameters[level.code]["different"],
        }
        for level in comparison.levels
    ]
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _sentences(answers: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        c.levels[answer].sentence if answer < len(c.levels) else c.silent
        for c, answer in zip(COMPARISONS, answers, strict=True)
    )
