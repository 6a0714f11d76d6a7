"""Write the pages that are made from the code: docs/cli.md, data-dictionary.md and demo-beside-published.md.

    python docs/generate.py          # or: make docs

tests/test_docs.py fails when a page is stale.
"""

import dataclasses
import importlib
import inspect
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import typer
from typer.testing import CliRunner

from tallystick.cli import app
from tallystick.evaluate.demo_beside import page_of_demo
from tallystick.vocabulary import load_terms

DOCS = Path(__file__).parent
NOUNS = (
    "report", "when", "toll", "place", "claim", "position", "reading", "judgement", "incident", "person", "estimate",
    "finding", "territory", "munition", "run",
)  # fmt: skip
NEVER_EDIT = "<!-- Made by docs/generate.py; edit the code instead. -->\n"


def cli_page() -> str:
    """Every command with the help it prints."""
    parts = ["# Command line\n", NEVER_EDIT, *_help_of(typer.main.get_command(app), [])]
    return "\n".join(parts)


def _help_of(command: object, path: list[str]) -> Iterator[str]:
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "100", "TERM": "dumb"}).output
    text = "\n".join(line.rstrip() for line in shown.replace("Usage: root", "Usage: tallystick").strip().splitlines())
    yield f"{'#' * (2 + max(0, len(path) - 1))} {' '.join(['tallystick', *path])}\n\n```\n{text}\n```\n"
    for name, below in getattr(command, "commands", {}).items():
        yield from _help_of(below, [*path, name])


def dictionary_page() -> str:
    """Every noun with its fields, and every code of the vocabulary."""
    parts = ["# Data dictionary\n", NEVER_EDIT, "## Nouns\n"]
    for name in NOUNS:
        if (files("tallystick.model") / f"{name}.py").is_file():
            parts += _nouns_of(importlib.import_module(f"tallystick.model.{name}"))
    parts.append("## Codes\n")
    for resource in sorted(files("tallystick.vocabulary").iterdir(), key=lambda r: r.name):
        if resource.name.endswith(".yml"):
            parts += _codes_of(resource.name.removesuffix(".yml"))
    return "\n".join(parts)


def _nouns_of(module: ModuleType) -> Iterator[str]:
    for name, noun in vars(module).items():
        if dataclasses.is_dataclass(noun) and noun.__module__ == module.__name__:
            yield f"### {name}\n\n{inspect.cleandoc(noun.__doc__ or '')}\n"
            yield "| field | type |\n|---|---|"
            for field in dataclasses.fields(noun):
                kind = field.type if isinstance(field.type, str) else getattr(field.type, "__name__", str(field.type))
                kind = str(field.type) if "[" in str(field.type) or "|" in str(field.type) else kind
                yield f"| {field.name} | `{kind.replace('tallystick.model.', '').replace('|', chr(92) + '|')}` |"
            yield ""


def _codes_of(vocabulary: str) -> Iterator[str]:
    yield f"### {vocabulary}\n\n| code | English | Arabic | definition |\n|---|---|---|---|"
    for term in load_terms(vocabulary).values():
        yield f"| `{term.code}` | {term.en} | {term.ar} | {term.definition} |"
    yield ""


def demo_beside_page() -> str:
    """The demo's ranges beside the published ones, each difference with what it comes from."""
    return page_of_demo(DOCS.parent / "tests" / "demo" / "published_assessments.json")


PAGES = {"cli.md": cli_page, "data-dictionary.md": dictionary_page, "demo-beside-published.md": demo_beside_page}

if __name__ == "__main__":
    for file_name, page in PAGES.items():
        (DOCS / file_name).write_text(page(), "utf-8")
