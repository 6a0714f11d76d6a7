import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tallystick.model.judgement import QuestionJudgement
from tallystick.model.report import Report
from tallystick.store.database import reading, writing
from tallystick.store.errors import StoreError, UnknownOriginalError
from tallystick.store.project import Project, create_project
from tallystick.store.vault import CustodyEvent, Vault
from tallystick.store.verify import verify_project
from tests.figures import Figures
from tests.store.conftest import NewDatabase
from tests.store.samples import NOON, judgement, report


def kinds(vault: Vault) -> list[str]:
    with reading(vault.database) as connection:
        return list(connection.scalars(text("SELECT kind FROM log ORDER BY seq")))


def test_reports_come_back_as_they_went_in_ordered_by_id(vault: Vault) -> None:
    given = [report(3), report(1), report(2)]
    assert [a.status for a in vault.add_reports(given)] == ["added"] * 3
    assert list(vault.load_reports()) == sorted(given, key=lambda r: r.report_id)


def test_more_reports_than_a_page_and_a_batch_come_back_once_each(vault: Vault) -> None:
    vault.add_reports(report(n) for n in range(2345))
    assert [r.report_id for r in vault.load_reports()] == [f"r-{n:04d}" for n in range(2345)]


def test_chosen_reports_come_in_the_order_of_their_ids(vault: Vault) -> None:
    vault.add_reports([report(1), report(2), report(3)])
    assert [r.report_id for r in vault.load_reports(["r-0003", "r-0001", "r-9999"])] == ["r-0001", "r-0003"]


def test_the_same_report_twice_is_one_report(vault: Vault) -> None:
    statuses = [a.status for a in vault.add_reports([report(1), report(1)])] + [
        a.status for a in vault.add_reports([report(1)])
    ]
    assert statuses == ["added", "already_there", "already_there"]
    assert vault.count_reports() == 1


def test_another_text_under_the_same_id_is_a_conflict_and_the_first_is_kept(vault: Vault) -> None:
    vault.add_reports([report(1)])
    (answer,) = vault.add_reports([report(1, text="another story")])
    assert answer.status == "conflict"
    assert "another text" in answer.reason
    assert list(vault.load_reports()) == [report(1)]


def test_a_conflict_inside_one_batch_is_seen_too(vault: Vault) -> None:
    answers = vault.add_reports([report(1), report(1, text="another story"), report(2)])
    assert [a.status for a in answers] == ["added", "conflict", "added"]


@pytest.mark.parametrize("bad", ["", "x" * 501, "two\nlines", "nul\0"])
def test_an_id_that_cannot_be_shown_is_refused_and_the_rest_goes_in(vault: Vault, bad: str) -> None:
    answers = vault.add_reports([Report(bad, "text"), report(1)])
    assert [a.status for a in answers] == ["conflict", "added"]
    assert "doc_id" in answers[0].reason


def test_half_a_character_is_refused_in_words(vault: Vault) -> None:
    (answer,) = vault.add_reports([Report("r-1", "broken \ud83d emoji")])
    assert answer.status == "conflict"
    assert "UTF-8" in answer.reason


def test_odd_but_valid_texts_come_back_unchanged(vault: Vault) -> None:
    given = [Report("a", "nul \0 and \u202e bidi"), Report("b", "🧿 \u2028 \r\n\t"), Report("c", "")]
    vault.add_reports(given)
    assert list(vault.load_reports()) == given


def test_reports_are_joined_to_the_kept_file_they_came_from(vault: Vault) -> None:
    original = vault.keep_original(b"the bytes", "upload.txt")
    vault.add_reports([report(1)], original)
    (kept,) = vault.load_reports()
    assert kept == dataclasses.replace(report(1), original_sha256=original.sha256)
    assert vault.read_original(original.sha256) == b"the bytes"


def test_a_report_of_a_file_that_was_never_kept_is_an_error_and_nothing_is_added(vault: Vault) -> None:
    orphan = dataclasses.replace(report(1), original_sha256="0" * 64)
    with pytest.raises(UnknownOriginalError, match="keep the file"):
        vault.add_reports([report(2), orphan])
    assert vault.count_reports() == 0


def test_the_same_original_twice_is_kept_once(vault: Vault) -> None:
    assert vault.keep_original(b"x", "a.txt") == dataclasses.replace(vault.keep_original(b"x", "b.txt"), name="a.txt")
    assert kinds(vault) == ["vault_created", "original_kept"]


def test_judgements_come_back_in_the_order_they_were_made(vault: Vault) -> None:
    given = [judgement(2), judgement(1, "different"), judgement(3, "withdrawn")]
    for one in [*given, given[0]]:
        vault.add_judgement(one)
    assert vault.load_judgements() == tuple(given)


def test_a_judgement_on_a_question_stands_apart_and_changes_no_run(vault: Vault) -> None:
    before = vault.inputs_hash()
    asked = QuestionJudgement("q-1", "incident-a", "medical", "confirmed", "R", NOON, "Two origins agree.")
    vault.add_judgement(asked)
    vault.add_judgement(asked)
    assert vault.inputs_hash() == before
    vault.add_judgement(judgement(1))
    assert vault.load_question_judgements() == (asked,)
    assert vault.load_judgements() == (judgement(1),)
    assert kinds(vault)[-2:] == ["question_judged", "judgement_added"]
    assert vault.inputs_hash() != before, "a judgement on a pair does change it"


def test_a_judgement_is_never_edited(vault: Vault) -> None:
    vault.add_judgement(judgement(1))
    with pytest.raises(StoreError, match="add a new one"):
        vault.add_judgement(judgement(1, "different"))


def test_everything_that_happens_is_in_the_log(vault: Vault) -> None:
    original = vault.keep_original(b"x", "a.txt")
    vault.add_reports([report(1)], original)
    vault.add_judgement(judgement())
    vault.record_custody(CustodyEvent("exported", "claims of run-1"))
    assert kinds(vault) == ["vault_created", "original_kept", "report_added", "judgement_added", "exported"]


def test_the_checkpoint_changes_with_every_entry_and_with_nothing_else(vault: Vault) -> None:
    before = vault.checkpoint()
    assert vault.checkpoint() == before
    vault.add_reports([report(1)])
    after = vault.checkpoint()
    assert after.size == before.size + 1
    assert before.root_hash != after.root_hash
    assert before.head_hash != after.head_hash


def test_what_a_run_derives_from_does_not_depend_on_order_time_or_custody(
    project: Project, new_database: NewDatabase
) -> None:
    first = project.vault("a")
    first.add_reports([report(1), report(2)])
    other = Project(project.folder.parent / "other")
    second = create_project(other.folder, clock=lambda: NOON, database=new_database()).vault("b", lambda: NOON)
    second.add_reports([report(2)])
    second.record_custody(CustodyEvent("note", "read by the desk"))
    assert first.inputs_hash() != second.inputs_hash()
    second.add_reports([report(1)])
    assert first.inputs_hash() == second.inputs_hash()


@pytest.mark.parametrize("table", ["log", "reports", "originals", "judgements"])
@pytest.mark.parametrize("change", ["UPDATE {} SET seq = seq + 100", "DELETE FROM {}"])
def test_the_tables_refuse_changes_even_by_hand(vault: Vault, table: str, change: str) -> None:
    vault.add_reports([report(1)], vault.keep_original(b"x", "a.txt"))
    vault.add_judgement(judgement())
    with pytest.raises(IntegrityError, match="append-only"), writing(vault.database) as connection:
        connection.execute(text(change.format(table)))


@pytest.mark.parametrize("seq", [1, 2, 4, 99, 0, -1])
def test_the_log_takes_no_entry_out_of_sequence(vault: Vault, seq: int) -> None:
    vault.add_reports([report(1)])
    row = f"({seq}, 'now', 'x', 'note', '{{}}', '', 'h')"
    instead = "" if vault.database.is_postgres else "OR REPLACE"
    with pytest.raises(IntegrityError, match="without a gap"), writing(vault.database) as connection:
        connection.execute(text(f"INSERT {instead} INTO log VALUES {row}"))


def test_a_clock_that_went_back_is_noted_and_changes_no_order(project: Project, figures: Figures) -> None:
    project.vault("a", lambda: NOON + timedelta(days=365)).add_reports([report(1)])
    late = project.vault("a", lambda: NOON)
    late.add_reports([report(2)])
    assert kinds(late)[-3:] == ["report_added", "clock_went_back", "report_added"]
    assert [r.report_id for r in late.load_reports()] == ["r-0001", "r-0002"]
    for days in range(50, 0, -1):
        project.vault("a", lambda days=days: NOON + timedelta(days=days)).add_reports([report(100 + days)])  # type: ignore[misc]
    noted = kinds(late).count("clock_went_back")
    assert noted == 50
    assert [f for f in verify_project(project) if f.level == "error"] == []
    figures.note(16, clocks_set_back=noted, order_changed=0)
