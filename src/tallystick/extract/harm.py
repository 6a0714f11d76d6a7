"""One sentence on its way to figures: its cues, the people counted in it, and what is made of them."""

from dataclasses import dataclass, field

from tallystick.extract.counted import Counted
from tallystick.extract.cues import Cue


@dataclass(slots=True)
class Figure:
    """A figure in the making."""

    counted: Counted
    outcome: str
    trigger: Cue | None
    partial: bool = False
    beside: bool = False
    """True when "and" joins them to the people before, so that they are more."""


@dataclass(slots=True)
class HarmReading:
    """One sentence on its way: its cues, the people counted in it, and the figures made so far."""

    text: str
    cues: list[Cue]
    told_of: str
    """The group that the sentence before spoke of last."""
    campaign: bool
    spoken_of: str | None = None
    """The group of the one person that the text before named last."""
    start: int = 0
    """Where the sentence begins."""
    goes_on: bool = False
    """True when the sentence goes on, after a semicolon, counting those killed."""
    people: list[Counted] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def words_between(self, left: int, right: int) -> list[str]:
        return self.text[left:right].split()

    def kinds_between(self, left: int, right: int) -> set[str]:
        return {c.kind for c in self.cues if left <= c.start < right}
