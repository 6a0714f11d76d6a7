"""Sealing a record so that whoever takes it in can lock it and only the custodian can open it.

X25519 with a fresh key for every record, HKDF-SHA256, ChaCha20-Poly1305: the scheme of a sealed box, from the
`cryptography` package. The record itself is locked with a key of its own; that key is what is sealed, so destroying
the few sealed bytes destroys the record. Plain texts are padded, so that a length tells nothing about a name.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.store.errors import StoreError
from tallystick.store.evidence import sync_handle

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_PURPOSE = b"tallystick confidential source 1"
_PAD = 1024
_ONCE = bytes(12)
"""The nonce: every key here locks one message only."""
_KEY_FILE = "tallystick-custodian-key"
_ARGON2_MEMORY_KIB, _ARGON2_PASSES, _ARGON2_LANES = 65_536, 3, 1


class SealError(StoreError):
    """A sealed record cannot be opened with this key."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A locked record (`record`) and its own key, sealed to the custodian (`key`), both in base64."""

    key: str
    record: str


def new_custodian(key_file: Path, passphrase: str) -> str:
    """Make the custodian's key in a file locked with a passphrase; the public half, for those who take sources in."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if len(passphrase) < 12:
        raise SealError("the custodian's passphrase needs at least 12 characters; four or five random words are good")
    private, salt = X25519PrivateKey.generate(), secrets.token_bytes(16)
    locked = ChaCha20Poly1305(_stretched(passphrase, salt)).encrypt(_ONCE, private.private_bytes_raw(), _PURPOSE)
    try:
        handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SealError(f"{key_file} is already there; a key is never overwritten") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{_KEY_FILE} {_text(salt)} {_text(locked)}\n")
        file.flush()
        sync_handle(file.fileno())
    return _text(private.public_key().public_bytes_raw())


def unlock_custodian(key_file: Path, passphrase: str) -> "X25519PrivateKey":
    """The custodian's key; SealError when the file or the passphrase is wrong."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    words = key_file.read_text("utf-8").split() if key_file.is_file() else []
    if len(words) != 3 or words[0] != _KEY_FILE:
        raise SealError(f"{key_file} holds no custodian's key")
    try:
        raw = ChaCha20Poly1305(_stretched(passphrase, _bytes(words[1]))).decrypt(_ONCE, _bytes(words[2]), _PURPOSE)
    except (InvalidTag, ValueError):
        raise SealError("the passphrase does not open the custodian's key") from None
    return X25519PrivateKey.from_private_bytes(raw)


def seal(plain: bytes, pseudonym: str, recipient: str) -> Sealed:
    """Lock a record for the custodian whose public key is `recipient`, bound to its pseudonym."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    own_key, once = ChaCha20Poly1305.generate_key(), X25519PrivateKey.generate()
    public, bound = once.public_key().public_bytes_raw(), pseudonym.encode()
    outer = _agreed(once, _bytes(recipient), public + _bytes(recipient))
    sealed_key = public + ChaCha20Poly1305(outer).encrypt(_ONCE, own_key, bound)
    record = ChaCha20Poly1305(own_key).encrypt(_ONCE, _padded(plain), bound)
    return Sealed(_text(sealed_key), _text(record))


def unseal(sealed: Sealed, pseudonym: str, private: "X25519PrivateKey") -> bytes:
    """The record, opened by the custodian; SealError when it was changed or is for somebody else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, bound = _bytes(sealed.key), pseudonym.encode()
    public, recipient = key[:32], private.public_key().public_bytes_raw()
    try:
        own_key = ChaCha20Poly1305(_agreed(private, public, public + recipient)).decrypt(_ONCE, key[32:], bound)
        return _unpadded(ChaCha20Poly1305(own_key).decrypt(_ONCE, _bytes(sealed.record), bound))
    except (InvalidTag, ValueError):
        raise SealError(f"{pseudonym} cannot be opened: it was changed, or sealed for another custodian") from None


def _agreed(private: "X25519PrivateKey", public: bytes, context: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    return HKDF(SHA256(), 32, salt=None, info=_PURPOSE + context).derive(shared)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode(), salt, _ARGON2_PASSES, _ARGON2_MEMORY_KIB, _ARGON2_LANES, hash_len=32, type=Type.ID
    )


def _padded(plain: bytes) -> bytes:
    return plain + b"\x80" + bytes(-(len(plain) + 1) % _PAD)


def _unpadded(padded: bytes) -> bytes:
    return padded.rstrip(b"\0")[:-1]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
