"""Statements of parties about their own strikes, read from a report: who says what, with what scope, in which words.

A sentence is a statement when a word of speech is a party's (by its name, office or spokesperson, or by carrying on
from the sentence before) and its words are those of a position. The words are data: `positions` of the language file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.extract.outlets import author_of
from tallystick.extract.pack import LanguagePack
from tallystick.extract.places import PlaceNames
from tallystick.extract.position_facts import completed, date_of, munitions_of, places_of, targets_of, toll_of
from tallystick.extract.position_scope import scope_of
from tallystick.extract.position_told import Teller
from tallystick.extract.position_types import Said, Told, read_types
from tallystick.extract.position_words import Words, may_hold_statement, words_of
from tallystick.extract.scene import Scene
from tallystick.model.claim import Authority, Claim, Span
from tallystick.model.identity import content_id
from tallystick.model.position import Position
from tallystick.model.report import Report
from tallystick.model.when import Days
from tallystick.vocabulary import label

_NOBODY_NAMED = "unknown"
_FEW_PLACES = 3
Finding = tuple[Told, Words | None, Said]
"""A sentence, the words of the one before it, and what was found in it."""


def find_positions(
    report: Report, scene: Scene, claims: Sequence[Claim], names: PlaceNames, pack: LanguagePack
) -> tuple[Position, ...]:
    """The statements in a report, in text order; one of a kind, scope and party for each set of places."""
    author = author_of(report.publisher)
    words = words_of(scene.hits)
    if not may_hold_statement(scene.clean.text, words, pack.code, own=author is not None):
        return ()
    findings = list(_findings(scene, words, pack, author))
    if findings and not (scene.kinds or scene.figures):
        scene = completed(scene, names, pack)
        findings = list(_findings(scene, words, pack, author))
    attacks = [c for c in claims if c.scope == "attack" and c.trigger]
    found: dict[tuple[object, ...], Position] = {}
    for finding in findings:
        position = _position(report, scene, attacks, finding)
        found.setdefault((*_kind(position), frozenset(p.name for p in position.places)), position)
    return tuple(sorted(_without_echoes(list(found.values())), key=lambda p: (p.span, p.type)))


def _findings(scene: Scene, words: Words, pack: LanguagePack, author: str | None) -> Iterator[Finding]:
    for told, before in Teller(scene, words, pack, author).sentences():
        for said in read_types(told):
            yield told, before, said


def _position(report: Report, scene: Scene, attacks: Sequence[Claim], finding: Finding) -> Position:
    told, before, said = finding
    scope, why_scope = scope_of(told, said, before, placed=_is_placed(scene, attacks))
    speaker, actor = said.speaker, said.speaker.actor or _NOBODY_NAMED
    position = Position(
        position_id="",
        report_id=report.report_id,
        type=said.type,
        speaker=actor,
        scope=scope,
        span=_span(scene, told, said),
        voice="own_text" if author_of(report.publisher) == actor else "relayed",
        why=_why(scene, said, actor, (scope, why_scope)),
        speaker_span=_span_of(scene, (speaker.start, speaker.end)),
        spoken_by=_authority(scene, speaker.spokesman),
        conceded=toll_of(told, said.cue.start) if said.type == "concedes" else None,
        date=date_of(scene, told),
        told=Days.on(scene.published) if scene.published else None,
        places=places_of(scene, told, scope),
        targets=targets_of(scene, told),
        munitions=munitions_of(scene, told),
    )
    answered = _answered(position, attacks) if scope != "all_strikes" else ()
    return replace(position, claim_ids=answered, position_id=_id_of(position))


def _is_placed(scene: Scene, attacks: Sequence[Claim]) -> bool:
    """Whether the report tells of one attack, or of few, that a statement in it may answer."""
    places = {p.name for c in attacks for p in c.where}
    objects = [t for t in scene.targets if t.type != "military"]
    return len(places) <= _FEW_PLACES and bool(attacks or objects)


def _span(scene: Scene, told: Told, said: Said) -> Span:
    """From the speaker's name to the last word that the finding rests on."""
    inside = said.speaker.end > said.speaker.start
    near = inside and told.speech.sentence.start <= said.speaker.start < told.speech.sentence.end
    start = min(said.cue.start, said.speaker.start) if near else said.cue.start
    end = max(said.end, said.speaker.end) if near else said.end
    return scene.clean.span(start, end)


def _span_of(scene: Scene, where: tuple[int, int]) -> Span | None:
    return scene.clean.span(*where) if where[0] < where[1] else None


def _authority(scene: Scene, where: tuple[int, int] | None) -> Authority | None:
    if where is None:
        return None
    span = scene.clean.span(*where)
    return Authority(span.of(scene.clean.original), span)


def _answered(position: Position, attacks: Sequence[Claim]) -> tuple[str, ...]:
    """The claims of the same report that a statement answers: those of its places, else the nearest one told."""
    names = {p.name for p in position.places if p.role != "within"}
    same = [c for c in attacks if names & {p.name for p in c.places if p.role != "within"}]
    if same or names or position.scope == "place_and_day":
        return tuple(sorted(c.claim_id for c in same))
    at = position.span.start
    nearest = min(attacks, key=lambda c: abs(c.trigger.start - at) if c.trigger else at, default=None)
    return (nearest.claim_id,) if nearest else ()


def _why(scene: Scene, said: Said, actor: str, scope: tuple[str, str]) -> str:
    words = scene.clean.as_written(said.cue.start, said.cue.end)
    named = _span_of(scene, (said.speaker.start, said.speaker.end))
    who = f"“{named.of(scene.clean.original)}” ({label('actor', actor)})" if named else label("actor", actor)
    reach = scope[0].replace("_", " ")
    return f"{who} {label('party_position', said.type)} by the words “{words}”, of {reach}, for {scope[1]}."


def _without_echoes(positions: Sequence[Position]) -> Iterator[Position]:
    """A report that tells the same twice, once without the place, tells one statement."""
    for position in positions:
        alike = [p for p in positions if _kind(p) == _kind(position) and p.places]
        if position.places or not alike or position.scope == "all_strikes":
            yield position


def _kind(position: Position) -> tuple[str, str, str]:
    return position.type, position.speaker, position.scope


def _id_of(position: Position) -> str:
    spans = (position.span.start, position.span.end)
    return content_id("position", position.report_id, position.type, position.speaker, position.scope, *spans)
