"""A language as data: one YAML file per language, read strictly."""

import warnings
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# The sections a language file may hold; each is described at the head of languages/en.yml.
SECTIONS = frozenset(
    {
        "language",
        "clitics",
        "furniture",
        "sentences",
        "numbers",
        "casualties",
        "dates",
        "places",
        "actors",
        "stances",
        "kinds",
        "targets",
        "munitions",
        "authorities",
        "campaigns",
        "positions",
    }
)


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """Lexicon and grammar data of one language."""

    code: str
    sections: dict[str, Any]

    def section(self, name: str) -> Any:
        """One section; an empty mapping when the file has none."""
        if name not in SECTIONS:
            raise KeyError(f"{name!r} is no section of a language file")
        return self.sections.get(name) or {}


@cache
def load_pack(code: str) -> LanguagePack:
    """The pack of a language (ISO 639-1 code). FileNotFoundError when there is none."""
    resource = files("tallystick.extract").joinpath("languages", f"{code}.yml")
    sections: dict[str, Any] = yaml.safe_load(resource.read_text("utf-8"))
    for unknown in sections.keys() - SECTIONS:
        warnings.warn(f"languages/{code}.yml: section {unknown!r} is not read by anything", stacklevel=2)
    return LanguagePack(code, sections)


@cache
def known_languages() -> tuple[str, ...]:
    """Codes of the languages that can be read."""
    folder = files("tallystick.extract").joinpath("languages")
    return tuple(sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".yml")))
