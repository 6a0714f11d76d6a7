"""Which pairs of records are compared at all: those that share something rare, or two things that are rare together.

Any two columns may be the pair of things, so that errors in some columns never hide a pair; keys that more records
share than `MOST_TOGETHER` tell nothing and are passed over. No two columns need to be named by hand.
"""

from itertools import combinations

from tallystick.people.schema import Column, PeopleSchema

MOST_ALONE = 30
"""Records that may share a value before it tells nothing by itself."""
MOST_TOGETHER = 20
"""Records that may share two values before they tell nothing together."""
_KEYS = {
    "name": ("{c}", "substr({c}, 1, 3)"),
    "spoken": ("{c}_heard", "substr({c}_heard, 1, 2)"),
    "date": ("{c}", "substr({c}, 1, 4)", "substr({c}, 6)"),
    "text": ("{c}",),
    "code": ("{c}", "substr({c}, 1, 4)"),
    "day": ("CAST({c} AS VARCHAR)", "CAST({c} // 4 AS VARCHAR)", "CAST(({c} + 2) // 4 AS VARCHAR)"),
    "number": ("CAST({c} AS VARCHAR)",),
    "category": ("{c}",),
}
_ALONE = {"name", "spoken", "date", "day", "text", "code"}


def keys_sql(schema: PeopleSchema) -> str:
    """A table of (uid, rule, key) over table `people`: every key of every record that few enough records share."""
    keyed = [(column.name, expression) for column in schema.columns for expression in _expressions(column)]
    rules = [(_expressions(c)[0], MOST_ALONE) for c in schema.columns if c.kind in _ALONE]
    rules += [
        (f"{left} || '|' || {right}", MOST_TOGETHER)
        for (of_left, left), (of_right, right) in combinations(keyed, 2)
        if of_left != of_right
    ]
    return "\nUNION ALL\n".join(_rule_sql(number, key, most) for number, (key, most) in enumerate(rules))


def candidates_sql(schema: PeopleSchema) -> str:
    """Pairs of records that share a key, in the shape Splink takes blocked pairs in."""
    apart = "AND l.list <> r.list" if schema.between_lists else ""
    return f"""SELECT DISTINCT '0' AS match_key, l.uid AS join_key_l, r.uid AS join_key_r
               FROM keys l JOIN keys r ON l.rule = r.rule AND l.key = r.key AND l.uid < r.uid {apart}"""


def _expressions(column: Column) -> list[str]:
    return [key.format(c=column.name) for key in _KEYS[column.kind]]


def _rule_sql(number: int, key: str, most: int) -> str:
    return f"""(SELECT uid, list, {number} AS rule, {key} AS key FROM people WHERE ({key}) IS NOT NULL
                QUALIFY count(*) OVER (PARTITION BY {key}) BETWEEN 2 AND {most})"""
