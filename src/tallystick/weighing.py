"""Claims become incidents and their assessments: link → reconcile, in as many processes as there are processors.

Which claims speak of one attack is found over all of them at once; every incident is then built and weighed by itself,
some hundred at a time, by whichever process is free. The number of processes changes nothing in the results.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallystick import link, reconcile
from tallystick.link.pausing import collector_paused
from tallystick.model.claim import Claim
from tallystick.model.incident import Assessment, Incident
from tallystick.model.work import Each, one_after_the_other
from tallystick.processes import side_by_side, usable

AT_ONCE = 500
"""Incidents built and weighed by one process before it looks for more to do."""
FEW = 15_000
"""Claims below which a second process costs more than it saves."""
Weighed = tuple[Incident, Assessment]


def share_out(claims: int) -> Each:
    """How the work on so many claims is done: side by side when there are many."""
    return side_by_side(usable()) if claims >= FEW else one_after_the_other


@dataclass(frozen=True, slots=True)
class Weighing:
    """By what the incidents of `attacks` are weighed."""

    attacks: link.Attacks
    claims: Mapping[str, Claim]
    """By id, claims about campaigns included."""
    policy: str

    def weigh(self, numbers: Sequence[int]) -> list[Weighed]:
        """Some of the incidents, each built and weighed."""
        return [self._weighed(self.attacks.incident(number)) for number in numbers]

    def weigh_all(self, each: Each = one_after_the_other) -> Iterator[Weighed]:
        """All of them, those known from joint accounts alone last: where they were depends on the others."""
        joint = self.attacks.known_jointly()
        alone = [number for number in range(len(self.attacks.groups)) if number not in joint]
        others: list[Incident] = []
        with collector_paused():
            for part in each(self.weigh, _parts(alone)):
                others += [incident for incident, _ in part]
                yield from part
            built = [self.attacks.incident(number) for number in sorted(joint)]
            for incident in link.settle_joint([*others, *built], self.claims)[len(others) :]:
                yield self._weighed(incident)

    def _weighed(self, incident: Incident) -> Weighed:
        return incident, reconcile.assess_incident(incident, self.claims, self.policy)


def in_order(weighed: Iterable[Weighed]) -> tuple[tuple[Incident, ...], tuple[Assessment, ...]]:
    """Incidents and their assessments, both by incident id."""
    ordered = sorted(weighed, key=lambda found: found[0].incident_id)
    return tuple([incident for incident, _ in ordered]), tuple([assessment for _, assessment in ordered])


def _parts(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
