"""Flip, cut, stretch and swap bytes anywhere: `verify` says so, or nothing that was stored reads differently."""

import random
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from tallystick.store.dump import dump_vault
from tallystick.store.errors import StoreError
from tallystick.store.project import Project
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.samples import report
from tests.store.spoiling import copied, good_project

HEADER = 100
RANDOM_FLIPS = 1200
SEED = 20151015


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = good_project(tmp_path_factory.mktemp("good") / "case")
    project.vault("tester").add_reports(report(number) for number in range(100, 160))  # fill the pages
    return project


def told_by(project: Project) -> tuple[list[str], list[object]] | None:
    """Everything stored, read both past the indexes and by the vault itself; None when it cannot be read."""
    try:
        vault = project.vault()
        return list(dump_vault(project)), [*vault.load_reports(), *vault.load_judgements(), vault.checkpoint()]
    except (StoreError, SQLAlchemyError, ValueError):
        return None


def is_found(project: Project) -> bool:
    return any(finding.level == "error" for finding in verify_project(project))


def rng_of() -> random.Random:
    """The same places in every run."""
    return random.Random(SEED)  # noqa: S311


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)


def test_every_flipped_bit_of_the_database_is_found_or_changes_nothing(
    good: Project, tmp_path: Path, figures: Figures
) -> None:
    case = copied(good, tmp_path / "case")
    truth, data = told_by(case), case.vault_file.read_bytes()
    assert truth is not None
    assert not is_found(case)
    rng = rng_of()
    places = [*range(HEADER * 8), *(rng.randrange(HEADER * 8, len(data) * 8) for _ in range(RANDOM_FLIPS))]
    overlooked, found = [], 0
    for place in places:
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{case.vault_file}{ending}").unlink(missing_ok=True)
        case.vault_file.write_bytes(flipped(data, place))
        if is_found(case):
            found += 1
        elif told_by(case) != truth:
            overlooked.append(place)
    assert overlooked == []
    figures.note(
        5,
        database_bits_flipped=len(places),
        found=found,
        without_effect=len(places) - found,
        overlooked=len(overlooked),
    )


def test_a_database_cut_stretched_or_with_pages_swapped_is_found_or_unchanged(
    good: Project, tmp_path: Path, figures: Figures
) -> None:
    case = copied(good, tmp_path / "case")
    truth, data = told_by(case), case.vault_file.read_bytes()
    page = 4096
    pages = [data[at : at + page] for at in range(0, len(data), page)]
    rng = rng_of()
    changed = [data[: rng.randrange(len(data))] for _ in range(60)]
    changed += [data + bytes(rng.randrange(256) for _ in range(n)) for n in (1, 511, page, 3 * page)]
    for _ in range(60):
        first, second = rng.sample(range(len(pages)), 2)
        mixed = list(pages)
        mixed[first], mixed[second] = mixed[second], mixed[first]
        changed.append(b"".join(mixed))
    changed += [b"".join([*pages[:n], bytes(page), *pages[n + 1 :]]) for n in range(len(pages))]
    changed += [b"".join([*pages[:n], *pages[n + 1 :]]) for n in range(len(pages))]
    for content in changed:
        case.vault_file.write_bytes(content)
        assert is_found(case) or told_by(case) == truth
    figures.note(5, cut_stretched_swapped=len(changed), overlooked=0)


def test_every_changed_original_is_found(good: Project, tmp_path: Path, figures: Figures) -> None:
    case = copied(good, tmp_path / "case")
    files = sorted(p for p in (case.evidence / "sha256").rglob("*") if p.is_file())
    rng, tried = rng_of(), 0
    for path in files:
        data = path.read_bytes()
        path.chmod(0o600)
        changed = [flipped(data, rng.randrange(len(data) * 8)) for _ in range(60)]
        changed += [data[: rng.randrange(len(data))] for _ in range(10)] + [data + b"\0", b"", data * 2]
        for content in changed:
            path.write_bytes(content)
            assert is_found(case)
            tried += 1
        path.write_bytes(data)
    assert not is_found(case)
    figures.note(5, originals_changed=tried, overlooked=0)
