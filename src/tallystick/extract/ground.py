"""A report as our own grammar reads it: the ground that a language model's answer has to stand on."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tallystick.extract.actors import find_actors
from tallystick.extract.casualties import find_figures
from tallystick.extract.clean import CleanText, clean_text, fold
from tallystick.extract.cues import SECTION, cues_in
from tallystick.extract.dates import find_dates
from tallystick.extract.found import FoundActor, FoundDate, FoundFigure, FoundKind, Hit, Sentence
from tallystick.extract.furniture import find_furniture
from tallystick.extract.lexicon import load_lexicon
from tallystick.extract.mentions import find_kinds
from tallystick.extract.numbers import read_count
from tallystick.extract.pack import LanguagePack
from tallystick.extract.phrases import hits_by_sentence, inside
from tallystick.extract.sentences import split_sentences
from tallystick.model.claim import Span
from tallystick.model.report import Report
from tallystick.model.toll import Toll

_MOST_OCCURRENCES = 500
"""A quote that stands more often than this is looked for no further."""


@dataclass(slots=True)
class Ground:
    """One report, read; `refused` counts by reason what did not stand on it."""

    report: Report
    clean: CleanText
    pack: LanguagePack
    cuts: tuple[tuple[int, int], ...]
    hits: dict[str, list[Hit]]
    sentences: Sequence[Sentence]
    figures: Sequence[FoundFigure]
    kinds: Sequence[FoundKind]
    actors: Sequence[FoundActor]
    dates: Sequence[FoundDate]
    counts: Sequence[tuple[int, int, Toll]]
    published: date | None
    refused: Counter[str] = field(default_factory=Counter)

    def refuse(self, reason: str) -> None:
        """Count one refusal."""
        self.refused[reason] += 1

    def locate(self, quote: str, near: int) -> Span | None:
        """Where a quote stands, the place nearest to `near` where it stands more than once; None is counted."""
        found = [s for s in self._occurrences(quote) if self._whole(s) and not self._cut(s)]
        if not found:
            self.refuse("quote not in the report")
            return None
        return min(found, key=lambda s: (abs(s.start - near), s.start))

    def _occurrences(self, quote: str) -> Iterator[Span]:
        at = self.report.text.find(quote)
        for _ in range(_MOST_OCCURRENCES):
            if at < 0 or not quote.strip():
                return
            yield Span(at, at + len(quote))
            at = self.report.text.find(quote, at + 1)

    def _cut(self, span: Span) -> bool:
        return any(span.start < end and start < span.end for start, end in self.cuts)

    def _whole(self, span: Span) -> bool:
        """Whether a span is not cut out of a word or a number; what may be glued to a word may stay outside."""
        text = self.report.text
        before, after = text[: span.start][-8:], text[span.end : span.end + 2]
        if text[span.start].isalnum() and before[-1:].isalnum():
            glued = "".join(c if c.isalpha() else " " for c in before).split(" ")[-1]
            if before[-1].isdigit() or fold(glued) not in self.pack.section("clitics").get("before", ()):
                return False
        if text[span.end - 1].isalnum() and after[:1].isalnum():
            return False
        number_before = text[span.start].isdigit() and before[-1:] in (".", ",") and before[-2:-1].isdigit()
        number_after = text[span.end - 1].isdigit() and after[:1] in (".", ",") and after[1:2].isdigit()
        return not (number_before or number_after)

    def range_of(self, span: Span) -> tuple[int, int]:
        """The clean characters of an original span."""
        offsets = self.clean.offsets
        if offsets is None:
            return span.start, span.end
        return bisect_left(offsets, span.start), bisect_left(offsets, span.end)

    def sentence_of(self, at: int) -> Sentence | None:
        """The sentence that holds a clean character."""
        return next((s for s in self.sentences if s.start <= at < s.end), None)


def read_ground(report: Report, pack: LanguagePack, published: date | None) -> Ground:
    """Read a report by our own grammar."""
    cuts = find_furniture(report.text)
    clean = clean_text(report.text, cuts)
    hits, sentences = load_lexicon(pack.code).find(clean.text), split_sentences(clean, pack)
    told = hits_by_sentence(sentences, hits)
    return Ground(
        report,
        clean,
        pack,
        tuple(cuts),
        hits,
        sentences,
        find_figures(clean, sentences, hits.get(SECTION, ())),
        find_kinds(told, pack),
        find_actors(clean, told, pack),
        find_dates(clean, pack, published),
        tuple(_counts(clean.text, sentences, hits.get(SECTION, ()))),
        published,
    )


def _counts(text: str, sentences: Sequence[Sentence], hits: Sequence[Hit]) -> Iterator[tuple[int, int, Toll]]:
    """Every quantity of the text with all the words that bound it."""
    for sentence in sentences:
        cues = cues_in(text, sentence, inside(sentence, hits))
        index = 0
        while index < len(cues):
            count = read_count(text, cues, index)
            if count is None:
                index += 1
                continue
            yield cues[count.first].start, cues[count.last - 1].end, count.toll
            index = max(count.last, index + 1)
