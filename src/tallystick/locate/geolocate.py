"""Tell which place each named place of a report is, from the report's other places, or say why that cannot be told."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tallystick.locate.candidates import EXACT, Candidate, candidates_for
from tallystick.locate.gazetteer import Gazetteer, NamedPlace
from tallystick.locate.names import shortened_names, stands_in_town
from tallystick.model.claim import Claim, ClaimedPlace
from tallystick.model.place import Place

AMBIGUOUS_KM = 25.0
"""Candidates closer together than this are one answer with a larger radius; farther apart they are a question."""
_AREAS = ("country", "province", "district", "subdistrict")
_SIZE = {"city": 0.30, "town": 0.22, "nearby_landmark": 0.15, "village": 0.10, "neighbourhood": 0.05, "street": -0.1}
_AREA_AS_WITHIN = {"province": 0.5, "district": 0.35, "city": 0.3, "subdistrict": 0.25, "town": 0.3, "country": 0.2}
_TELLING = 0.08
"""How much better than the next one a candidate has to fit before it is taken."""
_FAR_FROM_CONTEXT = 0.25
_SURE_OF_CONTEXT = 0.9
_SURE_SPELLING = 0.86


@dataclass(frozen=True, slots=True)
class _Context:
    """Another place name of the report and how much it says about where this one lies."""

    name: str
    weight: float
    candidates: tuple[Candidate, ...]
    binding: bool
    """True when the claim says that the place lies in (or near) it."""

    @property
    def is_wide(self) -> bool:
        """Whether it is the name of a governorate or country."""
        return any(c.place.kind in ("country", "province") for c in self.candidates)


@dataclass(frozen=True, slots=True)
class _Fit:
    candidate: Candidate
    score: float
    context: float | None
    """How well it lies with the places it is said to lie in or near, 0 to 1; None when none of them is known."""


def locate_claims(
    claims: Sequence[Claim], gazetteer: Gazetteer, outlet_history: Mapping[str, int] | None = None
) -> tuple[Claim, ...]:
    """The claims of one report with every named place located, or with the reason why it is not.

    `outlet_history` counts, by gazetteer id, the places that earlier reports of the same outlet were about.
    """
    names = sorted({p.name for claim in claims for p in claim.places})
    known = {name: candidates_for(name, gazetteer) for name in names}
    locator = _Locator(gazetteer, known, outlet_history or {})
    return tuple(replace(c, places=tuple(locator.locate(p, c, claims) for p in c.places)) for c in claims)


@dataclass(frozen=True, slots=True)
class _Locator:
    gazetteer: Gazetteer
    known: Mapping[str, tuple[Candidate, ...]]
    history: Mapping[str, int]

    def locate(self, named: ClaimedPlace, claim: Claim, claims: Sequence[Claim]) -> ClaimedPlace:
        """One named place, judged by the others of its claim and of the report."""
        candidates = self.known[named.name]
        if area := self._named_like_a_governorate(named, claim):
            return replace(named, place=self.gazetteer.as_place(area), why_not=None)
        contexts = self._contexts(named, claim, claims)
        if not candidates:
            place = self._town_around(named, contexts)
            why_not = None if place else f"No gazetteer in use has a place called {named.name}."
            return replace(named, place=place, why_not=why_not)
        fits = sorted(
            (self._fit(c, named, contexts) for c in candidates),
            key=_by_score,
        )
        place, why_not = self._decide(named, fits, contexts)
        if place is None and (part := self._without_its_part(named, contexts)):
            return replace(named, place=part, why_not=None)
        if place is not None and (town := self._town_of_quarter(named, place, claim)):
            return replace(named, place=town, why_not=None)
        if place is None and (town := self._town_around(named, contexts)):
            return replace(named, place=town, why_not=None)
        return replace(named, place=place, why_not=why_not)

    def _named_like_a_governorate(self, named: ClaimedPlace, claim: Claim) -> NamedPlace | None:
        """Homs needs no context: the governorate where something lies within it, the city of its name where it was hit.

        Named as hit beside a locality that is in the governorate but not in the city, it is the governorate as well,
        unless called a city.
        """
        same = [c.place for c in self.known[named.name] if c.spelling == EXACT]
        area = next((p for p in same if p.kind == "province"), None)
        city = next((p for p in same if p.kind == "city"), None)
        if area is None or city is None or named.role == "within":
            return area
        loose = named.role == "where" and named.kind != "city"
        return area if loose and self._names_other_localities(claim, named, area, city) else city

    def _names_other_localities(self, claim: Claim, named: ClaimedPlace, area: NamedPlace, city: NamedPlace) -> bool:
        others = [self.known[p.name] for p in claim.places if p.role == "where" and p.name != named.name]
        sure = [[c.place for c in found if c.spelling >= _SURE_OF_CONTEXT and c.place != city] for found in others]
        inside = [[p for p in places if self._lies_in(p, area)] for places in sure]
        return any(places and all(distance_km(p, city) > city.radius_m / 1000 for p in places) for places in inside)

    def _contexts(self, named: ClaimedPlace, claim: Claim, claims: Sequence[Claim]) -> list[_Context]:
        found: dict[str, _Context] = {}

        def add(place: ClaimedPlace, weight: float, *, binding: bool) -> None:
            better = place.name not in found or found[place.name].weight < weight
            if place.name != named.name and better and self.known[place.name]:
                found[place.name] = _Context(place.name, weight, self.known[place.name], binding)

        for other in claims:
            same = other is claim
            for place in other.places:
                if place.role == "where":
                    add(place, 0.4 if same else 0.15, binding=False)
                else:
                    add(place, 1.0 if same else 0.3, binding=same)
        return self._agreeing([found[name] for name in sorted(found)])

    def _agreeing(self, contexts: list[_Context]) -> list[_Context]:
        """Contexts without the readings that contradict the governorates named; one left with none tells nothing."""
        wide = [c.place for x in contexts if x.binding for c in x.candidates if c.place.kind == "province"]
        kept = []
        for context in contexts:
            sure = tuple(c for c in context.candidates if c.spelling >= _SURE_OF_CONTEXT)
            if wide:
                sure = tuple(c for c in sure if any(self._lies_in(c.place, area) for area in wide))
            if sure:
                kept.append(replace(context, candidates=sure))
        return kept

    def _lies_in(self, place: NamedPlace, area: NamedPlace) -> bool:
        chain = (place, *self.gazetteer.containing(place))
        return area in chain or distance_km(place, area) < area.radius_m / 1000

    def _town_around(self, named: ClaimedPlace, contexts: list[_Context]) -> Place | None:
        """A quarter or street that no gazetteer lists lies somewhere in the town it is said to be in."""
        if named.kind not in ("neighbourhood", "street") and not stands_in_town(named.name):
            return None
        towns = [c.place for x in contexts if x.binding for c in x.candidates]
        towns = [t for t in towns if t.kind in ("city", "town")]
        return self.gazetteer.as_place(towns[0]) if len({t.gazetteer_id for t in towns}) == 1 else None

    def _town_of_quarter(self, named: ClaimedPlace, quarter: Place, claim: Claim) -> Place | None:
        """A quarter known in another town only is one of the town that the claim names, which no gazetteer lists."""
        if named.kind not in ("neighbourhood", "street") or quarter.precision not in ("neighbourhood", "street"):
            return None
        others = [c for p in claim.places if p.name != named.name for c in self.known[p.name]]
        towns = {c.place for c in others if c.spelling == EXACT and c.place.kind in ("city", "town")}
        found = self.gazetteer.by_id[quarter.gazetteer_id]
        if len(towns) != 1 or any(distance_km(found, town) <= AMBIGUOUS_KM for town in towns):
            return None
        return self.gazetteer.as_place(towns.pop())

    def _without_its_part(self, named: ClaimedPlace, contexts: list[_Context]) -> Place | None:
        """الباب شرقي حلب is الباب in the east of حلب, where the gate of Damascus called باب شرقي cannot be meant."""
        for shorter in shortened_names(named.name):
            exact = [c for c in candidates_for(shorter, self.gazetteer) if c.spelling == EXACT]
            fits = sorted((self._fit(c, named, contexts) for c in exact), key=_by_score)
            if fits and (fits[0].context or 0.0) >= _FAR_FROM_CONTEXT:
                return self._decide(named, fits, contexts)[0]
        return None

    def _fit(self, candidate: Candidate, named: ClaimedPlace, contexts: list[_Context]) -> _Fit:
        place = candidate.place
        sizes = _AREA_AS_WITHIN if named.role == "within" else _SIZE
        score = 2 * candidate.spelling + sizes.get(place.kind, 0.0) + self._hint(named, place)
        score += 0.05 * min(4, self.history.get(place.gazetteer_id, 0))
        wide: list[float] = []
        narrow: list[float] = []
        for context in contexts:
            closeness = self._closeness(place, context)
            score += context.weight * closeness
            if context.binding:
                (wide if context.is_wide else narrow).append(closeness)
        # Several governorates in one claim are alternatives; a governorate and a district in it must both hold.
        agreeing = [max(wide)] if wide else []
        agreeing += [max(narrow)] if narrow and len(wide) < 2 else []
        return _Fit(candidate, score, min(agreeing) if agreeing else None)

    def _hint(self, named: ClaimedPlace, place: NamedPlace) -> float:
        """The word beside the name (village, quarter, district) against the kind of the candidate."""
        if named.kind is None:
            return 0.0
        if named.kind == place.kind:
            return 0.4
        settlements = ("village", "town", "city")
        return 0.2 if named.kind in settlements and place.kind in settlements else 0.0

    def _closeness(self, place: NamedPlace, context: _Context) -> float:
        """1 inside the area that the other name may mean, falling with the distance from its edge."""
        inside = {area.gazetteer_id for area in self.gazetteer.containing(place)}
        best = 0.0
        for other in context.candidates:
            if other.place.gazetteer_id in inside:
                closeness = 1.0
            else:
                gap = max(0.0, distance_km(place, other.place) - other.place.radius_m / 1000)
                closeness = 0.9 * math.exp(-gap / 20)
            best = max(best, closeness * other.spelling)
        return best

    def _decide(
        self, named: ClaimedPlace, fits: list[_Fit], contexts: list[_Context]
    ) -> tuple[Place | None, str | None]:
        best = fits[0]
        binding = [c.name for c in contexts if c.binding]
        if best.context is not None and best.context < _FAR_FROM_CONTEXT and named.role != "within":
            cities = [f for f in fits if f.candidate.place.kind == "city" and _is_whole(f.candidate)]
            if len(cities) == 1:
                return self._widened(cities[0], ()), None  # a city is known by its name alone
            return None, f"Every known {named.name} lies far from {' and '.join(binding)}."
        rivals = [f for f in fits[1:] if best.score - f.score < _TELLING]
        far = [f for f in rivals if distance_km(best.candidate.place, f.candidate.place) > AMBIGUOUS_KM]
        far = [f for f in far if not self._lies_in(best.candidate.place, f.candidate.place)]
        if (far and named.role != "within") or (far and not _nested(best, far, self.gazetteer)):
            where = ", ".join(sorted({self._label(f.candidate.place) for f in (best, *far)})[:4])
            return (
                None,
                f"{named.name} may be any of {len(far) + 1} places far apart ({where}), and nothing tells which.",
            )
        if best.candidate.spelling < _SURE_SPELLING and not self._pinned(best.candidate.place, contexts):
            return None, f"No place is called {named.name}; the nearest spelling is {best.candidate.place.name}."
        return self._widened(best, rivals), None

    def _pinned(self, place: NamedPlace, contexts: list[_Context]) -> bool:
        """Whether the claim also names something smaller than a governorate that the place lies in or next to."""
        close = [x for x in contexts if x.binding and self._closeness(place, x) > _FAR_FROM_CONTEXT]
        return any(
            c.place.kind not in ("country", "province") and _near(c.place, place) for x in close for c in x.candidates
        )

    def _label(self, place: NamedPlace) -> str:
        areas = self.gazetteer.containing(place)
        return f"{place.name} in {areas[-1].name}" if areas else place.name

    def _widened(self, best: _Fit, rivals: Iterable[_Fit]) -> Place:
        """The place, with a radius that takes in the rivals that could not be told from it."""
        place = self.gazetteer.as_place(best.candidate.place)
        settled = [r.candidate.place for r in rivals if r.candidate.place.kind not in _AREAS]
        reach = max((1000 * distance_km(best.candidate.place, other) for other in settled), default=0.0)
        if best.candidate.shortened and place.precision not in _AREAS:
            place = replace(place, precision="vicinity", radius_m=place.radius_m + 1500)
        return replace(place, radius_m=max(place.radius_m, round(reach)))


def _is_whole(candidate: Candidate) -> bool:
    """Whether the whole name is that of the place: محطة بغداد is no Baghdad."""
    return candidate.spelling >= _SURE_OF_CONTEXT and not candidate.shortened


def _by_score(fit: _Fit) -> tuple[float, str]:
    return -round(fit.score, 6), fit.candidate.place.gazetteer_id


def _near(area: NamedPlace, place: NamedPlace) -> bool:
    return distance_km(area, place) < AMBIGUOUS_KM + area.radius_m / 1000


def _nested(best: _Fit, others: Iterable[_Fit], gazetteer: Gazetteer) -> bool:
    """Whether all candidates lie in one another, like a city in the governorate of its name."""
    chains = [
        {f.candidate.place.gazetteer_id, *(a.gazetteer_id for a in gazetteer.containing(f.candidate.place))}
        for f in (best, *others)
    ]
    return all(chains[0] <= chain or chain <= chains[0] for chain in chains)


def distance_km(left: NamedPlace, right: NamedPlace) -> float:
    """Great-circle distance (haversine, mean Earth radius 6371 km)."""
    lat1, lat2 = math.radians(left.lat), math.radians(right.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(right.lon - left.lon) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))
