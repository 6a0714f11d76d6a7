"""What is skipped for speed is skipped only where it could tell nothing: the same reading with and without."""

import json
from functools import cache
from importlib.resources import files
from itertools import islice

import pytest
from bench.extract import _perturbed

from tallystick.extract import place_cues, place_latin, position_told, position_types, read_claims
from tallystick.extract.clean import clean_text
from tallystick.extract.lexicon import Lexicon, load_lexicon
from tallystick.extract.pack import load_pack
from tallystick.extract.phrases import hits_by_sentence, inside
from tallystick.extract.place_names import capitalised
from tallystick.extract.sentences import split_sentences
from tallystick.model import spelling
from tallystick.model.report import Report
from tests.extract.reading import place_names


@cache
def digests() -> tuple[Report, ...]:
    """The reports of the demo."""
    lines = files("tallystick.demo").joinpath("reports.jsonl").read_text("utf-8").splitlines()
    return tuple(Report(x["doc_id"], x["text"], language=x["language"]) for x in map(json.loads, lines))


def english() -> list[str]:
    return [clean_text(r.text).text for r in digests() if r.language == "en"]


ODD = [
    "u.s. forces killed 3 (civilians) in an air-strike; u.s.-led strikes, 5% killed, türkiye said.",
    "19killed in idlib, kill9d, killedé, ékilled; the 4th division's men. قصف killedقصف",
    "killed",
    "",
]


def test_phrases_framed_by_gaps_are_those_found_anywhere() -> None:
    framed = load_lexicon("en")
    anywhere = Lexicon([], ("ж",))  # a clitic in letters keeps an automaton from being framed
    anywhere.__dict__.update({k: v for k, v in framed.__dict__.items() if k not in ("_is_framed", "_automaton")})
    anywhere._automaton = type(anywhere._automaton)(framed._phrases)
    assert framed._is_framed
    assert not anywhere._is_framed
    for text in [*english(), *ODD]:
        assert framed.find(text) == anywhere.find(text)


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_hits_by_sentence_are_those_that_begin_in_it(language: str) -> None:
    for report in digests():
        clean = clean_text(report.text)
        hits, sentences = load_lexicon(language).find(clean.text), split_sentences(clean, load_pack(language))
        for sentence, told in zip(sentences, hits_by_sentence(sentences, hits), strict=True):
            assert {s: h for s, h in told.items() if h} == {s: h for s in hits if (h := inside(sentence, hits[s]))}


def test_no_statement_hangs_on_a_sentence_that_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    read = [read_claims(r, place_names()).positions for r in digests()]
    assert any(read)
    monkeypatch.setattr(position_types, "may_state", lambda *_: True)
    monkeypatch.setattr(position_told, "may_state", lambda *_: True)
    assert [read_claims(r, place_names()).positions for r in digests()] == read


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Shells hit Kafr Ward and al-Ward.", ["Shells", "Kafr Ward", "al-Ward"]),
        ("near Tal al-Ward, Deir ez-Zor; the K7 road", ["Tal al-Ward", "Deir ez-Zor", "K7"]),
        ("total-Ward, iPhone, McWard's", ["McWard's"]),
        ("к северу от Аль-Варда, в Новом Варде", ["Аль-Варда", "Новом Варде"]),
    ],
)
def test_capitalised_words_in_a_row_are_one_stretch(text: str, stretches: list[str]) -> None:
    assert [text[start:end] for start, end in capitalised(clean_text(text))] == stretches


def test_nothing_kept_from_report_to_report_grows_without_bound() -> None:
    bounded = (
        spelling.plain_name, spelling.sound_keys, spelling.latin_form, place_latin._names_within,
        place_cues._behind_clitics,
    )  # fmt: skip
    for function in bounded:
        assert function.cache_parameters()["maxsize"] <= 8192
    for report in islice(_perturbed(digests()[:5], 0), 20):
        read_claims(report, place_names())
    for function in bounded:
        assert function.cache_info().currsize <= 8192
