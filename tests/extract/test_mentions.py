"""What kind of attack, on what and with what: invented sentences."""

import pytest

from tallystick.extract import mentions
from tallystick.extract.clean import clean_text
from tallystick.extract.found import FoundKind
from tallystick.extract.lexicon import load_lexicon
from tallystick.extract.mentions import find_kinds, find_munitions, find_targets
from tallystick.extract.pack import known_languages, load_pack
from tallystick.extract.phrases import hits_by_sentence
from tallystick.extract.sentences import split_sentences
from tallystick.vocabulary import require_code


def kinds(language: str, text: str) -> list[FoundKind]:
    clean, pack = clean_text(text), load_pack(language)
    hits = load_lexicon(language).find(clean.text)
    return list(find_kinds(hits_by_sentence(split_sentences(clean, pack), hits), pack))


def surest(language: str, text: str) -> str | None:
    """The kind that an attack told of by `text` alone gets."""
    found = kinds(language, text)
    return max(found, key=lambda k: (k.specificity, -k.start)).kind if found else None


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "An air strike hit the bridge of Ward.", "airstrike"),
        ("en", "A drone targeted a motorcycle near Ward.", "drone_strike"),
        ("en", "Mortar shells fell on Ward.", "artillery"),
        ("en", "Helicopters dropped barrel bombs on Ward.", "barrel_bomb"),
        ("en", "A landmine exploded under a tractor.", "mine_or_erw"),
        ("en", "A car bomb exploded at the gate.", "ied"),
        ("en", "He was shot dead by a sniper.", "small_arms"),
        ("ar", "قصف مدفعي على قرية الورد.", "artillery"),
        ("ar", "استهدفت طائرة مسيرة سيارة في الورد.", "drone_strike"),
        ("ar", "غارة جوية على الورد.", "airstrike"),
        ("ar", "استهدفت قوات النظام الورد براجمات الصواريخ.", "rocket_or_missile"),
        ("ar", "انفجار لغم أرضي في الورد.", "mine_or_erw"),
        ("ar", "انفجرت عبوة ناسفة في الورد.", "ied"),
        ("ar", "عملية إنزال جوي في الورد.", "ground_raid"),
        ("ar", "قصف بالقنابل العنقودية على الورد.", "cluster_munition"),
        ("ru", "Авиаудар по рынку в городе Вард.", "airstrike"),
        ("ru", "Миномётный обстрел города Вард.", "artillery"),
    ],
)
def test_words_that_name_the_kind_tell_it(language: str, text: str, kind: str) -> None:
    assert surest(language, text) == kind


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Warplanes struck the town of Ward.", "airstrike"),
        ("en", "The school was attacked with rockets.", "rocket_or_missile"),
        ("ar", "قصفت طائرات حربية بلدة الورد.", "airstrike"),
        ("ar", "استهدفت القوات بلدة الورد بصاروخ.", "rocket_or_missile"),
    ],
)
def test_the_means_named_beside_an_attack_tell_its_kind(language: str, text: str, kind: str) -> None:
    assert surest(language, text) == kind


def test_an_attack_without_means_is_of_unknown_kind_and_says_how_little_is_known() -> None:
    (found,) = kinds("en", "An attack on Ward wounded two people.")
    assert (found.kind, found.specificity) == ("unknown", 0)


def test_a_later_mention_takes_the_kind_from_the_sentence_before_it() -> None:
    later = kinds("en", "Shells hit Ward. The attack wounded two.")[-1]
    assert (later.kind, later.specificity) == ("artillery", 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council debated a no-fly zone over the air base."),
        ("en", "Inspectors of the chemical weapons watchdog arrived."),
        ("ar", "وقف إطلاق النار ما زال قائما."),
        ("ar", "وسائط الدفاع الجوي في المطار."),
    ],
)
def test_words_of_war_that_name_no_attack_tell_none(language: str, text: str) -> None:
    assert kinds(language, text) == []


def test_arms_that_were_found_are_no_attack() -> None:
    assert kinds("en", "Police seized an explosive belt in Ward.") == []


def objects(language: str, text: str) -> tuple[set[str], set[str]]:
    """Types of targets and of munitions."""
    clean, pack = clean_text(text), load_pack(language)
    hits, sentences = load_lexicon(language).find(clean.text), split_sentences(clean, pack)
    targets = {t.type for t in find_targets(clean, hits_by_sentence(sentences, hits), pack)}
    return targets, {m.type for m in find_munitions(hits)}


def test_what_was_hit_is_a_target_and_where_the_wounded_were_taken_is_not() -> None:
    targets, munitions = objects("en", "Rockets hit a school. The wounded were taken to hospital after the attack.")
    assert targets == {"school"}
    assert munitions == {"rocket"}
    assert objects("ar", "استهدف القصف سوق الورد ونقل الجرحى إلى المشفى.")[0] == {"market"}


def test_a_place_without_an_attack_is_no_target() -> None:
    assert objects("en", "The school opened again in September.")[0] == set()


@pytest.mark.parametrize("language", known_languages())
def test_every_code_of_a_language_file_is_known(language: str) -> None:
    pack = load_pack(language)
    for code in pack.section("kinds").keys() - mentions.HELPER_CODES - {"usual"}:
        assert require_code("attack_kind", code)
    for code in pack.section("targets").keys() - {"no_target", "plain"}:
        assert require_code("target", code)
    for code in pack.section("munitions"):
        assert require_code("munition", code)


def test_what_lies_in_the_place_that_was_struck_is_hit_and_a_hospital_where_people_lie_is_not() -> None:
    assert objects("ar", "سقطت قذيفة في منزل في الورد إثر قصف مدفعي.")[0] == {"residential"}
    assert objects("ar", "توفي طفل في المشفى بعد قصف مدفعي على الورد.")[0] == set()


def test_armed_people_who_say_or_do_something_were_not_hit() -> None:
    assert objects("en", "Rebels said that an air strike hit Ward.")[0] == set()
    assert objects("en", "An air strike killed several rebels in Ward.")[0] == {"military"}


def test_a_number_of_sheep_is_not_where_somebody_came_from() -> None:
    assert objects("ar", "تسبب القصف المدفعي بنفوق عدد من المواشي.")[0] == {"agricultural"}
