"""What the running number in a page's address tells of its day: sites number their pages as they publish them.

Between two dated pages of one site lies every page numbered between them, and nearer to the one or the other in
proportion. Known pages are those of the project whose day is known, and the few in address_anchors.yml.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median
from urllib.parse import unquote, urlsplit

import yaml

from tallystick.model.when import Days

_SEGMENT = re.compile(r"p?(\d{4,17})$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HEADLINE = re.compile(r"/[^/]*(?:-[^/]*){3}$")
"""The end of a path that is the words of a page's title: four and more, with hyphens between them."""
_COUNTRY_FRONT = re.compile(r"^(?:www|m|web|mobile|[a-z]{2}-[a-z]{2})\.")
_FEWEST = 3
_IN_ORDER = 0.8  # share of a site's dated pages whose numbers and days must rise together
_LONGEST_GAP = 366  # days between two known pages, beyond which the numbers in between tell nothing
_CONTRADICTED = 31  # days off what the anchors say, beyond which a page's own day is not taken for one
_DRIFT = 25  # days of gap for which the middle may be off by one day more
_SKIPPED = 2.0  # times as many numbers a day as the site usually gives out: some were skipped, on whatever day


@dataclass(frozen=True, slots=True)
class AddressClock:
    """By site, the numbers of dated pages with their days, both rising."""

    known: Mapping[str, tuple[tuple[int, date], ...]]

    def window(self, url: str | None) -> Days | None:
        """The days on one of which a page was published; None where no numbers on both sides tell."""
        found = read_number(url)
        pages = self.known.get(found[0], ()) if found else ()
        if found is None or not pages:
            return None
        after = bisect_right(pages, (found[1], date.max))
        if after == 0 or (after == len(pages) and pages[-1][0] != found[1]):
            return None
        left, right = pages[after - 1], pages[min(after, len(pages) - 1)]
        return _between(found[1], left, right, _has_skipped(left, right, pages))


def _has_skipped(left: tuple[int, date], right: tuple[int, date], pages: Sequence[tuple[int, date]]) -> bool:
    """Whether many more numbers lie between two pages than so many days usually have at their site."""
    rates = [_a_day(*gap) for gap in pairwise(pages) if (gap[1][1] - gap[0][1]).days >= _DRIFT]
    return len(rates) >= _FEWEST and _a_day(left, right) > _SKIPPED * median(rates)


def _a_day(left: tuple[int, date], right: tuple[int, date]) -> float:
    return (right[0] - left[0]) / max(1, (right[1] - left[1]).days)


def _between(number: int, left: tuple[int, date], right: tuple[int, date], skipped: bool) -> Days | None:
    gap = (right[1] - left[1]).days
    if gap > _LONGEST_GAP:
        return None
    if skipped:
        return Days(left[1], right[1])
    part = (number - left[0]) / (right[0] - left[0]) if right[0] > left[0] else 0.0
    middle = left[1] + timedelta(round(gap * part))
    reach = timedelta(1 + min(gap // _DRIFT, round(gap * min(part, 1 - part))))  # beside a known page little is open
    return Days(max(left[1], middle - reach), min(right[1], middle + reach))


def learn_clock(dated: Iterable[tuple[str | None, date]]) -> AddressClock:
    """A clock from addresses with the day of each. A site whose numbers and days do not rise together has none."""
    pages: dict[str, set[tuple[int, date]]] = defaultdict(set)
    for site, anchors in _anchors().items():
        pages[site].update(anchors)
    anchored = AddressClock(_anchors())
    for url, day in dated:
        found = read_number(url)
        window = anchored.window(url)
        if found is not None and (window is None or window.gap_days(Days.on(day)) <= _CONTRADICTED):
            pages[found[0]].add((found[1], day))
    rising = {site: in_order(sorted(known)) for site, known in sorted(pages.items())}
    return AddressClock({site: kept for site, kept in rising.items() if kept})


def in_order(pages: Sequence[tuple[int, date]]) -> tuple[tuple[int, date], ...]:
    """The pages of a site, sorted by number, whose days rise with it; none where too many do not."""
    kept = _rising(pages)
    return kept if len(kept) >= max(_FEWEST, _IN_ORDER * len(pages)) else ()


def read_number(url: str | None) -> tuple[str, int] | None:
    """The site (with the path up to the number) and the running number in an address; None when it has none."""
    if not url:
        return None
    try:
        parts = urlsplit(unquote(url))
    except ValueError:
        return None
    host = _COUNTRY_FRONT.sub("", parts.netloc.lower())
    before = ""
    for segment in parts.path.split("/"):
        match = _SEGMENT.match(segment)
        if match and not _YEAR.match(segment):
            return host + _HEADLINE.sub("", before), int(match[1])
        before += f"/{segment}" if segment else ""
    return None


def _rising(pages: Sequence[tuple[int, date]]) -> tuple[tuple[int, date], ...]:
    """The longest run of pages, by number, whose days never fall: pages dated wrongly drop out."""
    ends: list[date] = []
    at: list[int] = []
    previous: list[int] = []
    for position, (_, day) in enumerate(pages):
        length = bisect_right(ends, day)
        previous.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [day]
        at[length : length + 1] = [position]
    kept, position = [], at[-1] if at else -1
    while position >= 0:
        kept.append(pages[position])
        position = previous[position]
    return tuple(reversed(kept))


@cache
def _anchors() -> Mapping[str, tuple[tuple[int, date], ...]]:
    """Pages of much-cited sites whose day is known, from address_anchors.yml."""
    text = files("tallystick.extract").joinpath("address_anchors.yml").read_text("utf-8")
    return {site: tuple(sorted(pages.items())) for site, pages in (yaml.safe_load(text) or {}).items()}
