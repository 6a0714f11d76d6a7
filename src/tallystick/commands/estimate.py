"""The command that says how many victims are on no list, or why that cannot be told."""

from pathlib import Path
from typing import Annotated

import typer


def estimate(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="TABLE.csv | DIR | LISTS…", help="An overlap table; or a folder or files of victim lists."
        ),
    ],
    seed: Annotated[int, typer.Option(help="The same seed gives the same report.")] = 1,
    draws: Annotated[int, typer.Option(min=1, help="With lists: draws of who is who; each is estimated in full.")] = 10,
    page: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write a page with pictures as well.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text.")] = False,
) -> None:
    """Estimate how many victims there are from how lists overlap; refuses where the lists do not carry an answer.

    In a project folder, the lists in DIR/victims are used, and the page becomes one of the project's report:
    DIR/reports/undercount.html, to which `tallystick report` then leads.
    """
    from tallystick.estimate import describe, quote_report, to_json
    from tallystick.publish.undercount_page import render_undercount_page
    from tallystick.terminal import say, write_output
    from tallystick.undercount import estimate_sources, page_of_project

    report, refused = estimate_sources(sources, seed=seed, draws=draws)
    say(to_json(report) if as_json else describe(report))
    for path in filter(None, (page, page_of_project(sources))):
        write_output(path, render_undercount_page(report, quote_report(report)).splitlines())
        if not as_json:
            say(f"Page: {path}")
    if not as_json:
        for refusal in refused:
            say(f"  refused  {refusal.file}:{refusal.line}: {refusal.reason}")


def register(app: typer.Typer) -> None:
    """Enter the command in the command line."""
    app.command()(estimate)
