"""Who a report has it from: the monitor, agency or witness that a word for telling, or a colon, stands beside."""

from collections.abc import Iterable, Iterator, Sequence

from tallystick.extract.clean import CleanText
from tallystick.extract.found import FoundAuthority, Hit, SentenceHits

_TELLING = "telling"
_NAMED = "named"
_BEFORE, _AFTER = 3, 6  # words between a word for telling and the authority after it, or before it
_JOINED = 2  # characters between the words of one authority ("SANA reporter")


def find_authorities(clean: CleanText, told: Iterable[SentenceHits]) -> tuple[FoundAuthority, ...]:
    """Everybody whom a sentence names as telling what it tells, in text order."""
    return tuple(a for hits in told if "authorities" in hits for a in _in_sentence(clean.text, hits["authorities"]))


def _in_sentence(text: str, hits: Sequence[Hit]) -> Iterator[FoundAuthority]:
    telling = [h for h in hits if h.code == _TELLING]
    for start, end, named in _merged(h for h in hits if h.code != _TELLING):
        if text.startswith(":", end) or any(_beside(text, word, start, end) for word in telling):
            yield FoundAuthority(start, end, named)


def _merged(hits: Iterable[Hit]) -> Iterator[tuple[int, int, bool]]:
    """Neighbouring words for one authority as one; it is named when one of them is a name."""
    start, end, named = -1, -1, False
    for hit in hits:
        if start >= 0 and hit.start - end <= _JOINED:
            end, named = hit.end, named or hit.code == _NAMED
            continue
        if start >= 0:
            yield start, end, named
        start, end, named = hit.start, hit.end, hit.code == _NAMED
    if start >= 0:
        yield start, end, named


def _beside(text: str, word: Hit, start: int, end: int) -> bool:
    if word.end <= start:
        return len(text[word.end : start].split()) <= _BEFORE
    return end <= word.start and len(text[end : word.start].split()) <= _AFTER


def choose_authority(
    text: str, own: Sequence[FoundAuthority], cited: Sequence[FoundAuthority], before: int
) -> FoundAuthority | None:
    """Who an attack is told by: one named where it is told, else one told of there, else the last one named before.

    Of all that the report cites, the fullest name is taken: "the Observatory" is the observatory named elsewhere.
    """
    earlier = [a for a in cited if a.named and a.end <= before]
    ranked = [*(a for a in own if a.named), *own, *reversed(earlier)]
    return _fullest(text, ranked[0], cited) if ranked else None


def _fullest(text: str, short: FoundAuthority, cited: Sequence[FoundAuthority]) -> FoundAuthority:
    words = text[short.start : short.end]
    full = [a for a in cited if short.named and words in text[a.start : a.end]]
    return max([short, *full], key=lambda a: a.end - a.start)
