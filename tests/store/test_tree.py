"""The tree against RFC 6962 written down word for word, for every tree of 1 to 64 entries."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from tallystick.store.tree import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    tree_root,
)
from tests.figures import Figures

ENTRIES = [f"entry {n}".encode() for n in range(64)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
SIZES = range(1, 65)


def mth(entries: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1: the Merkle Tree Hash, straight from its definition."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = max(2**i for i in range(len(entries)) if 2**i < len(entries))
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1."""
    if len(entries) == 1:
        return []
    k = max(2**i for i in range(len(entries)) if 2**i < len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def subproof(m: int, entries: Sequence[bytes], whole: bool) -> list[bytes]:
    """RFC 6962, 2.1.2."""
    n = len(entries)
    if m == n:
        return [] if whole else [mth(entries)]
    k = max(2**i for i in range(n) if 2**i < n)
    if m <= k:
        return [*subproof(m, entries[:k], whole), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def test_the_root_is_the_merkle_tree_hash() -> None:
    assert tree_root([]) == EMPTY_ROOT == mth([])
    for size in SIZES:
        assert tree_root(LEAVES[:size]) == mth(ENTRIES[:size])


def test_known_roots_of_certificate_transparency() -> None:
    """The test vectors of google/certificate-transparency's reference implementation."""
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [leaf_hash(bytes.fromhex(d)) for d in data]
    assert tree_root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert tree_root(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert tree_root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_every_inclusion_proof_of_trees_of_1_to_64_holds_and_no_other(figures: Figures) -> None:
    tried = 0
    for size in SIZES:
        root = mth(ENTRIES[:size])
        for index in range(size):
            proof = inclusion_proof(LEAVES[:size], index)
            assert list(proof) == path(index, ENTRIES[:size])
            assert proves_inclusion(proof, LEAVES[index], index, size, root)
            assert not proves_inclusion(proof, LEAVES[index - 1], index, size, root) or size == 1
            assert not proves_inclusion((*proof, root), LEAVES[index], index, size, root)
            assert not proves_inclusion(proof[:-1], LEAVES[index], index, size, root) or size == 1
            wrong = (index + 1) % size
            assert not proves_inclusion(proof, LEAVES[index], wrong, size, root) or size == 1
            tried += 1
    assert tried == 64 * 65 // 2
    figures.note(6, inclusion_proofs=tried)


def test_every_consistency_proof_of_trees_of_1_to_64_holds_and_no_other(figures: Figures) -> None:
    tried = 0
    forged = b"\x01" * 32
    for size in SIZES:
        root = mth(ENTRIES[:size])
        for old in range(1, size + 1):
            old_root, proof = mth(ENTRIES[:old]), consistency_proof(LEAVES[:size], old)
            assert list(proof) == subproof(old, ENTRIES[:size], True)
            assert proves_consistency(proof, old, old_root, size, root)
            assert not proves_consistency(proof, old, forged, size, root)
            assert not proves_consistency(proof, old, old_root, size, forged)
            assert not proves_consistency((*proof, forged), old, old_root, size, root)
            for place in range(len(proof)):
                bent = (*proof[:place], forged, *proof[place + 1 :])
                assert not proves_consistency(bent, old, old_root, size, root)
            tried += 1
    figures.note(6, consistency_proofs=tried)


def test_a_leaf_never_passes_for_a_node() -> None:
    node_bytes = LEAVES[0] + LEAVES[1]
    assert leaf_hash(node_bytes) != tree_root(LEAVES[:2])


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_proof_for_an_entry_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES[:5], index)
    assert not proves_inclusion((), LEAVES[0], index, 5, tree_root(LEAVES[:5]))


@pytest.mark.parametrize("old", [0, 6])
def test_there_is_no_proof_from_a_tree_that_never_was(old: int) -> None:
    with pytest.raises(IndexError):
        consistency_proof(LEAVES[:5], old)
    assert not proves_consistency((), old, EMPTY_ROOT, 5, tree_root(LEAVES[:5]))
