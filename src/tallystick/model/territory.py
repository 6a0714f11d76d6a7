"""Who is said to hold which ground, when, by which map maker; and where that leaves what happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tallystick.model.claim import Span
from tallystick.model.place import Place
from tallystick.model.when import Days

Ring = tuple[tuple[float, float], ...]
"""Corners as (longitude, latitude), the last one equal to the first."""
Polygon = tuple[Ring, ...]
"""The outer ring, then the holes."""
Standing = Literal["inside", "border", "outside", "unclassifiable"]
Tier = Literal["high", "moderate", "low"]

CONTESTED = "contested"
"""What a map calls ground that it gives to nobody: no party, and it may be anybody's."""
EITHER = "|"
"""Between the parties among which ground is contested, where a map says among whom: `isis|syrian_government`."""


def may_hold(held_by: str, party: str) -> bool:
    """Whether ground that a map gives to `held_by` is, or may be, the party's."""
    return held_by == CONTESTED or party in held_by.split(EITHER)


@dataclass(frozen=True, slots=True)
class Validity:
    """The days a map stands for: from `start` until, but not including, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a map cannot stop being valid ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> Days:
        """The same days with both ends included."""
        return Days(self.start, self.end - timedelta(1))


@dataclass(frozen=True, slots=True)
class ControlArea:
    """Ground that one map maker shows as held by a party on some days."""

    area_id: str
    """The file and the feature in it."""
    party: str
    maker: str
    valid: Validity
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A town that a source says a party held on some days, as far as `radius_m` metres around the point."""

    point_id: str
    name: str
    party: str
    maker: str
    valid: Validity
    lat: float
    lon: float
    radius_m: int
    source: str
    """Where it is said: an address, or a title."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlLayer:
    """One accepted file of areas or points; a map maker may have several."""

    maker: str
    file: str
    sha256: str
    """Hash of the file as it came."""
    whole: bool
    """True when the maker means to show all ground that the parties hold: a place outside all areas is then nobody's
    of them. False when the map says nothing about the ground it does not colour."""
    areas: tuple[ControlArea, ...] = ()
    points: tuple[ControlPoint, ...] = ()

    @property
    def validities(self) -> tuple[Validity, ...]:
        """The different spans of days that its areas and points stand for, sorted."""
        found = {a.valid for a in self.areas} | {p.valid for p in self.points}
        return tuple(sorted(found, key=lambda v: (v.start, v.end)))


@dataclass(frozen=True, slots=True)
class DatedPlace:
    """Something that happened at a place on some days, to be held against a map: an incident, a declared target."""

    subject_id: str
    place: Place | None
    days: Days | None


@dataclass(frozen=True, slots=True)
class DeclaredTarget:
    """A place that a party itself says it struck."""

    target_id: str
    declared_by: str
    """A code of the vocabulary `actor`."""
    place_name: str
    place: Place | None
    days: Days | None
    source: str = ""

    @property
    def dated_place(self) -> DatedPlace:
        """Where and when, to be held against a map."""
        return DatedPlace(self.target_id, self.place, self.days)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one subject lay on the maps of one maker, with the reason."""

    subject_id: str
    maker: str
    standing: Standing
    """`inside` one party's area for certain, `outside` all, at a `border` that its radius, its days or the map's lag
    reach across, or `unclassifiable`."""
    parties: tuple[str, ...]
    """In whose area it lay, or may have lain; `contested` is no party. Empty when outside all or unclassifiable."""
    lag_days: int | None
    """Days between it and the map it was held against; 0 when the map is of that day."""
    front_m: int | None
    """Metres from its point to the nearest ground of another party than the one that holds it; where the map shows one
    party alone, to the nearest edge."""
    tier: Tier | None
    why: str

    def may_be_in(self, party: str) -> bool:
        """Whether it lay, or may have lain, in the area of `party`."""
        return any(may_hold(held_by, party) for held_by in self.parties)

    def is_in(self, party: str) -> bool:
        """Whether it lay in the area of `party` for certain."""
        return self.standing == "inside" and self.parties == (party,)


@dataclass(frozen=True, slots=True)
class ControlShare:
    """How many of some subjects lay in one party's area on one maker's maps: a range, and what cannot be classified.

    `min` lay inside for certain; `max` adds those that may have; `unclassifiable` are in neither.
    """

    unit: str
    """What is counted: incidents, declared targets."""
    party: str
    maker: str
    map_days: Days | None
    """From the first to the last day of the maps that were used; None when none was."""
    of: int
    min: int
    max: int
    unclassifiable: int
    tiers: tuple[tuple[Tier, int], ...]
    """How many of those classified (inside or not) are known how well."""
    inside_ids: tuple[str, ...]
    border_ids: tuple[str, ...]
    unclassifiable_ids: tuple[str, ...]
    layers: tuple[str, ...]
    """Hashes of the files of this maker."""
    rules: str
    """The assumptions behind it, in words."""
    week: date | None = None
    """Its Monday, in a weekly series."""

    @property
    def outside(self) -> int:
        """How many lay outside the party's area for certain."""
        return self.of - self.max - self.unclassifiable

    @property
    def sentence(self) -> str:
        """The share as it may be printed: counts, unit, map maker and map days, never a bare percentage."""
        return " ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        counted = f"{self.min}" if self.min == self.max else f"between {self.min} and {self.max}"
        yield f"{counted} of {self.of} {self.unit} in areas of {self.party},"
        yield f"{self.unclassifiable} not classifiable;"
        yield f"map: {self.maker}, {_said(self.map_days)}"


def _said(days: Days | None) -> str:
    if days is None:
        return "no map of these days"
    return f"{days.start}" if days.start == days.end else f"{days.start} to {days.end}"


@dataclass(frozen=True, slots=True)
class StatedShare:
    """What a report says of such a share: so many of so many strikes, targets or places were a party's, or against it.

    It stands beside the shares that are counted here, and enters none.
    """

    report_id: str
    party: str
    min: int
    max: int
    of: int
    unit: str
    """The report's own word for what it counts."""
    span: Span


@dataclass(frozen=True, slots=True)
class ControlFindings:
    """Where some incidents lay on the project's maps of control, and what reports say of such shares."""

    shares: tuple[ControlShare, ...] = ()
    weekly: tuple[ControlShare, ...] = ()
    whereabouts: tuple[Whereabouts, ...] = ()
    stated: tuple[StatedShare, ...] = ()
