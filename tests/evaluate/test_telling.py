"""Invented papers say what the simulated claim says, in three languages, and the pipeline finds it again."""

from collections import Counter

import pytest

from tallystick.evaluate.simulate import Conflict, Reporting, simulate
from tallystick.evaluate.simulation import measure_texts, real_towns, told_in_texts
from tallystick.evaluate.telling import in_cyrillic, plural_category

PLAIN = Reporting(joint=0.0, misplaced=0.0, denials=0.0, vague=0.0, undated=0.0)


def told(incidents: int, seed: int, reporting: Reporting = PLAIN) -> Conflict:
    return told_in_texts(simulate(incidents, reporting, seed, towns=real_towns(30, seed)))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", {1: "one", 2: "few", 5: "many", 11: "many", 21: "one", 112: "many", 104: "few"}),
        ("ar", {1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 103: "few"}),
        ("en", {1: "one", 2: "other", 100: "other"}),
    ],
)
def test_counted_nouns_take_the_plural_forms_of_the_language(language: str, forms: dict[int, str]) -> None:
    assert {n: plural_category(language, n) for n in forms} == forms


def test_every_report_has_a_text_and_all_three_languages_write() -> None:
    reports = told(40, 1).reports.values()
    assert all(len(report.text) > 60 for report in reports)
    assert set(Counter(report.language for report in reports)) == {"ar", "en", "ru"}


def test_no_gap_of_a_template_is_left_unfilled() -> None:
    texts = [report.text for report in told(60, 2, Reporting(copies=0.3)).reports.values()]
    assert not [text for text in texts if "{" in text or "  " in text or " ." in text]


def test_the_same_seed_tells_the_same_and_another_tells_otherwise() -> None:
    assert told(10, 3) == told(10, 3)
    assert told(10, 3) != told(10, 4)


def test_a_copy_repeats_the_words_of_its_original() -> None:
    conflict = told(40, 5, Reporting(copies=0.3))
    pairs = [(conflict.reports[copy].text, conflict.reports[one].text) for copy, one in conflict.copied_from.items()]
    assert len(pairs) > 20
    middles = [(set(one.split(". ")[1:-2]), copy) for copy, one in pairs]
    assert all(sentence in copy for middle, copy in middles for sentence in middle)
    assert sum(len(middle) for middle, _ in middles) > 20


def test_an_undated_claim_is_told_without_a_day() -> None:
    reports = told(10, 6, Reporting(undated=1.0)).reports.values()
    assert all(report.published is None for report in reports)
    assert not [r for r in reports if "2015" in r.text or "yesterday" in r.text]


def test_russian_papers_write_place_names_in_their_letters() -> None:
    assert in_cyrillic("Kafr Shams") == "Кафр Шамс"


@pytest.mark.slow
def test_from_texts_too_the_range_covers_the_true_toll_and_no_death_is_counted_twice() -> None:
    outcome = measure_texts(told(100, 7, Reporting(copies=0.3)))
    assert outcome.incidents_with_three_origins > 40
    assert outcome.coverage >= 0.9
    assert outcome.sum_of_minima <= outcome.true_total
    assert outcome.sum_of_minima > 0.5 * outcome.true_total
