"""When, by whom, again and again: repeat strikes, times of day, months, parties, and attacks on medical care."""

from collections import defaultdict
from collections.abc import Sequence

from tallystick.analyse.headings import MEDICAL, UNKNOWN, month_headings, party_headings
from tallystick.analyse.repeats import find_repeats
from tallystick.analyse.totals import tally_by
from tallystick.model.finding import Circumstance, Patterns
from tallystick.model.run import Run
from tallystick.vocabulary import load_terms


def find_patterns(run: Run, circumstances: Sequence[Circumstance]) -> Patterns:
    """The patterns of a run's incidents, with the circumstances that its reports tell.

    An incident of which origins tell several parts of the day counts under each; without any it is `unknown`. By
    month and medical series are in the order of time.
    """
    times = _times(run, circumstances)
    in_time = tally_by(run, lambda i, _: ((("month", m),) for m in month_headings(i)))
    medical = tally_by(run, lambda i, a: ((("month", m),) for m in month_headings(i) if set(a.targets) & set(MEDICAL)))
    return Patterns(
        repeats=find_repeats(run, circumstances),
        by_time=tally_by(run, lambda i, _: ((("time", t),) for t in times[i.incident_id] or (UNKNOWN,))),
        by_month=tuple(sorted(in_time, key=lambda t: t.by)),
        by_party=tally_by(run, lambda _, a: ((("party", p),) for p in party_headings(a))),
        medical=tuple(sorted(medical, key=lambda t: t.by)),
    )


def _times(run: Run, circumstances: Sequence[Circumstance]) -> dict[str, tuple[str, ...]]:
    """By incident: the parts of the day that its own claims tell, in the order of the day."""
    parts = [code for code, term in load_terms("circumstance").items() if term.fact("kind") == "time"]
    told: dict[str, set[str]] = defaultdict(set)
    for circumstance in circumstances:
        told[circumstance.claim_id].add(circumstance.code)
    return {i.incident_id: tuple(p for p in parts if any(p in told[c] for c in i.claim_ids)) for i in run.incidents}
