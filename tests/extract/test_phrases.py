"""Plain words behind what is glued before them."""

from tallystick.extract.pack import known_languages, load_pack
from tallystick.extract.phrases import _CLITIC_LENGTHS, PlainWords


def test_a_plain_word_is_known_behind_every_clitic_of_every_language_file() -> None:
    for code in known_languages():
        clitics = load_pack(code).section("clitics").get("before", ())
        words = PlainWords({"held": frozenset({"قصف"})}, frozenset(clitics))
        assert all(words.has("held", f"{clitic}قصف") for clitic in clitics), code
        assert max(map(len, clitics), default=0) <= max(_CLITIC_LENGTHS)


def test_what_is_glued_must_be_a_clitic() -> None:
    words = PlainWords({"held": frozenset({"قصف"})}, frozenset({"و", "ال"}))
    assert not words.has("held", "بقصف")
    assert not words.has("held", "والقصف")
