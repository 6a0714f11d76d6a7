"""What must hold of dates in any text: exact spans, order, no crash, the same answer every time."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.extract.clean import clean_text
from tallystick.extract.dates import find_dates
from tallystick.extract.own_date import find_own_date
from tallystick.extract.pack import known_languages, load_pack
from tallystick.model.report import Report

_WORDS = """
0 1 2 7 12 29 30 31 32 00 2022 1999 20241 032017 99/99/2020 31-02-2021 2021-13-40 24:61 7:30 12.5 2022.02.30
- – / , . · ( ) of on in to and from between night last this ago after since week month year day days said
may March february sunday Tuesday today yesterday overnight weekend 3rd @someone7Jul الخميس الجمعة اليوم أمس ليلة
قبل منذ يومين ثلاثة أيام آب أغسطس شباط كانون الثاني من الشهر الجاري الماضي و إلى ٣١ ٢٠٢٢ رمضان
в среду вчера 30 февраля сентября года с по назад три дня последние
"""
_JUMBLE = st.lists(st.sampled_from([*_WORDS.split(), "\n"]), max_size=40).map(" ".join)
_OWN = st.sampled_from([None, date(2022, 8, 12), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31)])


@settings(max_examples=300, derandomize=True, deadline=None)
@given(language=st.sampled_from(known_languages()), text=_JUMBLE, own=_OWN)
def test_any_jumble_of_date_words_is_read_without_fault(language: str, text: str, own: date | None) -> None:
    clean, pack = clean_text(text), load_pack(language)
    found = find_dates(clean, pack, own)
    assert all(0 <= one.start < one.end <= len(clean.text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert find_dates(clean, pack, own) == found
    report = Report("r1", text)
    assert find_own_date(report, clean, pack) == find_own_date(report, clean, pack)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "It was hit on Tuesday 5 May 2020, they said.", "Tuesday 5 May 2020"),
        ("en", "It was hit late on Wednesday night.", "Wednesday night"),
        ("ar", "سقطت قذيفة صبـاح اليـوم الجمعة ١٢ آب/أغسطس، على القرية", "اليـوم الجمعة ١٢ آب/أغسطس"),
        ("ar", "سقطت قذيفة قَبْلَ يَوْمَيْن على القرية", "قَبْلَ يَوْمَيْن"),
        ("ru", "Снаряд попал в школу 30 сентября 2015 года.", "30 сентября 2015"),
    ],
)
def test_a_span_holds_the_words_of_the_date_in_the_original(language: str, text: str, words: str) -> None:
    clean = clean_text(text)
    (found,) = find_dates(clean, load_pack(language), date(2022, 8, 12))
    assert clean.span(found.start, found.end).of(text) == words
