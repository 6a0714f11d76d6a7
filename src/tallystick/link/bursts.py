"""Many copies of one text at once: one origin like any other, and a sign that somebody may be pushing a number."""

from collections.abc import Mapping, Sequence
from datetime import date

from tallystick.link.sources import Source
from tallystick.model.incident import Origin

REPORTS = 20
VOICES = 5
WITHIN_DAYS = 3


def burst_said(origins: Sequence[Origin], sources: Mapping[str, Source]) -> str | None:
    """A sentence where one origin is repeated by many accounts within a few days; None where none is.

    Reports without a day count with the others: leaving the day out is no way to hide a burst.
    """
    found = [(o, len({sources[c].key for c in o.claim_ids})) for o in origins if len(o.report_ids) >= REPORTS]
    bursts = [(o, voices) for o, voices in found if voices >= VOICES and _at_once(o.told)]
    if not bursts:
        return None
    origin, voices = max(bursts, key=lambda b: (len(b[0].report_ids), b[0].origin_id))
    return (
        f"{len(origin.report_ids)} reports by {voices} publishers repeat {origin.name} within {WITHIN_DAYS} days: they "
        "count as one origin, and so many copies at once may be coordinated."
    )


def _at_once(told: Sequence[date | None]) -> bool:
    days = sorted(day for day in told if day is not None)
    return len(days) < REPORTS or any(
        (later - earlier).days < WITHIN_DAYS for earlier, later in zip(days, days[REPORTS - 1 :], strict=False)
    )
