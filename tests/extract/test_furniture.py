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
