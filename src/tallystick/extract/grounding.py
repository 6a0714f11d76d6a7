"""Hold what a language model says against the report: a value stands only on words of the report that say it.

Every quote must be in the report, letter for letter, outside menus and comments, and not cut out of a longer word or
number. Where it stands is found here, never taken from the model. And every value must come out again when our own
grammar reads those words: the number, the actor's name, the day, the kind, the object. Whatever fails is refused and
counted with its reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.extract.cues import SECTION
from tallystick.extract.ground import Ground
from tallystick.extract.llm_reply import QuotedActor, QuotedAttack, QuotedDate, QuotedFigure, QuotedObject
from tallystick.model.claim import (
    Authority,
    Casualties,
    Claim,
    ClaimedActor,
    ClaimedDate,
    ClaimedMunition,
    ClaimedPlace,
    ClaimedTarget,
    Span,
)
from tallystick.model.identity import content_id
from tallystick.model.toll import Toll
from tallystick.model.when import Days

_PERSONS = ("civilians", "people")
_LONGEST_NAME = 80


def ground_attack(ground: Ground, attack: QuotedAttack, extractor: str) -> Claim | None:
    """The claim that is left of an attack when all that the report does not say is taken away."""
    trigger = ground.locate(attack.trigger, 0)
    if trigger is None:
        return None
    near = trigger.start
    claim = Claim(
        claim_id="",
        report_id=ground.report.report_id,
        extractor=extractor,
        kind=_kind(ground, attack.kind, trigger),
        trigger=trigger,
        date=_date(ground, attack.date, near),
        places=tuple(_places(ground, attack, near)),
        perpetrators=tuple(_actors(ground, attack.perpetrators, near)),
        targets=tuple(ClaimedTarget(t, s) for t, s in _objects(ground, attack.targets, "targets", near)),
        munitions=tuple(ClaimedMunition(t, s) for t, s in _objects(ground, attack.munitions, "munitions", near)),
        casualties=tuple(_casualties(ground, attack.casualties, near)),
        authority=_authority(ground, attack.authority, near),
    )
    if not claim.places and not claim.casualties:
        ground.refuse("attack without a place and without a figure")
        return None
    return replace(claim, claim_id=content_id("claim", repr(claim)))


def _kind(ground: Ground, kind: str, trigger: Span) -> str:
    """The stated kind when our grammar finds it where the trigger stands, else what it does find there."""
    sentence = ground.sentence_of(ground.range_of(trigger)[0])
    found = [k for k in ground.kinds if sentence is not None and sentence.start <= k.start < sentence.end]
    if kind == "unknown" or any(k.kind == kind for k in found):
        return kind
    ground.refuse("kind not told by the words")
    return max(found, key=lambda k: (k.specificity, -k.start)).kind if found else "unknown"


def _date(ground: Ground, stated: QuotedDate | None, near: int) -> ClaimedDate | None:
    if stated is None:
        return None
    if stated.quote is None:
        if stated.start == stated.end == ground.published:
            return ClaimedDate(Days.on(stated.start), None)
        ground.refuse("date without words")
        return None
    span = ground.locate(stated.quote, near)
    if span is None:
        return None
    start, end = ground.range_of(span)
    for found in ground.dates:
        if found.start < end and start < found.end and (found.days.start, found.days.end) == (stated.start, stated.end):
            return ClaimedDate(found.days, span)
    ground.refuse("date not told by the words")
    return None


def _places(ground: Ground, attack: QuotedAttack, near: int) -> Iterator[ClaimedPlace]:
    for place in attack.places:
        if len(place.quote) > _LONGEST_NAME or "\n" in place.quote or not any(c.isalpha() for c in place.quote):
            ground.refuse("no place name")
            continue
        span = ground.locate(place.quote, near)
        if span is not None:
            yield ClaimedPlace(place.quote, place.role, span)


def _actors(ground: Ground, stated: Sequence[QuotedActor], near: int) -> Iterator[ClaimedActor]:
    for actor in stated:
        span = ground.locate(actor.quote, near)
        if span is None:
            continue
        start, end = ground.range_of(span)
        if not any(
            h.code.partition("/")[0] == actor.actor for h in ground.hits.get("actors", ()) if start <= h.start < end
        ):
            ground.refuse("actor not named by the words")
        elif actor.stance in ("denied", "admitted") and not _has_stance(ground, actor, start):
            ground.refuse("stance not told by the words")
        else:
            yield ClaimedActor(actor.actor, actor.stance, span)


def _has_stance(ground: Ground, actor: QuotedActor, at: int) -> bool:
    sentence = ground.sentence_of(at)
    return sentence is not None and any(
        (a.actor, a.stance) == (actor.actor, actor.stance) and sentence.start <= a.start < sentence.end
        for a in ground.actors
    )


def _objects(ground: Ground, stated: Sequence[QuotedObject], section: str, near: int) -> Iterator[tuple[str, Span]]:
    for thing in stated:
        span = ground.locate(thing.quote, near)
        if span is None:
            continue
        start, end = ground.range_of(span)
        if any(h.code == thing.type for h in ground.hits.get(section, ()) if start <= h.start < end):
            yield thing.type, span
        else:
            ground.refuse(f"{section[:-1]} not named by the words")


def _casualties(ground: Ground, stated: Sequence[QuotedFigure], near: int) -> Iterator[Casualties]:
    for figure in stated:
        span = ground.locate(figure.quote, near)
        if span is not None:
            derived = _derive(ground, figure, ground.range_of(span))
            if derived is None:
                ground.refuse("figure not told by the words")
            else:
                yield replace(derived, span=span)


def _derive(ground: Ground, figure: QuotedFigure, where: tuple[int, int]) -> Casualties | None:
    """The figure as our own grammar reads it in the quote; None where that is another figure, or none."""
    start, end = where
    toll = Toll(figure.min, figure.max) if figure.max is None or figure.min <= figure.max else None
    overlapping = [f for f in ground.figures if f.start < end and start < f.end and f.outcome == figure.outcome]
    for f in overlapping:
        if f.toll == toll and _group(f.group) == _group(figure.group) and not f.campaign:
            return Casualties(f.outcome, f.group, f.toll, Span(0, 1), f.partial)
    if overlapping or toll is None:
        return None
    counted = any(start <= s and e <= end and stated == toll for s, e, stated in ground.counts)
    codes = {h.code for h in ground.hits.get(SECTION, ()) if start <= h.start < end}
    harmed = any(c.split("|")[:2] in (["outcome", figure.outcome], ["victim", figure.outcome]) for c in codes)
    people = {c.split("|")[1] for c in codes if c.startswith("person|")} or {"people"}
    if counted and harmed and _group(figure.group) in {_group(p) for p in people}:
        return Casualties(figure.outcome, figure.group, toll, Span(0, 1))
    return None


def _group(group: str) -> str:
    return "persons" if group in _PERSONS else group


def _authority(ground: Ground, quote: str | None, near: int) -> Authority | None:
    if quote is None:
        return None
    span = ground.locate(quote, near)
    return Authority(quote, span) if span is not None else None
