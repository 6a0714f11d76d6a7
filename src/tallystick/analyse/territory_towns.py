"""Towns that sources say a party held: in whose a place lies, each town's word taken for the days near its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallystick.analyse.territory_days import Circles
from tallystick.model.territory import ControlPoint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Whole = NDArray[np.int64]

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a town's word carries: metres around a place by day of lag, days, and metres that count as close."""

    drift_m_per_day: int
    max_lag_days: int
    clear_m: int


@dataclass(frozen=True, slots=True)
class TownsFound:
    """Of each circle: bits of the parties it may be with, days of lag, whether another party's town is close."""

    states: "Whole"
    lag: "Whole"
    close: "NDArray[np.bool_]"
    told_first: "Whole"
    """Ordinal of the first day of the words that counted; beyond all days where none did."""
    told_last: "Whole"


class Towns:
    """All towns of one source, on a plane in metres."""

    def __init__(self, points: Sequence[ControlPoint], spots: "Numbers", parties: Sequence[str]) -> None:
        import numpy as np
        import shapely

        self._spots = spots
        self._none = 1 << len(parties)
        self._party = np.array([parties.index(p.party) for p in points])
        self._radius = np.array([float(p.radius_m) for p in points])
        self._start = np.array([p.valid.start.toordinal() for p in points])
        self._end = np.array([p.valid.days.end.toordinal() for p in points])
        self._tree = shapely.STRtree(shapely.points(spots))
        self._town = _same_town(self._tree, spots, self._radius)

    def find(self, circles: Circles, reach: Reach) -> TownsFound:
        """With whom circles may be.

        A place whose centre lies in a town is of that town, however vague its name is. Between the days of two words
        about one town both speak; on its own days one speaks alone.
        """
        import numpy as np
        import shapely

        widest = reach.max_lag_days * reach.drift_m_per_day + float(self._radius.max())
        far = np.maximum(circles.radius + widest, reach.clear_m + float(self._radius.max()))
        who, town = self._tree.query(shapely.points(circles.spots), predicate="dwithin", distance=far)
        lag, later = self._lags(circles, who, town)
        who, town, lag = _speaking(who, town, lag, (self._town[town] * 2 + later, self._town[town], reach.max_lag_days))
        gap = np.hypot(*(circles.spots[who] - self._spots[town]).T) - self._radius[town]
        reached, bits = gap <= circles.radius[who] + lag * reach.drift_m_per_day, np.left_shift(1, self._party[town])
        found, held = _nothing_yet(len(circles.radius)), np.zeros(len(circles.radius), dtype=np.int64)
        np.bitwise_or.at(held, who[gap <= 0], bits[gap <= 0])
        np.bitwise_or.at(found.states, who[reached], bits[reached])
        counted = np.where(held[who] > 0, gap <= 0, reached)  # in a town, the lag of its own word
        np.maximum.at(found.lag, who[counted], lag[counted])
        told = (np.clip(d[who], self._start[town], self._end[town])[reached] for d in (circles.first, circles.last))
        np.minimum.at(found.told_first, who[reached], next(told))
        np.maximum.at(found.told_last, who[reached], next(told))
        found.states[held == 0] |= self._none
        found.close[who[(gap <= reach.clear_m) & (bits != held[who])]] = True
        return found

    def fronts(self, circles: Circles, states: "Whole", max_lag: int) -> "Numbers":
        """Metres from each centre to the edge of the nearest town of another party; infinite where there is none."""
        import numpy as np

        front = np.full(len(circles.radius), np.inf)
        for start in range(0, len(front), _CHUNK):
            rows = np.arange(start, min(start + _CHUNK, len(front)))
            who, town = (a.ravel() for a in np.meshgrid(rows, np.arange(len(self._radius)), indexing="ij"))
            lag, _ = self._lags(circles, who, town)
            gap = np.hypot(*(circles.spots[who] - self._spots[town]).T) - self._radius[town]
            other = (lag <= max_lag) & (np.left_shift(1, self._party[town]) != states[who])
            np.minimum.at(front, who[other], np.maximum(gap[other], 0))
        return front

    def _lags(self, circles: Circles, who: "Whole", town: "Whole") -> tuple["Whole", "Whole"]:
        """Days from the farthest possible day of each circle to the days of a town, and whether these are later."""
        import numpy as np

        before = np.maximum(self._start[town] - circles.first[who], 0)
        after = np.maximum(circles.last[who] - self._end[town], 0)
        return np.maximum(before, after), (before > after).astype(np.int64)


def _nothing_yet(count: int) -> TownsFound:
    import numpy as np

    whole = np.zeros((3, count), dtype=np.int64)
    never = np.full(count, np.iinfo(np.int64).max)
    return TownsFound(whole[0], whole[1], np.zeros(count, dtype=np.bool_), never, whole[2])


def _speaking(
    who: "Whole", town: "Whole", lag: "Whole", of: tuple["Whole", "Whole", int]
) -> tuple["Whole", "Whole", "Whole"]:
    """The words about a town that count for each circle: its own days' alone, else the last before and first after."""
    import numpy as np

    side, place, max_lag = of
    near = lag <= max_lag
    who, town, lag, side, place = who[near], town[near], lag[near], side[near], place[near]
    width = int(side.max(initial=0)) + 1
    on_its_day = _least(lag, who * width + place) == 0
    speaks = np.where(on_its_day, lag == 0, lag == _least(lag, who * width + side))
    return who[speaks], town[speaks], lag[speaks]


def _least(values: "Whole", keys: "Whole") -> "Whole":
    """Each row's least value among the rows with the same key."""
    import numpy as np

    if not len(values):
        return values
    _, group = np.unique(keys, return_inverse=True)
    least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, group, values)
    return np.asarray(least[group])


def _same_town(tree: object, spots: "Numbers", radius: "Numbers") -> "Whole":
    """A number for each town: words whose centres lie in each other's circles are about one."""
    import numpy as np
    import shapely

    rows, others = tree.query(shapely.points(spots), predicate="dwithin", distance=radius)  # type: ignore[attr-defined]
    mutual = set(zip(rows.tolist(), others.tolist(), strict=True))
    number = list(range(len(spots)))
    for left, right in sorted((a, b) for a, b in mutual if a < b and (b, a) in mutual):
        for at in list(_of(number, number[right])):
            number[at] = number[left]
    return np.array(number)


def _of(numbers: Sequence[int], wanted: int) -> Iterator[int]:
    return (at for at, number in enumerate(numbers) if number == wanted)
