"""How many victims are on no list: the overlap of lists, and what may be said of the total from it.

Every answer is an `Estimate` or a `NotEstimable` with its reason; a number that the lists do not carry is never given.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OverlapTable:
    """How many people stand on which of the lists, once records of one person are linked.

    `patterns` holds one tuple per way of being listed, with a 1 or 0 for each of `lists`; `counts` the number of people
    (not of records) with that pattern. Patterns that nobody has may be left out. `strata` are the same lists within
    parts of the dead that do not overlap (a region, a month); their counts add up to this table's.
    """

    lists: tuple[str, ...]
    patterns: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]
    name: str | None = None
    """What the table is about: a stratum (`gender=female`), or None for the whole."""
    strata: tuple["OverlapTable", ...] = ()

    def __post_init__(self) -> None:
        if len(self.patterns) != len(self.counts) or len(set(self.patterns)) != len(self.patterns):
            raise ValueError("each pattern stands once, with one count")
        if any(len(p) != len(self.lists) or not set(p) <= {0, 1} or not any(p) for p in self.patterns):
            raise ValueError("a pattern says 0 or 1 for every list, and 1 for at least one")
        if any(count < 0 for count in self.counts):
            raise ValueError("a count of people is never negative")

    @property
    def listed(self) -> int:
        """People on at least one list."""
        return sum(self.counts)

    def on(self, *lists: int) -> int:
        """People who are on all of these lists (by position), whatever other lists they are on."""
        return sum(n for p, n in zip(self.patterns, self.counts, strict=True) if all(p[i] for i in lists))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A total by one method: people dead, listed or not, with the interval that the method itself gives.

    `quantiles` are the method's whole distribution at the probabilities 0.5 %, 1.5 % … 99.5 % (a hundred points), where
    it has one; they let strata and draws of the linkage be added up without assuming a bell shape.
    """

    method: str
    model: str
    total: float
    low: float
    high: float
    assumption: str
    """What must be true of the lists for this number to be right."""
    level: float = 0.95
    notes: tuple[str, ...] = ()
    quantiles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """Why a method gives no number. `code` is for machines, `reason` a sentence for people.

    Codes: `too_few_lists`, `no_overlap`, `does_not_exist`, `not_converged`, `models_disagree`, `too_many_lists`,
    `too_few_people`, `too_few_families`.
    """

    method: str
    code: str
    reason: str


Answer = Estimate | NotEstimable


@dataclass(frozen=True, slots=True)
class DependenceShift:
    """What the total would be if the chances of two lists were tied together otherwise than the model says."""

    odds_ratio: float
    """Odds of being on one list for those on another, against those not on it; 1 is independence."""
    total: float


@dataclass(frozen=True, slots=True)
class EstimateReport:
    """Everything that can be said of one overlap table: every method's answer, and the one interval to report."""

    table: OverlapTable
    answers: tuple[Answer, ...]
    """One per method, in the order they are shown; never only the one that suits."""
    reported: Answer
    warnings: tuple[str, ...] = ()
    sensitivity: tuple[DependenceShift, ...] = ()
    strata: tuple["EstimateReport", ...] = ()
    seed: int = 0

    @property
    def listed(self) -> int:
        """People on at least one list: what is known without any model."""
        return self.table.listed
