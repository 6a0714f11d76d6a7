"""The stand-alone verifier's own arithmetic, against RFC 8032 and against the library that signs."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tallystick.store.tree import leaf_hash, tree_root
from tests.figures import ROOT, Figures

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
        "24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
        "eeb00d291612bb0c00",
    ),
]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return load(ROOT / "scripts" / "verify_vault.py")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_vault", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_signatures_of_rfc_8032_hold(script: ModuleType, public: str, message: str, signature: str) -> None:
    assert script.signature_holds(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))
    assert not script.signature_holds(bytes.fromhex(public), bytes.fromhex(message + "00"), bytes.fromhex(signature))


def test_it_holds_what_the_library_signed_and_nothing_bent(script: ModuleType, figures: Figures) -> None:
    rng, held, refused = random.Random(8032), 0, 0  # noqa: S311
    for number in range(30):
        key, message = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32)), rng.randbytes(number * 7)
        public, signature = key.public_key().public_bytes_raw(), key.sign(message)
        held += script.signature_holds(public, message, signature)
        for _ in range(5):
            bent = bytearray(signature)
            bent[rng.randrange(64)] ^= 1 << rng.randrange(8)
            refused += not script.signature_holds(public, message, bytes(bent))
    assert (held, refused) == (30, 150)
    figures.note(6, signatures_of_the_library_held=held, bent_signatures_refused=refused)


def test_a_signature_with_a_number_beyond_the_group_is_refused(script: ModuleType) -> None:
    """RFC 8032 5.1.7: otherwise one signature could be written in two ways."""
    public, message, signature = (bytes.fromhex(part) for part in RFC_8032[0])
    number = int.from_bytes(signature[32:], "little") + script.L
    assert not script.signature_holds(public, message, signature[:32] + number.to_bytes(32, "little"))
    for odd in (b"", signature[:63], signature + b"\0", bytes(64)):
        assert not script.signature_holds(public, message, odd)
    assert not script.signature_holds(b"\xff" * 32, message, signature)


def test_its_tree_is_our_tree(script: ModuleType) -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(70)]
    assert [script.root_of(leaves[:n]) for n in range(71)] == [tree_root(leaves[:n]) for n in range(71)]
