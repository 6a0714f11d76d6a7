"""Commands that keep the record safe and show that it is whole: verify, checkpoint, log, backup, restore, sources."""

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The project folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text.")]
Actor = Annotated[str, typer.Option("--as", metavar="NAME", help="The name that the log gives for this.")]
Database = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="Keep the log in this PostgreSQL database, such as postgresql:///NAME; no password."
    ),
]
KeyFile = Annotated[Path, typer.Option("--key", metavar="FILE", help="The key file.")]


def verify(
    folder: Folder,
    against: Annotated[Path | None, typer.Option(metavar="FILE", help="A checkpoint that somebody else held.")] = None,
    verifier: Annotated[str | None, typer.Option(help="The public key that must have signed it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check that everything is still as it was put in; exit with 1 when it is not."""
    import sys

    from tallystick.store import open_project
    from tallystick.store.read_only import settle
    from tallystick.store.verify import verify_project
    from tallystick.terminal import EXIT_FINDINGS, print_findings, read_text, say

    note = read_text(against) if against else None
    project = open_project(folder)
    findings = verify_project(project, note, verifier)
    if changed := settle(project.vault_file, findings):
        sys.stderr.write(f"{changed}\n")
    if print_findings(findings, as_json):
        raise SystemExit(EXIT_FINDINGS)
    if not as_json:
        say("whole: every entry, every original and every run is as it was put in")


def checkpoint(
    folder: Folder,
    key: KeyFile,
    new_key: Annotated[str | None, typer.Option(metavar="NAME", help="Make the key first, under this name.")] = None,
    actor: Actor = "unnamed",
) -> None:
    """Print a signed note of the log's state, to be handed to somebody who keeps it."""
    import sys

    from tallystick.store import open_project
    from tallystick.store.checkpoints import make_signing_key, write_checkpoint
    from tallystick.terminal import say

    project = open_project(folder)
    if new_key:
        public = make_signing_key(key, new_key)
        sys.stderr.write(f"made {key}; give this to those who check: {public}\n")
    say(write_checkpoint(project, key, actor).note.rstrip("\n"))


def log(
    folder: Folder,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
    actor: Actor = "unnamed",
) -> None:
    """Hand out the whole log as JSON lines, texts included; `scripts/verify_vault.py --log` checks it."""
    from tallystick.store import open_project
    from tallystick.store.dump import dump_log
    from tallystick.terminal import say, write_output

    project = open_project(folder, actor)
    project.vault().record_export("log")  # before it is read, so that the log tells of its own handing out
    if output:
        write_output(output, dump_log(project))
    else:
        for line in dump_log(project):
            say(line)


def backup(folder: Folder, target: Annotated[Path, typer.Argument(metavar="TARGET")], actor: Actor = "unnamed") -> None:
    """Copy the project, whole and checked, into the new folder TARGET; others may go on writing."""
    from tallystick.store import open_project
    from tallystick.store.backup import backup_project
    from tallystick.terminal import say

    made = backup_project(open_project(folder), target, actor)
    say(f"{made.files} files in {made.folder}, log of {made.checkpoint.size} entries")
    if not made.noted:
        say("the vault is read-only, so the backup is not noted in its log")


def restore(
    saved: Annotated[Path, typer.Argument(metavar="BACKUP", help="A folder that `backup` made.")],
    folder: Folder,
    database: Database = None,
) -> None:
    """Make a project in DIR from a whole backup; a torn one is refused."""
    from tallystick.store.restore import restore_project
    from tallystick.terminal import say

    say(f"restored {restore_project(saved, folder, database).folder}")


sources = typer.Typer(
    help="Confidential sources: sealed for a custodian; everybody else sees a pseudonym.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@sources.command("custodian")
def sources_custodian(folder: Folder, key: KeyFile, actor: Actor = "unnamed") -> None:
    """Make the custodian's key in a file outside the project; asks for a passphrase."""
    from tallystick.store import open_project
    from tallystick.store.sources import name_custodian

    passphrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True)
    name_custodian(open_project(folder), key, passphrase, actor)


@sources.command("add")
def sources_add(folder: Folder, actor: Actor = "unnamed") -> None:
    """Seal a source (asked for at the prompt, never in the shell's history); prints the pseudonym."""
    from tallystick.store import open_project
    from tallystick.store.sources import Identity, add
    from tallystick.terminal import say

    name = typer.prompt("Name", err=True)
    contact = typer.prompt("Contact", default="", show_default=False, err=True)
    remarks = typer.prompt("Remarks", default="", show_default=False, err=True)
    say(add(open_project(folder), Identity(name, contact, remarks), actor))


@sources.command("list")
def sources_list(folder: Folder) -> None:
    """The pseudonyms of all sealed sources."""
    from tallystick.store import open_project
    from tallystick.store.sources import list_sources
    from tallystick.terminal import say

    for pseudonym in list_sources(open_project(folder)):
        say(pseudonym)


@sources.command("show")
def sources_show(
    folder: Folder,
    pseudonym: str,
    key: KeyFile,
    purpose: Annotated[str, typer.Option(help="Why; it is noted in the log before anything is shown.")],
) -> None:
    """Open one source for the custodian; asks for the passphrase."""
    from tallystick.store import open_project
    from tallystick.store.sources import show
    from tallystick.terminal import say

    passphrase = typer.prompt("Passphrase", hide_input=True, err=True)
    identity = show(open_project(folder), pseudonym, key, passphrase, purpose)
    say(f"name     {identity.name}\ncontact  {identity.contact}\nremarks  {identity.remarks}")


@sources.command("erase")
def sources_erase(
    folder: Folder,
    pseudonym: str,
    reason: Annotated[str, typer.Option(help="Why; it stays in the log.")],
    actor: Actor = "unnamed",
) -> None:
    """Destroy a source's record with its key and salt, for good."""
    from tallystick.store import open_project
    from tallystick.store.sources import erase

    erase(open_project(folder), pseudonym, reason, actor)


def register(app: typer.Typer) -> None:
    """Enter these commands in the command line."""
    for command in (verify, checkpoint, log, backup, restore):
        app.command()(command)
    app.add_typer(sources, name="sources")
