"""The page on those who are on no list shows every method, every refusal, and no mark-up from list names."""

import xml.etree.ElementTree as ET

from tallystick.model.estimate import Estimate, EstimateReport, NotEstimable, OverlapTable
from tallystick.publish.undercount import draw_intervals, draw_lists, render_undercount

TABLE = OverlapTable(("Court", "<b>Press</b>", "Kin"), ((1, 1, 0), (1, 0, 0), (0, 0, 1)), (30, 60, 40))


def report() -> EstimateReport:
    answers = (
        Estimate("loglinear_average", "m", 300, 200, 500, "a"),
        NotEstimable("latent_classes", "not_converged", "The runs do not agree."),
    )
    return EstimateReport(TABLE, answers, Estimate("reported", "m", 310, 190, 520, "a"), ("Mind this.",))


def test_every_list_and_count_of_the_overlaps_is_written() -> None:
    drawn = draw_lists(TABLE)
    assert "Court (90)" in drawn
    assert all(f">{n}</text>" in drawn for n in (30, 60, 40))


def test_names_of_lists_are_words_not_markup() -> None:
    assert "<b>" not in draw_lists(TABLE)


def test_each_interval_is_drawn_with_its_numbers_and_the_reported_one_last() -> None:
    drawn = draw_intervals(report())
    assert drawn.index("300 (200–500)") < drawn.index("310 (190–520)")
    assert "130 listed" in drawn


def test_a_method_without_a_number_says_why() -> None:
    page = render_undercount(report(), "A sentence.")
    assert "Latent classes: The runs do not agree." in page
    assert "Mind this." in page


def test_a_refused_report_still_shows_the_lists() -> None:
    refused = EstimateReport(TABLE, (), NotEstimable("reported", "no_overlap", "Nobody."))
    page = render_undercount(refused, "It cannot be told.")
    assert "It cannot be told." in page
    assert "<svg" in page


def test_the_section_is_well_formed() -> None:
    ET.fromstring(render_undercount(report(), "A < B"))  # noqa: S314
