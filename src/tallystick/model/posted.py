"""The day a post was made, by the number in its address: X numbers posts by the clock.

Twitter, "Announcing Snowflake" (2010): the upper bits of a post's number are milliseconds since 4 November 2010.
"""

import re
from datetime import UTC, date, datetime

_POST = re.compile(r"(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d{15,20})", re.IGNORECASE)
_FIRST_MILLISECOND = 1288834974657


def day_posted(url: str | None) -> date | None:
    """The day (UTC) in the number of the post that an address leads to; None for any other address."""
    found = _POST.search(url or "")
    if found is None:
        return None
    return datetime.fromtimestamp(((int(found[1]) >> 22) + _FIRST_MILLISECOND) / 1000, UTC).date()
