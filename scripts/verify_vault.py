#!/usr/bin/env python3
"""Check a Tallystick vault without Tallystick: standard library only, short enough to read before you trust it.

    python3 verify_vault.py FOLDER [--against CHECKPOINT] [--key VERIFIER] [--log LOG]

It reads FOLDER/vault.sqlite (or LOG, as `tallystick log` wrote it) and FOLDER/evidence and checks that every entry of
the log is what its hash says and follows from the one before, that every original has the hashes, size and bytes the
log gives, and, when you hold a checkpoint, that the log still begins with what it binds and that the key signed it
(Ed25519, RFC 8032). Exit code 0: all is well; 1: something is not; 2: wrong use. Without a checkpoint that somebody
else holds, a whole vault can be rewritten and this would not notice.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import sqlite3
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)  # noqa: E741  the square root of -1, as RFC 8032 calls nothing else


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root_of(leaves):
    """RFC 6962: 0x01 before the hashes of two neighbours; the largest full tree stands left."""
    stack = []
    for leaf in leaves:
        size, node = 1, leaf
        while stack and stack[-1][0] == size:
            size, node = 2 * size, hashlib.sha256(b"\x01" + stack.pop()[1] + node).digest()
        stack.append((size, node))
    root = stack.pop()[1] if stack else hashlib.sha256(b"").digest()
    while stack:
        root = hashlib.sha256(b"\x01" + stack.pop()[1] + root).digest()
    return root


def add(a, b):
    """Two points of the curve in extended coordinates, RFC 8032 5.1.4."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    x, y, z, t = f - e, d - c, d + c, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point_of(data):
    """RFC 8032 5.1.3; None when no such point exists."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * I % P
    if x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def signature_holds(public, message, signature):
    a, r, s = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))), add(r, times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def check_log(rows, kept, leaves):
    previous = "0" * 64
    for expected, (seq, at, actor, kind, body, prev, leaf) in enumerate(rows, start=1):
        entry = {"actor": actor, "at": at, "kind": kind, "prev": prev, "seq": seq}
        entry["body_sha256"] = hashlib.sha256(body.encode()).hexdigest()
        true = hashlib.sha256(b"\x00" + canonical(entry)).hexdigest()
        if seq != expected or prev != previous or leaf != true:
            yield f"log entry {seq}: it is not what it was or does not follow from the one before"
        if kind == "vault_created":
            kept["vault_id"] = json.loads(body)["vault_id"]
        if kind == "original_kept":
            kept[json.loads(body)["sha256"]] = json.loads(body)
        previous = leaf
        leaves.append(bytes.fromhex(leaf))


def check_evidence(folder, kept):
    for sha256, facts in sorted(kept.items()):
        path = folder / "evidence" / "sha256" / sha256[:2] / sha256[2:4] / sha256
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        true = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "sha512": hashlib.sha512(data).hexdigest(),
            "size": len(data),
        }
        if not path.is_file() or path.is_symlink() or any(facts[name] != value for name, value in true.items()):
            yield f"original {sha256}: it is missing or not what it was"


def check_checkpoint(note, key, vault_id, leaves):
    body, _, signatures = note.partition("\n\n— ")
    origin, size, root, head, _at = body.split("\n")
    if origin != f"tallystick.vault/{vault_id}":
        yield "the checkpoint is of another vault"
    begun = leaves[: int(size)]
    if len(begun) != int(size) or root_of(begun) != base64.b64decode(root) or head != f"head {begun[-1].hex()}":
        yield "the log does not begin with what the checkpoint binds: entries were changed, taken out or put in"
    if key is not None:
        name, key_id, encoded = key.strip().split("+", 2)
        public = base64.b64decode(encoded)[1:]
        signed = [base64.b64decode(s.split(" ")[1]) for s in signatures.split("\n— ") if s.split(" ")[0] == name]
        known = [s[4:] for s in signed if s[:4].hex() == key_id]
        if not any(signature_holds(public, f"{body}\n".encode(), s) for s in known):
            yield "the checkpoint is not signed by this key"


def rows_of(folder, log):
    """The entries in the order in which they lie there."""
    names = ("seq", "at", "actor", "kind", "body", "prev", "leaf_hash")
    if log is None:
        database = sqlite3.connect((folder / "vault.sqlite").resolve().as_uri() + "?mode=ro", uri=True)
        yield from database.execute(f"SELECT {', '.join(names)} FROM log NOT INDEXED ORDER BY rowid")
    else:
        with log.open(encoding="utf-8") as lines:
            for entry in map(json.loads, lines):
                yield tuple(entry[name] for name in names)


def problems_of(folder, log, note, key):
    kept, leaves = {}, []
    yield from check_log(rows_of(folder, log), kept, leaves)
    vault_id = kept.pop("vault_id", None)
    if vault_id is None:
        yield "the log does not say which vault it is"
    yield from check_evidence(folder, kept)
    if note is not None:
        yield from check_checkpoint(note, key, vault_id, leaves)
    print(f"{len(leaves)} entries, {len(kept)} originals, root {root_of(leaves).hex()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--against", type=pathlib.Path, metavar="CHECKPOINT")
    parser.add_argument("--key", metavar="VERIFIER")
    parser.add_argument("--log", type=pathlib.Path, metavar="LOG")
    asked = parser.parse_args()
    note = asked.against.read_text("utf-8") if asked.against else None
    try:
        problems = list(problems_of(asked.folder, asked.log, note, asked.key))
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        problems = [f"it cannot be read: {error}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
