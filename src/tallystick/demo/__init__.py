"""The packaged demo case: digests of real reports on attacks in Syria, autumn 2015 (see ATTRIBUTION.md)."""

from importlib.resources import files
from pathlib import Path

TITLE = "Homs, Idlib and Aleppo, autumn 2015"


def reports_path() -> Path:
    """The demo's reports as a JSON lines file."""
    return Path(str(files(__name__).joinpath("reports.jsonl")))


CONTROL_MAKER = "Demo: towns named in the press"


def control_path() -> Path:
    """Towns and who held them, from the demo's reports and other pages, as a CSV table of control points."""
    return Path(str(files(__name__).joinpath("control.csv")))
