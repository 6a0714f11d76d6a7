import pytest

from tallystick.extract.munition_evidence import read_munition_evidence
from tallystick.model.claim import Claim, ClaimedMunition, Span
from tallystick.model.munition import MunitionEvidence
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.vocabulary import load_terms


def read(text: str, words: str, munition: str = "cluster", language: str = "en") -> MunitionEvidence:
    span = Span(text.index(words), text.index(words) + len(words))
    claim = Claim("c", "r", "test", trigger=span, munitions=(ClaimedMunition(munition, span),))
    reading = Reading("r", "test", language, None, (claim,))
    (found,) = read_munition_evidence(Report("r", text), reading)
    return found


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Jets dropped cluster bombs on the village.", "claim"),
        ("Photographs show the cluster bombs dropped on the village.", "visual"),
        ("Jets dropped cluster bombs on the village. Remnants were found in two gardens.", "remnant"),
        ("The wounds suggest cluster bombs.", "inferred"),
        ("Jets dropped cluster bombs on the village. A video shows the wounded in the hospital.", "claim"),
        ("Cluster bombs fell, and two men believed to have guarded the mill died: cluster bombs again.", "claim"),
        ("Remnants believed to be of cluster bombs lay in the field.", "remnant"),
    ],
)
def test_the_words_beside_a_munition_tell_how_it_is_known(text: str, grade: str) -> None:
    assert read(text, "cluster bombs").evidence == grade


def test_the_words_that_carry_the_grade_are_kept() -> None:
    text = "Photographs show the cluster bombs dropped on the village."
    assert read(text, "cluster bombs").span.of(text) == "Photographs"
    bare = "Jets dropped cluster bombs."
    assert read(bare, "cluster bombs").span.of(bare) == "cluster bombs"


def test_russian_and_arabic_words_tell_it_too() -> None:
    assert read("На снимках видны кассетные бомбы.", "кассетные бомбы", language="ru").evidence == "visual"
    assert read("عُثر على بقايا قنابل عنقودية في القرية.", "قنابل عنقودية", language="ar").evidence == "remnant"


@pytest.mark.parametrize("spelled", ["RBK-500", "RBK 500", "rbk500", "РБК-500"])
def test_models_are_found_however_they_are_spelled(spelled: str) -> None:
    found = read(f"Jets dropped cluster bombs. Remnants: {spelled} with ShOAB-0.5.", "cluster bombs")
    assert found.models == ("rbk_500", "shoab_05")
    assert found.remnants


def test_a_model_of_another_type_or_within_another_word_is_none_of_it() -> None:
    assert read("Jets dropped cluster bombs and FAB-500 near XRBK-5001.", "cluster bombs").models == ()


def test_a_munition_that_only_the_kind_of_attack_tells_is_inferred() -> None:
    span = Span(0, 4)
    claim = Claim("c", "r", "test", kind="mine_or_erw", trigger=span)
    (found,) = read_munition_evidence(Report("r", "Mine killed two."), Reading("r", "t", "en", None, (claim,)))
    assert (found.munition, found.evidence) == ("mine", "inferred")


def test_every_model_is_of_a_known_type_and_names_known_treaties() -> None:
    for term in load_terms("munition_model").values():
        assert term.fact("munition") in load_terms("munition"), term.code
        assert set(term.fact("treaties")) <= set(load_terms("treaty")), term.code
        assert term.fact("checked") in ("read", "recalled"), term.code
        assert (term.fact("checked") == "read") == bool(term.fact("source")), term.code
        assert term.fact("checked") == "read" or term.fact("features") is None, term.code
    for term in load_terms("munition").values():
        assert set(term.fact("treaties") or ()) <= set(load_terms("treaty")), term.code


def test_the_catalogue_says_nothing_that_helps_use_a_weapon() -> None:
    telling = (
        "range",
        "fuze",
        "altitude",
        "velocity",
        "radius",
        "setting",
        "warhead weight",
        "effective",
        " km",
        " kg",
    )
    for term in load_terms("munition_model").values():
        text = f"{term.definition} {term.fact('features') or ''} {term.fact('disperses') or ''}".lower()
        said = [word for word in telling if word in text.replace("sensor-fuzed", "")]
        assert said == [], term.code
