"""Who a source is stands nowhere but in the sealed record."""

import io
import json
import logging
import traceback
from pathlib import Path

import pytest

from tallystick.store import sealing, sources
from tallystick.store.backup import backup_project
from tallystick.store.checkpoints import make_signing_key, write_checkpoint
from tallystick.store.dump import dump_vault
from tallystick.store.errors import StoreError
from tallystick.store.project import Project, create_project
from tallystick.store.restore import restore_project
from tallystick.store.sealing import SealError
from tallystick.store.sources import Identity, SourceError
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.samples import NOON, report

PASSPHRASE = "five quiet herons crossing"  # noqa: S105
COST = (sealing._ARGON2_MEMORY_KIB, sealing._ARGON2_PASSES)


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching a passphrase takes a fifth of a second by design; the tests do it often."""
    monkeypatch.setattr(sealing, "_ARGON2_MEMORY_KIB", 64)


def test_guessing_a_passphrase_is_expensive() -> None:
    """RFC 9106, second recommended option: Argon2id with 64 MiB and 3 passes."""
    assert COST == (64 * 1024, 3)


def test_no_two_installations_share_a_secret(tmp_path: Path) -> None:
    """Label Studio CVE-2023-43791: every installation had the same key, so anybody could make its signatures."""
    signers = {make_signing_key(tmp_path / f"signer-{n}", "desk") for n in range(20)}
    custodians = {sealing.new_custodian(tmp_path / f"custodian-{n}", PASSPHRASE) for n in range(20)}
    assert len(signers) == len(custodians) == 20


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = create_project(tmp_path / "case", clock=lambda: NOON)
    sources.name_custodian(made, tmp_path / "custodian.key", PASSPHRASE)
    return made


def key_of(project: Project) -> Path:
    return project.folder.parent / "custodian.key"


def codes(project: Project) -> set[str]:
    return {f.code for f in verify_project(project) if f.level == "error"}


def test_only_the_custodian_reads_a_source(project: Project, tmp_path: Path) -> None:
    identity = Identity("Amina of the bakery", "+963 000", "saw it from the roof")
    pseudonym = sources.add(project, identity)
    assert sources.show(project, pseudonym, key_of(project), PASSPHRASE, "to ask about the date") == identity
    with pytest.raises(SealError, match="passphrase"):
        sources.show(project, pseudonym, key_of(project), "wrong wrong wrong", "curiosity")
    other = create_project(tmp_path / "other")
    sources.name_custodian(other, tmp_path / "other.key", PASSPHRASE)
    with pytest.raises(SealError, match="another custodian"):
        sources.show(project, pseudonym, tmp_path / "other.key", PASSPHRASE, "curiosity")


def test_every_reading_is_in_the_log_before_anything_is_shown(project: Project) -> None:
    pseudonym = sources.add(project, Identity("Amina"))
    path = project.sources / f"{pseudonym}.sealed"
    path.write_text(path.read_text()[:-20])
    with pytest.raises(StoreError):
        sources.show(project, pseudonym, key_of(project), PASSPHRASE, "court order 12")
    reads = [line for line in dump_vault(project) if "source_read" in line]
    assert len(reads) == 1
    assert "court order 12" in reads[0]


def test_a_reading_without_a_purpose_is_refused(project: Project) -> None:
    pseudonym = sources.add(project, Identity("Amina"))
    with pytest.raises(SourceError, match="what you need"):
        sources.show(project, pseudonym, key_of(project), PASSPHRASE, " ")


def test_an_erased_source_is_gone_with_its_key_and_salt(project: Project) -> None:
    pseudonym = sources.add(project, Identity("Amina"))
    sources.erase(project, pseudonym, "asked us to")
    assert list(project.sources.glob("*.sealed")) == []
    with pytest.raises(SourceError, match="erased"):
        sources.show(project, pseudonym, key_of(project), PASSPHRASE, "too late")
    with pytest.raises(SourceError, match="erased already"):
        sources.erase(project, pseudonym, "again")
    assert codes(project) == set()


def test_the_file_is_overwritten_before_it_is_removed(project: Project) -> None:
    pseudonym = sources.add(project, Identity("Amina"))
    path = project.sources / f"{pseudonym}.sealed"
    second = project.folder / "same-inode"
    second.hardlink_to(path)
    sources.erase(project, pseudonym, "asked us to")
    assert set(second.read_bytes()) == {0}


def test_a_source_put_in_anothers_place_is_told_apart(project: Project) -> None:
    first, second = sources.add(project, Identity("Amina")), sources.add(project, Identity("Bashir"))
    (project.sources / f"{first}.sealed").write_bytes((project.sources / f"{second}.sealed").read_bytes())
    with pytest.raises(SealError):
        sources.show(project, first, key_of(project), PASSPHRASE, "check")


def test_verify_misses_no_lost_and_no_unerased_source(project: Project) -> None:
    first, second = sources.add(project, Identity("Amina")), sources.add(project, Identity("Bashir"))
    kept = (project.sources / f"{second}.sealed").read_bytes()
    (project.sources / f"{first}.sealed").unlink()
    assert codes(project) == {"sources.missing"}
    (project.sources / f"{first}.sealed").write_text("{}")
    assert codes(project) == {"sources.missing"}
    sources.erase(project, second, "asked us to")
    (project.sources / f"{second}.sealed").write_bytes(kept)
    assert codes(project) == {"sources.missing", "sources.erased"}


def test_a_source_whose_intake_was_killed_is_noted(project: Project) -> None:
    (project.sources / "source-abc.sealed").write_text("{}")
    assert "sources.extra" in {f.code for f in verify_project(project)}
    assert codes(project) == set()


def test_sealed_records_of_short_and_long_names_are_equally_long(project: Project) -> None:
    for identity in (Identity("A"), Identity("A" * 300, "B" * 300)):
        sources.add(project, identity)
    assert len({len(json.loads(p.read_text())["record"]) for p in project.sources.glob("*.sealed")}) == 1


@pytest.mark.parametrize(
    "name", ["../vault", "source-../../x", "source-", "", "vault.sqlite", "source-a/b", "source-é"]
)
def test_a_pseudonym_never_becomes_another_path(project: Project, name: str) -> None:
    with pytest.raises(SourceError, match="no pseudonym"):
        sources.erase(project, name, "x")


def test_the_custodians_key_lies_outside_the_project_and_is_never_replaced(project: Project, tmp_path: Path) -> None:
    fresh = create_project(tmp_path / "fresh")
    with pytest.raises(SourceError, match="outside"):
        sources.name_custodian(fresh, fresh.folder / "key", PASSPHRASE)
    with pytest.raises(SealError, match="never overwritten"):
        sources.name_custodian(fresh, key_of(project), PASSPHRASE)
    with pytest.raises(SealError, match="12 characters"):
        sources.name_custodian(fresh, tmp_path / "short", "short")
    with pytest.raises(SourceError, match="already has"):
        sources.name_custodian(project, tmp_path / "second", PASSPHRASE)
    with pytest.raises(SourceError, match="no custodian"):
        sources.add(fresh, Identity("Amina"))


def test_fifty_canaries_are_found_nowhere_but_in_the_sealed_records(
    project: Project, tmp_path: Path, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every flow at DEBUG, with errors forced on the way; then every byte on the disk is searched."""
    written, scratch = io.StringIO(), tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    handler = logging.StreamHandler(written)
    logging.root.addHandler(handler)
    monkeypatch.setattr(logging.root, "level", logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
    canaries = [f"canary{number:02d}zarqaa" for number in range(50)]
    told: list[str] = []
    try:
        pseudonyms = [sources.add(project, Identity(c, f"tel {c}", f"met {c}")) for c in canaries]
        project.vault().add_reports([report(1)])
        for canary, pseudonym in zip(canaries, pseudonyms, strict=True):
            told += _read_and_fail(project, pseudonym, canary)
        for pseudonym in pseudonyms[:10]:
            sources.erase(project, pseudonym, "asked us to")
        make_signing_key(tmp_path / "signing.key", "desk")
        told.append(write_checkpoint(project, tmp_path / "signing.key").note)
        backup_project(project, tmp_path / "backup")
        restored = restore_project(tmp_path / "backup", tmp_path / "restored")
        told += [repr(verify_project(restored)), *dump_vault(restored)]
    finally:
        logging.root.removeHandler(handler)
        logging.getLogger("sqlalchemy").setLevel(logging.NOTSET)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    searched = b"\0".join([p.read_bytes() for p in files] + [written.getvalue().encode(), *(t.encode() for t in told)])
    assert len(written.getvalue()) > 10_000, "the log was not at DEBUG"
    hits = [c for c in canaries for form in _forms(c) if form in searched]
    assert hits == []
    assert b"r-0001" in searched, "the search would find what is there"
    figures.note(13, canaries=len(canaries), files_searched=len(files), bytes_searched=len(searched), hits=0)


def _read_and_fail(project: Project, pseudonym: str, canary: str) -> list[str]:
    identity = sources.show(project, pseudonym, key_of(project), PASSPHRASE, "test")
    assert identity.name == canary
    told = [repr(identity), str(identity), f"{identity}"]
    try:
        raise RuntimeError(identity)
    except RuntimeError:
        told.append(traceback.format_exc())
    try:
        sources.show(project, pseudonym, key_of(project), "not the passphrase", "test")
    except SealError:
        told.append(traceback.format_exc())
    return told


def _forms(canary: str) -> list[bytes]:
    """The canary as it could stand in a file: plain, UTF-16, hexadecimal, hashed without salt."""
    from base64 import b64encode
    from hashlib import md5, sha1, sha256

    raw = canary.encode()
    hashes = [h(raw).hexdigest().encode() for h in (sha256, sha1, md5)]  # what must not be there
    return [raw, canary.encode("utf-16-le"), raw.hex().encode(), b64encode(raw)[:-4], *hashes]
