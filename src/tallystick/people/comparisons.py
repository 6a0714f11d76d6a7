"""How two records are compared, column by column: levels from equal to different, each with its sentence.

Every comparison is SQL over columns that were prepared beforehand, so that the same model runs on DuckDB and Spark.
"""

from dataclasses import dataclass
from typing import Any

from tallystick.people.schema import Column

_DIFFERENT = "ELSE"
_ERROR = 0.03
_STARTS = {"is the same": 0.6, "sounds the same": 0.3, "differs": 0.015}
"""Chances of an answer for one person before anything is learnt: most are written alike or sound so."""
_FAR_APART = 0.002
"""Chance of two ages more than ten years apart for one person: a slip that hardly happens."""
_USUAL = {"category": (0.5, 0.5), "number": (0.02, 0.04, 0.08, 0.26, 0.6), "day": (0.01, 0.01, 0.02, 0.12, 0.84)}


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of a comparison; the first level whose condition holds is the answer."""

    sql: str
    sentence: str
    rare_counts: float = 0.0
    """How far a rare value weighs more than a common one: 1 fully (Winkler 2000), 0 not at all."""


def levels_of(column: Column) -> list[Level]:
    """The levels of a column's comparison, best first."""
    return [*_BY_KIND[column.kind](column), Level(_DIFFERENT, f"the {column.label} differs")]


def silent_sql(column: Column) -> str:
    """True where one side says nothing: the comparison then counts neither way."""
    return f"{column.name}_l IS NULL OR {column.name}_r IS NULL"


def splink_comparison(column: Column) -> dict[str, Any]:
    """The comparison as Splink's settings hold it."""
    silent: dict[str, Any] = {
        "sql_condition": silent_sql(column),
        "label_for_charts": f"no {column.label} on one side",
        "is_null_level": True,
    }
    return {
        "output_column_name": column.name,
        "comparison_levels": [silent, *_splink_levels(column)],
    }


def _splink_levels(column: Column) -> list[dict[str, Any]]:
    """Levels with the chances that training starts from: errors in a list are the exception."""
    levels = levels_of(column)
    starts = [_STARTS.get(level.sentence.removeprefix(f"the {column.label} "), _ERROR) for level in levels]
    if column.kind == "number":
        starts[-1] = _FAR_APART
    return [
        _splink_level(column, level) | {"m_probability": m / sum(starts)}
        for level, m in zip(levels, starts, strict=True)
    ]


def usual_chances(column: Column) -> tuple[float, ...]:
    """About how often two random people reach each level: agreement on a name or place is rare."""
    rare = len(levels_of(column)) - 1
    return _USUAL.get(column.kind, (*[0.02] * rare, 1 - 0.02 * rare))


def _splink_level(column: Column, level: Level) -> dict[str, Any]:
    found: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.sentence}
    if level.rare_counts:
        found |= {"tf_adjustment_column": column.name, "tf_adjustment_weight": level.rare_counts}
    return found


def _same(column: Column, rare_counts: float = 1.0) -> Level:
    return Level(f"{column.name}_l = {column.name}_r", f"the {column.label} is the same", rare_counts)


def _edits(column: Column, most: int, rare_counts: float = 0.0) -> Level:
    return Level(
        f"damerau_levenshtein({column.name}_l, {column.name}_r) <= {most}",
        f"the {column.label} differs by {'one letter' if most == 1 else f'at most {most} letters'}",
        rare_counts,
    )


def _alike(column: Column, least: float, word: str, rare_counts: float = 0.0) -> Level:
    return Level(
        f"jaro_winkler_similarity({column.name}_l, {column.name}_r) >= {least}",
        f"the {column.label} is {word}",
        rare_counts,
    )


def _name(column: Column) -> list[Level]:
    found = [_same(column)]
    found.append(_edits(column, 1, 1.0))
    found += [
        Level(f"{column.name}_l = {other}_r OR {other}_l = {column.name}_r", f"the {column.label} stands elsewhere")
        for other in column.also
    ]
    return [*found, _alike(column, 0.9, "very similar", 0.5), _alike(column, 0.8, "similar")]


def _spoken(column: Column) -> list[Level]:
    """Names in any script: the same letters, the same sound, a slip of one letter, in another place, or similar."""
    c = column.name
    heard = f"{c}_heard_l = {c}_heard_r"
    either = f"{c}_letters_l LIKE {c}_pattern_r AND {c}_letters_r LIKE {c}_pattern_l"
    # Two scripts have no letter in common; within one, spellings of one name still look alike.
    alike = f"jaro_winkler_similarity({c}_l, {c}_r) NOT BETWEEN 0.01 AND 0.85"
    swapped = [f"{c}_heard_l = {o}_heard_r OR {o}_heard_l = {c}_heard_r" for o in column.also]
    elsewhere = [" OR ".join(swapped)] if swapped else []
    return [
        Level(f"{c}_l = {c}_r", f"the {column.label} is the same", 1.0),
        Level(f"{heard} AND {either} AND {alike}", f"the {column.label} sounds the same", 1.0),
        Level(
            f"length({c}_l) > 3 AND length({c}_r) > 3 AND damerau_levenshtein({c}_l, {c}_r) <= 1",
            f"the {column.label} differs by one letter", 0.5,
        ),
        *[Level(sql, f"the {column.label} stands elsewhere in the other name") for sql in elsewhere],
        Level(
            f"{heard} OR jaro_winkler_similarity({c}_letters_l, {c}_letters_r) >= 0.87 OR (length({c}_heard_l) > 2"
            f" AND length({c}_heard_r) > 2 AND damerau_levenshtein({c}_heard_l, {c}_heard_r) <= 1)",
            f"the {column.label} is similar",
        ),
    ]  # fmt: skip


def _date(column: Column) -> list[Level]:
    year = f"substr({column.name}_l, 1, 4) = substr({column.name}_r, 1, 4)"
    return [
        _same(column),
        _edits(column, 1),
        _edits(column, 2),
        Level(year, f"the {column.label} is in the same year"),
    ]


def _text(column: Column) -> list[Level]:
    return [_same(column), _edits(column, 2, 1.0), _alike(column, 0.88, "similar")]


def _code(column: Column) -> list[Level]:
    return [_same(column), _edits(column, 1), _edits(column, 2)]


def _number(column: Column) -> list[Level]:
    apart = f"abs({column.name}_l - {column.name}_r)"
    return [
        _same(column, 0.0),
        Level(f"{apart} <= 1", f"the {column.label} differs by one"),
        Level(f"{apart} <= 3", f"the {column.label} differs by two or three"),
        Level(f"{apart} <= 10", f"the {column.label} differs by up to ten"),
    ]


def _day(column: Column) -> list[Level]:
    apart = f"abs({column.name}_l - {column.name}_r)"
    return [
        _same(column),
        Level(f"{apart} <= 1", f"the {column.label} differs by one day"),
        Level(f"{apart} <= 3", f"the {column.label} differs by two or three days"),
        Level(f"{apart} <= 30", f"the {column.label} differs by up to a month"),
    ]


def _category(column: Column) -> list[Level]:
    return [_same(column)]


_BY_KIND = {
    "name": _name, "spoken": _spoken, "date": _date, "text": _text, "code": _code, "number": _number,
    "day": _day, "category": _category,
}  # fmt: skip
