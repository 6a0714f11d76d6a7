"""Marked passages: overlapping marks, long texts, sentences in three scripts."""

import pytest

from tallystick.model.claim import Span
from tallystick.publish.passages import LONGEST_SENTENCE, Mark, excerpt_of, quote_of, segments_of, sentence_around

TEXT = "One raid. Five people, two of them children, were killed in Qamar. Nobody came."


def mark(text: str, quote: str, field: str = "killed") -> Mark:
    start = text.index(quote)
    return Mark(Span(start, start + len(quote)), field, f"at-{start}")


def test_the_segments_of_a_text_put_together_are_the_text() -> None:
    marks = [mark(TEXT, "Five people"), mark(TEXT, "people, two of them children"), mark(TEXT, "Qamar", "place")]
    segments = segments_of(TEXT, Span(0, len(TEXT)), marks)
    assert "".join(s.text for s in segments) == TEXT


def test_overlapping_marks_are_cut_and_each_anchor_is_given_once() -> None:
    marks = [mark(TEXT, "Five people"), mark(TEXT, "people, two of them children", "injured")]
    segments = segments_of(TEXT, Span(0, len(TEXT)), marks)
    assert [(s.text, s.fields, s.ends) for s in segments if s.fields] == [
        ("Five ", ("killed",), ()),
        ("people", ("killed", "injured"), ("killed",)),
        (", two of them children", ("injured",), ("injured",)),
    ]
    assert [a for s in segments for a in s.anchors] == ["at-10", "at-15"]


def test_two_fields_on_the_same_words_are_one_segment_with_both() -> None:
    segments = segments_of(TEXT, Span(0, len(TEXT)), [mark(TEXT, "raid", "attack"), mark(TEXT, "raid", "munition")])
    assert [s.fields for s in segments if s.fields] == [("munition", "attack")]


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        (TEXT, "killed", "Five people, two of them children, were killed in Qamar."),
        ("قصف. قُتل خمسة؟ ثم هدأ القصف۔ نهاية", "خمسة", "قُتل خمسة؟"),
        ("Был удар! Погибли 5 чел. в селе.\nКонец", "Погибли", "Погибли 5 чел."),
        ("no stop at all", "stop", "no stop at all"),
        ("first line\nsecond line", "second", "second line"),
    ],
)
def test_a_quote_is_the_sentence_that_holds_the_words(text: str, quote: str, sentence: str) -> None:
    assert sentence_around(text, mark(text, quote).span).of(text) == sentence


def test_a_sentence_without_end_is_cut_at_blanks_and_keeps_its_words() -> None:
    text = "word " * 500 + "forty dead " + "word " * 500
    window = sentence_around(text, mark(text, "forty dead").span)
    assert "forty dead" in window.of(text)
    assert window.end - window.start <= LONGEST_SENTENCE
    assert set(window.of(text).split()) == {"word", "forty", "dead"}


def test_of_a_long_text_only_the_sentences_with_marks_are_shown_and_no_anchor_is_lost() -> None:
    text = "Nothing here. " * 200 + "Five died. " + "Nothing here. " * 200 + "Two were hurt. " + "Nothing here. " * 10
    marks = [mark(text, "Five died"), mark(text, "Two were hurt", "injured")]
    excerpt = excerpt_of(text, marks)
    assert ["".join(s.text for s in stretch) for stretch in excerpt] == ["Five died.", "Two were hurt."]
    assert [a for stretch in excerpt for s in stretch for a in s.anchors] == [m.anchor for m in marks]


def test_a_mark_longer_than_any_sentence_is_kept_whole() -> None:
    text = "a " * 1500
    long = Mark(Span(100, 2100), "killed", "at-100")
    [stretch] = excerpt_of(text, [long])
    assert [s.anchors for s in stretch if s.fields] == [("at-100",)]


def test_a_quote_marks_only_what_is_at_issue() -> None:
    segments = quote_of(TEXT, [mark(TEXT, "Five people")])
    assert [s.text for s in segments if s.fields] == ["Five people"]


def test_an_empty_text_has_no_excerpt() -> None:
    assert excerpt_of("", []) == ()
