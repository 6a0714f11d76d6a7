"""Reports and refusals as JSON lines, between the process that reads a hostile file and ours."""

import json
from dataclasses import asdict
from datetime import date

from tallystick.model.report import Refusal, Report


def to_line(item: Report | Refusal) -> bytes:
    """One line of ASCII."""
    kind = "report" if isinstance(item, Report) else "refusal"
    return json.dumps({kind: asdict(item)}, default=str).encode() + b"\n"


def from_line(line: bytes) -> Report | Refusal:
    """The record that `to_line` wrote.

    Raises:
        ValueError, KeyError, TypeError: the line is broken, because its writer was killed.
    """
    record = json.loads(line)
    if "refusal" in record:
        return Refusal(**record["refusal"])
    values = record["report"]
    values["published"] = date.fromisoformat(values["published"]) if values["published"] else None
    values["metadata"] = tuple((key, value) for key, value in values["metadata"])
    return Report(**values)
