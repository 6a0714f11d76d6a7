"""Who a report has it from, in invented sentences."""

import pytest

from tests.extract.reading import read

CITED: list[tuple[str, str | None]] = [
    (
        "Shells killed two farmers in Sarmin, the Syrian Observatory for Human Rights said.",
        "Syrian Observatory for Human Rights",
    ),
    ("According to local sources, shells killed two farmers in Sarmin.", "local sources"),
    ("Shells killed two farmers in Sarmin, a SANA reporter said.", "SANA reporter"),
    ("Shells killed two farmers in Sarmin. White Helmets teams cleared the road.", None),
    ("قال المرصد السوري لحقوق الإنسان إن قصفاً على سرمين أدى إلى مقتل مدنيين اثنين", "المرصد السوري لحقوق الإنسان"),
    ("قتل مدنيان بقصف على سرمين وفق ما أفاد الدفاع المدني", "الدفاع المدني"),
    ("قتل مدنيان بقصف على سرمين بحسب مصادر محلية", "مصادر محلية"),
    ("وقالت السلطات إن مدنيين اثنين قتلا بقصف على سرمين", "السلطات"),
    (
        "В Сармине при обстреле погибли двое мирных жителей, сообщила Сирийская обсерватория по правам человека.",
        "Сирийская обсерватория по правам человека",
    ),
    ("По данным местных источников, при обстреле Сармина погибли двое мирных жителей.", "местных источников"),
    ("Обсерватория: при обстреле Сармина погибли двое мирных жителей.", "Обсерватория"),
    ("За даними ДСНС, внаслідок обстрілу села загинули двоє цивільних.", "ДСНС"),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_the_authority_is_the_one_whom_a_word_for_telling_stands_beside(text: str, expected: str | None) -> None:
    reading = read(text)
    assert reading.claims, reading.unread
    authority = reading.claims[0].authority
    assert (authority and authority.name) == expected
    if authority:
        assert authority.span.of(text) == authority.name


def test_a_short_name_is_the_full_one_that_the_report_gives_elsewhere() -> None:
    text = "Shells killed a man in Sarmin, the Observatory said. The Syrian Observatory said that roads were closed."
    (claim,) = read(text).claims
    assert claim.authority is not None
    assert claim.authority.name == "Syrian Observatory"


def test_one_named_before_the_attack_tells_it_where_nobody_else_does() -> None:
    text = "The Syrian Observatory said that planes were seen. Air strikes on Sarmin killed a farmer."
    assert [c.authority.name for c in read(text).claims if c.authority] == ["Syrian Observatory"]
