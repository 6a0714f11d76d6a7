"""Names beside their points, placed so that they cover neither each other nor the points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, radians, sin

CHARACTER = 0.6
"""Width of an average character of a bold sans-serif, in font sizes."""
LINE = 1.4
"""Height of a line, in font sizes."""
_DIRECTIONS = (0, 180, 45, -45, 135, -135, 22, -22, 158, -158, 90, -90, 68, -68, 112, -112)
_DISTANCES = (0.0, 14.0, 28.0, 44.0, 62.0, 84.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        """Whether it lies inside a drawing of that size."""
        return self.left >= 4 and self.top >= 4 and self.right <= width - 4 and self.bottom <= height - 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants a place beside a point that is drawn with a radius."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: its first line's baseline, and the end of a line that leads to a point further off."""

    x: float
    y: float
    side: str
    """`start` or `end`: which end of the text `x` is."""
    leader: tuple[float, float, float, float] | None
    box: Box


def place_labels(
    wanted: Sequence[Wanted], taken: Sequence[Box], size: tuple[float, float], font: float
) -> tuple[Label | None, ...]:
    """A place for each name, the first ones first; None where no place is free."""
    busy = [*taken, *(_dot(w) for w in wanted)]
    placed: list[Label | None] = []
    for want in wanted:
        free = (c for c in _candidates(want, font) if c.box.within(*size) and not any(map(c.box.touches, busy)))
        label = next(free, None)
        placed.append(label)
        if label:
            busy.append(label.box)
    return tuple(placed)


def text_box(x: float, y: float, lines: Sequence[str], font: float, side: str) -> Box:
    """The room that lines of text take, `y` being the middle of their height."""
    width, height = max(map(len, lines)) * CHARACTER * font, len(lines) * font * LINE
    left = {"start": x, "end": x - width, "middle": x - width / 2}[side]
    return Box(left, y - height / 2, left + width, y + height / 2)


def _dot(want: Wanted) -> Box:
    r = want.radius + 1
    return Box(want.x - r, want.y - r, want.x + r, want.y + r)


def _candidates(want: Wanted, font: float) -> Iterator[Label]:
    for distance, angle in product(_DISTANCES, _DIRECTIONS):
        reach = want.radius + 5 + distance
        across, down = cos(radians(angle)), -sin(radians(angle))
        x, y = want.x + reach * across, want.y + reach * down
        if abs(down) > 0.9:
            y += (len(want.lines) - 1) * font * LINE / 2 * (1 if down > 0 else -1)
        side = "start" if across >= 0 else "end"
        box = text_box(x, y, want.lines, font, side)
        baseline = round(box.top + font * 1.05, 1)
        yield Label(round(x, 1), baseline, side, _leader(want, (x, y)) if distance else None, box)


def _leader(want: Wanted, end: tuple[float, float]) -> tuple[float, float, float, float]:
    """From the edge of the point almost to the name."""
    dx, dy = end[0] - want.x, end[1] - want.y
    length = hypot(dx, dy)
    a, b = (want.radius + 1) / length, (length - 3) / length
    return tuple(round(v, 1) for v in (want.x + a * dx, want.y + a * dy, want.x + b * dx, want.y + b * dy))  # type: ignore[return-value]
