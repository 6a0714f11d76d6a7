"""The bare rows of a workbook, for those who read something else than reports from it; in the sandbox as well.

The wire from the sandbox carries reports, so a row travels as one: its number is the id, its cells as JSON the text.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from tallystick.collect.sandbox import read_in_sandbox
from tallystick.model.report import Refusal, Report

TextRow = tuple[int, list[str]]
"""Row number as a person sees it, and what its cells say."""


def read_workbook_rows(path: Path) -> Iterator[TextRow | Refusal]:
    """The rows of the first sheet that holds anything; formulas count as the values saved with them."""
    for item in read_in_sandbox(path, "rows", {}):
        yield item if isinstance(item, Refusal) else (int(item.report_id), json.loads(item.text))


def row_for_the_wire(number: int, cells: list[object]) -> Report:
    """A row as the sandbox sends it."""
    return Report(report_id=str(number), text=json.dumps([_written(cell) for cell in cells], ensure_ascii=False))


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
