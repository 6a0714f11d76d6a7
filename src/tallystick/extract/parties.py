"""The belligerents a sentence names, each with the arms and people named along with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.extract.clean import CleanText
from tallystick.extract.cues import word_list
from tallystick.extract.found import Hit
from tallystick.extract.phrases import Gaps, PlainWords
from tallystick.vocabulary import require_code

FORCE, BELONGING, BACKED = "force", "belonging", "backed"
"""Helper codes of the section `actors`: arms and people that a name may be part of ("army", "jets", عناصر), words that
tie arms to whose they are ("belonging to", تابعة), and words that make bands a state's proxies (الموالية لتركيا)."""
HELPERS = frozenset({FORCE, BELONGING, BACKED})
_MARKS = ("/adjective", "/acronym", "/state")
_NEAR = 20
_ITS = re.compile(r"\s*ل(?:ها|ه|هم)\b")
"""The state that backs a band, where it is but meant (الموالية لها)."""


@dataclass(slots=True)
class Party:
    """An actor named in a sentence, from the first to the last word of the phrase ("Turkish army jets")."""

    start: int
    end: int
    name_start: int
    name_end: int
    actor: str
    adjective: bool
    """True when the word names an actor only before a deed or a force ("Turkish")."""
    state: bool
    """True when the word is first of all the name of the country it happens in ("Syria")."""

    @property
    def armed(self) -> bool:
        """Whether arms or people are named along with it."""
        return (self.start, self.end) != (self.name_start, self.name_end)


def names_a_party(hit: Hit) -> bool:
    """Whether an `actors` hit is a name, and not one of the words that go with names."""
    return hit.code not in HELPERS


def find_parties(
    clean: CleanText,
    named: Sequence[Hit],
    words: PlainWords,
    hyphens_join: bool,
    proxies: Mapping[str, str] | None = None,
) -> list[Party]:
    """The parties among the `actors` hits of one sentence, in text order; `proxies` says whose bands whose backing
    makes."""
    gaps = Gaps(clean.text, (), words, "articles")
    grown = [
        _grown(index, named, gaps)
        for index, hit in enumerate(named)
        if names_a_party(hit) and _is_name(clean, hit, hyphens_join)
    ]
    parties = [party for party in grown if party is not None]
    backed = [hit for hit in named if hit.code == BACKED]
    return _with_proxies(parties, named, backed, gaps, proxies) if backed and proxies else parties


def _with_proxies(
    parties: Sequence[Party], named: Sequence[Hit], backed: Sequence[Hit], gaps: Gaps, proxies: Mapping[str, str]
) -> list[Party]:
    """«فصائل المعارضة الموالية لتركيا»: bands that a state backs are its proxies, and neither others nor the state."""
    out = list(parties)
    for word in backed:
        backer = next((p for p in parties if p.name_start >= word.end and _meet(gaps, word.end, p.name_start)), None)
        end = backer.end if backer else word.end
        band = [h for h in named if h.end <= word.start and h.code != BACKED]
        first = len(band)
        while first and _meet(gaps, band[first - 1].end, band[first].start if first < len(band) else word.start):
            first -= 1
        if first == len(band):
            continue
        start = band[first].start
        if backer is None and _ITS.match(gaps.text, word.end):
            backer = next((p for p in reversed(parties) if p.name_end <= start), None)
        if backer is None or backer.actor not in proxies:
            continue
        whole = Party(start, end, start, end, proxies[backer.actor], adjective=False, state=False)
        out = [p for p in out if not (start <= p.name_start < end)] + [whole]
    return sorted(out, key=lambda p: p.start)


def _meet(gaps: Gaps, left: int, right: int) -> bool:
    joined = gaps.text[left:right].strip().startswith(tuple(word_list("ands")))
    return right - left < _NEAR and not joined and gaps.strangers(left, right) == 0


def _is_name(clean: CleanText, hit: Hit, hyphens_join: bool) -> bool:
    """Whether the phrase stands for itself: no part of "rebel-held", and an acronym in capitals."""
    if hit.code.endswith("/acronym") and not clean.as_written(hit.start, hit.end).isupper():
        return False
    if not hyphens_join:
        return True
    after, before = clean.text[hit.end : hit.end + 2], clean.text[max(0, hit.start - 2) : hit.start]
    return not ((after[:1] == "-" and after[1:].isalpha()) or (before[1:] == "-" and before[:1].isalpha()))


def actor_of(code: str) -> str:
    """The actor of a code of the section `actors`, its mark aside."""
    return _actor_of(code)[0]


def _grown(index: int, named: Sequence[Hit], gaps: Gaps) -> Party | None:
    """The party of one name; None where the words say that its arms are another's (طائرات أمريكية تابعة للتحالف)."""
    first = last = index
    while first > 0 and _adjoin(gaps, named[first - 1], named[first], named[first - 1]):
        first -= 1
    while last + 1 < len(named) and _adjoin(gaps, named[last], named[last + 1], named[last + 1]):
        last += 1
    if last > index and named[last].code == BELONGING:
        return None
    name = named[index]
    actor, mark = _actor_of(name.code)
    start, end = named[first].start, named[last].end
    return Party(start, end, name.start, name.end, actor, mark == "adjective", mark == "state")


def _adjoin(gaps: Gaps, left: Hit, right: Hit, added: Hit) -> bool:
    return (
        not names_a_party(added)
        and added.code != BACKED
        and right.start - left.end < _NEAR
        and gaps.strangers(left.end, right.start) == 0
    )


@cache
def _actor_of(code: str) -> tuple[str, str]:
    """The actor and the mark of a code of the section `actors`; an unknown mark is an unknown actor."""
    actor, slash, mark = code.partition("/")
    return require_code("actor", actor if slash + mark in ("", *_MARKS) else code), mark
