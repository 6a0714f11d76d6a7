"""How particular schools read one figure."""

from tallystick.reconcile.figures import Figure

WORDS_FOR_MANY = ((200, 100), (24, 12), (20, 10))
"""'Hundreds' (read as at least 200) is 100, 'dozens' (at least 24) is 12, 'tens' (at least 20) is 10 (ACLED)."""


def acled_number(figure: Figure) -> int:
    """The most conservative whole number that the words allow."""
    if figure.toll.max is None:
        for least, number in WORDS_FOR_MANY:
            if figure.toll.min == least:
                return number
    return figure.toll.min


def detail(figure: Figure) -> int:
    """How exact a figure is: a number says more than a span, a span more than an open end."""
    if figure.toll.max is None:
        return 0
    return 2 if figure.toll.max == figure.toll.min else 1
