"""What `verify` and `doctor` have to say, with codes that stay the same from version to version."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Level = Literal["error", "warning", "note"]

CODES = MappingProxyType(
    {
        "vault.unreadable": "the database cannot be opened or read as one",
        "vault.integrity": "the database finds its own structure broken",
        "schema.version": "the tables are of a version that this Tallystick does not know",
        "schema.changed": "a table, index or guard is missing, altered or was added",
        "value.type": "a stored value is of another type than it was written with, or is not text",
        "log.empty": "the log has no entries",
        "log.first_entry": "the log does not start with the creation of its vault, or has a second one",
        "log.gap": "a sequence number is missing or out of place",
        "log.chain": "an entry does not follow from the one before it",
        "log.hash": "an entry is not what its hash says",
        "log.time": "an entry's time cannot be read",
        "log.clock": "a time runs backwards without the note that says so",
        "log.body": "an entry's content is not canonical JSON of its kind",
        "log.kind": "an entry is of a kind that this Tallystick does not know",
        "log.repeated": "two entries put in the same thing",
        "reports.missing": "a report of the log is not in the table of reports",
        "reports.extra": "a row in the table of reports has no entry in the log",
        "reports.differs": "a row in the table of reports says something else than the log",
        "reports.original": "a report names an original that was not kept before it",
        "originals.missing": "an original of the log is not in the table of originals",
        "originals.extra": "a row in the table of originals has no entry in the log",
        "originals.differs": "a row in the table of originals says something else than the log",
        "judgements.missing": "a judgement of the log is not in the table of judgements",
        "judgements.extra": "a row in the table of judgements has no entry in the log",
        "judgements.differs": "a row in the table of judgements says something else than the log",
        "evidence.missing": "a kept original is gone",
        "evidence.not_a_file": "something else lies where a kept original should be",
        "evidence.size": "a kept original is longer or shorter than it was",
        "evidence.changed": "a kept original has other bytes than it had",
        "evidence.unreadable": "the disk does not give back a kept original",
        "evidence.extra": "a file among the originals that no entry names",
        "evidence.unfinished": "a copy that an interrupted import left behind",
        "runs.damaged": "a file of a run is missing or is not what was saved",
        "territory.damaged": "a map of control that the settings list is missing or is not what was saved",
        "sources.missing": "a confidential source that was neither kept nor erased",
        "sources.extra": "a file among the sources that no entry names",
        "sources.erased": "a source that was erased is still there",
        "checkpoint.signature": "the checkpoint is not signed by the key given",
        "checkpoint.unsigned": "the checkpoint's signature was not checked, because no key was given",
        "checkpoint.other_vault": "the checkpoint is of another vault",
        "checkpoint.truncated": "the log is shorter than it was when the checkpoint was handed out",
        "checkpoint.rewritten": "the log up to the checkpoint is not the log it was",
        "doctor.read_only": "the vault takes nothing in until `tallystick verify` finds it whole",
        "doctor.sqlite": "the SQLite library in use, and how it is set up",
        "doctor.server": "the PostgreSQL server that holds the log, and how it is set up",
        "doctor.rights": "what the accounts of the server may do to the vault",
        "doctor.disk": "how much room the disk has",
        "doctor.modes": "who else on this machine can read the project",
        "doctor.clock": "whether the clock has run backwards",
        "doctor.checkpoint": "when the last checkpoint was handed out",
        "doctor.leftovers": "what interrupted work left behind",
        "doctor.sources": "whether confidential sources can be taken in",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, where, and what it means."""

    code: str
    level: Level
    subject: str
    says: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code} is no code of a finding")


def error(code: str, subject: str, detail: str = "") -> Finding:
    """Something is not what was put in."""
    return Finding(code, "error", subject, _sentence(code, detail))


def note(code: str, subject: str, detail: str = "") -> Finding:
    """Worth knowing; nothing is wrong."""
    return Finding(code, "note", subject, _sentence(code, detail))


def warning(code: str, subject: str, detail: str = "") -> Finding:
    """Nothing is lost, but somebody should do something."""
    return Finding(code, "warning", subject, _sentence(code, detail))


def _sentence(code: str, detail: str) -> str:
    return f"{CODES[code]}: {detail}" if detail else CODES[code]
