"""What an import did, line by line: nothing is dropped in silence."""

import json
from collections import Counter
from dataclasses import dataclass, field

from tallystick.collect.fields import READING_NOTES
from tallystick.model.report import Refusal, Report

KEPT_REFUSALS = 1000
"""So many refusals are kept one by one; beyond that they are only counted, so that a broken gigabyte stays readable."""


@dataclass(slots=True)
class Ledger:
    """The account of one import. It is filled entry by entry and then shown or written out."""

    taken: int = 0
    already_there: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    unknown_keys: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)

    def take(self, report: Report, is_new: bool = True) -> None:
        """Enter a report that the vault has acknowledged; `is_new` is False when it was there before."""
        self.taken += is_new
        self.already_there += not is_new
        self.unknown_keys.update({key for key, _ in report.metadata} - READING_NOTES)

    def refuse(self, refusal: Refusal) -> None:
        """Enter something that did not go in."""
        self.refused += 1
        if len(self.refusals) < KEPT_REFUSALS:
            self.refusals.append(refusal)

    def warn(self, sentence: str) -> None:
        """Enter something a person should know although everything went in."""
        self.warnings.append(sentence)

    def to_json(self) -> str:
        """The ledger as one JSON object for machines."""
        return json.dumps(
            {
                "taken": self.taken,
                "already_there": self.already_there,
                "refused": self.refused,
                "refusals": [{"file": r.file, "line": r.line, "reason": r.reason} for r in self.refusals],
                "unknown_keys": dict(self._keys()),
                "warnings": self.warnings,
            },
            ensure_ascii=True,  # a file name may hold bytes that are no valid text
        )

    def describe(self) -> str:
        """The ledger for a person: one line of totals, then one line per refusal, warning and unknown key."""
        lines = [f"{self.taken} taken, {self.already_there} already there, {self.refused} refused"]
        lines += [f"  refused  {_where(refusal)}: {refusal.reason}" for refusal in self.refusals]
        if self.refused > len(self.refusals):
            lines.append(f"  refused  and {self.refused - len(self.refusals)} more")
        lines += [f"  warning  {sentence}" for sentence in self.warnings]
        if self.unknown_keys:
            keys = ", ".join(f"{_printable(key)} ({count})" for key, count in self._keys())
            lines.append(f"  kept as metadata, meaning unknown: {keys}")
        return "\n".join(lines)

    def _keys(self) -> list[tuple[str, int]]:
        return sorted(self.unknown_keys.items(), key=lambda item: (-item[1], item[0]))


def _where(refusal: Refusal) -> str:
    name = _printable(refusal.file)
    return name if refusal.line is None else f"{name}:{refusal.line}"


def _printable(text: str) -> str:
    """Names come from outside: nothing in them may steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
