"""Figures without a word for harm of their own, and totals that belong to no attack."""

import pytest

from tests.extract.reading import all_figures, figures


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Sarmin, 29 November, 14 civilians.", [("killed", "civilians", 14, 14, False)]),
        (
            "en",
            "A house was hit (21 relatives dead) and a bakery (at least 12 civilians).",
            [("killed", "people", 21, 21, False), ("killed", "civilians", 12, None, False)],
        ),
        ("en", "About 500 civilians live in the town.", []),
        ("en", "On 3 May the council met; 40 civilians attended.", []),
    ],
)
def test_a_clause_that_begins_with_a_count_goes_on_counting_the_dead(
    language: str, text: str, expected: list[tuple[str, str, int, int | None, bool]]
) -> None:
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At least 14 attacks since 26 January 2016 killed 37 civilians."),
        ("en", "The group documented 200 deaths in 25 strikes."),
        ("en", "At least 36 civilians were killed in five places."),
        ("ar", "قتلت الضربات 36 مدنياً في خمسة أماكن."),
    ],
)
def test_totals_over_many_days_or_places_belong_to_a_campaign(language: str, text: str) -> None:
    found = all_figures(text, language)
    assert found
    assert all(campaign for *_, campaign in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister dismissed the report on civilian deaths as invented."),
        ("ru", "Президент назвал известия о погибших гражданских лицах выдумкой."),
        ("ar", "قُتل 15 مدنياً بعد 65 قتيلاً في اليوم السابق."),
    ],
)
def test_news_of_deaths_that_is_only_quoted_and_another_days_toll_are_no_figures(language: str, text: str) -> None:
    assert [f[2] for f in figures(text, language)] in ([], [15])
