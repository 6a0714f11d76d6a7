"""The day a post was published, by the number in its address: X numbers posts by the clock.

Twitter, "Announcing Snowflake" (2010): the upper bits of a post's number are milliseconds since 4 November 2010.
"""

import re
from datetime import UTC, date, datetime

from tallystick.model.report import Report

_POST = re.compile(r"(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d{15,20})", re.IGNORECASE)
_FIRST_MILLISECOND = 1288834974657


def day_posted(report: Report) -> date | None:
    """The day by the report's own metadata, else by the number of the post in its address, else None."""
    if report.published is not None:
        return report.published
    found = _POST.search(report.url or "")
    if found is None:
        return None
    return datetime.fromtimestamp(((int(found[1]) >> 22) + _FIRST_MILLISECOND) / 1000, UTC).date()
