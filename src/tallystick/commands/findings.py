"""Commands that turn a run into findings: the brief, and the maps of control that it may need."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The project folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text.")]
DAY = ["%Y-%m-%d"]


def brief(
    folder: Folder,
    since: Annotated[
        datetime | None, typer.Option(formats=DAY, metavar="DAY", help="First day, as 2015-09-30.")
    ] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="Last day.")] = None,
    party: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only what this party is named for.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write a two-page brief of the latest run, every number cited, and print where it is."""
    from tallystick.findings import select, write_brief
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say

    asked = select(since and since.date(), until and until.date(), party)
    paths = write_brief(open_project(folder), asked)
    if as_json:
        print_json({path.suffix.removeprefix("."): str(path) for path in paths})
        return
    for path in paths:
        say(str(path))


territory = typer.Typer(help="Maps of who controls what.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Enter these commands in the command line."""
    app.command()(brief)
    if territory.registered_commands:
        app.add_typer(territory, name="territory")
