"""Explosive remnants that reports place somewhere, for those who clear them: reported, and surveyed by nobody here.

After IMAS 04.10: evidence is direct when remnants were seen there or harmed somebody there, indirect when only the use
of a munition that leaves remnants is told. What is not listed has not been looked at.
"""

from collections.abc import Iterable, Sequence

from tallystick.analyse.munitions import find_uses
from tallystick.model.identity import content_id
from tallystick.model.munition import MunitionEvidence, MunitionUse, ReportedHazard
from tallystick.model.run import Run
from tallystick.vocabulary import load_terms

_HARMED_BY = ("mine",)
"""Munitions whose incidents are accidents with what lay there."""


def reported_hazards(run: Run, evidence: Sequence[MunitionEvidence]) -> tuple[ReportedHazard, ...]:
    """Every incident that leaves explosive remnants behind, or in which such were told to be found."""
    seen = {(e.claim_id, e.munition) for e in evidence if e.remnants}
    uses = find_uses(run, evidence)
    return tuple(_hazard(use, _seen_in(use, seen)) for use in uses if _leaves_hazard(use, _seen_in(use, seen)))


def _seen_in(use: MunitionUse, seen: Iterable[tuple[str, str]]) -> bool:
    return any((claim_id, use.munition) in set(seen) for claim_id in use.claim_ids)


def _leaves_hazard(use: MunitionUse, seen: bool) -> bool:
    return seen or bool(load_terms("munition")[use.munition].fact("leaves_hazard"))


def _hazard(use: MunitionUse, seen: bool) -> ReportedHazard:
    direct = seen or use.munition in _HARMED_BY
    if seen:
        why = "remnants are told to have been found or seen there"
    elif direct:
        why = "what lay there is told to have exploded there; more may lie there"
    else:
        why = "the use of a munition that leaves explosive remnants is told, remnants themselves are not"
    return ReportedHazard(
        hazard_id=content_id("hazard", use.incident_id, use.munition),
        incident_id=use.incident_id,
        munition=use.munition,
        models=use.models,
        evidence="direct" if direct else "indirect",
        place=use.place,
        days=use.days,
        claim_ids=use.claim_ids,
        why=why,
    )
