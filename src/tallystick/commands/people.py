"""The command that says which rows of lists of victims are one person, and how many people they name."""

from pathlib import Path
from typing import Annotated

import typer


def people(
    sources: Annotated[
        list[Path], typer.Argument(metavar="DIR | LISTS…", help="A folder or files (CSV, XLSX) of victim lists.")
    ],
    from_reports: Annotated[
        bool, typer.Option("--from-reports", help="In a project: whom its reports name as dead is a list as well.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every person with their rows, and every doubt, here.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
    draws: Annotated[int, typer.Option(min=2, help="Draws of who is who, for the standard error.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text.")] = False,
) -> None:
    """Link lists of victims: who is on which list, how many different people, and which rows a person should look at.

    In a project folder, the lists in DIR/victims are used, and the project's judgements hold. No row is deleted or
    merged away: FILE (JSON lines) names for every person the rows, and for every doubt its probability and reason.
    """
    from tallystick.publish.people import export_people, people_in_words, people_summary
    from tallystick.terminal import print_json, say, write_output
    from tallystick.undercount import count_people

    counted = count_people(sources, seed=seed, draws=draws, from_reports=from_reports)
    if output:
        write_output(output, export_people(counted.linkage))
    if as_json:
        print_json(people_summary(counted.linkage, counted.unique))
        return
    for line in people_in_words(counted.linkage, counted.unique):
        say(line)
    for refusal in counted.refused:
        say(f"  refused  {refusal.file}:{refusal.line}: {refusal.reason}")


def register(app: typer.Typer) -> None:
    """Enter the command in the command line."""
    app.command()(people)
