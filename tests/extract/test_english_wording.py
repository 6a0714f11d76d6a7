"""How English reports word figures: invented sentences, one class of wording each."""

import pytest

from tests.extract.reading import Told, all_figures, figures

NUMBERS: list[tuple[str, list[Told]]] = [
    ("At least two dozen people were hurt.", [("injured", "people", 24, None, False)]),
    ("Half a dozen shepherds were killed.", [("killed", "people", 6, 6, False)]),
    ("An unspecified number were wounded.", [("injured", "people", 1, None, False)]),
    ("Two of her children aged 3 and 6 died in their beds.", [("killed", "children", 2, 2, False)]),
    ("The blast killed Sami Nader, 53, and Huda Salim, 25.", []),
    (
        "A drone killed one person and seriously wounded another.",
        [("killed", "people", 1, 1, False), ("injured", "people", 1, 1, False)],
    ),
    ("The raid killed another senior militant.", [("killed", "fighters", 1, 1, False)]),
    (
        "Eleven of the 18 people killed in the raid were women.",
        [("killed", "women", 11, 11, True), ("killed", "people", 18, 18, False)],
    ),
    ("The agency put the number of schoolchildren killed at 22.", [("killed", "children", 22, 22, False)]),
    (
        "A doctor put the number of wounded at sixteen two of them women.",
        [("injured", "people", 16, 16, False), ("injured", "women", 2, 2, True)],
    ),
    (
        "Three villagers were wounded two of them seriously when the rebels fired rockets.",
        [("injured", "people", 3, 3, False), ("injured", "people", 2, 2, True)],
    ),
    ("The death toll has risen to forty.", [("killed", "people", 40, 40, False)]),
    ("A score of shepherds were hurt.", [("injured", "people", 20, 20, False)]),
    ("The raid was followed by others, raising the number of fatalities to five.", [("killed", "people", 5, 5, False)]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_are_read_with_what_bounds_and_shares_them(text: str, expected: list[Told]) -> None:
    assert figures(text, "en") == expected


DEEDS: list[tuple[str, list[Told]]] = [
    ("Seventeen persons were on Sunday night killed at a mill.", [("killed", "people", 17, 17, False)]),
    ("Sixty militants had been eliminated by noon.", [("killed", "fighters", 60, 60, False)]),
    ("Snipers shot dead four traders.", [("killed", "people", 4, 4, False)]),
    ("The shells claimed the life of one civilian.", [("killed", "civilians", 1, 1, False)]),
    ("A missile hit a man on a motorcycle, killing him at once.", [("killed", "men", 1, 1, False)]),
    ("The agency named one of the wounded as Nader.", []),
    ("One of the wounded succumbed to his injuries.", [("killed", "people", 1, 1, True)]),
    (
        "The raid left a father and his three daughters dead.",
        [("killed", "men", 1, 1, False), ("killed", "children", 3, 3, False)],
    ),
    (
        "His mother, another child and three civilians were severely injured.",
        [
            ("injured", "women", 1, 1, False),
            ("injured", "children", 1, 1, False),
            ("injured", "civilians", 3, 3, False),
        ],
    ),
    ("The militia managed to kill 25 IS fighters.", [("killed", "fighters", 25, 25, False)]),
    ("The civil defence lost one of its members.", [("killed", "medics", 1, 1, False)]),
    ("The army eliminated a number of gatherings in the hills.", []),
    ("Nine bodies were pulled from the ruins.", [("killed", "people", 9, 9, False)]),
    ("The attack nearly cost the lives of 29 policemen.", []),
]


@pytest.mark.parametrize(("text", "expected"), DEEDS)
def test_deeds_are_read_however_they_are_worded(text: str, expected: list[Told]) -> None:
    assert figures(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Eleven members of the Nader family were killed.", "people"),
        ("Four members of the civil defence were killed.", "medics"),
        ("Four members of the brigade were killed.", "fighters"),
    ],
)
def test_members_are_of_the_group_whose_members_they_are(text: str, group: str) -> None:
    assert [f[1] for f in figures(text, "en")] == [group]


@pytest.mark.parametrize(
    "text",
    [
        "It did not specify how many had been wounded.",
        "The army is looking into claims that civilians were harmed.",
        "It was not clear how many people were killed.",
    ],
)
def test_what_nobody_says_is_no_zero_and_no_figure(text: str) -> None:
    assert figures(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "The conflict has left nearly half a million people dead.",
        "A 12-year conflict that killed 900 people has not ended.",
        "There are 3,140 civilians, including 930 children, who were killed by the alliance in Syria, he said.",
        "Shells killed 6,200 people.",
        "The group documented four drone attacks that killed eight people.",
    ],
)
def test_the_toll_of_a_war_or_of_several_attacks_is_none_of_one_attack(text: str) -> None:
    told = all_figures(text, "en")
    assert told
    assert all(campaign for *_, campaign in told)


def test_half_a_million_is_half_of_one() -> None:
    assert [f[2] for f in all_figures("The war killed nearly half a million people.", "en")] == [500_000]
    assert [f[2] for f in all_figures("The war drove 1.5 million from home and 40 were killed.", "en")] == [40]


def test_all_of_an_item_of_a_list_of_totals_is_a_total() -> None:
    text = "Monthly distribution:\n• March: Two attacks injured two people. In addition, 13 others were hurt."
    assert all(campaign for *_, campaign in all_figures(text, "en"))
