"""How an attack went, in invented sentences: time of day, second strikes, warnings, armed people there or not."""

import pytest

from tallystick.extract import read_circumstances
from tallystick.extract.circumstances import phrase_table
from tallystick.extract.pack import known_languages
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tests.extract.reading import read


def told(text: str, language: str) -> dict[str, Toll | None]:
    """Circumstances of all attacks of a text, by code."""
    report = Report("r", text, language=language)
    return {c.code: c.minutes for c in read_circumstances(report, read(text, language=language))}


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("en", "An air strike killed 3 people in Sarmin on Tuesday morning.", "morning"),
        ("en", "Shells killed 3 people in Sarmin about 1 pm on Tuesday.", "noon"),
        ("en", "An air strike killed 3 people in Sarmin at 23:40.", "night"),
        ("ar", "قتل ثلاثة مدنيين بغارة جوية على سرمين فجر الثلاثاء.", "dawn"),
        ("ru", "Вечером авиаудар по Сармину унес жизни трех мирных жителей.", "evening"),
        ("uk", "Вночі внаслідок авіаудару по місту загинули троє цивільних, їх поховали.", "night"),
    ],
)
def test_the_part_of_the_day_is_read_where_the_attack_is_told(language: str, text: str, part: str) -> None:
    assert set(told(text, language)) == {part}


def test_a_time_that_nobody_tells_stays_unknown() -> None:
    assert told("An air strike killed 3 people in Sarmin.", "en") == {}


def test_the_hour_of_the_telling_is_not_the_hour_of_the_attack() -> None:
    assert told("The monitor said in the evening that an air strike killed 3 people in Sarmin.", "en") == {}
    assert told("وتحدث المرصد ظهراً عن مقتل ثلاثة مدنيين بغارة على سرمين.", "ar") == {}


def test_a_second_strike_is_read_with_its_minutes() -> None:
    text = "Missiles hit the clinic in Sarmin and killed 4 people; it was hit again ten minutes later."
    assert told(text, "en")["struck_again"] == Toll(10, 10)
    assert told("قتل ثلاثة مدنيين بغارة جوية على سرمين ثم عاود الطيران قصفها.", "ar")["struck_again"] is None


def test_armed_people_there_and_not_there_are_told_apart() -> None:
    text = "An air strike killed 3 people in Sarmin. There were {} in the area, residents say."
    assert set(told(text.format("no fighters"), "en")) == {"military_absent"}
    assert set(told(text.format("rebel positions"), "en")) == {"military_present"}
    assert "military_absent" in told("قتل ثلاثة مدنيين بغارة على سرمين. لا مقرات عسكرية في المكان.", "ar")


def test_words_far_from_an_attack_are_not_told_of_it() -> None:
    text = (
        "An air strike killed 3 people in Sarmin. The council met. It spoke of bread. There are no fighters in Binnish."
    )
    assert told(text, "en") == {}


def test_words_stand_exactly_where_their_span_says() -> None:
    text = "An air strike killed 3 people in Sarmin on Tuesday morning."
    (found,) = read_circumstances(Report("r", text, language="en"), read(text, language="en"))
    assert found.span.of(text) == "morning"


def test_every_language_that_is_read_has_its_words() -> None:
    assert set(phrase_table()) == set(known_languages())
