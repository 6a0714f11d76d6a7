"""The command that lets a language model propose claims. They never enter the record by themselves."""

from pathlib import Path
from typing import Annotated

import typer


def propose(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The project folder.")],
    url: Annotated[str, typer.Option(help="An OpenAI-compatible endpoint, say http://127.0.0.1:11434/v1.")],
    model: Annotated[str, typer.Option(help="The model's name at that endpoint.")],
    output: Annotated[Path, typer.Option(help="Where to write the proposed claims, as JSON lines.")],
    key_variable: Annotated[
        str | None, typer.Option("--key-from", metavar="NAME", help="The environment variable that holds the API key.")
    ] = None,
) -> None:
    """Have a language model read the reports; keep only what their own words say again, as proposals beside the record.

    This is the only command besides `add --fetch` that uses the network, and it sends report texts to URL.
    """
    import os

    from tallystick.extract.llm import LlmEndpoint
    from tallystick.pipeline import propose_claims
    from tallystick.store import open_project
    from tallystick.terminal import say, stage_bars

    endpoint = LlmEndpoint(url, model, api_key=os.environ.get(key_variable) if key_variable else None)
    with stage_bars() as watch, output.open("w", encoding="utf-8") as stream:
        proposed, refused = propose_claims(open_project(folder), endpoint, stream, watch)
    say(f"{proposed} claims proposed in {output}, {sum(refused.values())} values refused")
    for reason, count in sorted(refused.items(), key=lambda item: (-item[1], item[0])):
        say(f"  refused {count:5d}  {reason}")


def register(app: typer.Typer) -> None:
    """Enter the command in the command line."""
    app.command()(propose)
