"""The facts told of one incident that bear on questions of humanitarian law: what reports say, not what is so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallystick.model.claim import Claim
from tallystick.model.finding import Circumstance, Fact
from tallystick.model.incident import Assessment, Incident
from tallystick.vocabulary import Term, label, load_terms

DEATHS = {
    "civilian_deaths": "civilians",
    "medics_killed": "medics",
    "journalists_killed": "journalists",
    "fighters_killed": "fighters",
}
"""Facts that a range of deaths makes, by group."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything told of one incident that facts are read from."""

    incident: Incident
    assessment: Assessment
    claims: Mapping[str, Claim]
    circumstances: Sequence[Circumstance]
    """Those of the incident's own claims."""


def facts_of(told: Told) -> dict[str, Fact]:
    """By code of the vocabulary `ihl_fact`: each fact that something is told of, with its claims."""
    return {fact.code: fact for code, term in load_terms("ihl_fact").items() for fact in _fact(told, code, term)}


def _fact(told: Told, code: str, term: Term) -> Iterator[Fact]:
    if code in DEATHS:
        yield from _deaths(told, code, DEATHS[code])
    elif code == "strike_denied":
        yield from _denials(told)
    elif objects := term.fact("objects"):
        yield from _named(told, code, "target", objects)
    elif munitions := term.fact("munitions"):
        yield from _named(told, code, "munition", munitions)
    else:
        yield from _circumstance(told, code, term.fact("circumstance"))


def _deaths(told: Told, code: str, group: str) -> Iterator[Fact]:
    found = told.assessment.range_of("killed", group)
    if found is not None and found.min:
        upper = "or more" if found.max is None else f"to {found.max}" if found.max != found.min else ""
        yield Fact(code, f"{label('casualty_group', group)} killed: {found.min} {upper}".rstrip() + ".", found.min_from)


def _denials(told: Told) -> Iterator[Fact]:
    for named in told.assessment.attribution:
        if named.denied_by_claims:
            says = f"{label('actor', named.actor)}: denied, in {_reports(told, named.denied_by_claims)}."
            yield Fact("strike_denied", says, named.denied_by_claims)
            return


def _named(told: Told, code: str, field: str, wanted: Iterable[str]) -> Iterator[Fact]:
    """Objects or weapons named; the sentence lists them, the claims are those that name one."""
    listed = told.assessment.targets if field == "target" else told.assessment.munitions
    kinds = [kind for kind in listed if kind in set(wanted)]
    if not kinds:
        return
    naming = tuple(
        c for c in (*told.incident.claim_ids, *told.incident.joint_claim_ids) if _names(told.claims[c], kinds)
    )
    yield Fact(code, f"{', '.join(label(field, k) for k in kinds)}: named in {_reports(told, naming)}.", naming)


def _names(claim: Claim, kinds: Sequence[str]) -> bool:
    return any(t.type in kinds for t in claim.targets) or any(m.type in kinds for m in claim.munitions)


def _circumstance(told: Told, code: str, wanted: str) -> Iterator[Fact]:
    naming = tuple(dict.fromkeys(c.claim_id for c in told.circumstances if c.code == wanted))
    if naming:
        yield Fact(code, f"{label('ihl_fact', code)}: told in {_reports(told, naming)}.", naming)


def _reports(told: Told, claim_ids: Sequence[str]) -> str:
    number = len({told.claims[c].report_id for c in claim_ids})
    return "1 report" if number == 1 else f"{number} reports"
