import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.model.claim import Claim
from tallystick.model.judgement import Judgement
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tallystick.store.canonical import NotThisRecordError, canonical_json, from_json, shape_of, to_json
from tests.store.samples import claim, judgement, report

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS, lambda s: st.lists(s) | st.dictionaries(TEXTS, s)
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Every kind of field that a record may have."""

    name: str
    at: datetime
    day: date | None
    kind: Literal["a", "b"]
    pairs: tuple[tuple[str, str], ...]
    toll: Toll | None = None
    score: float = 0.5


SAMPLE = Sample("x", datetime(2026, 1, 2, tzinfo=UTC), None, "a", (("k", "v"),))


@given(JSON)
def test_equal_values_have_equal_bytes(value: Any) -> None:
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text
    if isinstance(value, dict):
        assert canonical_json(dict(reversed(value.items()))) == text


def test_the_spelling_is_fixed() -> None:
    """A vault is for decades: these bytes must never change."""
    assert canonical_json({"b": [1, None, True], "a": 'é"\n\0 قتل'}) == '{"a":"é\\"\\n\\u0000 قتل","b":[1,null,true]}'


@given(TEXTS, TEXTS, st.none() | st.dates(), st.lists(st.tuples(TEXTS, TEXTS)).map(tuple))
def test_a_report_comes_back_as_it_was(
    text: str, title: str, day: date | None, metadata: tuple[tuple[str, str], ...]
) -> None:
    given_report = Report("r", text, title, published=day, metadata=metadata)
    assert from_json(Report, json.loads(canonical_json(to_json(given_report)))) == given_report


FULL = Sample("", SAMPLE.at, date(2015, 9, 30), "b", (), Toll(1, None), 1.5)


@pytest.mark.parametrize("record", [report(), judgement(), claim(), SAMPLE, FULL])
def test_every_record_comes_back_as_it_was(record: Any) -> None:
    assert from_json(type(record), json.loads(canonical_json(to_json(record)))) == record


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"name": 3},
        {"name": None},
        {"at": "yesterday"},
        {"day": 20150930},
        {"kind": "c"},
        {"kind": ["a"]},
        {"pairs": [["k"]]},
        {"pairs": {"k": "v"}},
        {"toll": {"min": 3, "max": 2}},
        {"toll": {"min": -1, "max": None}},
        {"toll": {"min": True, "max": None}},
        {"toll": []},
        {"score": "high"},
    ],
)
def test_anything_else_is_not_taken_for_the_record(change: dict[str, object]) -> None:
    with pytest.raises(NotThisRecordError):
        from_json(Sample, to_json(SAMPLE) | change)


def test_what_an_older_version_wrote_without_a_later_field_can_be_read() -> None:
    older = to_json(SAMPLE)
    del older["toll"], older["score"]
    assert from_json(Sample, older) == SAMPLE
    del older["name"]
    with pytest.raises(NotThisRecordError):
        from_json(Sample, older)


def test_a_number_that_is_none_is_never_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(float("nan"))


def test_the_shape_of_a_record_changes_with_any_field_in_it() -> None:
    assert len({shape_of(Reading), shape_of(Claim), shape_of(Judgement), shape_of(Report)}) == 4
    assert shape_of(Reading) == shape_of(Reading)
