"""Which of a map maker's maps speaks for which possible day of a subject, and how many days lie between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tallystick.model.territory import ControlLayer, Validity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Circles:
    """Places to be held against a map: centres in metres, radii, and ordinals of first and last possible day."""

    spots: "NDArray[np.float64]"
    radius: "NDArray[np.float64]"
    first: "Whole"
    last: "Whole"


@dataclass(frozen=True, slots=True)
class Pairing:
    """Subjects beside the states of the map that speak for their days: row by row, subject, state and lag."""

    subject: "Whole"
    state: "Whole"
    """Number of the span of days in the order of `spans_of`."""
    lag: "Whole"
    """Most days between a possible day of the subject and the span; 0 when the span covers it."""
    blind: "NDArray[np.bool_]"
    """By subject: whether on one of its possible days no map is near enough in time."""


def spans_of(layers: Iterable[ControlLayer]) -> tuple[Validity, ...]:
    """The spans of days over which nothing changes on a maker's maps, in order; days without a map are in none."""
    validities = {v for layer in layers for v in layer.validities}
    breaks = sorted({day for v in validities for day in (v.start, v.end)})
    spans = (Validity(start, end) for start, end in pairwise(breaks))
    return tuple(s for s in spans if any(v.start <= s.start and s.end <= v.end for v in validities))


def pair_with_spans(circles: Circles, spans: Sequence[Validity], max_lag: int) -> Pairing:
    """Each circle with every span that covers or adjoins one of its possible days.

    A day without a map of its own is told by the last map before and the first map after it, each at most `max_lag`
    days away: where the two agree, the place is taken not to have changed hands and back between them.
    """
    import numpy as np

    first, last = circles.first, circles.last
    starts = np.array([s.start.toordinal() for s in spans], dtype=np.int64)
    ends = np.array([s.end.toordinal() for s in spans], dtype=np.int64)
    low = np.searchsorted(ends, first, "right")  # the first span that ends after the first day
    low -= first < starts[np.minimum(low, len(spans) - 1)]  # the one before it when that day is in no span
    low -= low == len(spans)
    high = np.searchsorted(starts, last, "right") - 1  # the last span that starts by the last day
    high += last >= ends[np.maximum(high, 0)]
    high += high < 0
    width = high - low + 1
    subject = np.repeat(np.arange(len(first)), width)
    offset = np.arange(len(subject)) - np.repeat(np.cumsum(width) - width, width)
    state = np.repeat(low, width) + offset
    there = (state >= 0) & (state < len(spans))
    subject, state = subject[there], state[there]
    lag, near = _lags(first[subject], last[subject], (starts, ends), state, max_lag)
    return Pairing(subject[near], state[near], lag[near], _blind(first, last, (starts, ends), max_lag))


def _lags(
    first: "Whole", last: "Whole", spans: tuple["Whole", "Whole"], state: "Whole", max_lag: int
) -> tuple["Whole", "NDArray[np.bool_]"]:
    """The lag of each pair, and whether the span covers a day of the subject or adjoins one near enough."""
    import numpy as np

    starts, ends = spans
    forever = np.iinfo(np.int64).max // 2
    before = np.concatenate(([-forever], ends[:-1]))[state]  # the gap before the span starts here
    after = np.concatenate((starts[1:], [forever]))[state]  # the gap after the span ends here
    start, end = starts[state], ends[state]
    covers = (first < end) & (last >= start)
    nearest_before, farthest_before = start - np.minimum(last, start - 1), start - np.maximum(first, before)
    in_gap_before = (first < start) & (last >= before) & (nearest_before <= max_lag)
    nearest_after, farthest_after = np.maximum(first, end) - (end - 1), np.minimum(last, after - 1) - (end - 1)
    in_gap_after = (last >= end) & (first < after) & (nearest_after <= max_lag)
    lag = np.maximum(np.where(in_gap_before, farthest_before, 0), np.where(in_gap_after, farthest_after, 0))
    return np.minimum(lag, max_lag), covers | in_gap_before | in_gap_after


def _blind(first: "Whole", last: "Whole", spans: tuple["Whole", "Whole"], max_lag: int) -> "NDArray[np.bool_]":
    """Whether some possible day lies more than `max_lag` days from every span."""
    import numpy as np

    starts, ends = spans
    forever = np.iinfo(np.int64).max // 2
    dark_from = np.concatenate(([-forever], ends + max_lag))
    dark_to = np.concatenate((starts - max_lag - 1, [forever]))
    real = dark_from <= dark_to
    dark_from, dark_to = dark_from[real], dark_to[real]
    candidate = np.searchsorted(dark_to, first, "left")  # the first dark stretch that ends on or after the first day
    return np.asarray(dark_from[np.minimum(candidate, len(dark_from) - 1)] <= last)
