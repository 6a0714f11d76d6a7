"""The command line: each command parses, calls the pipeline, and prints.

Exit codes: 0 success; 1 findings (a row refused with --strict, a fault found by doctor or verify); 2 wrong use.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from tallystick.commands import custody, estimate, findings, measure, people, propose

app = typer.Typer(
    name="tallystick",
    help="Turn conflicting reports of attacks on civilians into counts that stand up.\n\n"
    "Start with `tallystick demo`, or: new DIR, add DIR FILES…, run DIR, report DIR.\n\n"
    "Exit codes: 0 success; 1 findings (a row refused with --strict, a fault found by doctor or verify); 2 wrong use.",
    rich_markup_mode=None,  # rich help costs 0.2 s of imports (docs/decisions/0003-dependencies.md)
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The project folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text.")]
Actor = Annotated[str, typer.Option("--as", metavar="NAME", help="The name that the log gives for this.")]


@app.command()
def new(
    folder: Folder,
    title: Annotated[str, typer.Option(help="Stands at the head of the report.")] = "Reports of attacks on civilians",
    database: custody.Database = None,
) -> None:
    """Make an empty project in DIR."""
    from tallystick.settings import Settings
    from tallystick.store import create_project
    from tallystick.terminal import say

    create_project(folder, Settings(title=title), database=database)
    say(f"made {folder}; next: tallystick add {folder} FILES…")


@app.command()
def add(  # noqa: PLR0913, PLR0917  (each is an option of the command line)
    folder: Folder,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILES…", help="JSON lines, text, HTML, PDF, CSV, XLSX, … or folders."),
    ] = None,
    fetch: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Fetch this page over the network, and keep what was seen.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Which column of a table holds which field."),
    ] = None,
    strict: Annotated[bool, typer.Option(help="Exit with 1 when anything was refused.")] = False,
    actor: Actor = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Add reports from FILES; ends in a ledger of what was taken, what was refused, and why."""
    from tallystick.collect import ColumnMapping
    from tallystick.pipeline import add_files, add_page
    from tallystick.store import open_project
    from tallystick.terminal import EXIT_FINDINGS, EXIT_WRONG_USE, say, stage_bars

    if not files and not fetch:
        raise typer.BadParameter("name at least one file, or a page with --fetch")
    project = open_project(folder, actor)
    mapping = ColumnMapping.parse(columns) if columns else None
    with stage_bars(quiet=as_json) as watch:
        ledger = add_files(project, files or [], mapping, watch)
        for url in fetch or []:
            add_page(project, url, datetime.now(UTC), ledger)
    say(ledger.to_json() if as_json else ledger.describe())
    if any(not path.exists() and not path.is_symlink() for path in files or []):
        raise SystemExit(EXIT_WRONG_USE)
    if strict and ledger.refused:
        raise SystemExit(EXIT_FINDINGS)


@app.command()
def run(folder: Folder, as_json: AsJson = False) -> None:
    """Read all reports and derive claims, places, incidents and assessments."""
    from tallystick.pipeline import derive_run
    from tallystick.publish import summary_json
    from tallystick.store import open_project
    from tallystick.terminal import print_json, stage_bars

    with stage_bars(quiet=as_json) as watch:
        result = derive_run(open_project(folder), watch)
    print_json(summary_json(result)) if as_json else _print_summary(result)


@app.command()
def report(folder: Folder, actor: Actor = "unnamed", as_json: AsJson = False) -> None:
    """Write the latest run as one self-contained HTML page and print its path."""
    from tallystick.pipeline import write_report
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say

    path = write_report(open_project(folder, actor))
    print_json({"report": str(path)}) if as_json else say(str(path))


@app.command()
def export(
    folder: Folder,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="claims, incidents, reports, campaigns, positions, munitions, hazards, objects, patterns, ihl or "
            "control.",
        ),
    ],
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
    form: Annotated[str, typer.Option("--format", help="jsonl; csv or xlsx for a table of incidents.")] = "jsonl",
    actor: Actor = "unnamed",
) -> None:
    """Export the latest run, one JSON object a line (contract version 1)."""
    from tallystick.pipeline import export_lines, export_table
    from tallystick.store import open_project

    project = open_project(folder, actor)
    if form == "jsonl":
        pieces: Iterator[bytes] = (f"{line}\n".encode() for line in export_lines(project, what))
    else:
        pieces = iter((export_table(project, form),))
    with _opened(output) if output else nullcontext(sys.stdout.buffer) as stream:
        stream.writelines(pieces)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the project.")] = Path("demo-project"),
    as_json: AsJson = False,
) -> None:
    """Run the packaged case (Homs, Idlib and Aleppo, autumn 2015) from end to end."""
    from tallystick.pipeline import run_demo
    from tallystick.publish import summary_json
    from tallystick.terminal import print_json, say, stage_bars

    with stage_bars(quiet=as_json) as watch:
        result, page = run_demo(folder, watch)
    if as_json:
        print_json({**summary_json(result), "report": str(page)})
        return
    _print_summary(result)
    say(f"Report: {page.resolve()}")
    say(f"Brief:  {page.resolve().with_name('brief.html')}")


@app.command()
def doctor(folder: Folder, as_json: AsJson = False) -> None:
    """Look a project and this machine over; exit with 1 when something needs attention."""
    from tallystick.store import open_project
    from tallystick.store.doctor import diagnose
    from tallystick.terminal import EXIT_FINDINGS, print_findings

    if print_findings(diagnose(open_project(folder)), as_json):
        raise SystemExit(EXIT_FINDINGS)


gazetteer = typer.Typer(help="Gazetteers of other countries.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(gazetteer, name="gazetteer")


@gazetteer.command("add")
def gazetteer_add(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="GeoNames dump, P-code CSV or GeoJSON.")],
    folder: Annotated[Path, typer.Option("--project", metavar="DIR", help="The project folder.")] = Path(),
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=COLUMN", help="Which column holds what, where its name does not tell."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compile FILE into the project's gazetteers; the next run uses it."""
    from tallystick.pipeline import add_gazetteer
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say

    pairs = [said.partition("=") for said in columns or []]
    if wrong := [name + mark + column for name, mark, column in pairs if not (name and column)]:
        raise typer.BadParameter(f"{wrong[0]!r} is not FIELD=COLUMN, such as lat=Y_WGS84")
    added = add_gazetteer(open_project(folder), source, {name: column for name, _, column in pairs})
    if as_json:
        print_json({"places": added.places, "file": str(added.path), "refused": added.refused_rows})
        return
    say(f"{added.places} places in {added.path}, {added.refused_rows} rows refused")
    for reason in added.refused:
        say(f"  refused  {reason}")


custody.register(app)
measure.register(app)
propose.register(app)
people.register(app)
estimate.register(app)
findings.register(app)


def _opened(output: Path) -> BinaryIO:
    from tallystick.model.errors import ExpectedError

    try:
        return output.open("wb")
    except OSError as error:
        raise ExpectedError(f"{output} cannot be written: {error.strerror}") from error


def _print_summary(result: object) -> None:
    from tallystick.model.run import Run
    from tallystick.publish import SUMMARY_HEADER, summary_rows
    from tallystick.terminal import print_table, say

    assert isinstance(result, Run)
    print_table("Incidents", SUMMARY_HEADER, summary_rows(result))
    unread = sum(1 for reading in result.readings if reading.unread)
    say(f"{len(result.reports)} reports, {unread} unread, {len(result.incidents)} incidents, run {result.run_id}")


def main() -> None:
    """Entry point of the `tallystick` command."""
    from tallystick.model.errors import ExpectedError

    try:
        app()
    except ExpectedError as error:
        sys.stderr.write(f"tallystick: {error}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:
        # Somebody closed the pipe we write to (`| head`); that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
