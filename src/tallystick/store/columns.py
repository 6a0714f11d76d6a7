"""Frozen records as Parquet columns that DuckDB and pandas read, derived from their type hints.

A record inside a record becomes columns with its name before them (`days_start`); lists stay lists of structs. The
last column, `record`, is the whole record as canonical JSON: that is what is read back.
"""

import dataclasses
import types
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from tallystick.store.canonical import canonical_json, field_names, to_json

if TYPE_CHECKING:
    import pyarrow

RECORD = "record"
"""The column that holds the whole record."""
_LEAVES = frozenset({type(None), str, int, float, bool, date, datetime})


def table_of(kind: type, records: Sequence[Any]) -> "pyarrow.Table":
    """One row per record, in the order given; an empty part still has its columns."""
    import pyarrow  # takes 0.3 s to import

    arrays = {
        name: pyarrow.array(_values(records, path, leaf), type=_arrow_type(leaf)) for name, path, leaf in _columns(kind)
    }
    arrays[RECORD] = pyarrow.array([canonical_json(to_json(record)) for record in records], type=pyarrow.string())
    return pyarrow.table(arrays)


def _columns(kind: type, prefix: str = "", path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):
        inner, here = _without_none(hints[field.name]), (*path, field.name)
        if dataclasses.is_dataclass(inner) and isinstance(inner, type):
            yield from _columns(inner, f"{prefix}{field.name}_", here)
        else:
            yield prefix + field.name, here, inner


def _values(records: Sequence[Any], path: tuple[str, ...], leaf: Any) -> list[Any]:
    found = [_follow(record, path) for record in records]
    return [_value(value) for value in found] if get_origin(_without_none(leaf)) is tuple else found


def _follow(record: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if record is None:
            return None
        record = getattr(record, name)
    return record


def _value(value: Any) -> Any:
    kind: Any = type(value)
    if kind is tuple:
        return [_value(item) for item in value]
    if kind in _LEAVES:
        return value
    return {name: _value(getattr(value, name)) for name in field_names(kind)}


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        return next(argument for argument in get_args(kind) if argument is not type(None))
    return kind


def _arrow_type(kind: Any) -> "pyarrow.DataType":
    import pyarrow

    inner = _without_none(kind)
    simple = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    if inner in simple:
        return simple[inner]
    if inner is datetime:
        return pyarrow.timestamp("us", tz="UTC")
    if inner is date:
        return pyarrow.date32()
    if get_origin(inner) is Literal:
        return pyarrow.string()
    if get_origin(inner) is tuple:
        return pyarrow.list_(_arrow_type(get_args(inner)[0]))
    hints = get_type_hints(inner)
    return pyarrow.struct([(field.name, _arrow_type(hints[field.name])) for field in dataclasses.fields(inner)])
