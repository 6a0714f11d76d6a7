"""Who a claim goes back to: the authority it cites by name, else its publisher."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from tallystick.link.folding import fold
from tallystick.model.claim import Claim
from tallystick.model.report import Report

_LONGEST_NAME = 8  # words; longer names are not in the lexicon


@dataclass(frozen=True, slots=True)
class Source:
    """A single mouth: `key` is equal for two claims exactly when they go back to the same one."""

    key: str
    name: str
    cited: bool
    """True when the report names it as its authority, False when the report's publisher speaks itself."""


@dataclass(frozen=True, slots=True)
class SourceLexicon:
    """Known spellings of authorities and outlets (sources.yml)."""

    names: MappingProxyType[str, str]
    spellings: MappingProxyType[str, str]
    outlets: MappingProxyType[str, str]
    unnamed: frozenset[str]
    generic: frozenset[str]

    def known(self, words: str) -> str | None:
        """The id of the known source that a folded phrase names, by its longest known spelling."""
        tokens = words.split()
        for length in range(min(len(tokens), _LONGEST_NAME), 0, -1):
            for start in range(len(tokens) - length + 1):
                found = self._spelled(tokens, start, length)
                if found is not None:
                    return found
        return None

    def _spelled(self, tokens: list[str], start: int, length: int) -> str | None:
        return self.spellings.get(" ".join(tokens[start : start + length]))


@cache
def load_lexicon() -> SourceLexicon:
    """The shipped list of authorities, owners and words that name nobody."""
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("sources.yml").read_text("utf-8"))
    names = {key: entry["name"] for part in ("authorities", "owners") for key, entry in data[part].items()}
    spellings = {fold(s): key for key, entry in data["authorities"].items() for s in entry["also"]}
    outlets = {fold(o): key for key, entry in data["owners"].items() for o in entry["outlets"]}
    unnamed, generic = (frozenset(fold(word) for word in data[part]) for part in ("unnamed", "generic"))
    return SourceLexicon(
        MappingProxyType(names), MappingProxyType(spellings), MappingProxyType(outlets), unnamed, generic
    )


def source_of(claim: Claim, report: Report | None) -> Source:
    """Who stands behind a claim. A report without publisher or named authority stands for itself."""
    if claim.authority is not None and (cited := _cited(claim.authority.name)) is not None:
        return cited
    publisher = report.publisher if report is not None else None
    if publisher and (folded := fold(publisher)):
        return _publisher(folded, publisher)
    return Source(f"report:{claim.report_id}", claim.report_id, cited=False)


def sources_of(reports: Iterable[Report]) -> dict[str, Source]:
    """The publishing source of each report, by report id."""
    return {r.report_id: source_of(Claim("", r.report_id, ""), r) for r in reports}


@lru_cache(maxsize=100_000)
def _cited(authority: str) -> Source | None:
    lexicon, folded = load_lexicon(), fold(authority)
    key = lexicon.known(folded)
    if key is not None:
        return Source(f"source:{key}", lexicon.names[key], cited=True)
    if not folded or _names_nobody(folded, lexicon.unnamed):
        return None
    return Source(f"name:{folded}", authority, cited=True)


def _names_nobody(folded: str, unnamed: frozenset[str]) -> bool:
    """'Local activists' could be anybody: two reports that cite them need not have met the same ones."""
    tokens = folded.split()
    return folded in unnamed or any(t in unnamed or t.removeprefix("ال") in unnamed for t in tokens[:2])


@lru_cache(maxsize=100_000)
def _publisher(folded: str, publisher: str) -> Source:
    lexicon = load_lexicon()
    key = lexicon.outlets.get(folded.removeprefix("www ")) or lexicon.known(folded)
    if key is not None:
        return Source(f"source:{key}", lexicon.names[key], cited=False)
    return Source(f"name:{folded}", publisher.strip(" '\"@"), cited=False)
