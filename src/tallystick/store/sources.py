"""Confidential sources: who they are stands only in sealed records; everywhere else they have a pseudonym.

Anyone at the intake can add a source; only the custodian's key and passphrase open one, and every opening stands in
the log before anything is shown. The log holds a commitment to each identity, salted with 32 random bytes that are
sealed with it: it can be checked by the custodian, and guessing names against it is hopeless. Erasing overwrites and
removes the sealed record with its key and salt; the commitment that stays then commits to nothing anyone can find.
Copies in older backups stay readable to the custodian until those are destroyed too.
"""

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.store.canonical import canonical_json, from_json, to_json
from tallystick.store.errors import StoreError
from tallystick.store.evidence import ensure_folder, sync_folder, sync_handle, write_durably
from tallystick.store.project import Project
from tallystick.store.sealing import Sealed, new_custodian, seal, unlock_custodian, unseal
from tallystick.store.vault import CustodyEvent

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_RECIPIENT = "custodian.pub"


class SourceError(StoreError):
    """A confidential source cannot be taken in, opened or erased."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a source is. Nothing of it is ever printed by accident: its fields are not part of its repr."""

    name: str = field(repr=False)
    contact: str = field(default="", repr=False)
    remarks: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Secret:
    identity: Identity = field(repr=False)
    salt: str = field(repr=False)


def name_custodian(project: Project, key_file: Path, passphrase: str, actor: str = "unnamed") -> None:
    """Make the custodian's key, outside the project, and leave its public half for the intake."""
    if key_file.resolve().is_relative_to(project.folder.resolve()):
        raise SourceError("the custodian's key must lie outside the project, best on a stick of its own")
    if (project.sources / _RECIPIENT).exists():
        raise SourceError("this project already has a custodian; the sources are sealed for that key")
    public = new_custodian(key_file, passphrase)
    ensure_folder(project.sources)
    project.vault(actor).record_custody(CustodyEvent("custodian_named", public))
    write_durably(project.sources / _RECIPIENT, f"{public}\n".encode())


def add(project: Project, identity: Identity, actor: str = "unnamed") -> str:
    """Seal a new source for the custodian; the pseudonym to use everywhere else."""
    recipient = project.sources / _RECIPIENT
    if not recipient.is_file():
        raise SourceError("there is no custodian yet; name one with `tallystick sources custodian`")
    secret = _Secret(identity, secrets.token_hex(32))
    pseudonym = f"source-{secrets.token_hex(6)}"
    sealed = seal(canonical_json(to_json(secret)).encode(), pseudonym, recipient.read_text("utf-8").strip())
    write_durably(_path(project, pseudonym), canonical_json(to_json(sealed)).encode())
    project.vault(actor).record_source("source_added", pseudonym, _commitment(secret))
    return pseudonym


def show(project: Project, pseudonym: str, key_file: Path, passphrase: str, purpose: str) -> Identity:
    """Open one source. The reading and its purpose stand in the log before the identity is handed over."""
    if not purpose.strip():
        raise SourceError("say what you need the source's identity for; it is noted in the log")
    path = _path(project, pseudonym)
    if not path.is_file():
        raise SourceError(f"there is no source {pseudonym}, or it was erased")
    private = unlock_custodian(key_file, passphrase)
    vault = project.vault("custodian")
    vault.record_source("source_read", pseudonym, purpose)
    secret = _opened(path, pseudonym, private)
    if vault.source_commitment(pseudonym) != _commitment(secret):
        raise SourceError(f"{pseudonym} is not the source that was added; run `tallystick verify`")
    return secret.identity


def erase(project: Project, pseudonym: str, reason: str, actor: str = "unnamed") -> None:
    """Destroy a source's record with its key and salt, for good; the log keeps that it was there and why it went."""
    path = _path(project, pseudonym)
    if not path.is_file():
        raise SourceError(f"there is no source {pseudonym}, or it was erased already")
    project.vault(actor).record_source("source_erased", pseudonym, reason)
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        sync_handle(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def list_sources(project: Project) -> tuple[str, ...]:
    """The pseudonyms of all sources that are sealed here."""
    return tuple(sorted(path.stem for path in project.sources.glob("source-*.sealed")))


def _path(project: Project, pseudonym: str) -> Path:
    if (
        not pseudonym.startswith("source-")
        or not pseudonym.removeprefix("source-").isalnum()
        or not pseudonym.isascii()
    ):
        raise SourceError(f"{pseudonym!r:.40} is no pseudonym of a source")
    return project.sources / f"{pseudonym}.sealed"


def _opened(path: Path, pseudonym: str, private: "X25519PrivateKey") -> _Secret:
    try:
        sealed = from_json(Sealed, json.loads(path.read_text("utf-8")))
        return from_json(_Secret, json.loads(unseal(sealed, pseudonym, private)))
    except ValueError:  # not chained: what could not be read may hold a name
        raise SourceError(f"{pseudonym} is damaged or of another version; restore it from a backup") from None


def _commitment(secret: _Secret) -> str:
    committed = canonical_json(to_json(secret.identity)).encode()
    return sha256(bytes.fromhex(secret.salt) + committed).hexdigest()
