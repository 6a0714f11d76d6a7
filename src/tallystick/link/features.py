"""Claims as one table for SQL to compare, and the keys by which they meet. Unknown stays NULL."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tallystick.link.candidates import (
    day_keys,
    days_of,
    report_days,
    telling_days,
    telling_tolls,
    telling_words,
)
from tallystick.link.encoding import ACCOUNT_COLUMNS, AT_ONCE, PLACE_COLUMNS, Encoder
from tallystick.link.ground import ground_of
from tallystick.link.keys import KeyList
from tallystick.link.origins import OriginGraph
from tallystick.link.wording import script_of
from tallystick.model.claim import Claim
from tallystick.model.when import Days

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

OWN_COLUMNS = {
    "first_day": "int32",
    "last_day": "int32",
    "dated": "bool",
    "words": "list",
    "script": "int32",
    "copy": "int64",
}
COLUMNS = (*PLACE_COLUMNS, *ACCOUNT_COLUMNS, *OWN_COLUMNS)


@dataclass(frozen=True, slots=True)
class Tables:
    """What SQL compares: one row per claim (`unique_id` is its position), and the keys that make pairs."""

    claims: "pa.Table"
    days: KeyList
    telling: KeyList
    report: "NDArray[np.int32]"
    """By position: the number of the claim's report."""
    vague: "NDArray[np.bool_]"
    """By position: whether the claim lacks a day or a place."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows that many claims share: each once, and by claim the number of its row."""

    rows: list[Mapping[str, Any]] = field(default_factory=list)
    number_of: dict[int, int] = field(default_factory=dict)
    """By identity of the row, which `rows` keeps alive."""
    taken: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, row: Mapping[str, Any]) -> None:
        """The row of the next claim."""
        number = self.number_of.get(id(row))
        if number is None:
            number = self.number_of[id(row)] = len(self.rows)
            self.rows.append(row)
        self.taken.append(number)

    def arrays(self, columns: Mapping[str, str]) -> "dict[str, pa.Array]":
        """By name the column, a value per claim."""
        import pyarrow as pa

        taken = pa.array(self.taken, pa.int32())
        return {name: _array([row[name] for row in self.rows], kind).take(taken) for name, kind in columns.items()}


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some claims on their way into columns."""

    placed: Shared = field(default_factory=Shared)
    accounts: Shared = field(default_factory=Shared)
    own: list[tuple[Any, ...]] = field(default_factory=list)

    def table(self, start: int) -> "pa.RecordBatch":
        """The claims as rows numbered from `start`."""
        import pyarrow as pa

        own = zip(OWN_COLUMNS.items(), zip(*self.own, strict=True), strict=True)
        columns = {
            **self.placed.arrays(PLACE_COLUMNS),
            **self.accounts.arrays(ACCOUNT_COLUMNS),
            **{name: _array(values, kind) for (name, kind), values in own},
        }
        return pa.record_batch({"unique_id": pa.array(range(start, start + len(self.own)), pa.int32()), **columns})


def tables_of(claims: Sequence[Claim], origins: OriginGraph) -> Tables:
    """The claims, in the order given, as SQL will see them."""
    import numpy as np
    import pyarrow as pa

    encoder, about = Encoder.from_vocabulary(), report_days(claims, origins.published)
    numbers = {r: n for n, r in enumerate(sorted({c.report_id for c in claims}))}
    meeting, telling, vague, batches = KeyList(), KeyList(), bytearray(), []
    for start in range(0, len(claims), AT_ONCE):
        batch = _Batch()
        for claim in claims[start : start + AT_ONCE]:
            ground, days, around = ground_of(claim), days_of(claim), about.get(claim.report_id)
            placed, account = encoder.place(ground), encoder.account(claim)
            words = origins.words.get(claim.claim_id, ())
            batch.placed.add(placed.columns)
            batch.accounts.add(account.columns)
            batch.own.append(_own(claim, around, words, origins, encoder))
            meeting.add(day_keys(days, placed.of_a_day + account.of_a_day))
            things = [*telling_words(words), *telling_days(days or around), *telling_tolls(account.tolls, ground.areas)]
            telling.add([*placed.telling, *encoder.keys(things)])
            vague.append(days is None or ground.spot is None)
        batches.append(batch.table(start))
    report = np.array([numbers[c.report_id] for c in claims], np.int32)
    return Tables(pa.Table.from_batches(batches), meeting, telling, report, np.array(vague, bool))


def _own(
    claim: Claim, around: Days | None, words: Sequence[str], origins: OriginGraph, encoder: Encoder
) -> tuple[Any, ...]:
    """What no two claims share, in the order of `OWN_COLUMNS`: the days, the words, and which text they repeat."""
    days = claim.date.days if claim.date is not None else around
    copied = origins.copied_from.get(claim.report_id)
    return (
        days and days.start.toordinal(),
        days and days.end.toordinal(),
        claim.date is not None,
        encoder.numbered("word", words),
        script_of(words),
        copied and encoder.numbers["copy", copied],
    )


def _array(values: Sequence[Any], kind: str) -> "pa.Array":
    import pyarrow as pa

    types = {
        "int32": pa.int32(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.int32()),
    }
    return pa.array(values, types[kind])
