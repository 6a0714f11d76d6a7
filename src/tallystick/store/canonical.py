"""Records as canonical JSON and back, by their own type hints, so that equal records have equal bytes.

Keys sorted, no spaces, UTF-8, no NaN. Strict when reading: an unknown key or a wrong type is an error; a key that
is missing takes the field's default, so that what an older version wrote can still be read.
"""

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]
_PLAIN = frozenset({type(None), str, int, float, bool})
_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class NotThisRecordError(ValueError):
    """JSON that does not hold the record it should."""


def canonical_json(value: object) -> str:
    """The one spelling of a JSON value."""
    return _encoder.encode(value)


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def to_json(record: Any) -> Any:
    """A frozen record (or a tuple, date or scalar in one) as JSON values."""
    kind: Any = type(record)
    if kind in _PLAIN:
        return record
    if kind is tuple:
        return [to_json(item) for item in record]
    if isinstance(record, date):
        return record.isoformat()
    return {name: to_json(getattr(record, name)) for name in field_names(kind)}


def from_json(kind: type[T], value: Any) -> T:
    """The record that `to_json` wrote; NotThisRecordError when it is something else."""
    wanted: Any = kind
    record: T = _decoder(wanted)(value)
    return record


def shape_of(kind: Any) -> str:
    """A hash of the fields of a record type and of all records in it: changes whenever the type does."""
    seen: dict[str, list[tuple[str, str]]] = {}
    _note_shape(kind, seen)
    return digest(canonical_json(seen))[:16]


def _note_shape(kind: Any, seen: dict[str, list[tuple[str, str]]]) -> None:
    for argument in get_args(kind):
        _note_shape(argument, seen)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind.__qualname__ not in seen:
        hints = get_type_hints(kind)
        seen[kind.__qualname__] = [(name, str(hints[name])) for name in field_names(kind)]
        for name in field_names(kind):
            _note_shape(hints[name], seen)


@cache
def field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a record type, in order."""
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    if kind in (str, int, bool, float, type(None)):
        return _scalar(kind)
    if kind in (date, datetime):
        return _iso(kind)
    origin = get_origin(kind)
    if origin is Literal:
        return _literal(frozenset(get_args(kind)))
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind} cannot be kept as JSON")


def _scalar(kind: type) -> Decoder:
    allowed = (int, float) if kind is float else (kind,)

    def read(value: Any) -> Any:
        if type(value) not in allowed:
            raise NotThisRecordError(f"{value!r:.60} is not {kind.__name__}")
        return value

    return read


def _iso(kind: type[date]) -> Decoder:
    def read(value: Any) -> date:
        try:
            return kind.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise NotThisRecordError(f"{value!r:.60} is no date") from error

    return read


def _literal(allowed: frozenset[Any]) -> Decoder:
    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in allowed:
            raise NotThisRecordError(f"{value!r:.60} is none of {sorted(allowed)}")
        return value

    return read


def _optional(kind: Any) -> Decoder:
    others = [argument for argument in get_args(kind) if argument is not type(None)]
    if len(others) != 1:
        raise TypeError(f"{kind} cannot be told apart in JSON")
    inner = _decoder(others[0])
    return lambda value: None if value is None else inner(value)


def _tuple(arguments: tuple[Any, ...]) -> Decoder:
    endless = arguments[-1] is Ellipsis
    inner = [_decoder(argument) for argument in arguments if argument is not Ellipsis]

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not (endless or len(value) == len(inner)):
            raise NotThisRecordError(f"{value!r:.60} is not the list expected")
        if endless:
            return tuple([inner[0](item) for item in value])
        return tuple([one(item) for one, item in zip(inner, value, strict=True)])

    return read


def _record(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    readers = {name: _decoder(hints[name]) for name in field_names(kind)}

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or value.keys() - readers.keys():
            raise NotThisRecordError(f"{value!r:.60} is not a {kind.__name__}")
        try:
            return kind(**{name: readers[name](item) for name, item in value.items()})
        except (TypeError, ValueError) as error:
            raise NotThisRecordError(f"not a {kind.__name__}: {error}") from error

    return read
