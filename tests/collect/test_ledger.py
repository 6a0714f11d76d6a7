"""The account of an import."""

import json

from tallystick.collect import Ledger
from tallystick.collect.ledger import KEPT_REFUSALS
from tallystick.model.report import Refusal, Report


def test_a_ledger_counts_and_describes_everything() -> None:
    ledger = Ledger()
    ledger.take(Report("a", "x", metadata=(("camera", "1"), ("read_as", '"main_text"'))))
    ledger.take(Report("b", "y", metadata=(("camera", "2"), ("zoom", "1"))), is_new=False)
    ledger.refuse(Refusal("f.jsonl", 3, "Correct it."))
    ledger.refuse(Refusal("g.pdf", None, "Get it again."))
    ledger.warn("The clock went back.")
    assert ledger.describe().split("\n") == [
        "1 taken, 1 already there, 2 refused",
        "  refused  f.jsonl:3: Correct it.",
        "  refused  g.pdf: Get it again.",
        "  warning  The clock went back.",
        "  kept as metadata, meaning unknown: camera (2), zoom (1)",
    ]
    assert json.loads(ledger.to_json()) == {
        "taken": 1, "already_there": 1, "refused": 2, "unknown_keys": {"camera": 2, "zoom": 1},
        "refusals": [{"file": "f.jsonl", "line": 3, "reason": "Correct it."},
                     {"file": "g.pdf", "line": None, "reason": "Get it again."}],
        "warnings": ["The clock went back."],
    }  # fmt: skip


def test_a_name_cannot_steer_the_terminal() -> None:
    ledger = Ledger()
    ledger.refuse(Refusal("a\x1b[2J\u202e\udcff.txt", None, "No."))
    ledger.take(Report("a", "x", metadata=(("k\n\x1b", "1"),)))
    assert all(character.isprintable() or character == "\n" for character in ledger.describe())
    assert ledger.to_json().isascii()


def test_a_broken_gigabyte_does_not_fill_the_ledger() -> None:
    ledger = Ledger()
    for line in range(KEPT_REFUSALS + 7):
        ledger.refuse(Refusal("f", line, "No."))
    assert ledger.refused == KEPT_REFUSALS + 7
    assert len(ledger.refusals) == KEPT_REFUSALS
    assert "and 7 more" in ledger.describe()
