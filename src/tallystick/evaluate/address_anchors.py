"""Days of numbered pages of much-cited sites: `python -m tallystick.evaluate.address_anchors SHARED`.

Prints extract/address_anchors.yml: for each site with many cited pages one page about every 45 days, on the day of the
incident that Airwars cites it for. `--half even` leaves out pages that incidents with odd numbers cite, to see how well
days are told that the anchors were not made from.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from tallystick.extract.address_clock import in_order, read_number

FEWEST = 8
EVERY = 45  # days
CLOSE = 7  # days
STEADY = 0.9


def read_pages(data: Path, half: str | None = None) -> dict[str, list[tuple[int, date]]]:
    """By site, the numbers of cited pages with the last day of what they are cited for."""
    with (data / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        days = {f"airwars-{r['airwars_id']}": r["date"] for r in csv.DictReader(file) if r["date_type"] == "date"}
    left_out = {"even": 1, "odd": 0}.get(half or "")
    pages: dict[str, set[tuple[int, date]]] = defaultdict(set)
    for line in (data / "documents.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        cited = [i for i in document["incident_ids"] if days.get(i)]
        number = read_number(document["url"])
        if number and cited and not any(int(i.split("-")[1]) % 2 == left_out for i in cited):
            pages[number[0]].add((number[1], max(date.fromisoformat(days[i]) for i in cited)))
    return {site: sorted(found) for site, found in sorted(pages.items())}


def anchors(pages: Mapping[str, Sequence[tuple[int, date]]]) -> Iterator[str]:
    """The lines of the file."""
    for site, found in pages.items():
        rising = in_order(found)
        if len(found) >= FEWEST and rising and _is_steady(rising):
            yield f"{site}:"
            yield from (f"  {number}: {day.isoformat()}" for number, day in _thinned(rising))


def _is_steady(pages: Sequence[tuple[int, date]]) -> bool:
    """Whether most pages lie, by their number, within a week of the day that their two neighbours tell."""
    inner = list(zip(pages, pages[1:], pages[2:], strict=False))
    off = [abs((_told_between(number, left, right) - day).days) for left, (number, day), right in inner]
    return sum(days <= CLOSE for days in off) >= STEADY * len(off)


def _told_between(number: int, left: tuple[int, date], right: tuple[int, date]) -> date:
    part = (number - left[0]) / max(1, right[0] - left[0])
    return left[1] + timedelta(round((right[1] - left[1]).days * part))


def _thinned(pages: Sequence[tuple[int, date]]) -> Iterator[tuple[int, date]]:
    last: date | None = None
    for position, (number, day) in enumerate(pages):
        if last is None or (day - last).days >= EVERY or position == len(pages) - 1:
            last = day
            yield number, day


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", choices=("even", "odd"))
    chosen = parser.parse_args(arguments)
    print(
        "# Days of numbered pages, by site and path. Made by tallystick/evaluate/address_anchors.py; a day is that of"
    )
    print("# an attack the page is cited for, so it may be a day or two early. Add pages whose day you know.")
    print("\n".join(anchors(read_pages(chosen.shared / "data" / "airwars-syria", chosen.half))))


if __name__ == "__main__":
    main()
