"""Docs that are made from the code are fresh; links in the docs lead somewhere; every public verb is explained."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate_docs"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["cli.md", "data-dictionary.md"])
def test_generated_pages_are_fresh(page: str) -> None:
    assert (ROOT / "docs" / page).read_text("utf-8") == generator().PAGES[page](), "run `make docs`"


def test_every_link_between_pages_leads_to_a_file() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_of_the_readme_exists() -> None:
    from typer.main import get_command

    from tallystick.cli import app

    commands = set(getattr(get_command(app), "commands", {}))
    quoted = set(re.findall(r"^\s+tallystick (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert quoted
    assert quoted <= commands


def test_no_file_names_a_package_registry() -> None:
    hosts = re.compile(r"\b(pypi\.org|pythonhosted|npmjs|deb\.debian)", re.IGNORECASE)
    tracked = [p for p in ROOT.rglob("*") if p.suffix in {".md", ".py", ".txt", ".toml", ".yml", ".in"}]
    named = [
        p for p in tracked if ".venv" not in p.parts and p != Path(__file__) and hosts.search(p.read_text("utf-8"))
    ]
    assert named == []
