from datetime import date

from tests.extract.reading import read


def test_a_report_in_a_language_without_a_file_is_kept_and_said_to_be_unread() -> None:
    reading = read(
        "Tre civili sono stati uccisi in un raid aereo nella notte, secondo quanto riferito da fonti locali."
    )
    assert reading.claims == ()
    assert reading.unread is not None
    assert "it" in reading.unread


def test_a_report_without_an_attack_has_no_claims() -> None:
    assert (
        read("The council met in Idlib on Tuesday to discuss the price of bread and the state of the roads.").claims
        == ()
    )


def test_title_and_lead_make_one_figure() -> None:
    reading = read(
        "Five killed in Sarmin shelling\n\nAt least five civilians were killed when shells hit Sarmin, medics said."
    )
    assert [(f.toll.min, f.toll.max) for c in reading.claims for f in c.casualties] == [(5, None)]


def test_two_towns_with_their_own_dead_are_two_claims() -> None:
    reading = read("Artillery shelled Sarmin, killing two civilians. Air strikes hit Binnish and killed four farmers.")
    assert [[f.toll.min for f in c.casualties] for c in reading.claims] == [[2], [4]]
    assert [[p.name for p in c.where] for c in reading.claims] == [["Sarmin"], ["Binnish"]]


def test_a_campaign_total_is_a_claim_of_its_own() -> None:
    reading = read(
        "Shelling killed two civilians in Sarmin. Since the start of the war 900 people have died in the district."
    )
    assert [(c.scope, c.casualties[0].toll.min) for c in reading.claims] == [("attack", 2), ("campaign", 900)]


def test_places_with_their_own_dead_in_one_sentence_are_two_claims() -> None:
    reading = read("Air strikes on Thursday: 46 people were killed in Ghanto; 13 civilians were killed in Ter Maalah.")
    assert [[f.toll.min for f in c.casualties] for c in reading.claims] == [[46], [13]]
    assert [[p.name for p in c.where] for c in reading.claims] == [["Ghanto"], ["Ter Maalah"]]
    assert {c.kind for c in reading.claims} == {"airstrike"}


def test_a_bare_plural_makes_an_attack_and_no_number_of_dead() -> None:
    reading = read(
        "Shells fell on Taftanaz this morning, killing civilians and wounding others.", published=date(2020, 3, 4)
    )
    (claim,) = reading.claims
    assert [c.outcome for c in claim.casualties] == ["injured"]


def test_a_title_that_sums_up_the_dead_of_two_towns_is_told_of_neither() -> None:
    reading = read(
        "4 killed in Idlib shelling\n\nShells hit Sarmin and killed three farmers. "
        "Air strikes hit Binnish and killed a woman."
    )
    assert [[f.toll.min for f in c.casualties] for c in reading.claims if c.casualties] == [[3], [1]]


def test_a_title_that_gives_the_toll_of_days_is_a_campaign_with_them() -> None:
    reading = read(
        "Army kills 60 rebels near Sarmin\n\nThe army killed 60 rebels during the past 24 hours. "
        "Shells hit Binnish and killed two farmers."
    )
    told = sorted(f.toll.min for c in reading.claims if c.scope == "attack" for f in c.casualties)
    assert told == [2]


def test_a_report_that_only_mourns_tells_of_no_attack() -> None:
    reading = read("ننعي لكم ابن عمنا الشهيد سالم نادر من مدينة بنش", published=date(2020, 3, 4))
    assert reading.claims == ()


def test_a_report_that_mourns_the_dead_of_an_attack_tells_of_it() -> None:
    reading = read("ننعي الشهيد سالم نادر الذي ارتقى بقصف مدفعي على مدينة بنش", published=date(2020, 3, 4))
    assert [c.kind for c in reading.claims] == ["artillery"]


def test_clashes_that_harm_nobody_beside_an_attack_are_no_other_attack() -> None:
    reading = read(
        "Shells hit Sarmin and killed two farmers. Rebels pressed on with an assault on the roads around Binnish."
    )
    assert [c.kind for c in reading.claims] == ["artillery"]


def test_clashes_that_harm_somebody_are_an_attack() -> None:
    (claim,) = read("Clashes in Binnish killed two farmers on the road.").claims
    assert claim.kind == "ground_raid"


def test_shots_in_a_raid_are_the_raid() -> None:
    (claim,) = read("A man was shot dead in Sarmin. Soldiers had stormed Sarmin and fired at houses.").claims
    assert claim.kind == "ground_raid"
