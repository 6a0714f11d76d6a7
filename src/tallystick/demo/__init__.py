"""The packaged demo case: digests of real reports on attacks in Syria, autumn 2015 (see ATTRIBUTION.md)."""

from datetime import date
from importlib.resources import files
from pathlib import Path

from tallystick.model.when import Days

TITLE = "Homs, Idlib and Aleppo, autumn 2015"
BRIEF_DAYS = Days(date(2015, 9, 30), date(2015, 12, 23))
"""From the first strikes to the day on which Amnesty International published its report on six of them."""


def reports_path() -> Path:
    """The demo's reports as a JSON lines file."""
    return Path(str(files(__name__).joinpath("reports.jsonl")))


CONTROL_MAKER = "Demo: towns named in the press"


def control_path() -> Path:
    """Towns and who held them, from the demo's reports and other pages, as a CSV table of control points."""
    return Path(str(files(__name__).joinpath("control.csv")))
