"""What a simulated conflict shows: the range covers what happened, no death is counted twice, at any share of copies.

Two measures. From claims: only linking and reconciling are held against the truth. From texts: papers tell the same
conflict in three languages (telling.yml), and everything from reading on has to find it again.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tallystick.evaluate.corpus import Corpus, read_corpus
from tallystick.evaluate.simulate import Conflict, Reporting, TrueIncident, simulate
from tallystick.evaluate.telling import shipped_gazetteer, tell, tell_again
from tallystick.model.place import Place
from tallystick.model.report import Report

CONFLICTS, INCIDENTS = 20, 150
TOWNS = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linking and reconciling made of a simulated conflict."""

    incidents_with_three_origins: int
    covered: int
    """Of those, how many ranges hold the true toll."""
    sum_of_minima: int
    true_total: int

    @property
    def coverage(self) -> float:
        """Share of ranges that hold the true toll."""
        return self.covered / max(1, self.incidents_with_three_origins)


def measure(conflict: Conflict) -> Outcome:
    """Link and reconcile the claims under the airwars policy and hold it against what happened."""
    return _outcome(conflict, Corpus(conflict.reports, conflict.claims, {}))


def measure_texts(conflict: Conflict) -> Outcome:
    """Read the reports' texts, then locate, link and reconcile what they claim, as a project would."""
    return _outcome(conflict, read_corpus(conflict.reports, shipped_gazetteer()))


def told_in_texts(conflict: Conflict) -> Conflict:
    """The same conflict with a text in every report; a copy's is its original's."""
    reports: dict[str, Report] = {}
    for claim in conflict.claims:
        report = conflict.reports[claim.report_id]
        copied = conflict.copied_from.get(report.report_id)
        told = tell_again(reports[copied], report, claim.claim_id) if copied else tell(claim, report, claim.claim_id)
        reports[report.report_id] = told
    return Conflict(conflict.incidents, reports, conflict.claims, conflict.about, conflict.copied_from)


def real_towns(number: int, seed: int) -> tuple[Place, ...]:
    """So many towns and villages of the shipped gazetteer: reports in words need places that have names."""
    gazetteer = shipped_gazetteer()
    named = [p for p in gazetteer.places if p.kind in ("village", "town", "city") and p.name_local]
    chosen = Random(seed).sample(named, number)  # noqa: S311 - a simulation, not a secret
    return tuple(gazetteer.as_place(place) for place in chosen)


def _outcome(conflict: Conflict, corpus: Corpus) -> Outcome:
    from tallystick.link import find_origins, link_claims
    from tallystick.reconcile import assess_incident

    about = {claim.report_id: conflict.about[claim.claim_id] for claim in conflict.claims}
    claims = {claim.claim_id: claim for claim in corpus.claims}
    linkage = link_claims(corpus.claims, find_origins(corpus.reports, corpus.claims, corpus.published), ())
    with_three = covered = minima = 0
    for incident in linkage.incidents:
        toll = assess_incident(incident, claims).range_of("killed", "civilians")
        minima += toll.min or 0 if toll is not None else 0
        true = _mostly_about(conflict, [about[claims[c].report_id] for c in incident.claim_ids])
        if len(incident.origins) >= 3 and toll is not None and toll.min is not None and true is not None:
            with_three += 1
            covered += toll.min <= true.killed <= (toll.max if toll.max is not None else true.killed)
    return Outcome(with_three, covered, minima, sum(i.killed for i in conflict.incidents))


def _mostly_about(conflict: Conflict, about: Sequence[int | None]) -> TrueIncident | None:
    told = [number for number in about if number is not None]
    return conflict.incidents[max(sorted(set(told)), key=told.count)] if told else None


def _simulated(copies: float, seed: int) -> Outcome:
    return measure(simulate(INCIDENTS, Reporting(copies=copies), seed))


def _simulated_in_texts(copies: float, seed: int) -> Outcome:
    towns = real_towns(TOWNS, seed)
    return measure_texts(told_in_texts(simulate(INCIDENTS, Reporting(copies=copies), seed, towns=towns)))


def main(_arguments: object = None) -> None:
    """Print coverage and double counting with no copies and with 30 %, from claims and from texts."""
    tiers: tuple[tuple[str, Callable[[float, int], Outcome]], ...] = (
        ("from claims", _simulated),
        ("from texts in three languages", _simulated_in_texts),
    )
    for name, simulated in tiers:
        for copies in (0.0, 0.3):
            outcomes = [simulated(copies, seed) for seed in range(CONFLICTS)]
            sys.stdout.write(f"{name}, {copies:.0%} copies: {_sentence(outcomes)}\n")


def _sentence(outcomes: Sequence[Outcome]) -> str:
    three = sum(o.incidents_with_three_origins for o in outcomes)
    covered = sum(o.covered for o in outcomes)
    once = sum(o.sum_of_minima <= o.true_total for o in outcomes)
    return (
        f"range covers the true toll in {covered} of {three} incidents with three or more origins "
        f"({covered / max(1, three):.1%}); minima do not exceed the true total in {once} of {len(outcomes)} conflicts; "
        f"they add up to {sum(o.sum_of_minima for o in outcomes) / sum(o.true_total for o in outcomes):.1%} of it"
    )


if __name__ == "__main__":
    main()
