"""The words Tallystick may use: codes with labels, definitions and sources, read from the YAML beside this file."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml


class UnknownCodeError(ValueError):
    """A code that its vocabulary does not list."""


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary, with what people read in its place."""

    code: str
    en: str
    ar: str
    definition: str
    facts: tuple[tuple[str, Any], ...] = ()
    """Further facts of the entry, such as `radius_m` of a precision."""

    def label(self, language: str = "en") -> str:
        """The label in English or Arabic."""
        return self.ar if language == "ar" else self.en

    def fact(self, name: str) -> Any:
        """A further fact of the entry; None when the entry does not state it."""
        return dict(self.facts).get(name)


@cache
def load_terms(vocabulary: str) -> MappingProxyType[str, Term]:
    """All terms of one vocabulary (`actor`, `target`, …) by code, in file order."""
    resource = files(__name__).joinpath(f"{vocabulary}.yml")
    if not resource.is_file():
        raise UnknownCodeError(f"there is no vocabulary called {vocabulary!r}")
    entries: dict[str, dict[str, Any]] = yaml.safe_load(resource.read_text("utf-8"))["codes"]
    return MappingProxyType({code: _term(code, entry) for code, entry in entries.items()})


def require_code(vocabulary: str, code: str) -> str:
    """`code` itself when its vocabulary lists it, else UnknownCodeError naming the codes there are."""
    terms = load_terms(vocabulary)
    if code not in terms:
        raise UnknownCodeError(f"{code!r} is no {vocabulary}; known: {', '.join(terms)}")
    return code


def label(vocabulary: str, code: str, language: str = "en") -> str:
    """What a person reads for a code."""
    return load_terms(vocabulary)[require_code(vocabulary, code)].label(language)


def _term(code: str, entry: dict[str, Any]) -> Term:
    facts = {k: v for k, v in entry.items() if k not in ("en", "ar", "definition")}
    return Term(code, entry["en"], entry["ar"], entry["definition"], tuple(facts.items()))
