"""How the total moves if the lists depend on each other more, or less, than the models can see.

What no data can show is a tie between all lists at once. Take one list against all the others together: four groups of
people, of whom those on none are unknown. Their number is proportional to the odds ratio between being on the one and
being on any of the others. So an odds ratio that is larger than the models' by some factor multiplies the unlisted by
that factor.

Reference: Gerritse, S. C., van der Heijden, P. G. M. and Bakker, B. F. M. (2015). Sensitivity of population size
estimation for violating parametric assumptions in log-linear models. Journal of Official Statistics 31, 357-379.
"""

from tallystick.model.estimate import DependenceShift, Estimate

ODDS_RATIOS = (0.5, 2 / 3, 1.0, 1.5, 2.0)


def shift_dependence(reported: Estimate, listed: int) -> tuple[DependenceShift, ...]:
    """The total for several factors by which the models may be wrong about the odds ratio; 1 is as reported.

    Example: 4,400 listed and a total of 10,400 leave 6,000 unlisted; with twice the odds ratio, 12,000, in all 16,400.
    """
    return tuple(DependenceShift(r, listed + r * (reported.total - listed)) for r in ODDS_RATIOS)
