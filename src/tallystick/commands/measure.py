"""The command that measures: how often the pipeline agrees with annotated and published data."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

MEASURES = {
    "claims": ("tallystick.evaluate.claims", ["--faults", "casualties", "--limit", "5"]),
    "places": ("tallystick.evaluate.places", ["--misses", "5"]),
    "links": ("tallystick.evaluate.links", []),
    "incidents": ("tallystick.evaluate.incidents", []),
    "objects": ("tallystick.evaluate.objects", []),
    "positions": ("tallystick.evaluate.positions", []),
    "simulation": ("tallystick.evaluate.simulation", []),
}


def evaluate(
    data: Annotated[
        Path,
        typer.Argument(metavar="DATA", help="The folder with data/ and score/; for positions, of annotated texts."),
    ],
    what: Annotated[str, typer.Option(help=f"One of {', '.join(MEASURES)}, or all.")] = "claims",
    llm_url: Annotated[str | None, typer.Option(help="With claims: measure a model behind this endpoint.")] = None,
    llm_model: Annotated[str | None, typer.Option(help="The model's name at that endpoint.")] = None,
) -> None:
    """Run the pipeline over annotated reports and print its scores, with the worst errors grouped by cause."""
    from tallystick.model.errors import ExpectedError
    from tallystick.terminal import say

    chosen = [name for name in MEASURES if name != "positions"] if what == "all" else [what]
    if unknown := [name for name in chosen if name not in MEASURES]:
        raise ExpectedError(f"there is no measure called {unknown[0]!r}; choose one of {', '.join(MEASURES)}, or all")
    if what != "positions" and not (data / "data").is_dir():
        raise ExpectedError(f"{data} holds no folder data/ with annotated reports")
    if what == "positions" and not any(data.glob("*.jsonl")):
        raise ExpectedError(f"{data} holds no annotated texts (*.jsonl)")
    for name in chosen:
        module, further = MEASURES[name]
        say(f"== {name}")
        asked = ["--llm-url", llm_url, "--llm-model", llm_model] if name == "claims" and llm_url and llm_model else []
        import_module(module).main([str(data), *further, *asked])


def register(app: typer.Typer) -> None:
    """Enter the command in the command line."""
    app.command()(evaluate)
