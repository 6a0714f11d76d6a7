import hashlib
import os
from pathlib import Path

import pytest

from tallystick.store.errors import VaultDamagedError
from tallystick.store.evidence import object_path, stored_objects, sweep_incoming, write_durably, write_object


def test_an_original_is_kept_byte_for_byte_under_its_hash(tmp_path: Path) -> None:
    data = b"\x00\xff original \r\n"
    kept = write_object(tmp_path, data, "upload.bin")
    assert object_path(tmp_path, kept.sha256).read_bytes() == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.sha512 == hashlib.sha512(data).hexdigest()
    assert (kept.size, kept.name) == (len(data), "upload.bin")


def test_a_large_file_is_copied_in_pieces(tmp_path: Path) -> None:
    source = tmp_path / "large"
    source.write_bytes(os.urandom(3_000_001))
    kept = write_object(tmp_path / "evidence", source, "large")
    assert object_path(tmp_path / "evidence", kept.sha256).read_bytes() == source.read_bytes()


def test_an_original_cannot_be_written_to_and_is_never_overwritten(tmp_path: Path) -> None:
    path = object_path(tmp_path, write_object(tmp_path, b"once", "a").sha256)
    assert path.stat().st_mode & 0o777 == 0o400
    before = path.stat().st_ino
    write_object(tmp_path, b"once", "b")
    assert path.stat().st_ino == before
    assert list(stored_objects(tmp_path)) == [path]
    assert list((tmp_path / "incoming").iterdir()) == []


def test_adding_again_what_is_kept_damaged_is_said(tmp_path: Path) -> None:
    path = object_path(tmp_path, write_object(tmp_path, b"once", "a").sha256)
    path.chmod(0o600)
    path.write_bytes(b"ones")
    with pytest.raises(VaultDamagedError, match="backup"):
        write_object(tmp_path, b"once", "a")
    assert path.read_bytes() == b"ones"


def test_only_old_leftovers_are_swept(tmp_path: Path) -> None:
    write_object(tmp_path, b"x", "x")
    old, fresh = tmp_path / "incoming" / "1-old", tmp_path / "incoming" / "2-fresh"
    for path in (old, fresh):
        path.write_text("half")
    os.utime(old, (0, 0))
    assert sweep_incoming(tmp_path) == 1
    assert not old.exists()
    assert fresh.exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65, "g" * 64])
def test_only_a_hash_names_an_object(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        object_path(tmp_path, name)


def test_a_small_file_is_put_in_place_whole(tmp_path: Path) -> None:
    write_durably(tmp_path / "latest", b"one")
    write_durably(tmp_path / "latest", b"two")
    assert [p.name for p in tmp_path.iterdir()] == ["latest"]
    assert (tmp_path / "latest").read_bytes() == b"two"
