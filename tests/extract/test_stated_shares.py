import pytest

from tallystick.extract.stated_shares import read_stated_shares
from tallystick.model.reading import Reading
from tallystick.model.report import Report


def read(text: str, language: str = "en") -> list[tuple[str, int, int, int, str, str]]:
    shares = read_stated_shares(Report("r", text), Reading("r", "test", language, None, ()))
    return [(s.party, s.min, s.max, s.of, s.unit, s.span.of(text)) for s in shares]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At most 9 of 40 targets lay in ISIS land.", ("isis", 0, 9, 40, "targets", "At most 9 of 40 targets")),
        (
            "Of 40 named villages and places hit in May, no more than 9 were held by ISIS.",
            ("isis", 0, 9, 40, "places", "Of 40 named villages and places hit in May, no more than 9"),
        ),
        ("Some 120 of 1,500 air strikes were against ISIS.", ("isis", 120, 120, 1500, "air strikes", None)),
        ("At least 30 out of 40 raids hit Turkish positions.", ("turkey", 30, 40, 40, "raids", None)),
    ],
)
def test_a_share_that_a_report_states_is_read_with_its_limit(text: str, expected: tuple[object, ...]) -> None:
    ((*found, words),) = read(text)
    assert tuple(found) == expected[:5]
    assert expected[5] in (None, words)


def test_a_russian_share_is_read() -> None:
    ((party, low, high, of, _, _),) = read("Не более 9 из 40 целей находились на территории ИГИЛ.", "ru")
    assert (party, low, high, of) == ("isis", 0, 9, 40)


@pytest.mark.parametrize(
    "text",
    [
        "Of 1,500 strikes this year, 14 percent were against ISIS.",
        "At most 9 of 40 targets were hit at all.",
        "ISIS fighters fled. 9 of 40 targets burned.",
        "On 9 of May 40 targets were named by ISIS.",
        "50 of 40 targets lay in ISIS land.",
    ],
)
def test_what_is_no_share_of_a_party_is_not_read(text: str) -> None:
    assert read(text) == []
