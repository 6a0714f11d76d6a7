"""Words of statements of parties: the section `positions` of a language file, found only where a party may speak."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tallystick.extract.found import Hit, Sentence
from tallystick.extract.lexicon import Lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.phrases import hits_by_sentence

SECTION = "positions"
_GATE = (
    "office", "voice", "say", "told_by", "deny", "no_comment", "review", "concede", "apology", "mistaken", "not_struck",
    "not_involved", "not_harmed", "never_harms", "not_used", "never_uses",
)  # fmt: skip
"""Codes without any of which a text holds no statement: many reports of an attack have none."""


@dataclass(slots=True)
class Words:
    """Hits of the section `positions` by code, each list in text order."""

    by_code: Mapping[str, Sequence[Hit]]
    kept: dict[tuple[str, ...], Sequence[Hit]] = field(default_factory=dict, repr=False, compare=False)
    """What has been asked for by several codes, which is asked again and again."""

    def of(self, *codes: str) -> Sequence[Hit]:
        """Hits of some codes in text order."""
        if len(codes) == 1:
            return self.by_code.get(codes[0], ())
        if codes not in self.kept:
            self.kept[codes] = sorted(h for code in codes for h in self.by_code.get(code, ()))
        return self.kept[codes]

    def marked(self, head: str) -> list[Hit]:
        """Hits of a code with or without what it is of: `office`, `office/russia`."""
        return sorted(h for code, hits in self.by_code.items() if code.partition("/")[0] == head for h in hits)

    def by_sentence(self, sentences: Sequence[Sentence]) -> list["Words"]:
        """The hits that begin in each sentence in turn."""
        return [Words(told) for told in hits_by_sentence(sentences, self.by_code)]


def find_words(text: str, language: str, own: bool = False) -> Words | None:
    """The words of statements in a clean text; None when it can hold no statement. A party's `own` text always may."""
    gate, lexicon = _lexicons(language)
    if gate is None or lexicon is None:
        return None
    by_code: dict[str, list[Hit]] = {}
    for hit in lexicon.find(text).get(SECTION, ()):
        by_code.setdefault(hit.code, []).append(hit)
    opens = own or any(code.partition("/")[0] in _GATE for code in by_code)
    return Words(by_code) if opens or gate.find(text) else None  # a longer phrase may have hidden the one that opens


@cache
def _lexicons(language: str) -> tuple[Lexicon | None, Lexicon | None]:
    pack = load_pack(language)
    listed = {code: phrases for code, phrases in pack.section(SECTION).items() if isinstance(phrases, list)}
    if not listed:
        return None, None
    clitics = pack.section("clitics")
    before, after = clitics.get("before", ()), clitics.get("after", ())
    opening = {code: phrases for code, phrases in listed.items() if code.partition("/")[0] in _GATE}
    return Lexicon(_entries(opening), before, after), Lexicon(_entries(listed), before, after)


def _entries(listed: Mapping[str, Iterable[str]]) -> list[tuple[str, str, str]]:
    return [(phrase, SECTION, code) for code, phrases in listed.items() for phrase in phrases]
