"""How many people, as stated: a range whose open end stays open."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Toll:
    """A stated number of people.

    `Toll(12, 12)` is "twelve", `Toll(12, None)` "at least twelve", `Toll(0, 7)` "up to seven" and
    `Toll(0, 0)` "nobody". Nothing said is no toll at all (`None`), never a zero.
    """

    min: int
    max: int | None

    def __post_init__(self) -> None:
        if self.min < 0 or (self.max is not None and self.max < self.min):
            raise ValueError(f"not a toll: {self.min} to {self.max}")

    @property
    def ceiling(self) -> int:
        """The highest number the words name: the maximum, or the minimum where the end is open."""
        return self.min if self.max is None else self.max

    def compatible(self, other: "Toll") -> bool:
        """Whether one true number could satisfy both statements."""
        return (self.max is None or other.min <= self.max) and (other.max is None or self.min <= other.max)
