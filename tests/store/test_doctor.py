from datetime import timedelta

from tallystick.store.checkpoints import make_signing_key, write_checkpoint
from tallystick.store.doctor import diagnose
from tallystick.store.project import Project
from tallystick.store.sources import name_custodian
from tallystick.store.vault import utc_now
from tests.store.samples import NOON, report


def told(project: Project) -> dict[str, tuple[str, str]]:
    return {f.code: (f.level, f.says) for f in diagnose(project)}


def test_doctor_says_how_sqlite_is_set_up_and_why(in_a_file: Project) -> None:
    level, says = told(in_a_file)["doctor.sqlite"]
    assert level == "note"
    assert "journal_mode=TRUNCATE, synchronous=FULL" in says
    assert "power cut" in says


def test_the_vault_really_runs_as_doctor_says(in_a_file: Project) -> None:
    from tallystick.store.database import writing

    with writing(in_a_file.vault().database) as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete")
        real = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert real == ["truncate", 2, 1, 0, 1]


def test_a_vault_that_handed_out_no_checkpoint_is_told_to(project: Project) -> None:
    assert told(project)["doctor.checkpoint"] == (
        "warning",
        "when the last checkpoint was handed out: never; hand one to somebody you trust: `tallystick checkpoint`",
    )
    make_signing_key(project.folder.parent / "key", "desk")
    write_checkpoint(project, project.folder.parent / "key")
    assert told(project)["doctor.checkpoint"][0] == "note"
    later = {f.code: f for f in diagnose(project, lambda: utc_now() + timedelta(days=40))}
    assert later["doctor.checkpoint"].level == "warning"
    assert "40 days ago" in later["doctor.checkpoint"].says


def test_a_clock_that_ran_backwards_is_told(project: Project) -> None:
    assert told(project)["doctor.clock"][0] == "note"
    project.vault("a", lambda: NOON + timedelta(days=9)).add_reports([report(1)])
    project.vault("a", lambda: NOON).add_reports([report(2)])
    level, says = told(project)["doctor.clock"]
    assert level == "warning"
    assert "order is by entry number" in says


def test_a_project_that_others_can_read_is_told(project: Project) -> None:
    assert told(project)["doctor.modes"][0] == "note"
    project.folder.chmod(0o755)
    level, says = told(project)["doctor.modes"]
    assert level == "warning"
    assert "chmod go-rwx" in says


def test_leftovers_and_room_and_sources_are_told(project: Project) -> None:
    assert "doctor.leftovers" not in told(project)
    (project.evidence / "incoming").mkdir()
    (project.evidence / "incoming" / "1-a").write_text("half")
    assert "1 unfinished" in told(project)["doctor.leftovers"][1]
    assert "MB are free" in told(project)["doctor.disk"][1]
    assert "not yet" in told(project)["doctor.sources"][1]
    name_custodian(project, project.folder.parent / "custodian.key", "long enough words")
    assert "sealed" in told(project)["doctor.sources"][1]


def test_a_broken_database_is_the_first_thing_told(in_a_file: Project) -> None:
    in_a_file.vault_file.write_bytes(b"rubbish" * 1000)
    assert diagnose(in_a_file)[0].code == "vault.unreadable"
