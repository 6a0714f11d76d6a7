"""Signed checkpoints: a few lines that fit in an e-mail and bind the whole log up to now.

The form is the checkpoint and signed note of transparency logs (C2SP tlog-checkpoint and signed-note, Ed25519), so
other tools can check it too. Whoever holds one can show later that an entry before it was changed, taken out or put
in. It proves nothing to those who hold none, and nothing about what was added after it.
"""

import base64
import binascii
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.store.errors import StoreError
from tallystick.store.log import Checkpoint
from tallystick.store.project import Project

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "tallystick.vault/"
SIGNATURE_MARK = "— "
_ED25519 = b"\x01"


class CheckpointError(StoreError):
    """A checkpoint or key that cannot be read, or whose signature does not hold."""


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint as handed out: what it binds, and who signed it when."""

    vault_id: str
    checkpoint: Checkpoint
    at: str
    note: str
    """The whole text, to be handed out as it is."""


def make_signing_key(path: Path, name: str) -> str:
    """Make a key for signing checkpoints in a file of its own; the text to give to those who check.

    Keep the file off the machine that holds the vault when you can: whoever has both can sign a forged log.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if not name or any(c.isspace() or c == "+" for c in name):
        raise CheckpointError("the key's name must be one word without +, such as desk.example.org")
    key = Ed25519PrivateKey.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CheckpointError(f"{path} is already there; a key is never overwritten") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"tallystick-signing-key {name} {base64.b64encode(key.private_bytes_raw()).decode()}\n")
    return _verifier(name, key.public_key().public_bytes_raw())


def write_checkpoint(project: Project, key_file: Path, actor: str = "unnamed") -> SignedCheckpoint:
    """Sign the state of the log as it is now, and note in the log that this was handed out."""
    from tallystick.store.log import moment
    from tallystick.store.vault import CustodyEvent

    name, key = _read_key(key_file)
    vault = project.vault(actor)
    checkpoint, at = vault.checkpoint(), moment(vault.clock())
    body = _body(vault.vault_id(), checkpoint, at)
    public = key.public_key().public_bytes_raw()
    signed = base64.b64encode(_key_id(name, public) + key.sign(body.encode())).decode()
    note = f"{body}\n{SIGNATURE_MARK}{name} {signed}\n"
    handed_out = CustodyEvent("checkpoint_handed_out", f"size {checkpoint.size}, root {checkpoint.root_hash}", name)
    vault.record_custody(handed_out)
    return SignedCheckpoint(vault.vault_id(), checkpoint, at, note)


def read_checkpoint(note: str) -> SignedCheckpoint:
    """The checkpoint in a note; CheckpointError when it is none. Its signature is not checked here."""
    body, mark, _ = note.partition(f"\n\n{SIGNATURE_MARK}")
    lines = body.split("\n")
    try:
        origin, size, root, head, at = lines
        if not mark or not origin.startswith(ORIGIN) or not head.startswith("head ") or not at.startswith("at "):
            raise ValueError("its lines are not those of a checkpoint")
        root_hash = base64.b64decode(root, validate=True).hex()
        checkpoint = Checkpoint(int(size), root_hash, head.removeprefix("head "))
    except (ValueError, binascii.Error) as error:
        raise CheckpointError(
            f"this is no Tallystick checkpoint ({error}); give the file as it was handed out"
        ) from error
    return SignedCheckpoint(origin.removeprefix(ORIGIN), checkpoint, at.removeprefix("at "), note)


def is_signed_by(note: str, verifier: str) -> bool:
    """Whether the key in `verifier` (name+id+key, as `make_signing_key` gave it) signed the note."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    name, public = _read_verifier(verifier)
    body, _, signatures = note.partition(f"\n\n{SIGNATURE_MARK}")
    for line in (SIGNATURE_MARK + signatures).splitlines():
        signer, _, signed = line.removeprefix(SIGNATURE_MARK).partition(" ")
        raw = _decoded(signed)
        if signer != name or raw[:4] != _key_id(name, public):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], f"{body}\n".encode())
        except InvalidSignature:
            return False
        return True
    return False


def _body(vault_id: str, checkpoint: Checkpoint, at: str) -> str:
    root = base64.b64encode(bytes.fromhex(checkpoint.root_hash)).decode()
    return f"{ORIGIN}{vault_id}\n{checkpoint.size}\n{root}\nhead {checkpoint.head_hash}\nat {at}\n"


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _verifier(name: str, public: bytes) -> str:
    return f"{name}+{_key_id(name, public).hex()}+{base64.b64encode(_ED25519 + public).decode()}"


def _read_verifier(verifier: str) -> tuple[str, bytes]:
    name, _, rest = verifier.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _decoded(encoded)
    if len(raw) != 33 or raw[:1] != _ED25519 or _key_id(name, raw[1:]).hex() != key_id:
        raise CheckpointError("this is no verifier key; it reads name+8 hex digits+base64, as `checkpoint` printed it")
    return name, raw[1:]


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _read_key(path: Path) -> "tuple[str, Ed25519PrivateKey]":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    words = path.read_text("utf-8").split() if path.is_file() else []
    if len(words) != 3 or words[0] != "tallystick-signing-key" or len(_decoded(words[2])) != 32:
        raise CheckpointError(f"{path} holds no signing key; make one with `tallystick checkpoint --new-key {path}`")
    return words[1], Ed25519PrivateKey.from_private_bytes(_decoded(words[2]))
