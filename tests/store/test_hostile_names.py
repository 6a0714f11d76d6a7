"""Names that come from outside are text: whatever they are, nothing is written but under names of our own."""

import json
import re
from pathlib import Path

import pytest

from tallystick.model.report import Report
from tallystick.store.errors import UnknownRunError
from tallystick.store.project import Project
from tallystick.store.runs import save_run
from tallystick.store.vault import Vault
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.samples import run

HOSTILE: list[str] = json.loads(Path(__file__).with_name("hostile_names.json").read_text("utf-8"))
OURS = re.compile(
    r"tallystick\.toml|vault\.postgresql|vault\.sqlite(-journal|\.lock)?|evidence|runs|reports|incoming|sha256|[0-9a-f]{2}|[0-9a-f]{64}|cache"
)


def test_no_hostile_name_reaches_the_file_system(
    project: Project, vault: Vault, tmp_path: Path, figures: Figures
) -> None:
    before = {p for p in tmp_path.rglob("*") if not p.is_relative_to(project.folder)}
    for number, name in enumerate(HOSTILE):
        original = vault.keep_original(f"{number}".encode(), name)
        vault.add_reports([Report(name, "text under a hostile id", title=name, url=name, metadata=((name, "1"),))])
        vault.add_reports([Report(f"id-{number}", "text", publisher=name)], original)
        with pytest.raises(UnknownRunError):
            save_run(project, run(f"{name}/"))
    there = {p for p in tmp_path.rglob("*") if not p.is_relative_to(project.folder)}
    names = {p.name for p in project.folder.rglob("*")}
    assert there == before
    assert [n for n in names if not OURS.fullmatch(n)] == []
    assert [f for f in verify_project(project) if f.level == "error"] == []
    assert vault.count_reports() >= len(HOSTILE)
    assert len(HOSTILE) >= 200
    figures.note(9, hostile_names=len(HOSTILE), files_outside=0, names_not_ours=0)


def test_a_hostile_id_is_kept_as_text_or_refused_never_changed(vault: Vault) -> None:
    kept = [name for name in HOSTILE if vault.add_reports([Report(name, "text")])[0].status == "added"]
    assert [r.report_id for r in vault.load_reports()] == sorted(kept, key=str.encode)
    assert "'; DROP TABLE log; --" in kept
    assert "../etc/passwd" in kept
    assert "a\nb" not in kept
