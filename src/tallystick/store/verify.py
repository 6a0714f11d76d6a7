"""`verify`: is everything here what was put in? Against a checkpoint that somebody holds: is it all still here?

Without a checkpoint this finds damage and clumsy changes. Somebody who rewrites the whole log with new hashes is found
only against a checkpoint that was handed out before.
"""

from collections.abc import Iterator

from tallystick.store.checkpoints import is_signed_by, read_checkpoint
from tallystick.store.errors import VaultDamagedError
from tallystick.store.findings import Finding, error, note
from tallystick.store.log import Checkpoint, checkpoint_of
from tallystick.store.project import Project
from tallystick.store.rows import Stored
from tallystick.store.stored import opened
from tallystick.store.verify_files import check_evidence, check_runs, check_sources, check_territory
from tallystick.store.verify_log import Told, read_log
from tallystick.store.verify_tables import check_projections, check_version


def verify_project(project: Project, against: str | None = None, verifier: str | None = None) -> tuple[Finding, ...]:
    """Everything that is not as it was put in; nothing worse than a note means that all is well.

    `against` is the text of a checkpoint as it was handed out, `verifier` the key that must have signed it.
    Raises CheckpointError when either cannot be read, VaultUnreachableError when a server does not answer.
    """
    told, findings = Told(), list[Finding]()
    try:
        with opened(project.vault_file) as stored:
            for finding in _check_vault(stored, told):
                findings.append(finding)  # one by one: what was found before the file turns unreadable stays found
    except VaultDamagedError as fault:
        findings.append(error("vault.unreadable", "database", str(fault)))
    findings += check_evidence(project.evidence, told)
    findings += check_runs(project)
    findings += check_territory(project)
    findings += check_sources(project, told)
    if against is not None:
        findings += check_against(told, against, verifier)
    return tuple(findings)


def check_against(told: Told, against: str, verifier: str | None) -> Iterator[Finding]:
    """Whether the log still begins with what the checkpoint binds."""
    held = read_checkpoint(against)
    subject = f"checkpoint of {held.at}"
    if verifier is None:
        yield note("checkpoint.unsigned", subject)
    elif not is_signed_by(against, verifier):
        yield error("checkpoint.signature", subject)
    if held.vault_id != told.vault_id:
        yield error("checkpoint.other_vault", subject)
    elif len(told.leaves) < held.checkpoint.size:
        yield error("checkpoint.truncated", subject, f"{len(told.leaves)} entries instead of {held.checkpoint.size}")
    elif _beginning(told, held.checkpoint.size) != held.checkpoint:
        yield error("checkpoint.rewritten", subject)


def _check_vault(stored: Stored, told: Told) -> Iterator[Finding]:
    yield from stored.faults()
    yield from check_version(stored)
    yield from read_log(stored.rows("log"), told)
    yield from check_projections(stored, told)


def _beginning(told: Told, size: int) -> Checkpoint | None:
    try:
        return checkpoint_of(told.leaves[:size])
    except ValueError:
        return None  # a hash that is not even hexadecimal
