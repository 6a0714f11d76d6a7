"""What a total over a campaign covers, in invented sentences."""

from tallystick.extract import read_campaign_totals
from tallystick.model.finding import CampaignTotal
from tallystick.model.report import Report
from tallystick.model.toll import Toll
from tests.extract.reading import read


def total(text: str, language: str) -> CampaignTotal:
    (found, *_) = read_campaign_totals(Report("r", text, language=language), read(text, language=language))
    return found


def test_the_number_of_attacks_is_read_beside_the_total() -> None:
    found = total("The group examined six attacks, September to November 2015, with at least 300 civilians dead.", "en")
    assert found.attacks == Toll(6, 6)
    assert found.days is not None
    assert (found.days.start.isoformat(), found.days.end.isoformat()) == ("2015-09-01", "2015-11-30")


def test_the_nearest_number_of_attacks_in_the_clause_counts() -> None:
    text = (
        "It tells of at least 20 cluster attacks since 30 September 2015; nine examined in detail killed 35 civilians."
    )
    assert total(text, "en").attacks == Toll(9, 9)


def test_a_total_that_does_not_say_how_many_attacks_has_none() -> None:
    assert total("At least 700 civilians have been killed in Syria since September 2015.", "en").attacks is None


def test_a_number_hidden_in_a_phrase_is_still_a_number() -> None:
    assert total("Они пишут о шести атаках и не менее 300 погибших гражданских.", "ru").attacks == Toll(6, 6)
