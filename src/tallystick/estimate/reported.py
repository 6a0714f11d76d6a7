"""The one interval to report: from the lowest to the highest end of three families of models that see dependence
differently.

No single family covers the truth often enough in published comparisons (Binette and Steorts 2022 find 60 to 90 % for
intervals called 95 %), because each is right about one kind of dependence. The log-linear average describes lists that
attract or avoid each other, the graphs do so for whole groups of lists, the latent classes describe victims who are
hard to find for every list. The interval from the lowest low to the highest high holds the truth whenever that of the
family that is right does. The number in the middle is the median of the families' own.

What no family can do is see a hard-to-find kind of victims that the overlaps hardly show; that is part of the
assumption, and `two_kinds` warns of it.
"""

from statistics import median

from tallystick.model.estimate import Answer, Estimate, NotEstimable

METHOD = "reported"
FAMILIES = ("loglinear_average", "decomposable_graphs", "latent_classes")
ASSUMPTION = (
    "the way the lists depend on each other shows in their overlaps, as at least one of the three families of models "
    "describes it, and no group of victims was out of reach of all lists"
)
FEWEST_FAMILIES = 2
LARGEST_DISAGREEMENT = 3.0
"""Highest over lowest total of the families beyond which no single number is reported."""
WIDEST = 10.0
"""Highest over lowest end of the interval beyond which it says too little to be reported."""
NOTABLE_DISAGREEMENT = 1.5


def report_envelope(answers: tuple[Answer, ...]) -> Answer:
    """The interval that holds those of all families, or why there is none."""
    families = family_estimates(answers)
    if len(families) < FEWEST_FAMILIES:
        reasons = " ".join(a.reason for a in answers if isinstance(a, NotEstimable) and a.method in FAMILIES)
        return NotEstimable(METHOD, "too_few_families", f"Fewer than two families of models give a total. {reasons}")
    totals = [e.total for e in families]
    low, high = min(e.low for e in families), max(e.high for e in families)
    if max(totals) > LARGEST_DISAGREEMENT * min(totals):
        return _disagree(f"The families of models put the total at {_listing(totals)}: too far apart to report one.")
    if high > WIDEST * low:
        return _disagree(f"Anything from {low:,.0f} to {high:,.0f} is compatible with the lists: too wide to report.")
    model = f"envelope of {len(families)} families of models"
    return Estimate(METHOD, model, float(median(totals)), low, high, ASSUMPTION)


def family_estimates(answers: tuple[Answer, ...]) -> list[Estimate]:
    """The answers the reported interval is made of, those that gave a number."""
    return [a for a in answers if isinstance(a, Estimate) and a.method in FAMILIES]


def disagreement_warnings(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    """What a reader must be told of how the families differ."""
    families = family_estimates(answers)
    warnings = [note for e in families for note in e.notes if "prior" in note]
    totals = [e.total for e in families]
    if len(totals) > 1 and max(totals) > NOTABLE_DISAGREEMENT * min(totals):
        warnings.append(f"The families of models differ much: {_listing(totals)}.")
    if any(a.high < b.low for a in families for b in families):
        warnings.append("The intervals of some families have no number in common: at least one of them is wrong.")
    if any(isinstance(a, NotEstimable) and a.method in FAMILIES for a in answers):
        warnings.append("Not every family of models gives a total; the interval may be too narrow.")
    return tuple(warnings)


def _disagree(reason: str) -> NotEstimable:
    return NotEstimable(METHOD, "models_disagree", reason)


def _listing(totals: list[float]) -> str:
    return ", ".join(f"{t:,.0f}" for t in sorted(totals))
