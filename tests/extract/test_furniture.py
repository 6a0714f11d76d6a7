from tallystick.extract.clean import clean_text
from tallystick.extract.furniture import find_furniture
from tests.extract.reading import read


def told(text: str) -> list[tuple[str, int]]:
    return [(f.outcome, f.toll.min) for c in read(text).claims for f in c.casualties]


def test_the_head_of_a_post_is_cut_where_its_text_is_glued_to_it() -> None:
    assert told("قناة إخبارية\nMarch 3 · Shared with Publicاستشهاد طفلين بقصف مدفعي على كفرنبل") == [("killed", 2)]


def test_comments_under_a_post_are_no_claims() -> None:
    assert told("مقتل 3 مدنيين بقصف على كفرنبل.All reactions:45 commentsسمعت أن 9 قتلى سقطوا") == [("killed", 3)]


def test_headlines_of_other_stories_are_no_claims() -> None:
    story = (
        "Two civilians were killed when artillery shelled the town of Sarmin in Idlib province on Monday, medics said."
    )
    others = [
        "Ten killed in Hama air strike",
        "Prices rise again",
        "Seven soldiers die near Raqqa",
        "Weather for the week",
    ]
    assert told("\n".join([story, "Related articles", *others])) == [("killed", 2)]
    assert told("\n\n".join([story, *others])) == [("killed", 2)]


def test_a_page_of_menus_alone_holds_no_claim() -> None:
    assert told("Log in\nSign up\nThis content isn't available right now") == []


def test_a_list_of_other_stories_each_with_its_day_is_cut() -> None:
    story = "Shells hit the village of Sarmin on Monday and killed two farmers on their way to the fields, medics said."
    others = "\n\n".join(f"Plane comes down and its pilot dies in region {n}\n\n2021/08/1{n}" for n in range(5))
    text = f"Two killed in Sarmin\n\n{story}\n\n{others}\n"
    left = clean_text(text, find_furniture(text)).text
    assert "two farmers" in left
    assert "pilot" not in left


def test_a_long_headline_between_headlines_is_one_of_them() -> None:
    story = "Shells hit the village of Sarmin on Monday and killed two farmers on their way to the fields, medics said."
    long = (
        "Person killed and other civilians injured in a bombardment of a village in the far suburbs of a city on Dec 3"
    )
    lines = [
        "Displaced persons found in the east on December 2",
        long,
        *(f"Gunmen killed a man in the east on May {n}" for n in (2, 3, 4)),
    ]
    text = story + "\n\n" + "\n\n".join(lines)
    left = clean_text(text, find_furniture(text)).text
    assert "two farmers" in left
    assert "killed a man" not in left
