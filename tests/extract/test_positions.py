"""Statements of parties read from invented texts and the demo's own, against annotations of our own (positions/)."""

from datetime import date
from pathlib import Path

import pytest

from tallystick.evaluate.positions import PositionScores, measure_positions, read_annotated
from tallystick.extract.outlets import author_of
from tallystick.model.position import Position
from tallystick.model.toll import Toll
from tests.extract.reading import place_names, read

FOLDER = Path(__file__).parent / "positions"
SETS = ("demo", "half1", "half2", "fresh", "late", "last")
WANTED_F1, WANTED_SCOPE = 0.75, 0.8


def scores(name: str) -> PositionScores:
    return measure_positions(read_annotated(FOLDER / f"{name}.jsonl"), place_names())


def positions(text: str, publisher: str | None = None, published: date | None = None) -> list[tuple[str, str, str]]:
    reading = read(text, publisher=publisher, published=published)
    return [(p.type, p.scope, p.speaker) for p in reading.positions]


def one(text: str, publisher: str | None = None) -> Position:
    [position] = read(text, publisher=publisher).positions
    return position


def test_at_least_eighty_statements_in_three_languages_are_annotated_and_every_quote_is_in_its_text() -> None:
    texts = [text for name in SETS for text in read_annotated(FOLDER / f"{name}.jsonl")]
    assert sum(len(t.positions) for t in texts) >= 80
    assert {"en", "ar", "ru"} <= {t.report.language for t in texts}
    assert sum(not t.positions for t in texts) >= 25  # traps: victims, others' denials, threats, background
    for text in texts:
        assert all(p["quote"] in text.report.text for p in text.positions), text.report.report_id


@pytest.mark.parametrize("name", SETS)
def test_type_and_speaker_reach_the_wanted_f1_and_scope_the_wanted_share(name: str) -> None:
    measured = scores(name)
    assert measured.f1 >= WANTED_F1, (measured.missed, measured.extra)
    assert measured.scope_accuracy >= WANTED_SCOPE, measured.misread


def test_the_words_of_a_statement_and_of_its_speaker_are_in_the_text() -> None:
    text = "Nine people died in Binnish on Monday. Russia's Defence Ministry denied that its jets had bombed the town."
    position = one(text)
    assert position.span.of(text).startswith("Russia's Defence Ministry denied")
    assert position.speaker_span is not None
    assert position.speaker_span.of(text) == "Russia's Defence Ministry"
    assert position.spoken_by is not None
    assert position.spoken_by.name == "Defence Ministry"
    assert position.voice == "relayed"


def test_a_denial_of_others_and_a_threat_are_no_position() -> None:
    assert (
        positions("The Observatory denied that fighters were in the school of Binnish when Russian jets bombed it.")
        == []
    )
    assert positions("Israel warned that it would strike again. A shell wounded two farmers near Quneitra.") == []


def test_who_is_accused_does_not_speak() -> None:
    assert positions("Activists accused Russia of killing civilians in Atarib and rejected its denials.") == []


def test_a_habit_denied_is_of_all_strikes_and_an_attack_denied_is_of_this_one() -> None:
    assert positions("The Syrian army does not target civilians, a military source said.") == [
        ("denies_civilian_harm", "all_strikes", "syrian_government")
    ]
    told = "Six people died in a raid on Sarmin. The Syrian army denied carrying out the raid."
    assert positions(told) == [("denies_all", "this_attack", "syrian_government")]


def test_a_day_summed_up_is_of_place_and_day() -> None:
    told = "Russian aircraft flew 59 sorties over the past 24 hours and destroyed 94 terrorist facilities, Moscow said."
    assert positions(told) == [("asserts_military_target", "place_and_day", "russia")]


def test_deaths_accepted_keep_their_number_and_none_is_made_up() -> None:
    numbered = one("The Coalition acknowledged that its strike in Raqqa killed at least 12 civilians.")
    assert numbered.conceded == Toll(12, None)
    unnumbered = one("The Coalition admitted that its strike in Raqqa may have harmed civilians.")
    assert (unnumbered.type, unnumbered.conceded) == ("concedes", None)


def test_an_office_that_names_no_party_is_of_the_one_that_spoke_last_else_unknown() -> None:
    spoken = "Moscow said its planes did not bomb Hass. The ministry called the reports of a raid false."
    assert {p[2] for p in positions(spoken)} == {"russia"}
    assert positions("The ministry called reports of a raid on the school false.")[0][2] == "unknown"


def test_the_same_statement_told_twice_is_one_position() -> None:
    told = (
        "The SDF denied shelling Azaz. A girl died in Azaz on Friday. The SDF denied shelling Azaz, its spokesman said."
    )
    assert len(positions(told)) == 1


def test_a_partys_own_text_needs_no_word_of_speech() -> None:
    told = "Army units destroyed two command posts of Nusra terrorists near Morek."
    assert positions(told, publisher="sana.sy") == [("asserts_military_target", "this_attack", "syrian_government")]
    assert positions(told, publisher="a paper") == []
    assert one(told, publisher="sana.sy").voice == "own_text"


def test_an_outlet_is_known_by_its_host_and_not_by_a_part_of_its_name() -> None:
    assert author_of("https://www.mil.ru/news") == "russia"
    assert author_of("SANA") == "syrian_government"
    assert author_of("sana-observer.example") is None
    assert author_of(None) is None


def test_a_statement_names_the_claim_it_answers() -> None:
    reading = read(
        "Twelve civilians died in an air raid on Binnish on Monday. Moscow denied responsibility for the raid."
    )
    [position] = reading.positions
    assert position.claim_ids == (reading.claims[0].claim_id,)


def test_a_sentence_about_a_year_long_past_is_background() -> None:
    told = "In 2013 the Syrian government denied using sarin. Eleven people died in Duma on Tuesday."
    assert positions(told, published=date(2018, 4, 8)) == []
