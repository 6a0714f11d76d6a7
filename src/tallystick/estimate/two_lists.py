"""Two lists: bounds and the classical estimates, each with a warning, and no more.

With two lists nothing in the data can tell whether the lists depend on each other, so no interval is reported.

References:
    Chapman, D. G. (1951). Some properties of the hypergeometric distribution with applications to zoological sample
    censuses. University of California Publications in Statistics 1, 131-160.
    Seber, G. A. F. (1970). The effects of trap response on tag recapture estimates. Biometrics 26, 13-22 (variance).
"""

from math import exp, log, sqrt

from tallystick.model.estimate import Answer, Estimate, NotEstimable

INDEPENDENCE = (
    "being on one list says nothing about being on the other, and everybody had the same chance of being on at least "
    "one of them"
)
WARNING = (
    "Two lists cannot show whether they depend on each other. If the same deaths tend to reach both, the true total is "
    "higher than this; if one list looks where the other does not, lower."
)


def listed_bounds(first: int, second: int, both: int) -> int:
    """People known by name: the only lower bound that needs no assumption. There is no upper bound.

    Example:
        >>> listed_bounds(177, 90, 60)
        207
    """
    return first + second - both


def lincoln_petersen(first: int, second: int, both: int) -> Answer:
    """The total if two lists are independent: first x second / both.

    Args:
        first: people on the first list, whether or not on the second.
        second: people on the second list.
        both: people on both.

    Example:
        >>> lincoln_petersen(177, 90, 60).total
        265.5
    """
    if both == 0:
        return NotEstimable("lincoln_petersen", "no_overlap", "Nobody is on both lists, so no total can be told.")
    total = first * second / both
    low, high = _interval(first, second, both)
    return Estimate("lincoln_petersen", "two independent lists", total, low, high, INDEPENDENCE, notes=(WARNING,))


def chapman(first: int, second: int, both: int) -> Answer:
    """Chapman's estimate, nearly unbiased where few people are on both lists.

    Example:
        >>> round(chapman(177, 90, 60).total, 1)
        264.5
    """
    if both == 0:
        return NotEstimable("chapman", "no_overlap", "Nobody is on both lists, so no total can be told.")
    low, high = _interval(first, second, both)
    return Estimate(
        "chapman",
        "two independent lists",
        (first + 1) * (second + 1) / (both + 1) - 1,
        low,
        high,
        INDEPENDENCE,
        notes=(WARNING,),
    )


def _interval(first: int, second: int, both: int) -> tuple[float, float]:
    """Seber's variance, on the logarithm of the number unseen (Chao 1987) so that the low end exceeds the listed."""
    listed = listed_bounds(first, second, both)
    unseen = (first + 1) * (second + 1) / (both + 1) - 1 - listed
    if unseen <= 0:
        return float(listed), float(listed)
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    factor = exp(1.959964 * sqrt(log(1 + variance / unseen**2)))
    return listed + unseen / factor, listed + unseen * factor
