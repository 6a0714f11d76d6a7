"""Records of victims as a table of compared columns, and the schema of those columns that the lists fill."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallystick.model.person import PersonRecord
from tallystick.people.name_places import settle_places
from tallystick.people.names import NameParts, parse_name
from tallystick.people.schema import Column, PeopleSchema
from tallystick.people.spoken import spoken

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    Column("given", "spoken", "given name", ("father", "family")),
    Column("father", "spoken", "father's name", ("given", "grandfather", "family")),
    Column("grandfather", "spoken", "grandfather's name", ("family",)),
    Column("family", "spoken", "family name", ("father", "given")),
    Column("kunya", "spoken", "kunya"),
    Column("identifier", "code", "identifier"),
    Column("died", "day", "date of death"),
    Column("place", "spoken", "place"),
    Column("age", "number", "age"),
    Column("sex", "category", "sex"),
)
COMPANY = (("father", "grandfather", "family", "place", "died"), ("place", "died"))
"""What different people share who are kin, or who were killed together."""
LEAST_FILLED = 0.01
"""Share of records that must fill a column before it is compared at all."""
ENOUGH_TO_LEARN = 500
"""Records below which the lists are too few to learn weights from, and the starting ones are used."""


def schema_of(table: "pa.Table") -> PeopleSchema:
    """The columns that these lists fill, and what may be learnt from them."""
    least = max(2.0, LEAST_FILLED * table.num_rows)
    filled = tuple(c for c in COLUMNS if table.num_rows - table[c.name].null_count >= least)
    names = {c.name for c in filled}
    columns = tuple(Column(c.name, c.kind, c.label, tuple(o for o in c.also if o in names)) for c in filled)
    company = tuple(shared for c in COMPANY if (shared := tuple(n for n in c if n in names)))
    return PeopleSchema(columns, company=company, learns_company=table.num_rows >= ENOUGH_TO_LEARN)


def table_of(records: Sequence[PersonRecord]) -> "pa.Table":
    """One row per record, in their order; NULL is unknown."""
    import pyarrow as pa

    names = settle_places([parse_name(r.name) if r.name else NameParts() for r in records])
    rows = [_row(n, record, parts) for n, (record, parts) in enumerate(zip(records, names, strict=True))]
    fields = [("uid", pa.int64()), ("list", pa.string())]
    for column in COLUMNS:
        kind = pa.int64() if column.kind in ("number", "day") else pa.string()
        fields.append((column.name, kind))
        if column.kind == "spoken":
            fields += [(f"{column.name}_{form}", pa.string()) for form in ("heard", "letters", "pattern")]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _row(number: int, record: PersonRecord, parts: NameParts) -> dict[str, object]:
    row: dict[str, object] = {
        "uid": number,
        "list": record.list_name,
        "identifier": "".join(record.identifiers[:1]) or None,
        "died": record.died.start.toordinal() if record.died and record.died.width == 1 else None,
        "age": record.age,
        "sex": record.sex,
    }
    row |= _forms("place", record.place)
    for part in ("given", "father", "grandfather", "family", "kunya"):
        row |= _forms(part, getattr(parts, part))
    return row


def _forms(column: str, text: str | None) -> dict[str, object]:
    forms = spoken(text) if text else None
    if forms is None:
        return {}
    return {
        column: forms.spelled,
        f"{column}_heard": forms.heard,
        f"{column}_letters": forms.letters,
        f"{column}_pattern": forms.pattern,
    }
