"""Words of statements of parties: the section `positions` of a language file, looked at where a party may speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tallystick.extract.found import Hit
from tallystick.extract.lexicon import Lexicon
from tallystick.extract.pack import load_pack

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
        codes = [code for code in self.by_code if code.startswith(head) and code.partition("/")[0] == head]
        return sorted(h for code in codes for h in self.by_code[code]) if codes else []


def words_of(hits: Mapping[str, Sequence[Hit]]) -> Words:
    """The words of statements among the lexicon hits of a text or of a sentence."""
    by_code: dict[str, list[Hit]] = {}
    for hit in hits.get(SECTION, ()):
        by_code.setdefault(hit.code, []).append(hit)
    return Words(by_code)


def may_hold_statement(text: str, words: Words, language: str, own: bool = False) -> bool:
    """Whether a clean text with these words can hold a statement. A party's `own` text always may."""
    gate = _gate(language)
    if gate is None:
        return False
    opens = own or any(code.partition("/")[0] in _GATE for code in words.by_code)
    return opens or bool(gate.find(text))  # a longer phrase may have hidden the one that opens


@cache
def _gate(language: str) -> Lexicon | None:
    """The words that open statements; None when a language has none for statements at all."""
    pack = load_pack(language)
    listed = {code: phrases for code, phrases in pack.section(SECTION).items() if isinstance(phrases, list)}
    if not listed:
        return None
    clitics = pack.section("clitics")
    opening = ((code, phrases) for code, phrases in listed.items() if code.partition("/")[0] in _GATE)
    entries = [(phrase, SECTION, code) for code, phrases in opening for phrase in phrases]
    return Lexicon(entries, clitics.get("before", ()), clitics.get("after", ()))
