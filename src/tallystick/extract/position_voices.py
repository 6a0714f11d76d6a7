"""Who speaks in a sentence: a party, by its name, its office or its spokesperson, or somebody else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tallystick.extract.clean import CleanText
from tallystick.extract.found import Hit
from tallystick.extract.parties import actor_of, names_a_party
from tallystick.extract.phrases import PlainWords
from tallystick.extract.position_words import SECTION, Words

_OFFICES = ("office", "troops")
_NEAR = 32
"""Characters within which an office and the party it is of stand."""
_WORD = re.compile(r"[\w'-]+")
_STOP = re.compile(r"[.!?؟;؛\n]")


@dataclass(slots=True)
class Voice:
    """Somebody who may be speaking. `actor` is None for who is no party, empty for an office that names none."""

    start: int
    end: int
    actor: str | None
    spokesman: tuple[int, int] | None = None
    """Where the office or person is named, if one is."""
    weak: bool = False
    """True for an adjective, and for who may be only the enemy spoken of: it speaks only beside a word of speech."""


def find_voices(clean: CleanText, actors: Sequence[Hit], words: Words, plain: PlainWords) -> list[Voice]:
    """The voices of one sentence in text order; `actors` and `words` are those of the sentence."""
    if not (actors or words.by_code):
        return []
    blows, enemies = words.of("many", "one", "struck"), words.of("military")
    named = [h for h in actors if _is_name(clean, h) and not _overlaps(h, blows)]
    persons = words.marked("voice")
    offices = sorted(h for code in _OFFICES for h in words.marked(code))
    bystanders = words.of("bystander")
    voices = [Voice(h.start, h.end, h.code.partition("/")[2], (h.start, h.end)) for h in persons]
    voices += [Voice(h.start, h.end, None) for h in bystanders]
    for office in offices:
        voices.append(_of_office(clean, office, [*named, *persons], bystanders, plain))
    speaking = [h for h in named if not h.code.endswith("/state")]
    voices += [Voice(h.start, h.end, actor_of(h.code), weak=_is_weak(h, enemies)) for h in speaking]
    return _outermost([v for v in voices if not _is_troops_alone(v, offices)])


def _is_name(clean: CleanText, hit: Hit) -> bool:
    acronym = hit.code.endswith("/acronym")
    return names_a_party(hit) and (not acronym or clean.as_written(hit.start, hit.end).isupper())


def _is_weak(hit: Hit, enemies: Sequence[Hit]) -> bool:
    return hit.code.endswith("/adjective") or _overlaps(hit, enemies)


def _overlaps(hit: Hit, others: Sequence[Hit]) -> bool:
    """Whether a name is part of other words: "coalition air strikes" go with an attack, and nobody speaks."""
    return any(h.start < hit.end and hit.start < h.end for h in others)


def _of_office(
    clean: CleanText, office: Hit, named: Sequence[Hit], bystanders: Sequence[Hit], plain: PlainWords
) -> Voice:
    """An office with whose it is: "the Russian defence ministry", وزارة الدفاع الروسية, a spokesman for the SDF."""
    own = office.code.partition("/")[2]
    where = (office.start, office.end)
    if any(_adjoin(clean.text, office, b, plain) for b in bystanders):
        return Voice(office.start, office.end, None)
    beside = [h for h in named if (h.start, h.end) != where and _adjoin(clean.text, office, h, plain)]
    if not beside:
        return Voice(office.start, office.end, own if own or office.code != "troops" else None, where)
    nearest = min(beside, key=lambda h: max(h.start - office.end, office.start - h.end))
    start, end = min(office.start, nearest.start), max(office.end, nearest.end)
    actor = nearest.code.partition("/")[2] if nearest.section == SECTION else actor_of(nearest.code)
    return Voice(start, end, actor, where)


def _is_troops_alone(voice: Voice, offices: Sequence[Hit]) -> bool:
    """Words like "forces" are somebody's only beside a name."""
    alone = any((h.start, h.end) == (voice.start, voice.end) and h.code == "troops" for h in offices)
    return alone and not voice.actor


def _adjoin(text: str, office: Hit, other: Hit, plain: PlainWords) -> bool:
    start, end = (office.end, other.start) if office.end <= other.start else (other.end, office.start)
    if end < start:
        return True
    if end - start > _NEAR or _STOP.search(text, start, end):
        return False
    return all(plain.has("between", w.group()) or w.group() in plain.clitics for w in _WORD.finditer(text, start, end))


def _outermost(voices: Sequence[Voice]) -> list[Voice]:
    """Without voices inside others; what a wider one leaves open the narrower one fills in."""
    kept: list[Voice] = []
    for voice in sorted(voices, key=lambda v: (v.start, -v.end, not v.actor)):
        if kept and voice.start < kept[-1].end:
            if kept[-1].actor == "" and voice.actor:
                kept[-1] = replace(kept[-1], actor=voice.actor)
            continue
        kept.append(voice)
    return kept


def words_between(text: str, start: int, end: int) -> int:
    """How many words stand between two offsets; many when a sentence ends between them."""
    if _STOP.search(text, start, end):
        return 99
    return len(_WORD.findall(text, start, end))


def words_before(text: str, end: int, many: int) -> Iterator[str]:
    """The last few words before an offset, the nearest first."""
    found: list[str] = _WORD.findall(text[max(0, end - 60) : end])
    return iter(found[: -many - 1 : -1])
