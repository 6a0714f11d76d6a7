"""What holding incidents against maps of control costs: `python -m bench.territory [INCIDENTS [POLYGONS]]`.

500,000 incidents of half a year against 500 polygons (25 weekly maps of 20 wavy areas of four parties, 100 corners
each): the share of every party as a range. Making them is not counted.
"""

import resource
import sys
import time
from datetime import date, timedelta

import numpy as np

from tallystick.analyse.territory import control_shares
from tallystick.model.place import Place
from tallystick.model.territory import ControlArea, ControlLayer, DatedPlace, Validity
from tallystick.model.when import Days

PARTIES = ("isis", "hts_opposition", "syrian_government", "sdf_ypg")
START, WEEK = date(2015, 9, 30), timedelta(7)
ROWS, COLUMNS, CORNERS = 4, 5, 100
LIMIT_SECONDS = 5.0


def weekly_maps(polygons: int) -> ControlLayer:
    """A grid of areas whose wavy borders neighbours share, moving a little every week."""
    weeks = max(1, polygons // (ROWS * COLUMNS))
    areas = tuple(_area(week, cell) for week in range(weeks) for cell in range(ROWS * COLUMNS))
    return ControlLayer("bench", "bench.geojson", "0" * 64, True, areas)


def _area(week: int, cell: int) -> ControlArea:
    row, column = divmod(cell, COLUMNS)
    ring = [*_side(week, (column, row), (1, 0)), *_side(week, (column + 1, row), (0, 1))]
    ring += [*_side(week, (column, row + 1), (1, 0))[::-1], *_side(week, (column, row), (0, 1))[::-1]]
    closed = tuple(dict.fromkeys(ring))
    valid = Validity(START + week * WEEK, START + (week + 1) * WEEK)
    return ControlArea(f"bench#{week}-{cell}", PARTIES[(row + column) % 4], "bench", valid, (((*closed, closed[0]),),))


def _side(week: int, start: tuple[int, int], along: tuple[int, int]) -> list[tuple[float, float]]:
    """One border between two corners of the grid, the same from both sides."""
    steps = np.linspace(0, 1, CORNERS // 4)
    wave = 0.03 * np.sin(steps * np.pi * 4) * (1 + 0.02 * week)
    x = 36 + 1.2 * (start[0] + along[0] * steps + along[1] * wave)
    y = 32.5 + 1.1 * (start[1] + along[1] * steps + along[0] * wave)
    return [(round(float(a), 9), round(float(b), 9)) for a, b in zip(x, y, strict=True)]


def incidents(count: int, days: int) -> list[DatedPlace]:
    """Incidents anywhere on the grid on any of the days, as vague as village and town names are."""
    draw = np.random.default_rng(1)
    lon, lat = draw.uniform(36, 42, count).tolist(), draw.uniform(32.5, 36.9, count).tolist()
    radius, day = draw.choice([1500, 2500, 8000], count).tolist(), draw.integers(0, days, count).tolist()
    return [
        DatedPlace(
            f"i{n}", Place("", "", None, lat[n], lon[n], radius[n], "village"), Days.on(START + timedelta(day[n]))
        )
        for n in range(count)
    ]


def main() -> int:
    """One line; 1 when it took longer than the limit."""
    asked = [int(a.replace(",", "")) for a in sys.argv[1:]]
    count, polygons = (*asked, *(500_000, 500)[len(asked) :])
    layer = weekly_maps(polygons)
    subjects = incidents(count, 7 * max(1, polygons // (ROWS * COLUMNS)))
    start, busy = time.perf_counter(), time.process_time()
    shares = control_shares(subjects, [layer])
    took, busy = time.perf_counter() - start, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    cost = f"{took:.2f} s ({busy:.2f} s of processor)  peak {memory:.2f} GB"
    sys.stdout.write(f"{count:,} incidents × {len(layer.areas)} polygons  {cost}\n")
    sys.stdout.writelines(f"  {share.sentence}\n" for share in shares)
    return int(count == 500_000 and busy > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
