"""What a brief is written from: a run, the part of it asked for, and what was found in that part."""

from dataclasses import dataclass
from functools import cached_property

from tallystick.model.finding import CampaignTotal, Patterns, Question, Selection, Tally
from tallystick.model.munition import MunitionFindings
from tallystick.model.position import PositionSheet
from tallystick.model.run import Run
from tallystick.model.territory import ControlFindings
from tallystick.publish.casebook import Casebook


@dataclass(frozen=True)
class Material:
    """Findings with their look-ups. (Not slotted: the casebook is made once, when first asked for.)"""

    whole: Run
    """The run as it is."""
    run: Run
    """The run with only the incidents that the brief is about."""
    selection: Selection
    objects: tuple[Tally, ...]
    patterns: Patterns
    questions: tuple[Question, ...]
    campaigns: tuple[CampaignTotal, ...]
    control: ControlFindings
    munitions: MunitionFindings
    sheets: tuple[PositionSheet, ...]
    """What each party says, tested against these incidents."""

    @cached_property
    def book(self) -> Casebook:
        """The incidents that the brief is about, with all claims and reports."""
        return Casebook(self.run)

    @cached_property
    def incident_ids(self) -> tuple[str, ...]:
        """The incidents that the brief is about, in the order in which people read them."""
        return tuple(i.incident_id for i in self.book.incidents)
