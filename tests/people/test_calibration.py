"""How far all probabilities may be off together, and what judgements say of it."""

from dataclasses import replace

import pytest

from tallystick.model.person import PeopleLinkage, PersonRecord, RecordPair
from tallystick.people.calibration import ERROR, ERROR_OF_FEW, calibrate_pairs
from tallystick.people.linkage import link_people
from tallystick.people.overlap import count_unique


def _doubtful(pairs: int) -> PeopleLinkage:
    """So many pairs of two records each, every pair as likely one person as two."""
    records = tuple(PersonRecord(f"r{n:04d}", "list", "file", n, None) for n in range(2 * pairs))
    halves = tuple(RecordPair(f"r{2 * n:04d}", f"r{2 * n + 1:04d}", 0.5, ()) for n in range(pairs))
    return PeopleLinkage(records, (), halves, ())


def test_without_judgements_the_shift_is_about_zero_and_short_lists_are_less_sure() -> None:
    few, many = calibrate_pairs(_doubtful(10)), calibrate_pairs(_doubtful(300))
    assert (few.shift, few.judged, many.shift) == (0.0, 0, 0.0)
    assert few.error == pytest.approx(ERROR_OF_FEW)
    assert many.error == pytest.approx(ERROR)


def test_judgements_move_all_probabilities_and_make_the_shift_surer() -> None:
    plain = _doubtful(300)
    names = [(p.left_record, p.right_record) for p in plain.pairs]
    judged = replace(plain, same=tuple(names[:90]), different=tuple(names[90:100]))
    found = calibrate_pairs(judged)
    assert found.judged == 100
    assert 1.0 < found.shift < 2.2  # nine in ten are log odds of 2.2, held back towards 0
    assert found.error < ERROR / 1.2
    assert count_unique(judged, 20).mean < count_unique(plain, 20).mean - 50


def test_the_standard_error_holds_the_doubt_about_the_model_and_not_only_about_each_pair() -> None:
    """300 even chances drawn one by one scatter by 8.7; a model that may be off scatters by much more."""
    assert count_unique(_doubtful(300), 100).standard_error > 15


def test_two_rows_that_say_the_same_are_one_person() -> None:
    row = PersonRecord("a", "A", "a.csv", 2, "Ahmad Salih Barazi", "latin", sex="male", age=30, place="Karim")
    twin, other = replace(row, record_id="b", list_name="B"), replace(row, record_id="c", name="Samir Nabil Hodani")
    assert len(link_people([row, twin]).people) == 1
    assert len(link_people([row, twin, other]).people) == 2
