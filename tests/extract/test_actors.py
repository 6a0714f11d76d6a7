"""Who is said to have struck: invented sentences, one class of wording each."""

import pytest

from tallystick.extract.actors import find_actors
from tallystick.extract.clean import clean_text
from tallystick.extract.found import FoundActor
from tallystick.extract.lexicon import load_lexicon
from tallystick.extract.pack import known_languages, load_pack
from tallystick.extract.parties import BACKED, BELONGING, FORCE
from tallystick.extract.phrases import hits_by_sentence
from tallystick.extract.sentences import split_sentences
from tallystick.vocabulary import require_code


def actors(language: str, text: str) -> tuple[FoundActor, ...]:
    """The actors found in a text."""
    clean, pack = clean_text(text), load_pack(language)
    told = hits_by_sentence(split_sentences(clean, pack), load_lexicon(language).find(clean.text))
    return find_actors(clean, told, pack)


def doers(language: str, text: str) -> set[tuple[str, str]]:
    """(actor, stance) pairs found in a text."""
    return {(a.actor, a.stance) for a in actors(language, text)}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Two farmers died in a Turkish air strike on Tal Ward.", {("turkey", "asserted")}),
        ("en", "The village was shelled by Syrian army artillery at dawn.", {("syrian_government", "asserted")}),
        ("en", "Russian jets bombed the market of Ward.", {("russia", "asserted")}),
        ("en", "The militia, backed by its supporters, fired rockets at Ward; ISIS claimed nothing.", set()),
        ("ar", "أصيب مدنيان بقصف تركي على قرية الورد.", {("turkey", "asserted")}),
        ("ar", "قصفت قوات النظام بالمدفعية قرية الورد.", {("syrian_government", "asserted")}),
        ("ar", "قتل شاب برصاص قسد في بلدة الورد.", {("sdf_ypg", "asserted")}),
        ("ar", "شنت طائرات حربية روسية غارات على الورد.", {("russia", "asserted")}),
        ("ar", "قصف مدفعي لقوات النظام استهدف الورد.", {("syrian_government", "asserted")}),
        ("ru", "Российские самолёты нанесли удар по городу Вард.", {("russia", "asserted")}),
    ],
)
def test_the_owner_the_agent_and_the_subject_of_an_attack_are_its_doers(
    language: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert doers(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twelve rebel fighters were killed in an explosion at their base."),
        ("en", "An air strike hit positions held by Turkish forces."),
        ("en", "The rebel-held town was hit by an air strike."),
        ("en", "Turkish officials condemned the air strike."),
        ("ar", "استهدفت غارة جوية مواقع قوات النظام."),
        ("ar", "انفجرت عبوة ناسفة بسيارة عسكرية تابعة لقسد."),
        ("ar", "قصف استهدف قوات النظام في الورد."),
        ("ar", "انفجر لغم ضمن مناطق سيطرة قسد."),
    ],
)
def test_victims_targets_holders_of_ground_and_speakers_did_nothing(language: str, text: str) -> None:
    assert doers(language, text) == set()


def test_a_doer_is_told_from_those_it_killed() -> None:
    assert doers("en", "Syrian army troops killed 20 terrorists in an air strike.") == {
        ("syrian_government", "asserted")
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The raid was believed to be carried out by Russian aircraft.", {("russia", "alleged")}),
        ("en", "A suspected Turkish drone strike hit a car.", {("turkey", "alleged")}),
        ("ar", "قصف طيران يعتقد أنه أردني منزلا في الورد.", {("jordan", "alleged")}),
        ("en", "The Islamic State group claimed responsibility for the bombing.", {("isis", "admitted")}),
        (
            "en",
            "The Russian Defence Ministry denied its warplanes carried out air strikes on Ward.",
            {("russia", "denied")},
        ),
        ("ru", "Минобороны России опровергло сообщения об ударах по госпиталю.", {("russia", "denied")}),
    ],
)
def test_hedges_claims_and_denials_set_the_stance(language: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert doers(language, text) == expected


def test_a_joint_attack_has_two_doers() -> None:
    both = {("syrian_government", "asserted"), ("russia", "asserted")}
    assert doers("ar", "قتل طفل بقصف قوات النظام وروسيا بالمدفعية على الورد.") == both
    assert doers("en", "Air strikes by Russian and regime warplanes hit Ward.") == both


def test_an_attack_by_one_of_two_allies_is_left_open() -> None:
    text = "It was unclear whether the air strike was carried out by the Syrian government or its ally Russia."
    assert doers("en", text) == {("syrian_government_or_russia", "alleged")}


def test_the_make_of_a_munition_is_not_its_user_when_a_user_is_named() -> None:
    assert doers("ar", "قصفت قوات النظام الورد بقذائف روسية الصنع.") == {("syrian_government", "asserted")}


def test_unknown_gunmen_are_the_unknown_actor() -> None:
    assert doers("ar", "قتل رجل برصاص مسلحين مجهولين في الورد.") == {("unknown", "asserted")}


def test_habits_of_a_war_are_no_attack_of_today() -> None:
    assert doers("en", "The province is regularly hit by Russian and Syrian air strikes.") == set()


def test_an_acronym_counts_only_in_capitals() -> None:
    assert doers("en", "An attack by IS killed two guards.") == {("isis", "asserted")}
    assert doers("en", "The attack is the second one this week.") == set()


@pytest.mark.parametrize("language", known_languages())
def test_every_actor_of_a_language_file_is_in_the_vocabulary(language: str) -> None:
    section = load_pack(language).section("actors")
    for code in section.keys() - {FORCE, BELONGING, BACKED, "proxies"}:
        assert require_code("actor", code.partition("/")[0])
        assert code.partition("/")[2] in ("", "adjective", "acronym", "state")


@pytest.mark.parametrize("language", known_languages())
def test_every_passage_is_exactly_the_words_that_name_the_actor(language: str) -> None:
    text = {
        "en": "Turkish forces shelled Ward. Russian jets bombed it.",
        "ar": "قصـفت قوات النظام الورد، وشنت طائرات روسية غارات عليها.",
        "ru": "Турецкая армия обстреляла Вард. Авиация России нанесла удары.",
        "uk": "Російські літаки завдали удару по місту Вард.",
    }.get(language)
    assert text is not None, f"write a sentence with an attack for {language!r}"
    clean, found = clean_text(text), actors(language, text)
    assert found
    for actor in found:
        assert clean.span(actor.start, actor.end).of(text).strip() == clean.span(actor.start, actor.end).of(text) != ""


def test_a_country_after_a_preposition_is_a_place() -> None:
    assert doers("en", "Air strikes in Syria killed 12 people.") == set()
    assert doers("ru", "Нанесён удар по боевикам.") == set()


def test_what_a_command_announces_of_its_own_forces_it_admits() -> None:
    text = "أعلنت القيادة المركزية الأميركية مقتل رجل خلال عملية نفذتها قواتها في الورد."
    assert doers("ar", text) == {("usa", "admitted")}


def test_a_hedged_adjective_after_the_attack_is_a_suspicion() -> None:
    assert doers("en", "Eight people died in air strikes, believed Russian, on Wardiya.") == {("russia", "alleged")}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The Russian ministry says that of the hospitals named one exists, and a picture shows it intact.",
            {("russia", "denied")},
        ),
        ("ru", "Пресса пишет о России. Заявленные 12 погибших ничем не доказаны.", {("russia", "denied")}),
    ],
)
def test_a_denial_that_tells_the_charge_is_the_last_named_partys(
    language: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert doers(language, text) >= expected


def test_either_used_it_or_supplied_it_leaves_open_which() -> None:
    text = "A cluster bomb fell near Ward. Either Russia used it or supplied Damascus."
    assert ("syrian_government_or_russia", "asserted") in doers("en", text)
