"""How much a claim about a campaign covers: how many attacks it adds up, and on which days, as its own words say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tallystick.extract.circumstances import number_before, phrase_table
from tallystick.extract.clean import CleanText, clean_text, fold
from tallystick.extract.dates import find_dates
from tallystick.extract.found import FoundDate, Sentence
from tallystick.extract.furniture import find_furniture
from tallystick.extract.lexicon import Lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.sentences import split_sentences
from tallystick.model.claim import Claim, Span
from tallystick.model.finding import CampaignTotal
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tallystick.model.when import Days

_CLAUSE_ENDS = ";؛:"
_MONTH = 28
"""Days of the shortest month."""


def read_campaign_totals(report: Report, reading: Reading) -> tuple[CampaignTotal, ...]:
    """What each claim of a report about a campaign covers, in the order of the claims.

    The number of attacks is the one nearest to the figure in its clause; the days are those named in its sentence,
    else anywhere in the report, else None.
    """
    claims = [c for c in reading.claims if c.scope == "campaign" and c.trigger is not None]
    language = reading.language or ""
    if not claims or language not in phrase_table():
        return ()
    clean, pack = clean_text(report.text, find_furniture(report.text)), load_pack(language)
    sentences = split_sentences(clean, pack)
    found = find_dates(clean, pack, reading.published.start if reading.published else None, None)
    dates = [_from_month_before(d, clean.text, language) for d in found]
    return tuple(_total(claim, clean, sentences, dates, language) for claim in claims)


def _total(
    claim: Claim, clean: CleanText, sentences: Sequence[Sentence], dates: Sequence[FoundDate], language: str
) -> CampaignTotal:
    sentence = next((s for s in sentences if _overlaps(clean.span(s.start, s.end), claim.trigger)), None)
    if sentence is None:
        return CampaignTotal(claim.claim_id, _hull(dates), None, None)
    beside = [d for d in dates if sentence.start <= d.start < sentence.end]
    counted = min(_counts(clean, sentence, claim.trigger, language), key=lambda c: c[0], default=None)
    days = _hull(beside or dates)
    if counted is None:
        return CampaignTotal(claim.claim_id, days, None, None)
    return CampaignTotal(claim.claim_id, days, counted[1], counted[2])


def _from_month_before(found: FoundDate, text: str, language: str) -> FoundDate:
    """A month, from the month before it when the words make one stretch of the two: "September to November 2015"."""
    words = text[max(0, found.start - 30) : found.start].split()
    if found.days.width < _MONTH or len(words) < 2 or words[-1] not in map(fold, phrase_table()[language]["through"]):
        return found
    first = _months(language).get(words[-2].strip(",("))
    start = found.days.start
    if first is None or first >= start.month:
        return found
    return replace(found, days=Days(start.replace(month=first, day=1), found.days.end))


@cache
def _months(language: str) -> dict[str, int]:
    names = load_pack(language).section("dates").get("months", {})
    return {fold(str(word)): int(number) for number, words in names.items() for word in words}


def _counts(
    clean: CleanText, sentence: Sentence, figure: Span | None, language: str
) -> Iterator[tuple[int, Toll, Span]]:
    """Numbers of attacks in the clause of a figure, with how far from it they stand."""
    for hit in _strike_words(language).find(clean.text[sentence.start : sentence.end]).get("strikes", ()):
        start, end = sentence.start + hit.start, sentence.start + hit.end
        number = number_before(clean.text, sentence, start, language)
        span = clean.span(start, end)
        if number is None or figure is None or (span.start < figure.end and figure.start < span.end):
            continue
        low, high = sorted((figure, span))
        between = clean.original[low.end : high.start]
        if number.min > 0 and not any(mark in between for mark in _CLAUSE_ENDS):
            yield len(between), number, span


@cache
def _strike_words(language: str) -> Lexicon:
    words = [(str(w), "strikes", "strikes") for w in phrase_table()[language]["strikes"]]
    clitics = load_pack(language).section("clitics")
    return Lexicon(words, clitics.get("before", ()), clitics.get("after", ()))


def _overlaps(sentence: Span, figure: Span | None) -> bool:
    return figure is not None and sentence.start <= figure.start < sentence.end


def _hull(dates: Sequence[FoundDate]) -> Days | None:
    if not dates:
        return None
    return Days(min(d.days.start for d in dates), max(d.days.end for d in dates))
