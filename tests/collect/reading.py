"""Short ways for the tests to write a file and read it back."""

from pathlib import Path

from tallystick.collect import ColumnMapping, read_file
from tallystick.model.report import Refusal, Report

Items = list[Report | Refusal]


def read_bytes(path: Path, data: bytes, mapping: ColumnMapping | None = None) -> Items:
    path.write_bytes(data)
    return list(read_file(path, mapping))


def only_report(items: Items) -> Report:
    assert len(items) == 1, items
    assert isinstance(items[0], Report), items[0]
    return items[0]


def only_refusal(items: Items) -> Refusal:
    assert len(items) == 1, items
    assert isinstance(items[0], Refusal), items[0]
    assert items[0].reason.endswith("."), items[0]
    assert "\n" not in items[0].reason
    return items[0]


def reports(items: Items) -> list[Report]:
    return [item for item in items if isinstance(item, Report)]


def refusals(items: Items) -> list[Refusal]:
    return [item for item in items if isinstance(item, Refusal)]
