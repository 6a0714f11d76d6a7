"""The packaged demo case: digests of real reports on attacks in Syria, autumn 2015 (see ATTRIBUTION.md)."""

from importlib.resources import files
from pathlib import Path

TITLE = "Homs, Idlib and Aleppo, autumn 2015"


def reports_path() -> Path:
    """The demo's reports as a JSON lines file."""
    return Path(str(files(__name__).joinpath("reports.jsonl")))
