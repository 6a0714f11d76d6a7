"""Time as days that something may have happened on, never a made-up instant."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days from `start` to `end`, both included, on one of which (or over which) something happened."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def on(cls, day: date) -> "Days":
        """A single known day."""
        return cls(day, day)

    @property
    def width(self) -> int:
        """Number of days the interval covers; 1 for a known day."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: "Days") -> bool:
        """Whether some day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def gap_days(self, other: "Days") -> int:
        """Days between the two intervals; 0 when they overlap, 1 when they are neighbours."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)

    def widened(self, days: int) -> "Days":
        """The interval with `days` added on both sides."""
        return Days(self.start - timedelta(days), self.end + timedelta(days))
