"""From a report to claims: one per attack it tells of, and one per campaign total, with spans into its own text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from tallystick.extract.attack_date import ReportDates, choose_date_of
from tallystick.extract.attacks import gather_attacks
from tallystick.extract.authorities import choose_authority
from tallystick.extract.clean import clean_text
from tallystick.extract.cues import word_list
from tallystick.extract.folding import fold_figures, fold_told_before, group_class, tells_campaign
from tallystick.extract.found import FoundFigure, FoundKind, FoundPlace
from tallystick.extract.furniture import find_furniture
from tallystick.extract.language import detect_language
from tallystick.extract.own_date import find_own_date
from tallystick.extract.pack import known_languages, load_pack
from tallystick.extract.period import Period
from tallystick.extract.places import PlaceNames
from tallystick.extract.positions import find_positions
from tallystick.extract.scene import Scene, read_scene
from tallystick.extract.spread import localities_by_sentence
from tallystick.extract.stretches import Attack
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
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.when import Days

EXTRACTOR = "rules/1"
T = TypeVar("T")
_ACTOR, _TYPE = attrgetter("actor", "stance"), attrgetter("type")
_WORD = re.compile(r"[^\W_]+")
_OUTRANKED_BY = {"small_arms": "ground_raid", "barrel_bomb": "chemical"}
_DATELINE = 60  # characters that may stand between a title and its repetition
_RARELY_TWICE = 4  # a number from here on, found in two attacks of one report, is one attack told twice


def read_claims(report: Report, names: PlaceNames, period: Period | None = None) -> Reading:
    """What a report claims. One in a language without a language file comes back unread, with the reason.

    `period` is what the project's dated reports tell; it places dates whose year the report itself does not tell.
    """
    clean = clean_text(report.text, find_furniture(report.text))
    language = detect_language(clean.text, report.language)
    if language is None:
        return _unread(report, None, "too few words to tell the language")
    if language not in known_languages():
        return _unread(report, language, f"no language file for {language!r}")
    pack = load_pack(language)
    published = find_own_date(report, clean, pack, period)
    scene = read_scene(clean, published, names, pack, period.middle if period else None)
    window = period.window if period else None
    claims = (*_attack_claims(report, scene, window), *_campaign_claims(report, scene))
    positions = find_positions(report, scene, claims, names, pack)
    return Reading(report.report_id, EXTRACTOR, language, _days(published), claims, positions=positions)


def _unread(report: Report, language: str | None, why: str) -> Reading:
    return Reading(report.report_id, EXTRACTOR, language, None, (), unread=why)


def _days(day: date | None) -> Days | None:
    return Days.on(day) if day else None


def _attack_claims(report: Report, scene: Scene, window: Days | None) -> Iterator[Claim]:
    attacks = [a for a in gather_attacks(scene) if a.places or a.figures]
    dates = ReportDates(tuple(scene.dates), scene.sentences, scene.published, bool(scene.published), window)
    title_end = _title_end(scene)
    campaign = [f for f in scene.figures if f.campaign]
    folded = fold_told_before(
        [fold_figures([f for f in a.figures if not f.campaign], title_end) for a in attacks],
        title_end,
        _placed(scene, title_end),
    )
    told: dict[tuple[object, ...], list[Attack]] = {}
    if _only_mourns(scene):
        return
    happened = []
    for attack, figures in zip(attacks, folded, strict=True):
        new = [f for f in figures if _is_new(scene, f, attack, told) and not tells_campaign(f, campaign, title_end)]
        if _happened(attack, new, dated=scene.published is not None or bool(attack.dates)):
            happened.append((attack, new))
    telling = [(attack, new) for attack, new in happened if new or not _is_background(attack)]
    for attack, new in telling or happened[:1]:
        yield _with_id(_claim(report, scene, attack, new, dates))


def _placed(scene: Scene, title_end: int) -> dict[int, int]:
    """How many localities each sentence names, by where it begins; a title in a line of its own is left out."""
    headed = len(scene.sentences) > 1 and scene.sentences[0].paragraph != scene.sentences[1].paragraph
    named = localities_by_sentence(scene.clean.text, scene.sentences, scene.places)
    return {start: len(names) for start, names in named.items() if not headed or start >= title_end}


def _title_end(scene: Scene) -> int:
    """Where the title ends, or its repetition at the head of the body."""
    if not scene.sentences:
        return 0
    title = scene.sentences[0]
    words = scene.clean.text[title.start : title.end]
    again = scene.clean.text.find(words, title.end, title.end + len(words) + _DATELINE)
    return title.end if again < 0 else again + len(words)


def _is_background(attack: Attack) -> bool:
    """Whether only clashes or a bang are spoken of: beside an attack, and harming nobody, they are no other one."""
    dated = any(not d.background for d in attack.dates)
    return bool(attack.kinds) and not dated and all(k.loose or k.kind == "explosion" for k in attack.kinds)


def _only_mourns(scene: Scene) -> bool:
    """Whether a report mourns the dead and tells of no attack: who died of what, where and when is not said."""
    if scene.kinds:
        return False
    words = " ".join(["", *_WORD.findall(scene.clean.text), ""])
    return any(f" {mourning} " in words for mourning in word_list("mourning"))


def _happened(attack: Attack, figures: Sequence[FoundFigure], dated: bool) -> bool:
    """Whether something is told that makes a claim: an attack word, or harm done at a named place or on a known day."""
    return bool(attack.kinds) or (bool(figures) and (dated or bool(attack.places)))


def _is_new(scene: Scene, figure: FoundFigure, attack: Attack, told: dict[tuple[object, ...], list[Attack]]) -> bool:
    """Whether a figure has not been told of another attack, unless it is a small one of two that happened apart."""
    earlier = told.setdefault((figure.outcome, group_class(figure.group), figure.toll, figure.partial), [])
    small = 0 < figure.toll.min < _RARELY_TWICE
    is_new = all(a is attack or (small and _are_apart(scene, a, attack)) for a in earlier)
    earlier.append(attack)
    return is_new


def _are_apart(scene: Scene, one: Attack, other: Attack) -> bool:
    """Whether two attacks both have localities, and these or their days are others."""
    here, there = ({scene.clean.text[p.start : p.end] for p in a.places if p.role == "where"} for a in (one, other))
    if not (here and there):
        return False
    days = [d.days for d in one.dates], [d.days for d in other.dates]
    dated_apart = all(days) and not any(a.overlaps(b) for a in days[0] for b in days[1])
    return here.isdisjoint(there) or dated_apart


def _claim(report: Report, scene: Scene, attack: Attack, figures: Iterable[FoundFigure], dates: ReportDates) -> Claim:
    span = scene.clean.span
    kind = _surest(attack.kinds)
    anchor = kind or min(attack.figures, key=lambda f: f.start)
    day = choose_date_of(dates, [(words.start, words.end) for words in (anchor, *attack.kinds, *attack.figures)])
    authority = choose_authority(scene.clean.text, attack.authorities, scene.authorities, anchor.start)
    return Claim(
        claim_id="",
        report_id=report.report_id,
        extractor=EXTRACTOR,
        kind=kind.kind if kind else "unknown",
        trigger=span(anchor.start, anchor.end),
        date=ClaimedDate(day[0], span(day[1].start, day[1].end) if day[1] else None) if day else None,
        places=tuple(_places(scene, attack.places)),
        perpetrators=tuple(
            ClaimedActor(a.actor, a.stance, span(a.start, a.end)) for a in _each_once(attack.actors, _ACTOR)
        ),
        targets=tuple(ClaimedTarget(t.type, span(t.start, t.end)) for t in _each_once(attack.targets, _TYPE)),
        munitions=tuple(ClaimedMunition(m.type, span(m.start, m.end)) for m in _each_once(attack.munitions, _TYPE)),
        casualties=tuple(
            Casualties(f.outcome, f.group, f.toll, span(f.start, f.end), f.partial) for f in figures if not f.untold
        ),
        authority=_authority(scene, span(authority.start, authority.end)) if authority else None,
    )


def _each_once(things: Sequence[T], key: Callable[[T], object]) -> Iterator[T]:
    """What is told several times in its first words, in the order of the last."""
    return reversed({key(thing): thing for thing in reversed(things)}.values())


def _surest(kinds: Sequence[FoundKind]) -> FoundKind | None:
    """The kind that an attack's words tell most surely; shots in a raid are the raid, and gas dropped is gas."""
    kind = max(kinds, key=lambda k: (k.specificity, -k.start), default=None)
    outranking = _OUTRANKED_BY.get(kind.kind) if kind else None
    return next((k for k in kinds if k.kind == outranking and k.specificity == 3), kind)


def _places(scene: Scene, places: Iterable[FoundPlace]) -> Iterator[ClaimedPlace]:
    seen: set[tuple[str, str]] = set()
    for place in places:
        key = (scene.clean.text[place.start : place.end], place.role)
        if key not in seen:
            seen.add(key)
            span = scene.clean.span(place.start, place.end)
            yield ClaimedPlace(span.of(scene.clean.original), place.role, span, kind=place.kind)


def _authority(scene: Scene, span: Span) -> Authority:
    return Authority(span.of(scene.clean.original), span)


def _campaign_claims(report: Report, scene: Scene) -> Iterator[Claim]:
    """Totals over many days or places: one claim each, so that none of them enters an incident."""
    for figure in scene.figures:
        if figure.campaign and not (figure.partial or figure.untold):
            span = scene.clean.span(figure.start, figure.end)
            stated = Casualties(figure.outcome, figure.group, figure.toll, span)
            yield _with_id(Claim("", report.report_id, EXTRACTOR, scope="campaign", trigger=span, casualties=(stated,)))


def _with_id(claim: Claim) -> Claim:
    """The claim under a hash of all it says, so that the same reading gives the same id in every run."""
    return replace(claim, claim_id=content_id("claim", *_told(claim)))


def _told(claim: Claim) -> Iterator[object]:
    """Everything a claim says, as plain values."""
    yield from (claim.report_id, claim.extractor, claim.kind, claim.scope, _at(claim.trigger))
    yield claim.date and (claim.date.days.start, claim.date.days.end, _at(claim.date.span))
    yield [(p.name, p.role, _at(p.span)) for p in claim.places]
    yield [(p.actor, p.stance, _at(p.span)) for p in claim.perpetrators]
    yield [(t.type, _at(t.span)) for t in claim.targets]
    yield [(m.type, _at(m.span)) for m in claim.munitions]
    yield [(c.outcome, c.group, c.toll.min, c.toll.max, c.partial, _at(c.span)) for c in claim.casualties]
    yield claim.authority and (claim.authority.name, _at(claim.authority.span))


def _at(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None
