"""Which columns describe a person in a table of lists, and how each is to be compared."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "spoken", "date", "day", "text", "code", "number", "category"]
"""What a column holds, which decides its comparison and its blocking keys.

`name` one part of a name; `spoken` one in any script, with the forms of `people.spoken` in `…_heard`, `…_letters` and
`…_pattern`; `date` an ISO date as text; `day` a date as a number of days; `text` a place; `code` an identifier
or postcode, typed digit by digit; `number` an age in years; `category` one of a few codes.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the compared table."""

    name: str
    kind: Kind
    label: str
    """What a sentence calls it: `family name`, `date of death`."""
    also: tuple[str, ...] = ()
    """Columns where the same thing may stand by mistake or custom: family name for given name."""


@dataclass(frozen=True, slots=True)
class PeopleSchema:
    """The columns of a table of people; the same code links victims, historical figures and registers by it.

    Every table has `uid` (0, 1, 2 … in row order) and, where `between_lists`, `list` (the list a row stands on).
    """

    columns: tuple[Column, ...]
    training: tuple[tuple[str, ...], ...] = ()
    """Per session: columns that agree among the pairs from which the weights of the *other* columns are learnt."""
    between_lists: bool = False
    """Each list names nobody twice, so that only records of different lists are compared, one to one."""
    company: tuple[tuple[str, ...], ...] = ()
    """Sets of columns in which *different* people agree who belong together: kin share father, family name, place and
    often the day of death; others killed with them share place and day."""
    learns_company: bool = False
    """Enough records to learn from them how alike one person's records are, and those of each company."""
