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
    actor: Annotated[
        str, typer.Option("--as", metavar="NAME", help="The name that the log gives for this.")
    ] = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Write a two-page brief of the latest run, every number cited, and print where it is."""
    from tallystick.findings import select, write_brief
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say

    asked = select(since and since.date(), until and until.date(), party)
    paths = write_brief(open_project(folder, actor), asked)
    if as_json:
        print_json({path.suffix.removeprefix("."): str(path) for path in paths})
        return
    for path in paths:
        say(str(path))


def judge(
    folder: Folder,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident of the latest run.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Its code, as `export DIR ihl` gives it.")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="confirmed, rejected or withdrawn.")],
    reason: Annotated[str, typer.Option(help="Why, in one sentence; it is shown with the question.")],
    reviewer: Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides this.")],
) -> None:
    """Say whether a question of humanitarian law about an incident is worth putting to counsel. It answers nothing."""
    from datetime import UTC

    from tallystick.findings import judge_question
    from tallystick.model.identity import content_id
    from tallystick.model.judgement import QuestionJudgement
    from tallystick.store import open_project
    from tallystick.terminal import say

    if verdict not in ("confirmed", "rejected", "withdrawn"):
        raise typer.BadParameter(f"{verdict!r} is no verdict; say confirmed, rejected or withdrawn")
    at = datetime.now(UTC)
    judgement_id = content_id("judgement", incident, question, verdict, reviewer, at.isoformat(), reason)
    judge_question(
        open_project(folder),
        QuestionJudgement(judgement_id, incident, question, verdict, reviewer, at, reason),  # type: ignore[arg-type]
    )
    say(f"{verdict}: {question} of {incident}; `tallystick brief` and `export {folder} ihl` show it")


def munitions(
    folder: Folder,
    since: Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="Last day.")] = None,
    party: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only what this party is named for.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say how many distinct uses of each munition there were: a range, by whom, as far as reports tell."""
    from tallystick.findings import find, select
    from tallystick.publish.munitions import count_to_json
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say

    found = find(open_project(folder), select(since and since.date(), until and until.date(), party)).munitions
    if as_json:
        print_json([count_to_json(count) for count in found.counts])
        return
    for count in found.counts:
        say(count.sentence)
    if not found.counts:
        say("no report of these incidents names a munition")


territory = typer.Typer(help="Maps of who controls what.", no_args_is_help=True, rich_markup_mode=None)


@territory.command("add")
def territory_add(  # noqa: PLR0913, PLR0917  each option says what one field of somebody else's map means
    folder: Folder,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="GeoJSON, shapefile (.shp, .zip), or CSV of towns.")],
    maker: Annotated[str, typer.Option(metavar="NAME", help="Who made the map.")],
    valid_from: Annotated[
        str, typer.Option(metavar="FIELD|DAY", help="From which day it holds: a field of FILE, or a day.")
    ],
    valid_to: Annotated[
        str | None,
        typer.Option(metavar="FIELD|DAY", help="The first day it no longer holds; without: a picture of one day."),
    ] = None,
    party_field: Annotated[str | None, typer.Option(metavar="FIELD", help="The field that names the party.")] = None,
    party: Annotated[str | None, typer.Option(metavar="ACTOR", help="The party, when no field names it.")] = None,
    party_as: Annotated[
        list[str] | None, typer.Option(metavar="NAME=ACTOR", help="What the map's own word for a party means.")
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="It shows all ground of its parties; the rest is none of theirs.")
    ] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Repair borders that cross themselves.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a dated map of control and keep it; one fault, and nothing of it is kept."""
    from tallystick.analyse.territory_fields import LayerFields
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say
    from tallystick.territory import add_territory

    if (party_field is None) == (party is None):
        raise typer.BadParameter("say who holds the ground with either --party-field or --party")
    labels = dict(_label(said) for said in party_as or [])
    fields = LayerFields(maker, valid_from, valid_to, party_field, party, labels, whole, mend)
    added = add_territory(open_project(folder), source, fields)
    held = (*added.layer.areas, *added.layer.points)
    if as_json:
        print_json({"file": str(added.path), "features": len(held), "warnings": list(added.warnings)})
        return
    say(f"{len(held)} dated areas or towns of {maker} in {added.path}{'' if added.is_new else ', already there'}")
    for warning in added.warnings:
        say(f"  warning  {warning}")


@territory.command("share")
def territory_share(
    folder: Folder,
    targets: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Declared targets (CSV, JSON lines) instead of incidents.")
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="Last day.")] = None,
    party: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only what this party is named for.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say how many incidents, or declared targets, lay in whose area: a range, with what cannot be classified."""
    from tallystick.findings import find, select
    from tallystick.publish.control import share_to_json
    from tallystick.store import open_project
    from tallystick.terminal import print_json, say
    from tallystick.territory import share_targets

    project, asked = open_project(folder), select(since and since.date(), until and until.date(), party)
    shares = share_targets(project, targets, asked) if targets else find(project, asked).control.shares
    if as_json:
        print_json([share_to_json(share) for share in shares])
        return
    for share in shares:
        say(share.sentence)
    say(f"assumed: {shares[0].rules}" if shares else "no map of control in this project; see tallystick territory add")


def _label(said: str) -> tuple[str, str]:
    name, mark, code = said.partition("=")
    if not (name and mark and code):
        raise typer.BadParameter(f"--party-as takes NAME=ACTOR, not {said!r}")
    return name, code


def register(app: typer.Typer) -> None:
    """Enter these commands in the command line."""
    app.command()(brief)
    app.command()(munitions)
    app.command()(judge)
    if territory.registered_commands:
        app.add_typer(territory, name="territory")
